//! Rows of an applicant's background: where they have worked.

use crate::db::Conn;
use crate::db::schema::{experiences, specialties};
use crate::domain::Bilingual;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A stretch of work in a specialty.
#[derive(Debug, Clone, Queryable)]
pub struct Experience {
    /// Row.
    pub id: i64,
    /// Hospital, as typed.
    pub hospital: String,
    /// Unit, as typed.
    pub unit: String,
    /// Row of the specialty.
    pub specialty: i64,
    /// Its name.
    pub specialty_name: Bilingual,
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` where it goes on.
    pub to: Option<NaiveDate>,
}

/// Where an applicant has worked, latest first.
///
/// # Errors
/// The database's.
pub fn list_experiences(conn: &mut Conn, application: i64) -> QueryResult<Vec<Experience>> {
    experiences::table
        .inner_join(specialties::table)
        .filter(experiences::application_id.eq(application))
        .order((experiences::from_on.desc(), experiences::id))
        .select((
            experiences::id,
            experiences::hospital,
            experiences::unit,
            experiences::specialty_id,
            (specialties::name_en, specialties::name_zh),
            experiences::from_on,
            experiences::to_on,
        ))
        .load(conn)
}

/// A stretch of work to add.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = experiences)]
pub struct NewExperience {
    /// The application.
    pub application_id: i64,
    /// Hospital.
    pub hospital: String,
    /// Unit.
    pub unit: String,
    /// Row of the specialty.
    pub specialty_id: i64,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; `None` where it goes on.
    pub to_on: Option<NaiveDate>,
}

/// Adds a stretch of work.
///
/// # Errors
/// A foreign key violation for an unknown specialty.
pub fn insert_experience(conn: &mut Conn, new: &NewExperience) -> QueryResult<()> {
    diesel::insert_into(experiences::table)
        .values(new)
        .execute(conn)?;
    Ok(())
}

/// Removes a stretch of work of this application. 0 when there is none.
///
/// # Errors
/// The database's.
pub fn delete_experience(conn: &mut Conn, application: i64, id: i64) -> QueryResult<usize> {
    diesel::delete(
        experiences::table
            .find(id)
            .filter(experiences::application_id.eq(application)),
    )
    .execute(conn)
}
