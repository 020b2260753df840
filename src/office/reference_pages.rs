//! Pages on which an officer follows one former unit up: everything about it, and every way on.

use crate::accounts::domain::telephone;
use crate::app::App;
use crate::clock::{SERVICE_ZONE, UtcTime};
use crate::error::{AppError, Clash};
use crate::i18n::Lang;
use crate::vetting::enquiry::{Aspect, Plain};
use crate::vetting::machine::EnquiryState;
use crate::vetting::notes::{self, NewNote, Note, NoteKind, Outcome};
use crate::vetting::references::UnitReference;
use crate::vetting::service::{self, File};
use crate::vetting::turn::Turn;
use crate::vetting::{asking, parse_contact, same_phone};
use crate::web::form::{date, line, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{Datelike, NaiveTime, Timelike};
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of one former unit.
pub fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get(
            "/{lang:zh|en}/office/applications/{reference}/enquiries/{id}",
            Officer,
            show,
        ),
        get(
            "/{lang:zh|en}/office/applications/{reference}/enquiries/{id}/{way}",
            Officer,
            show_way,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/enquiries/{id}/{way}",
            Officer,
            go,
        ),
    ]
}

/// What an officer may do about a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Write something down.
    Note(NoteKind),
    /// Ask another contact at the unit.
    Contact,
    /// Ask the applicant for another unit.
    OtherUnit,
}

impl Way {
    /// Each with its word in the address.
    const ALL: [(&str, Self); 5] = [
        ("call-back", Self::Note(NoteKind::CallBack)),
        ("contact", Self::Contact),
        ("other-unit", Self::OtherUnit),
        ("telephone", Self::Note(NoteKind::Telephone)),
        ("personnel", Self::Note(NoteKind::Personnel)),
    ];

    fn parse(word: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|(known, _)| *known == word);
        found.map(|(_, way)| way)
    }

    fn fits(self, reference: &UnitReference) -> bool {
        match self {
            Self::Note(NoteKind::CallBack) => reference.takes_call_back(),
            Self::Note(_) => reference.takes_another_way(),
            Self::Contact => reference.referee.can(Turn::AskAgain),
            Self::OtherUnit => reference.referee.can(Turn::GiveUp),
        }
    }
}

/// A file and one of its units.
struct Opened {
    file: File,
    reference: UnitReference,
}

impl Opened {
    /// The ways on from here; none once the file is decided.
    fn ways(&self) -> Vec<(&'static str, Way)> {
        let open = self.file.case.is_under_way();
        let fits = |(_, way): &(&str, Way)| open && way.fits(&self.reference);
        Way::ALL.into_iter().filter(fits).collect()
    }

    /// Refuses a way that does not fit how the enquiry stands.
    fn check(&self, wanted: Way) -> Result<(), AppError> {
        match self.ways().iter().any(|(_, way)| *way == wanted) {
            true => Ok(()),
            false => Err(AppError::Conflict(Clash::State)),
        }
    }
}

async fn open(app: &App, me: &SignedIn, reference: &str, row: i64) -> Result<Opened, AppError> {
    let file = service::file(app, me.id, reference.to_owned()).await?;
    let (references, _) = service::evidence(app, &file).await?;
    let mut references = references.into_iter();
    let reference = references.find(|reference| reference.referee.id == row);
    Ok(Opened {
        reference: reference.ok_or(AppError::NotFound)?,
        file,
    })
}

#[derive(Template)]
#[template(path = "office/enquiry.html")]
struct EnquiryPage<'a> {
    cx: &'a Page,
    file: &'a File,
    reference: &'a UnitReference,
    ways: Vec<(&'static str, String, String)>,
}

async fn show(page: Page, app: Data<App>, me: SignedIn, path: Path<(Lang, String, i64)>) -> Answer {
    let opened = open(&app, &me, &path.1, path.2).await?;
    let ways = opened.ways().into_iter();
    let ways = ways.map(|(word, way)| {
        let (title, text) = words(&page, way);
        (word, title, text)
    });
    let ways = ways.collect();
    page.html(&EnquiryPage {
        cx: &page,
        file: &opened.file,
        reference: &opened.reference,
        ways,
    })
}

/// Name and explanation of a way.
fn words(page: &Page, way: Way) -> (String, String) {
    let t = page.t;
    match way {
        Way::Note(NoteKind::CallBack) => (t.way_call_back(), t.way_call_back_text()),
        Way::Note(NoteKind::Telephone) => (t.way_telephone(), t.way_telephone_text()),
        Way::Note(NoteKind::Personnel) => (t.way_personnel(), t.way_personnel_text()),
        Way::Contact => (t.way_contact(), t.way_contact_text()),
        Way::OtherUnit => (t.way_other_unit(), t.way_other_unit_text()),
    }
}

/// What an officer types, whichever way.
#[derive(Default, Deserialize)]
#[serde(default)]
struct WayForm {
    contact: String,
    email: String,
    phone: String,
    number: String,
    typed_number: String,
    found_in: String,
    on_year: String,
    on_month: String,
    on_day: String,
    time: String,
    spoke_to: String,
    dates: String,
    confirmed: String,
    outcome: String,
}

#[derive(Template)]
#[template(path = "office/enquiry_way.html")]
struct WayPage<'a> {
    cx: &'a Page,
    file: &'a File,
    reference: &'a UnitReference,
    way: Way,
    title: String,
    text: String,
    form: &'a WayForm,
    errors: FieldErrors,
}

impl WayPage<'_> {
    fn is_call(&self) -> bool {
        matches!(
            self.way,
            Way::Note(NoteKind::CallBack | NoteKind::Telephone)
        )
    }

    fn is_note(&self) -> bool {
        matches!(self.way, Way::Note(_))
    }
}

fn draw(
    page: &Page,
    opened: &Opened,
    way: Way,
    form: &WayForm,
    again: Option<(bool, FieldErrors)>,
) -> Answer {
    let (title, text) = words(page, way);
    let mut template = WayPage {
        cx: page,
        file: &opened.file,
        reference: &opened.reference,
        way,
        title,
        text,
        form,
        errors: FieldErrors::default(),
    };
    match again {
        None => page.html(&template),
        Some((switching, errors)) => {
            template.errors = errors;
            page.form_again(switching, &template)
        }
    }
}

/// A form with what is known already: whom the unit named, and that it is now.
fn filled_in(reference: &UnitReference, now: UtcTime) -> WayForm {
    let referee = &reference.referee;
    let (contact, email) = match &reference.suggestion {
        Some(suggestion) => (&suggestion.name, &suggestion.email),
        None => (&referee.contact, &referee.email),
    };
    let local = now.local(SERVICE_ZONE);
    WayForm {
        contact: contact.clone(),
        email: email.clone(),
        phone: referee.phone.clone(),
        on_year: local.year().to_string(),
        on_month: local.month().to_string(),
        on_day: local.day().to_string(),
        time: format!("{:02}:{:02}", local.hour(), local.minute()),
        ..WayForm::default()
    }
}

async fn show_way(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, String, i64, String)>,
) -> Answer {
    let way = Way::parse(&path.3).ok_or(AppError::NotFound)?;
    let opened = open(&app, &me, &path.1, path.2).await?;
    opened.check(way)?;
    let form = filled_in(&opened.reference, page.now);
    draw(&page, &opened, way, &form, None)
}

/// When it was, in Hong Kong; not in the future.
fn parse_moment(form: &WayForm, now: UtcTime, with_time: bool) -> Option<String> {
    let day = date(&form.on_year, &form.on_month, &form.on_day)?;
    let now = now.local(SERVICE_ZONE);
    if !with_time {
        return (day <= now.date()).then(|| day.to_string());
    }
    let time = NaiveTime::parse_from_str(form.time.trim(), "%H:%M").ok()?;
    (day.and_time(time) <= now).then(|| format!("{day} {}", time.format("%H:%M")))
}

/// The number that was called must be the unit's own: never the applicant's, and one that the applicant
/// typed for any unit counts only where the officer says that it was found elsewhere too (R17).
fn parse_number(
    page: &Page,
    form: &WayForm,
    opened: &Opened,
    errors: &mut FieldErrors,
) -> Option<String> {
    let number = errors.check("number", telephone(&form.number), || page.t.error_number())?;
    let mut typed = opened.file.referees.iter().map(|referee| &referee.phone);
    let fault = match typed.any(|typed| same_phone(&number, typed)) {
        _ if same_phone(&number, &opened.file.person.mobile) => page.t.error_number_applicants(),
        true if form.typed_number != "yes" => page.t.error_number_typed(),
        _ => return Some(number),
    };
    errors.add("number", fault);
    None
}

fn parse_note(
    page: &Page,
    form: &WayForm,
    opened: &Opened,
    kind: NoteKind,
    errors: &mut FieldErrors,
) -> Option<(Outcome, Note)> {
    let t = page.t;
    let is_call = kind != NoteKind::Personnel;
    let number = if is_call {
        parse_number(page, form, opened, errors)
    } else {
        Some(String::new())
    };
    let found_in = errors.check("found_in", line(&form.found_in, 200), || t.error_found_in());
    let at = errors.check("on", parse_moment(form, page.now, is_call), || {
        t.error_moment()
    });
    let outcome =
        Outcome::parse(&form.outcome).filter(|outcome| is_call || *outcome != Outcome::NotReached);
    let outcome = errors.check("outcome", outcome, || t.error_outcome());
    // Whoever was not reached said nothing.
    let reached = outcome != Some(Outcome::NotReached);
    let spoke_to = match line(&form.spoke_to, 200) {
        None if is_call && reached => errors.check("spoke_to", None, || t.error_spoke_to()),
        spoke_to => Some(spoke_to.unwrap_or_default()),
    };
    let dates = match Plain::parse(&form.dates) {
        None if reached => errors.check("dates", None, || t.error_answer()),
        dates => Some(dates.unwrap_or(Plain::Unknown)),
    };
    let confirmed = match lines(&form.confirmed, 2000) {
        None if reached => errors.check("confirmed", None, || t.error_confirmed()),
        confirmed => Some(confirmed.unwrap_or_default()),
    };
    errors.is_empty().then_some(())?;
    Some((
        outcome?,
        Note {
            number: number?,
            found_in: found_in?,
            typed_number: form.typed_number == "yes",
            at: at?,
            spoke_to: spoke_to?,
            dates: dates?,
            confirmed: confirmed?,
            refuted: None,
        },
    ))
}

async fn go(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, String, i64, String)>,
    form: Form<WayForm>,
) -> Answer {
    let (_, quoted, row, word) = path.into_inner();
    let way = Way::parse(&word).ok_or(AppError::NotFound)?;
    let opened = open(&app, &me, &quoted, row).await?;
    let mut errors = FieldErrors::default();
    let data = &form.data;
    if form.switching {
        return draw(&page, &opened, way, data, Some((true, errors)));
    }
    opened.check(way)?;
    let done = match way {
        Way::Note(kind) => match parse_note(&page, data, &opened, kind, &mut errors) {
            Some((outcome, note)) => {
                let new = NewNote {
                    by: me.id,
                    kind,
                    outcome,
                    note,
                };
                notes::add(&app, quoted.clone(), row, new).await?;
                Some(Flash::Recorded)
            }
            None => None,
        },
        Way::Contact => {
            let typed = (
                data.contact.as_str(),
                data.email.as_str(),
                data.phone.as_str(),
            );
            let applicant = opened.file.person.id;
            match parse_contact(&app, page.t, applicant, Some(row), typed, &mut errors).await? {
                Some(contact) => {
                    asking::ask_again(&app, me.id, quoted.clone(), row, contact).await?;
                    Some(Flash::EnquiriesSent)
                }
                None => None,
            }
        }
        Way::OtherUnit => {
            asking::give_up(&app, me.id, quoted.clone(), row).await?;
            Some(Flash::Recorded)
        }
    };
    match done {
        Some(flash) => Ok(page.go_with(
            &format!("/office/applications/{quoted}/enquiries/{row}"),
            flash,
        )),
        None => draw(&page, &opened, way, data, Some((false, errors))),
    }
}
