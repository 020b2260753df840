//! What a copy of a person's data holds. Of others it holds nothing: no officer, no person who spoke
//! for a former unit; and what a unit answered only after the outcome and with its consent, which the
//! enquiry does not ask for, so it is withheld and the copy says so (PDPO ss. 20, 55, 56).

use crate::clock::UtcTime;
use crate::config::Config;
use crate::credentials::documents::GONE;
use crate::db::Conn;
use crate::db::schema::{
    application_events as events, applications, audit_events, bookings, documents, experiences,
    hospitals, referees, shifts, specialties, units, users,
};
use crate::i18n::Lang;
use crate::mail::notices;
use crate::pay::statement;
use crate::vetting::appeals;
use crate::vetting::scope::covered;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};

/// What goes into the file.
pub(super) struct Copy {
    /// Name and contents of each text.
    pub texts: Vec<(&'static str, Value)>,
    /// Name in the file and in the document store.
    pub files: Vec<(String, String)>,
    /// Why answers of former units are withheld, where they are.
    pub withheld: Option<&'static str>,
    /// Language of the person.
    pub lang: Lang,
}

fn time(at: Option<UtcTime>) -> Option<String> {
    at.map(UtcTime::rfc3339)
}

/// Everything about a person.
pub(super) fn collect(conn: &mut Conn, user: i64, config: &Config) -> QueryResult<Copy> {
    let lang: Lang = users::table.find(user).select(users::lang).first(conn)?;
    let (applications, files, withheld) = applications_of(conn, user)?;
    let texts = vec![
        ("account.json", account(conn, user)?),
        ("applications.json", applications),
        ("shifts.json", shifts_of(conn, user)?),
        ("pay.json", statement::of_person(conn, user)?),
        ("contracts.json", super::contracts::collect(conn, user)?),
        ("declared.json", super::declared::collect(conn, user)?),
        ("filling.json", super::filling::collect(conn, user)?),
        ("letters.json", letters(conn, user, lang, config)?),
        ("record.json", record(conn, user)?),
    ];
    Ok(Copy {
        texts,
        files,
        withheld,
        lang,
    })
}

type AccountRow = (
    (String, String, String, String, String, Option<String>),
    (
        String,
        Option<String>,
        Option<UtcTime>,
        Option<UtcTime>,
        UtcTime,
    ),
);

fn account(conn: &mut Conn, user: i64) -> QueryResult<Value> {
    let row: AccountRow = users::table
        .find(user)
        .select((
            (
                users::email,
                users::name_en,
                users::name_zh,
                users::mobile,
                users::lang,
                users::category,
            ),
            (
                users::heard_from,
                users::collection_statement,
                users::consented_at,
                users::email_confirmed_at,
                users::created_at,
            ),
        ))
        .first(conn)?;
    let ((email, name_en, name_zh, mobile, lang, category), rest) = row;
    let (heard_from, statement, consented_at, confirmed_at, created_at) = rest;
    let refused = notices::list_refused(conn, user)?;
    Ok(json!({
        "email": email, "name_en": name_en, "name_zh": name_zh, "mobile": mobile,
        "language": lang, "category": category, "heard_from": heard_from,
        "collection_statement": statement, "consented_at": time(consented_at),
        "email_confirmed_at": time(confirmed_at), "created_at": created_at.rfc3339(),
        "no_mail_of": refused,
    }))
}

type Applications = (Value, Vec<(String, String)>, Option<&'static str>);

type ApplicationRow = (
    (i64, String, String, String, UtcTime, String, UtcTime),
    (
        Option<UtcTime>,
        Option<UtcTime>,
        String,
        String,
        String,
        Option<NaiveDate>,
    ),
);

fn applications_of(conn: &mut Conn, user: i64) -> QueryResult<Applications> {
    let rows: Vec<ApplicationRow> = applications::table
        .filter(applications::user_id.eq(user))
        .order(applications::id)
        .select((
            (
                applications::id,
                applications::reference,
                applications::category,
                applications::state,
                applications::state_since,
                applications::registration_number,
                applications::created_at,
            ),
            (
                applications::submitted_at,
                applications::decided_at,
                applications::decision_reason,
                applications::recommendation_reason,
                applications::conditions,
                applications::again_from,
            ),
        ))
        .load(conn)?;
    let (mut all, mut files, mut withheld) = (Vec::new(), Vec::new(), None);
    for ((id, reference, category, state, since, number, created_at), rest) in rows {
        let (submitted_at, decided_at, decision, recommendation, conditions, again_from) = rest;
        // While a decision is being prepared, what is said for it is not given out.
        let why = match decided_at {
            None => "before_outcome",
            Some(_) => "no_consent",
        };
        let (units, any_answer) = former_units(conn, id, why)?;
        withheld = any_answer.then_some(why).or(withheld);
        all.push(json!({
            "reference": reference, "category": category, "state": state,
            "state_since": since.rfc3339(), "registration_number": number,
            "created_at": created_at.rfc3339(), "submitted_at": time(submitted_at),
            "decided_at": time(decided_at),
            "decision_reason": decided_at.map(|_| decision),
            "recommendation_reason": decided_at.map(|_| recommendation),
            "worked_at": worked_at(conn, id)?, "former_units": units,
            "conditions": decided_at.map(|_| conditions), "again_from": again_from,
            "covers": decided_at.map(|_| scope(conn, id)).transpose()?,
            "appeal": appeal_of(conn, id)?, "story": story(conn, id)?,
            "documents": papers(conn, id, &reference, &mut files)?,
        }));
    }
    Ok((Value::Array(all), files, withheld))
}

fn appeal_of(conn: &mut Conn, application: i64) -> QueryResult<Option<Value>> {
    let appeal = appeals::find(conn, application)?;
    Ok(appeal.map(|appeal| {
        json!({"made_at": appeal.made_at.rfc3339(), "words": appeal.appeal,
            "answered_at": time(appeal.answered_at), "answer": appeal.answer})
    }))
}

fn worked_at(conn: &mut Conn, application: i64) -> QueryResult<Vec<Value>> {
    let rows: Vec<(String, String, String, NaiveDate, Option<NaiveDate>)> = experiences::table
        .inner_join(specialties::table)
        .filter(experiences::application_id.eq(application))
        .order(experiences::id)
        .select((
            experiences::hospital,
            experiences::unit,
            specialties::name_en,
            experiences::from_on,
            experiences::to_on,
        ))
        .load(conn)?;
    let each = rows.into_iter().map(|(hospital, unit, specialty, from, to)| {
        json!({"hospital": hospital, "unit": unit, "specialty": specialty, "from": from, "to": to})
    });
    Ok(each.collect())
}

type UnitRow = (
    String,
    String,
    String,
    Option<UtcTime>,
    Option<UtcTime>,
    Option<UtcTime>,
);

/// The units, and whether any answer is withheld.
fn former_units(conn: &mut Conn, application: i64, why: &str) -> QueryResult<(Vec<Value>, bool)> {
    let rows: Vec<UnitRow> = referees::table
        .filter(referees::application_id.eq(application))
        .order(referees::id)
        .select((
            referees::hospital,
            referees::unit,
            referees::state,
            referees::asked_at,
            referees::opened_at,
            referees::answered_at,
        ))
        .load(conn)?;
    let any_answer = rows.iter().any(|(_, _, state, ..)| state == "answered");
    let each = rows.into_iter().map(|(hospital, unit, state, asked, opened, answered)| {
        let withheld = (state == "answered").then_some(why);
        json!({
            "hospital": hospital, "unit": unit, "state": state, "asked_at": time(asked),
            "opened_at": time(opened), "answered_at": time(answered), "answer_withheld": withheld,
        })
    });
    Ok((each.collect(), any_answer))
}

fn scope(conn: &mut Conn, application: i64) -> QueryResult<Value> {
    let covered = covered(conn, application)?;
    let specialties: Vec<String> = covered
        .specialties
        .into_iter()
        .map(|name| name.en)
        .collect();
    Ok(json!({"specialties": specialties, "kinds_of_unit": covered.kinds}))
}

fn story(conn: &mut Conn, application: i64) -> QueryResult<Vec<Value>> {
    let rows: Vec<(UtcTime, String, String, String, String)> = events::table
        .filter(events::application_id.eq(application))
        // What officers consider about one another is no data of the applicant's.
        .filter(events::act.ne_all(["propose_void", "refuse_void"]))
        .order(events::id)
        .select((
            events::at,
            events::actor_role,
            events::act,
            events::from_state,
            events::to_state,
        ))
        .load(conn)?;
    let each = rows.into_iter().map(|(at, role, act, from, to)| {
        json!({"at": at.rfc3339(), "by": role, "act": act, "from": from, "to": to})
    });
    Ok(each.collect())
}

type PaperRow = (
    (i64, String, String, String, i64, String),
    (
        String,
        Option<NaiveDate>,
        Option<String>,
        String,
        UtcTime,
        Option<UtcTime>,
    ),
);

fn papers(
    conn: &mut Conn,
    application: i64,
    reference: &str,
    files: &mut Vec<(String, String)>,
) -> QueryResult<Vec<Value>> {
    let rows: Vec<PaperRow> = documents::table
        .filter(documents::application_id.eq(application))
        .order(documents::id)
        .select((
            (
                documents::id,
                documents::slot,
                documents::file_name,
                documents::media_type,
                documents::size_bytes,
                documents::blob,
            ),
            (
                documents::state,
                documents::expires_on,
                documents::return_reason,
                documents::return_note,
                documents::uploaded_at,
                documents::reviewed_at,
            ),
        ))
        .load(conn)?;
    let mut papers = Vec::new();
    for ((id, slot, file_name, media_type, size, blob), rest) in rows {
        let (state, expires_on, return_reason, return_note, uploaded_at, reviewed_at) = rest;
        let ending = match media_type.as_str() {
            "application/pdf" => "pdf",
            "image/png" => "png",
            _ => "jpg",
        };
        // Named by us: a name from outside could lead out of the folder.
        let name = format!("documents/{reference}-{slot}-{id}.{ending}");
        papers.push(json!({
            "file": name, "name_as_uploaded": file_name, "slot": slot, "media_type": media_type,
            "size": size, "state": state, "expires_on": expires_on, "return_reason": return_reason,
            "return_note": return_note, "uploaded_at": uploaded_at.rfc3339(),
            "reviewed_at": time(reviewed_at),
        }));
        if !blob.starts_with(GONE) {
            files.push((name, blob));
        }
    }
    Ok(papers)
}

type PlaceRow = (
    (UtcTime, UtcTime, String, i64, String, UtcTime),
    (String, String),
);

fn shifts_of(conn: &mut Conn, user: i64) -> QueryResult<Value> {
    let rows: Vec<PlaceRow> = bookings::table
        .inner_join(shifts::table.inner_join(units::table.inner_join(hospitals::table)))
        .filter(bookings::user_id.eq(user))
        .order(bookings::id)
        .select((
            (
                bookings::starts_at,
                bookings::ends_at,
                bookings::state,
                bookings::cents_per_hour,
                shifts::currency,
                bookings::picked_at,
            ),
            (hospitals::name_en, units::name_en),
        ))
        .load(conn)?;
    let each = rows.into_iter().map(|(place, (hospital, unit))| {
        let (starts_at, ends_at, state, cents, currency, picked_at) = place;
        json!({
            "hospital": hospital, "unit": unit, "starts_at": starts_at.rfc3339(),
            "ends_at": ends_at.rfc3339(), "state": state, "cents_per_hour": cents,
            "currency": currency, "picked_at": picked_at.rfc3339(),
        })
    });
    Ok(each.collect())
}

fn letters(conn: &mut Conn, user: i64, lang: Lang, config: &Config) -> QueryResult<Value> {
    let notices = notices::list_all(conn, user)?;
    let each = notices.iter().map(|notice| {
        let words = notice.words(lang, config);
        json!({"at": notice.at.rfc3339(), "subject": words.subject, "text": words.paragraphs})
    });
    Ok(each.collect())
}

/// What the audit holds of the person: who, by their part only, did what to their account, their
/// applications and their documents.
fn record(conn: &mut Conn, user: i64) -> QueryResult<Value> {
    let applications: Vec<i64> = applications::table
        .filter(applications::user_id.eq(user))
        .select(applications::id)
        .load(conn)?;
    let papers: Vec<i64> = documents::table
        .filter(documents::user_id.eq(user))
        .select(documents::id)
        .load(conn)?;
    let of = |kind: &'static str, ids: Vec<i64>| {
        audit_events::subject_kind
            .eq(kind)
            .and(audit_events::subject_id.eq_any(ids).assume_not_null())
    };
    let rows: Vec<(UtcTime, String, String)> = audit_events::table
        .filter(
            of("user", vec![user])
                .or(of("application", applications))
                .or(of("document", papers)),
        )
        .order(audit_events::id)
        .select((
            audit_events::at,
            audit_events::actor_role,
            audit_events::action,
        ))
        .load(conn)?;
    let each = rows
        .into_iter()
        .map(|(at, role, action)| json!({"at": at.rfc3339(), "by": role, "action": action}));
    Ok(each.collect())
}
