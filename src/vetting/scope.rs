//! What an approval covers: specialties in which the applicant has worked.

use crate::db::Conn;
use crate::db::schema::{approved_specialties, experiences, specialties};
use crate::domain::Bilingual;
use diesel::prelude::*;

/// The specialties in which the applicant has worked: no approval covers more.
///
/// # Errors
/// The database's.
pub fn worked(conn: &mut Conn, application: i64) -> QueryResult<Vec<(i64, Bilingual)>> {
    let mut found: Vec<(i64, Bilingual)> = experiences::table
        .inner_join(specialties::table)
        .filter(experiences::application_id.eq(application))
        .order(specialties::id)
        .select((
            specialties::id,
            (specialties::name_en, specialties::name_zh),
        ))
        .load(conn)?;
    found.dedup_by_key(|(id, _)| *id);
    Ok(found)
}

/// Writes which specialties an approval covers, or would cover.
///
/// # Errors
/// The database's.
pub fn replace(conn: &mut Conn, application: i64, scope: &[i64]) -> QueryResult<()> {
    let old =
        approved_specialties::table.filter(approved_specialties::application_id.eq(application));
    diesel::delete(old).execute(conn)?;
    for specialty in scope {
        diesel::insert_into(approved_specialties::table)
            .values((
                approved_specialties::application_id.eq(application),
                approved_specialties::specialty_id.eq(specialty),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The same as rows.
///
/// # Errors
/// The database's.
pub fn rows(conn: &mut Conn, application: i64) -> QueryResult<Vec<i64>> {
    approved_specialties::table
        .filter(approved_specialties::application_id.eq(application))
        .select(approved_specialties::specialty_id)
        .load(conn)
}

/// The specialties that an approval covers, by name.
///
/// # Errors
/// The database's.
pub fn names(conn: &mut Conn, application: i64) -> QueryResult<Vec<Bilingual>> {
    approved_specialties::table
        .inner_join(specialties::table)
        .filter(approved_specialties::application_id.eq(application))
        .order(specialties::id)
        .select((specialties::name_en, specialties::name_zh))
        .load(conn)
}
