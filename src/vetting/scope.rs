//! What an approval covers: specialties in which the applicant has worked, and kinds of unit.

use crate::db::Conn;
use crate::db::schema::{approved_specialties, approved_unit_kinds, experiences, specialties};
use crate::domain::{Bilingual, UnitKind};
use crate::i18n::{Lang, Texts};
use diesel::prelude::*;

/// What an approval covers, or would cover.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Rows of specialties.
    pub specialties: Vec<i64>,
    /// Kinds of unit.
    pub kinds: Vec<UnitKind>,
}

impl Scope {
    /// Whether it covers nothing, or no place in which to do it.
    pub fn is_empty(&self) -> bool {
        self.specialties.is_empty() || self.kinds.is_empty()
    }
}

/// What an approval covers, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Covered {
    /// Specialties by name.
    pub specialties: Vec<Bilingual>,
    /// Kinds of unit.
    pub kinds: Vec<UnitKind>,
}

impl Covered {
    /// The specialties, and where only some kinds of unit are meant, which.
    pub(crate) fn labels(&self, t: &Texts, lang: Lang) -> Vec<String> {
        let mut labels = self.names(lang);
        labels.extend(self.only(t, lang).map(|kinds| t.scope_only(kinds)));
        labels
    }

    /// The same within a sentence.
    pub(crate) fn sentence(&self, t: &Texts, lang: Lang) -> String {
        let names = lang.list(&self.names(lang));
        match self.only(t, lang) {
            Some(kinds) => t.scope_within(names, kinds),
            None => names,
        }
    }

    fn names(&self, lang: Lang) -> Vec<String> {
        let names = self.specialties.iter();
        names.map(|name| name.name(lang).to_owned()).collect()
    }

    /// The kinds of unit, where something is covered and not everywhere.
    fn only(&self, t: &Texts, lang: Lang) -> Option<String> {
        let some = !self.specialties.is_empty() && self.kinds.len() < UnitKind::ALL.len();
        let kinds: Vec<String> = self.kinds.iter().map(|kind| kind.label(t)).collect();
        some.then(|| lang.list(&kinds))
    }
}

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

/// All that an approval can cover: what the applicant has worked in, everywhere.
///
/// # Errors
/// The database's.
pub fn whole(conn: &mut Conn, application: i64) -> QueryResult<Scope> {
    let worked = worked(conn, application)?.into_iter();
    Ok(Scope {
        specialties: worked.map(|(row, _)| row).collect(),
        kinds: UnitKind::ALL.to_vec(),
    })
}

/// Writes what an approval covers, or would cover.
///
/// # Errors
/// The database's.
pub fn replace(conn: &mut Conn, application: i64, scope: &Scope) -> QueryResult<()> {
    let old =
        approved_specialties::table.filter(approved_specialties::application_id.eq(application));
    diesel::delete(old).execute(conn)?;
    for specialty in &scope.specialties {
        diesel::insert_into(approved_specialties::table)
            .values((
                approved_specialties::application_id.eq(application),
                approved_specialties::specialty_id.eq(specialty),
            ))
            .execute(conn)?;
    }
    let old =
        approved_unit_kinds::table.filter(approved_unit_kinds::application_id.eq(application));
    diesel::delete(old).execute(conn)?;
    for kind in &scope.kinds {
        diesel::insert_into(approved_unit_kinds::table)
            .values((
                approved_unit_kinds::application_id.eq(application),
                approved_unit_kinds::kind.eq(*kind),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn kinds(conn: &mut Conn, application: i64) -> QueryResult<Vec<UnitKind>> {
    let mut kinds: Vec<UnitKind> = approved_unit_kinds::table
        .filter(approved_unit_kinds::application_id.eq(application))
        .select(approved_unit_kinds::kind)
        .load(conn)?;
    kinds.sort_unstable();
    Ok(kinds)
}

/// What an approval covers, or would cover.
///
/// # Errors
/// The database's.
pub fn find(conn: &mut Conn, application: i64) -> QueryResult<Scope> {
    Ok(Scope {
        specialties: approved_specialties::table
            .filter(approved_specialties::application_id.eq(application))
            .order(approved_specialties::specialty_id)
            .select(approved_specialties::specialty_id)
            .load(conn)?,
        kinds: kinds(conn, application)?,
    })
}

/// The same, for people.
///
/// # Errors
/// The database's.
pub fn covered(conn: &mut Conn, application: i64) -> QueryResult<Covered> {
    Ok(Covered {
        specialties: approved_specialties::table
            .inner_join(specialties::table)
            .filter(approved_specialties::application_id.eq(application))
            .order(specialties::id)
            .select((specialties::name_en, specialties::name_zh))
            .load(conn)?,
        kinds: kinds(conn, application)?,
    })
}
