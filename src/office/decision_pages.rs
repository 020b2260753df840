//! What an officer does with a file: takes it, asks the units, recommends, decides, writes something down.

use super::file_pages::{ActForm, Answer, Part, Reference, Refused, back, draw};
use super::reasons::{self, Kind};
use crate::app::App;
use crate::credentials::viewer::Spot;
use crate::error::AppError;
use crate::vetting::deciding::Judgement;
use crate::vetting::machine::Verdict;
use crate::vetting::{deciding, file_notes, reminders, service};
use crate::web::form::lines;
use crate::web::route::{Policy, Route, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::web::Data;
use chrono::Months;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        post(
            "/{lang:zh|en}/office/applications/{reference}/begin",
            Officer,
            begin,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/enquiries",
            Officer,
            send_enquiries,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/remind",
            Officer,
            remind,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/recommend",
            Officer,
            recommend,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/decide",
            Officer,
            decide,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/notes",
            Officer,
            add_note,
        ),
    ]
}

/// Draws the page again with a form that was refused.
pub(super) async fn again(
    page: &Page,
    app: &App,
    me: &SignedIn,
    reference: &str,
    part: Part,
    (form, errors): (ActForm, FieldErrors),
) -> Answer {
    let refused = Refused {
        part,
        form,
        marks: Vec::new(),
        errors,
    };
    let spot = (None, &Spot::default());
    draw(page, app, me, reference, spot, Some(refused)).await
}

async fn begin(page: Page, app: Data<App>, me: SignedIn, path: Reference, _: Press) -> Answer {
    deciding::begin(&app, me.id, path.1.clone()).await?;
    back(&page, &path.1, Flash::Recorded)
}

async fn send_enquiries(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    _: Press,
) -> Answer {
    deciding::send_enquiries(&app, me.id, path.1.clone()).await?;
    back(&page, &path.1, Flash::EnquiriesSent)
}

/// Reminds the silent units. Where each was written to lately, nothing leaves and the page says so.
async fn remind(page: Page, app: Data<App>, me: SignedIn, path: Reference, _: Press) -> Answer {
    let sent = reminders::remind_file(&app, me.id, path.1.clone()).await?;
    let flash = match sent {
        0 => Flash::NotReminded,
        _ => Flash::Reminded,
    };
    back(&page, &path.1, flash)
}

/// The reason as typed, else, against the applicant, the prepared one in their language.
async fn reason_of(
    app: &App,
    me: &SignedIn,
    reference: &str,
    (verdict, form): (Option<Verdict>, &ActForm),
) -> Result<Option<String>, AppError> {
    if let Some(typed) = lines(&form.reason, 2000) {
        return Ok(Some(typed));
    }
    if verdict != Some(Verdict::Reject) {
        return Ok(None);
    }
    let prepared = reasons::in_use(app, Kind::Reject).await?;
    let Some(chosen) = prepared.iter().find(|reason| reason.word == form.canned) else {
        return Ok(None);
    };
    let file = service::file(app, me.id, reference.to_owned()).await?;
    Ok(Some(chosen.text(file.person.lang).to_owned()))
}

/// One officer recommends, another decides: the same form, told apart by whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Recommend,
    Decide,
}

async fn judge(
    page: &Page,
    app: &App,
    me: &SignedIn,
    reference: String,
    form: Form<ActForm>,
    turn: Turn,
) -> Answer {
    let (t, mut errors) = (page.t, FieldErrors::default());
    let verdict = errors.check("verdict", Verdict::parse(&form.data.verdict), || {
        t.error_verdict()
    });
    let reason = reason_of(app, me, &reference, (verdict, &form.data)).await?;
    let reason = errors.check("reason", reason, || t.error_reason());
    let scope = form.data.scope();
    if verdict == Some(Verdict::Approve) {
        if scope.specialties.is_empty() {
            errors.add("scope", t.error_scope());
        }
        if scope.kinds.is_empty() {
            errors.add("kinds", t.error_unit_kinds());
        }
    }
    let said = verdict.zip(reason).filter(|_| errors.is_empty());
    let Some((verdict, reason)) = said else {
        return again(
            page,
            app,
            me,
            &reference,
            Part::Decision,
            (form.data, errors),
        )
        .await;
    };
    let judgement = Judgement {
        verdict,
        reason,
        scope,
        conditions: lines(&form.data.conditions, 500).unwrap_or_default(),
        again_after: Months::new(form.data.again_after()),
    };
    match turn {
        Turn::Recommend => {
            deciding::recommend(app, me.id, reference.clone(), judgement).await?;
        }
        Turn::Decide => deciding::decide(app, me.id, reference.clone(), judgement).await?,
    }
    back(page, &reference, Flash::Recorded)
}

async fn recommend(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let reference = path.into_inner().1;
    judge(&page, &app, &me, reference, form, Turn::Recommend).await
}

async fn decide(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let reference = path.into_inner().1;
    judge(&page, &app, &me, reference, form, Turn::Decide).await
}

async fn add_note(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    let note = lines(&form.data.text, 4000);
    match errors.check("text", note, || page.t.error_file_note()) {
        Some(note) => {
            file_notes::add(&app, me.id, path.1.clone(), note).await?;
            back(&page, &path.1, Flash::Recorded)
        }
        None => again(&page, &app, &me, &path.1, Part::Note, (form.data, errors)).await,
    }
}
