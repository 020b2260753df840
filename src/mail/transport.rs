//! How a letter leaves: SMTP, a folder, or the mailbox.

use super::letter::Words;
use super::mailbox::{Mailbox, Sent};
use super::store::Fate;
use crate::clock::UtcTime;
use crate::config::{Config, MailTransport, Smtp, SmtpSecurity};
use crate::i18n::Lang;
use askama::Template;
use lettre::message::MultiPart;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// Why a letter did not leave.
pub(super) struct Failure {
    pub reason: String,
    /// What trying again would do.
    pub fate: Fate,
}

/// The mailbox of the demo and of tests refuses letters to `bounce@…`, so that one can see what follows.
const REFUSED: &str = "bounce@";

impl Failure {
    fn permanent(reason: impl std::fmt::Display) -> Self {
        Self {
            reason: reason.to_string(),
            fate: Fate::Parked,
        }
    }
}

/// How long a mail server may be silent: every other job waits meanwhile.
const PATIENCE: Duration = Duration::from_secs(20);

/// A letter that is ready to leave.
pub(super) struct Outgoing<'a> {
    pub id: i64,
    pub to: &'a str,
    pub lang: Lang,
    pub words: &'a Words,
}

#[derive(Template)]
#[template(path = "mail/letter.txt", escape = "none")]
struct Plain<'a> {
    words: &'a Words,
    footer: String,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    words: &'a Words,
    lang: Lang,
    footer: String,
}

pub(super) async fn send(
    config: &Config,
    mailbox: &Mailbox,
    letter: &Outgoing<'_>,
    now: UtcTime,
) -> Result<(), Failure> {
    let footer = letter.lang.texts().mail_footer();
    let text = Plain {
        words: letter.words,
        footer: footer.clone(),
    }
    .render()
    .map_err(Failure::permanent)?;
    let html = Html {
        words: letter.words,
        lang: letter.lang,
        footer,
    }
    .render()
    .map_err(Failure::permanent)?;
    match &config.mail {
        MailTransport::Mailbox if letter.to.starts_with(REFUSED) => Err(Failure {
            reason: "550 no such mailbox (the demo's)".to_owned(),
            fate: Fate::Bounced,
        }),
        MailTransport::Mailbox => {
            mailbox.put(Sent {
                id: letter.id,
                to: letter.to.to_owned(),
                subject: letter.words.subject.clone(),
                text,
                html,
                at: now,
            });
            Ok(())
        }
        MailTransport::Files(folder) => {
            std::fs::create_dir_all(folder).map_err(|error| Failure {
                reason: error.to_string(),
                fate: Fate::Later,
            })?;
            let message = message(config, letter, text, html, now)?;
            AsyncFileTransport::<Tokio1Executor>::new(folder)
                .send(message)
                .await
                .map(|_| ())
                .map_err(|error| Failure {
                    reason: error.to_string(),
                    fate: Fate::Later,
                })
        }
        MailTransport::Smtp(smtp) => {
            let message = message(config, letter, text, html, now)?;
            mailer(smtp)?
                .send(message)
                .await
                .map(|_| ())
                .map_err(|error| Failure {
                    fate: fate(&error),
                    reason: error.to_string(),
                })
        }
    }
}

/// A final refusal (5xx) is the other side's word about the mailbox, but for those about who we are
/// (530 to 538: signing in to our own relay, which somebody will mend).
fn fate(error: &lettre::transport::smtp::Error) -> Fate {
    match error.status().map(u16::from) {
        Some(530..=538) => Fate::Later,
        Some(500..=599) => Fate::Bounced,
        _ if error.is_permanent() => Fate::Parked,
        _ => Fate::Later,
    }
}

/// One Message-ID a row: whoever gets a letter twice can tell.
fn message(
    config: &Config,
    letter: &Outgoing<'_>,
    text: String,
    html: String,
    now: UtcTime,
) -> Result<Message, Failure> {
    let host = config.host().split(':').next().unwrap_or("localhost");
    Message::builder()
        .from(config.mail_from.parse().map_err(Failure::permanent)?)
        .reply_to(config.contact.parse().map_err(Failure::permanent)?)
        .to(letter.to.parse().map_err(Failure::permanent)?)
        .subject(letter.words.subject.clone())
        .message_id(Some(format!("<outbox-{}@{host}>", letter.id)))
        .date(now.to_chrono().into())
        .multipart(MultiPart::alternative_plain_html(text, html))
        .map_err(Failure::permanent)
}

fn mailer(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>, Failure> {
    type Mailer = AsyncSmtpTransport<Tokio1Executor>;
    let builder = match smtp.security {
        SmtpSecurity::Tls => Mailer::relay(&smtp.host).map_err(Failure::permanent)?,
        SmtpSecurity::StartTls => Mailer::starttls_relay(&smtp.host).map_err(Failure::permanent)?,
        SmtpSecurity::None => Mailer::builder_dangerous(&smtp.host),
    };
    let mut builder = builder.port(smtp.port).timeout(Some(PATIENCE));
    if let Some((name, password)) = &smtp.credentials {
        builder = builder.credentials(Credentials::new(name.clone(), password.clone()));
    }
    Ok(builder.build())
}
