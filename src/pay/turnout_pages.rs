//! The pages of who comes, who did not, and what both sides say.

use super::service;
use super::store::Place;
use super::turnout::{self, Absence, AbsenceState, Expected, Said, Saying, Speech, Word};
use crate::app::App;
use crate::error::{AppError, Clash};
use crate::i18n::Lang;
use crate::web::form::lines;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of who comes and who did not.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::{Clinician, Officer, UnitManager};
    vec![
        get("/{lang:zh|en}/unit/tonight", UnitManager, tonight),
        get("/{lang:zh|en}/unit/attendance/{id}/absent", UnitManager, show_report),
        post("/{lang:zh|en}/unit/attendance/{id}/absent", UnitManager, report),
        get("/{lang:zh|en}/unit/attendance/{id}/feedback", UnitManager, show_of_unit),
        post("/{lang:zh|en}/unit/attendance/{id}/feedback", UnitManager, of_unit),
        get("/{lang:zh|en}/my-pay/{id}/absence", Clinician, show_reply),
        post("/{lang:zh|en}/my-pay/{id}/absence", Clinician, reply),
        get("/{lang:zh|en}/my-pay/{id}/feedback", Clinician, show_of_member),
        post("/{lang:zh|en}/my-pay/{id}/feedback", Clinician, of_member),
        get("/{lang:zh|en}/office/absences", Officer, list),
        post("/{lang:zh|en}/office/absences/{id}", Officer, review),
    ]
}

#[derive(Template)]
#[template(path = "pay/tonight.html")]
struct TonightPage<'a> {
    cx: &'a Page,
    expected: Vec<Expected>,
}

impl TonightPage<'_> {
    /// Whether the row is the first of its shift.
    fn begins(&self, index: &usize) -> bool {
        let shift = |index: usize| self.expected.get(index).map(|one| one.place.shift);
        let before = index.checked_sub(1).and_then(shift);
        before.is_none() || shift(*index) != before
    }

    /// How many are not there and should be.
    fn missing(&self) -> usize {
        let now = self.cx.now;
        self.expected
            .iter()
            .filter(|one| one.is_missing(now))
            .count()
    }

    fn time(&self, at: Option<crate::clock::UtcTime>, place: &Place) -> String {
        at.map_or(String::new(), |at| {
            self.cx.lang.time(at.local(place.zone()))
        })
    }
}

async fn tonight(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let expected = turnout::tonight(&app, user.id).await?;
    page.html(&TonightPage {
        cx: &page,
        expected,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Words {
    note: String,
    again: String,
    verdict: String,
}

/// One side says something of a place: that nobody came, why, or how it was.
#[derive(Template)]
#[template(path = "pay/speech.html")]
struct SpeechPage<'a> {
    cx: &'a Page,
    place: &'a Place,
    said: &'a Said,
    speech: Speech,
    form: &'a Words,
    errors: FieldErrors,
}

impl SpeechPage<'_> {
    fn title(&self) -> String {
        let t = self.cx.t;
        match self.speech {
            Speech::Report => t.absence_title(),
            Speech::Reply => t.absence_reported_by_unit(),
            Speech::OfUnit => t.feedback_unit_title(),
            Speech::OfMember => t.feedback_member_title(),
        }
    }

    /// What happens with what they say.
    fn means(&self) -> String {
        let t = self.cx.t;
        match self.speech {
            Speech::Report => t.absence_text(),
            Speech::Reply => t.absence_reported_text(),
            Speech::OfUnit | Speech::OfMember => t.feedback_hint(),
        }
    }

    /// The yes or no that is asked.
    fn question(&self) -> Option<String> {
        let t = self.cx.t;
        match self.speech {
            Speech::Report | Speech::Reply => None,
            Speech::OfUnit => Some(t.feedback_unit_question()),
            Speech::OfMember => Some(t.feedback_member_question()),
        }
    }

    fn label(&self) -> String {
        let t = self.cx.t;
        match self.speech {
            Speech::Report => t.absence_note(),
            Speech::Reply => t.absence_word(),
            Speech::OfUnit | Speech::OfMember => t.feedback_note(),
        }
    }

    fn button(&self) -> String {
        let t = self.cx.t;
        match self.speech {
            Speech::Report => t.absence_send(),
            Speech::Reply => t.absence_word_send(),
            Speech::OfUnit | Speech::OfMember => t.feedback_send(),
        }
    }

    /// The page of the place.
    fn back(&self) -> String {
        self.cx.href(&self.speech.page(self.place.id))
    }
}

/// The place and what was said of it, where the speaker may speak.
async fn stage(
    page: &Page,
    app: &App,
    (user, id): (i64, i64),
    speech: Speech,
) -> Result<(Place, Said), AppError> {
    let place = if speech.is_of_unit() {
        service::of_unit(app, user, id).await?
    } else {
        service::of_member(app, user, id).await?
    };
    let said = turnout::said(app, id).await?;
    if !said.invites(speech, &place, page.now) {
        return Err(AppError::Conflict(Clash::State));
    }
    Ok((place, said))
}

async fn shown(page: &Page, app: &App, who: (i64, i64), speech: Speech) -> Answer {
    let (place, said) = stage(page, app, who, speech).await?;
    page.html(&SpeechPage {
        cx: page,
        place: &place,
        said: &said,
        speech,
        form: &Words::default(),
        errors: FieldErrors::default(),
    })
}

fn parse(page: &Page, speech: Speech, form: &Words, errors: &mut FieldErrors) -> Option<Saying> {
    let t = page.t;
    let asks = matches!(speech, Speech::OfUnit | Speech::OfMember);
    let again = match form.again.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let again = if asks {
        errors.check("again", again, || t.error_feedback_again())?
    } else {
        false
    };
    let note = if asks && form.note.trim().is_empty() {
        Some(String::new())
    } else {
        lines(&form.note, 500)
    };
    let note = errors.check("note", note, || t.error_absence_note())?;
    Some(Saying { again, note })
}

async fn spoken(
    page: &Page,
    app: &App,
    (user, id): (i64, i64),
    speech: Speech,
    form: &Form<Words>,
) -> Answer {
    let (place, said) = stage(page, app, (user, id), speech).await?;
    let mut errors = FieldErrors::default();
    let saying = parse(page, speech, &form.data, &mut errors);
    if let Some(saying) = saying.filter(|_| !form.switching) {
        match speech {
            Speech::Report => turnout::report(app, user, id, saying.note).await?,
            Speech::Reply => turnout::reply(app, user, id, saying.note).await?,
            Speech::OfUnit | Speech::OfMember => {
                turnout::say(app, user, id, speech, saying).await?;
            }
        }
        return Ok(page.go_with(&speech.page(id), Flash::Recorded));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    page.form_again(
        form.switching,
        &SpeechPage {
            cx: page,
            place: &place,
            said: &said,
            speech,
            form: &form.data,
            errors,
        },
    )
}

async fn show_report(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
) -> Answer {
    shown(&page, &app, (user.id, path.1), Speech::Report).await
}

async fn report(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<Words>,
) -> Answer {
    spoken(&page, &app, (user.id, path.1), Speech::Report, &form).await
}

async fn show_reply(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    shown(&page, &app, (user.id, path.1), Speech::Reply).await
}

async fn reply(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<Words>,
) -> Answer {
    spoken(&page, &app, (user.id, path.1), Speech::Reply, &form).await
}

async fn show_of_unit(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
) -> Answer {
    shown(&page, &app, (user.id, path.1), Speech::OfUnit).await
}

async fn of_unit(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<Words>,
) -> Answer {
    spoken(&page, &app, (user.id, path.1), Speech::OfUnit, &form).await
}

async fn show_of_member(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
) -> Answer {
    shown(&page, &app, (user.id, path.1), Speech::OfMember).await
}

async fn of_member(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<Words>,
) -> Answer {
    spoken(&page, &app, (user.id, path.1), Speech::OfMember, &form).await
}

#[derive(Template)]
#[template(path = "pay/absences.html")]
struct AbsencesPage<'a> {
    cx: &'a Page,
    all: Vec<(Absence, Place)>,
    /// The place whose form was faulty, and what was typed.
    typed: (i64, &'a Words),
    errors: FieldErrors,
}

impl AbsencesPage<'_> {
    fn typed_of(&self, place: &Place) -> Option<&Words> {
        (self.typed.0 == place.id).then_some(self.typed.1)
    }
}

async fn list(page: Page, app: Data<App>) -> Answer {
    page.html(&AbsencesPage {
        cx: &page,
        all: turnout::reported(&app).await?,
        typed: (0, &Words::default()),
        errors: FieldErrors::default(),
    })
}

async fn review(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<Words>,
) -> Answer {
    let to = match form.data.verdict.as_str() {
        "excused" => Some(AbsenceState::Excused),
        "upheld" => Some(AbsenceState::Upheld),
        _ => None,
    };
    let mut errors = FieldErrors::default();
    let to = errors.check("verdict", to, || page.t.error_absence_verdict());
    let note = errors.check("note", lines(&form.data.note, 500), || {
        page.t.error_absence_note()
    });
    if let (Some(to), Some(note), false) = (to, note, form.switching) {
        turnout::review(&app, user.id, path.1, to, note).await?;
        return Ok(page.go_with("/office/absences", Flash::Recorded));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    let template = AbsencesPage {
        cx: &page,
        all: turnout::reported(&app).await?,
        typed: (path.1, &form.data),
        errors,
    };
    page.form_again(form.switching, &template)
}
