//! Taking a place, giving it back, waiting for one, handing one over.

use super::board;
use super::handover_rows::{self, HandoverState, Told};
use super::handovers::{self, Reply};
use super::picking::{self, Consequence, PickError};
use super::reason::Reason;
use super::service::{self, Card};
use super::shift_pages::WhyPage;
use super::store::Booking;
use super::waiting;
use crate::accounts::domain::Email;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::keys;
use crate::web::form::{line, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of picking and of what follows.
pub fn routes() -> Vec<Route> {
    use Policy::Member;
    vec![
        post("/{lang:zh|en}/shifts/{id}/pick", Member, pick),
        post("/{lang:zh|en}/shifts/{id}/undo", Member, undo),
        post("/{lang:zh|en}/shifts/{id}/wait", Member, wait),
        post("/{lang:zh|en}/shifts/{id}/leave", Member, leave),
        post("/{lang:zh|en}/shifts/{id}/accept", Member, accept),
        get("/{lang:zh|en}/my-shifts/{id}/cancel", Member, show_cancel),
        post("/{lang:zh|en}/my-shifts/{id}/cancel", Member, cancel),
        post("/{lang:zh|en}/my-shifts/{id}/coming", Member, coming),
        get(
            "/{lang:zh|en}/my-shifts/{id}/hand-over",
            Member,
            show_hand_over,
        ),
        post("/{lang:zh|en}/my-shifts/{id}/hand-over", Member, hand_over),
        get(
            "/{lang:zh|en}/my-shifts/handovers/{id}",
            Member,
            show_handover,
        ),
        post("/{lang:zh|en}/my-shifts/handovers/{id}", Member, reply),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PickForm {
    key: String,
    heeded: String,
}

/// A rule that only warns: read it, then pick.
#[derive(Template)]
#[template(path = "shifts/heed.html")]
struct HeedPage<'a> {
    cx: &'a Page,
    card: &'a Card,
    warnings: &'a [Reason],
    act: &'a str,
    key: String,
}

async fn pick(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<PickForm>,
) -> Answer {
    let key =
        line(&form.data.key, 100).ok_or(AppError::Invalid("a pick carries its form's key"))?;
    let heeded = form.data.heeded == "1";
    let picked = picking::pick(&app, user.id, path.1, key, heeded).await;
    settle(&page, &app, user.id, path.1, "pick", picked).await
}

async fn accept(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<PickForm>,
) -> Answer {
    let key =
        line(&form.data.key, 100).ok_or(AppError::Invalid("a pick carries its form's key"))?;
    let heeded = form.data.heeded == "1";
    let picked = waiting::accept(&app, user.id, path.1, key, heeded).await;
    settle(&page, &app, user.id, path.1, "accept", picked).await
}

/// What a pick became: the member's shifts, a warning to read first, or why not.
async fn settle(
    page: &Page,
    app: &App,
    user: i64,
    id: i64,
    act: &str,
    picked: Result<(), PickError>,
) -> Answer {
    match picked {
        Ok(()) => Ok(page.go_with("/my-shifts", Flash::Picked)),
        Err(PickError::App(error)) => Err(error),
        Err(PickError::Unheeded(warnings)) => {
            let detail = service::detail(app, user, id).await?;
            let template = HeedPage {
                cx: page,
                card: &detail.card,
                warnings: &warnings,
                act,
                key: keys::random_token(),
            };
            page.html_as(StatusCode::UNPROCESSABLE_ENTITY, &template)
        }
        Err(PickError::Refused(reasons)) => refused(page, app, user, id, &reasons).await,
    }
}

/// Being too late is no mistake: a page says why and what else there is.
async fn refused(page: &Page, app: &App, user: i64, id: i64, reasons: &[Reason]) -> Answer {
    let detail = service::detail(app, user, id).await?;
    let template = WhyPage {
        cx: page,
        card: &detail.card,
        reasons,
        similar: board::takeable(app, user, 3).await?,
        just_refused: true,
    };
    page.html_as(StatusCode::CONFLICT, &template)
}

async fn undo(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    picking::undo(&app, user.id, path.1).await?;
    Ok(page.go_with("/shifts", Flash::Undone))
}

async fn wait(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    match waiting::join(&app, user.id, path.1).await {
        Ok(()) => Ok(page.go_with(&format!("/shifts/{}", path.1), Flash::Saved)),
        Err(PickError::App(error)) => Err(error),
        Err(PickError::Refused(reasons) | PickError::Unheeded(reasons)) => {
            refused(&page, &app, user.id, path.1, &reasons).await
        }
    }
}

async fn leave(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    waiting::leave(&app, user.id, path.1).await?;
    Ok(page.go_with(&format!("/shifts/{}", path.1), Flash::Saved))
}

async fn coming(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    picking::coming(&app, user.id, path.1).await?;
    Ok(page.go_with("/my-shifts", Flash::Saved))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CancelForm {
    reason: String,
    told: String,
}

#[derive(Template)]
#[template(path = "shifts/cancel.html")]
struct CancelPage<'a> {
    cx: &'a Page,
    what: Consequence,
    form: &'a CancelForm,
    errors: FieldErrors,
}

async fn show_cancel(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
) -> Answer {
    page.html(&CancelPage {
        cx: &page,
        what: picking::consequence(&app, user.id, path.1).await?,
        form: &CancelForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn cancel(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<CancelForm>,
) -> Answer {
    let what = picking::consequence(&app, user.id, path.1).await?;
    let mut errors = FieldErrors::default();
    let reason = lines(&form.data.reason, 500).filter(|reason| !reason.is_empty());
    let reason = errors.check("reason", reason, || page.t.error_cancel_reason());
    let told = line(&form.data.told, 100);
    if what.late && told.is_none() {
        errors.add("told", page.t.error_cancel_told());
    }
    match reason {
        Some(reason) if errors.is_empty() && !form.switching => {
            picking::cancel(&app, user.id, path.1, reason, told).await?;
            Ok(page.go_with("/my-shifts", Flash::Recorded))
        }
        _ => {
            let errors = if form.switching {
                FieldErrors::default()
            } else {
                errors
            };
            let form_page = CancelPage {
                cx: &page,
                what,
                form: &form.data,
                errors,
            };
            page.form_again(form.switching, &form_page)
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct HandOverForm {
    email: String,
}

#[derive(Template)]
#[template(path = "shifts/hand_over.html")]
struct HandOverPage<'a> {
    cx: &'a Page,
    booking: Booking,
    form: &'a HandOverForm,
    errors: FieldErrors,
}

async fn show_hand_over(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
) -> Answer {
    page.html(&HandOverPage {
        cx: &page,
        booking: picking::consequence(&app, user.id, path.1).await?.booking,
        form: &HandOverForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn hand_over(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<HandOverForm>,
) -> Answer {
    let booking = picking::consequence(&app, user.id, path.1).await?.booking;
    let mut errors = FieldErrors::default();
    let email = Email::parse(&form.data.email);
    if !form.switching && email.is_none() {
        errors.add("email", page.t.error_email());
    }
    match email.filter(|_| !form.switching) {
        Some(email) => {
            handovers::ask(&app, user.id, path.1, email).await?;
            Ok(page.go_with("/my-shifts", Flash::Recorded))
        }
        None => {
            let form_page = HandOverPage {
                cx: &page,
                booking,
                form: &form.data,
                errors,
            };
            page.form_again(form.switching, &form_page)
        }
    }
}

#[derive(Template)]
#[template(path = "shifts/handover.html")]
struct HandoverPage<'a> {
    cx: &'a Page,
    told: Told,
    /// The reader is asked, and has not answered.
    asked: bool,
    /// The reader asked.
    giver: bool,
    card: Card,
    /// What they could give for it.
    own: Vec<Booking>,
}

async fn show_handover(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
) -> Answer {
    let (told, own) = handover_rows::open(&app, user.id, path.1).await?;
    let card = service::detail(&app, user.id, told.shift.id).await?.card;
    page.html(&HandoverPage {
        cx: &page,
        asked: told.handover.taker == user.id && told.handover.state == HandoverState::Asked,
        giver: told.handover.giver == user.id,
        told,
        card,
        own,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ReplyForm {
    answer: String,
    back: String,
}

async fn reply(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<ReplyForm>,
) -> Answer {
    let reply = match form.data.answer.as_str() {
        "accept" => Reply::Accept(form.data.back.parse().ok()),
        "decline" => Reply::Decline,
        "withdraw" => Reply::Withdraw,
        _ => return Err(AppError::Invalid("an answer is one of three")),
    };
    let (told, _) = handover_rows::open(&app, user.id, path.1).await?;
    match handovers::reply(&app, user.id, path.1, reply).await {
        Ok(()) => Ok(page.go_with("/my-shifts", Flash::Recorded)),
        Err(PickError::App(error)) => Err(error),
        Err(PickError::Refused(reasons) | PickError::Unheeded(reasons)) => {
            refused(&page, &app, user.id, told.shift.id, &reasons).await
        }
    }
}
