//! stub
use crate::db::Conn;
use crate::db::schema::specialties;
use crate::domain::{Bilingual, Profession};
use diesel::prelude::*;
/// stub
pub fn list_specialties(
    conn: &mut Conn,
    profession: Profession,
) -> QueryResult<Vec<(i64, Bilingual)>> {
    specialties::table
        .filter(specialties::profession.eq(profession))
        .order(specialties::id)
        .select((
            specialties::id,
            (specialties::name_en, specialties::name_zh),
        ))
        .load(conn)
}
