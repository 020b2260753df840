//! Every letter that the product writes: what its row holds, and its words.

use super::calling_letter::CallingLetter;
use super::case_letter::CaseLetter;
use super::desk_letter::DeskLetter;
use super::engagement_letter::EngagementLetter;
use super::fact_letter::FactLetter;
use super::office_letter::OfficeLetter;
use super::outcome_letter::OutcomeLetter;
use super::pay_letter::PayLetter;
use super::picking_letter::PickingLetter;
use super::reference_letter::ReferenceLetter;
use super::search_letter::SearchLetter;
use super::turnout_letter::TurnoutLetter;
use super::unit_letter::UnitLetter;
use super::weather_letter::WeatherLetter;
use crate::config::Config;
use crate::credentials::{ReturnReason, Slot};
use crate::domain::Role;
use crate::i18n::Lang;
use crate::keys::Purpose;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter as its outbox row holds it: names, dates and salts, never a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// To somebody who registered.
    ConfirmEmail { name: String, salt: String },
    /// To the owner of an address with which somebody registered again.
    AlreadyRegistered { name: String },
    /// To somebody who forgot their password.
    ResetPassword { name: String, salt: String },
    /// A password was set: the owner would want to know.
    PasswordChanged { name: String },
    /// To new staff.
    Invitation { name: String, salt: String },
    /// An administrator gave somebody another role.
    RoleChanged { name: String, role: Role },
    /// To administrators: an officer looked at too many documents at once.
    BulkReading { name: String, officer: String },
    /// The application arrived; the clock runs.
    Received {
        name: String,
        reference: String,
        from: NaiveDate,
        to: NaiveDate,
    },
    /// One document came back; the others stand.
    DocumentReturned {
        name: String,
        slot: Slot,
        reason: ReturnReason,
        note: String,
    },
    /// A member's renewed document was accepted.
    RenewalAccepted {
        name: String,
        slot: Slot,
        until: Option<NaiveDate>,
    },
    /// A member's document ends soon.
    DocumentEnding {
        name: String,
        slot: Slot,
        until: NaiveDate,
    },
    /// A member's document has ended.
    DocumentEnded {
        name: String,
        slot: Slot,
        until: NaiveDate,
    },
    /// A former unit is asked.
    Enquiry {
        unit: String,
        contact: String,
        applicant: String,
        salt: String,
        expires_on: NaiveDate,
    },
    /// Anything else about an enquiry.
    Reference(ReferenceLetter),
    /// To an officer, about the work of the office.
    Office(OfficeLetter),
    /// About a file that is late.
    Case(CaseLetter),
    /// A former unit answered.
    UnitAnswered { name: String, unit: String },
    /// A former unit cannot or will not answer.
    UnitDeclined { name: String, unit: String },
    /// All units were asked.
    UnitsAsked { name: String, units: Vec<String> },
    /// How a case ended, or about a membership.
    Outcome(OutcomeLetter),
    /// The copy of a person's data can be fetched.
    DataReady { name: String, until: NaiveDate },
    /// A person's data are erased; the last letter to them.
    Erased,
    /// To a unit, about who comes.
    Unit(UnitLetter),
    /// About what was worked and what is paid.
    Pay(PayLetter),
    /// About who did not come.
    Turnout(TurnoutLetter),
    /// About an engagement.
    Engagement(EngagementLetter),
    /// About one place.
    Picking(PickingLetter),
    /// About a shift that its unit called off.
    Calling(CallingLetter),
    /// About a typhoon or a rainstorm.
    Weather(WeatherLetter),
    /// An officer asks about a typed fact.
    Fact(FactLetter),
    /// About filling shifts.
    Desk(DeskLetter),
    /// What is new in a saved search.
    Search(SearchLetter),
    /// To a member whose place was released.
    PlaceReleased {
        name: String,
        shift: String,
        reason: String,
    },
}

/// A letter in words: a subject, paragraphs, and one thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The fact.
    pub subject: String,
    /// Plain paragraphs.
    pub paragraphs: Vec<String>,
    /// Label and address of the one link.
    pub action: Option<(String, String)>,
}

impl Letter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ConfirmEmail { .. } => "confirm_email",
            Self::AlreadyRegistered { .. } => "already_registered",
            Self::ResetPassword { .. } => "reset_password",
            Self::PasswordChanged { .. } => "password_changed",
            Self::Invitation { .. } => "invitation",
            Self::RoleChanged { .. } => "role_changed",
            Self::BulkReading { .. } => "bulk_reading",
            Self::Received { .. } => "received",
            Self::DocumentReturned { .. } => "document_returned",
            Self::RenewalAccepted { .. } => "renewal_accepted",
            Self::DocumentEnding { .. } => "document_ending",
            Self::DocumentEnded { .. } => "document_ended",
            Self::Enquiry { .. } => "enquiry",
            Self::Reference(letter) => letter.kind(),
            Self::Office(letter) => letter.kind(),
            Self::Case(letter) => letter.kind(),
            Self::UnitAnswered { .. } => "unit_answered",
            Self::UnitDeclined { .. } => "unit_declined",
            Self::UnitsAsked { .. } => "units_asked",
            Self::Outcome(letter) => letter.kind(),
            Self::DataReady { .. } => "data_ready",
            Self::Erased => "erased",
            Self::Unit(letter) => letter.kind(),
            Self::Pay(letter) => letter.kind(),
            Self::Turnout(letter) => letter.kind(),
            Self::Engagement(letter) => letter.kind(),
            Self::Picking(letter) => letter.kind(),
            Self::Calling(letter) => letter.kind(),
            Self::Weather(_) => "weather",
            Self::Fact(_) => "fact_asked",
            Self::Desk(letter) => letter.kind(),
            Self::Search(_) => "saved_search",
            Self::PlaceReleased { .. } => "place_released",
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one arm a letter: split, nobody could see that none is missing"
    )]
    /// Writes it. Links begin with the configured address and nothing else (R18).
    pub fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let page = |path: &str| format!("{}/{lang}{path}", config.base_url);
        let token = |purpose, salt: &str| config.instance_key.link_token(purpose, salt);
        let tracker = || Some((t.mail_to_tracker(), page("/application")));
        let words = |subject, paragraphs, action| Words {
            subject,
            paragraphs,
            action,
        };
        match self {
            Self::ConfirmEmail { name, salt } => words(
                t.mail_confirm_subject(),
                vec![t.mail_greeting(name), t.mail_confirm_text()],
                Some((
                    t.mail_confirm_action(),
                    page(&format!("/confirm/{}", token(Purpose::ConfirmEmail, salt))),
                )),
            ),
            Self::AlreadyRegistered { name } => words(
                t.mail_already_subject(),
                vec![t.mail_greeting(name), t.mail_already_text()],
                Some((t.mail_already_action(), page("/forgot"))),
            ),
            Self::ResetPassword { name, salt } => words(
                t.mail_reset_subject(),
                vec![t.mail_greeting(name), t.mail_reset_text()],
                Some((
                    t.mail_reset_action(),
                    page(&format!(
                        "/set-password/{}",
                        token(Purpose::SetPassword, salt)
                    )),
                )),
            ),
            Self::PasswordChanged { name } => words(
                t.mail_password_subject(),
                vec![t.mail_greeting(name), t.mail_password_text()],
                Some((t.mail_password_action(), page("/forgot"))),
            ),
            Self::Invitation { name, salt } => words(
                t.mail_invite_subject(),
                vec![t.mail_greeting(name), t.mail_invite_text()],
                Some((
                    t.mail_invite_action(),
                    page(&format!(
                        "/set-password/{}",
                        token(Purpose::SetPassword, salt)
                    )),
                )),
            ),
            Self::RoleChanged { name, role } => words(
                t.mail_role_subject(),
                vec![t.mail_greeting(name), t.mail_role_text(role.label(t))],
                Some((t.sign_in_action(), page("/sign-in"))),
            ),
            Self::BulkReading { name, officer } => words(
                t.mail_bulk_subject(officer),
                vec![t.mail_greeting(name), t.mail_bulk_text(officer)],
                Some((t.people_title(), page("/admin/people"))),
            ),
            Self::Received {
                name,
                reference,
                from,
                to,
            } => words(
                t.mail_received_subject(reference),
                vec![
                    t.mail_greeting(name),
                    t.mail_received_text(),
                    t.mail_received_dates(lang.date(*from), lang.date(*to)),
                ],
                tracker(),
            ),
            Self::DocumentReturned {
                name,
                slot,
                reason,
                note,
            } => {
                let document = slot.label(t);
                let mut paragraphs = vec![
                    t.mail_greeting(name),
                    t.mail_returned_text(&document, reason.label(t)),
                ];
                paragraphs.extend((!note.is_empty()).then(|| note.clone()));
                paragraphs.push(t.mail_returned_rest());
                words(
                    t.mail_returned_subject(&document),
                    paragraphs,
                    Some((t.mail_returned_action(), page("/application/documents"))),
                )
            }
            Self::RenewalAccepted { name, slot, until } => {
                let document = slot.label(t);
                let mut paragraphs = vec![t.mail_greeting(name), t.mail_renewed_text(&document)];
                paragraphs.extend(until.map(|day| t.mail_renewed_until(lang.date_year(day))));
                words(
                    t.mail_renewed_subject(&document),
                    paragraphs,
                    Some((t.mail_approved_action(), page("/shifts"))),
                )
            }
            Self::DocumentEnding { name, slot, until } => {
                let (document, day) = (slot.label(t), lang.date_year(*until));
                let text = if Slot::LICENCES.contains(slot) {
                    t.mail_ending_text(&document, &day)
                } else {
                    t.mail_ending_plain(&document, &day)
                };
                words(
                    t.mail_ending_subject(&document, &day),
                    vec![t.mail_greeting(name), text, t.mail_ending_next()],
                    Some((t.mail_ending_action(), page("/application/documents"))),
                )
            }
            Self::DocumentEnded { name, slot, until } => {
                let (document, day) = (slot.label(t), lang.date_year(*until));
                let text = if Slot::LICENCES.contains(slot) {
                    t.mail_ended_text(&document, &day)
                } else {
                    t.mail_ended_plain(&document, &day)
                };
                words(
                    t.mail_ended_subject(&document, &day),
                    vec![t.mail_greeting(name), text, t.mail_ended_next()],
                    Some((t.mail_ending_action(), page("/application/documents"))),
                )
            }
            Self::Enquiry {
                unit,
                contact,
                applicant,
                salt,
                expires_on,
            } => words(
                t.mail_enquiry_subject(applicant),
                vec![
                    t.mail_greeting(contact),
                    t.mail_enquiry_text(applicant, unit),
                    t.mail_enquiry_time(lang.date(*expires_on)),
                ],
                Some((
                    t.mail_enquiry_action(),
                    page(&format!("/r/{}", token(Purpose::Enquiry, salt))),
                )),
            ),
            Self::Reference(letter) => letter.words(lang, config),
            Self::Office(letter) => letter.words(lang, config),
            Self::Case(letter) => letter.words(lang, config),
            Self::UnitAnswered { name, unit } => words(
                t.mail_answered_subject(unit),
                vec![t.mail_greeting(name), t.mail_answered_text(unit)],
                tracker(),
            ),
            Self::UnitDeclined { name, unit } => words(
                t.mail_declined_subject(unit),
                vec![t.mail_greeting(name), t.mail_declined_text(unit)],
                tracker(),
            ),
            Self::UnitsAsked { name, units } => words(
                t.mail_asked_subject(),
                vec![t.mail_greeting(name), t.mail_asked_text(lang.list(units))],
                tracker(),
            ),
            Self::Outcome(letter) => letter.words(lang, config),
            Self::DataReady { name, until } => words(
                t.mail_data_subject(),
                vec![
                    t.mail_greeting(name),
                    t.mail_data_text(lang.date_year(*until)),
                ],
                Some((t.mail_data_action(), page("/account/data"))),
            ),
            Self::Erased => words(t.mail_erased_subject(), vec![t.mail_erased_text()], None),
            Self::Unit(letter) => letter.words(lang, config),
            Self::Pay(letter) => letter.words(lang, config),
            Self::Turnout(letter) => letter.words(lang, config),
            Self::Engagement(letter) => letter.words(lang, config),
            Self::Picking(letter) => letter.words(lang, config),
            Self::Calling(letter) => letter.words(lang, config),
            Self::Weather(letter) => letter.words(lang, config),
            Self::Fact(letter) => letter.words(lang, config),
            Self::Desk(letter) => letter.words(lang, config),
            Self::Search(letter) => letter.words(lang, config),
            Self::PlaceReleased {
                name,
                shift,
                reason,
            } => words(
                t.mail_released_subject(shift),
                vec![
                    t.mail_greeting(name),
                    t.mail_released_text(shift),
                    reason.clone(),
                ],
                tracker(),
            ),
        }
    }
}
