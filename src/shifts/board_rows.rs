//! The board's rows: one page by keyset, counts by what can be filtered, and dates.

use super::filter::{Cursor, Filter, Key};
use super::store::{Shift, shift_columns, shifts_with_places};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, hospitals, shifts, specialties, units};
use crate::domain::{Band, Category};
use crate::vetting::scope::Scope;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;

/// What is asked of the board: for whom, by which filter, when.
pub struct Asked<'a> {
    /// The member's category.
    pub category: Category,
    /// The filter.
    pub filter: &'a Filter,
    /// The member's own units, where only they are wanted.
    pub units: &'a [i64],
    /// The present instant.
    pub now: UtcTime,
}

/// Conditions of the filter on any boxed query over shifts, units and hospitals.
macro_rules! matching {
    ($query:expr, $asked:expr) => {{
        let (asked, filter) = ($asked, $asked.filter);
        let mut query = $query
            .filter(shifts::state.eq("open"))
            .filter(shifts::category.eq(asked.category))
            .filter(shifts::starts_at.gt(asked.now))
            .into_boxed();
        if let Some(from) = filter.starts_from() {
            query = query.filter(shifts::starts_at.ge(from));
        }
        if let Some(before) = filter.starts_before() {
            query = query.filter(shifts::starts_at.lt(before));
        }
        if let Some(cluster) = filter.cluster {
            query = query.filter(hospitals::cluster_id.eq(cluster));
        }
        if let Some(hospital) = filter.hospital {
            query = query.filter(hospitals::id.eq(hospital));
        }
        if let Some(unit) = filter.unit {
            query = query.filter(shifts::unit_id.eq(unit));
        }
        if let Some(specialty) = filter.specialty {
            query = query.filter(shifts::specialty_id.eq(specialty));
        }
        if let Some(pay) = filter.pay {
            query = query.filter(shifts::cents_per_hour.ge(pay * 100));
        }
        if !filter.bands.is_empty() {
            query = query.filter(shifts::band.eq_any(filter.bands.clone()));
        }
        if filter.mine {
            query = query.filter(shifts::unit_id.eq_any(asked.units.to_vec()));
        }
        query
    }};
}

/// Up to `limit` shifts from a place in the list on, by start.
///
/// # Errors
/// The database's.
pub fn list_page(
    conn: &mut Conn,
    asked: &Asked<'_>,
    cursor: Option<Cursor>,
    limit: i64,
) -> QueryResult<Vec<Shift>> {
    let query = matching!(shifts_with_places!().select(shift_columns!()), asked);
    match cursor {
        Some(Cursor::Before((at, id))) => {
            let earlier = shifts::starts_at
                .lt(at)
                .or(shifts::starts_at.eq(at).and(shifts::id.lt(id)));
            let mut rows: Vec<Shift> = query
                .filter(earlier)
                .order((shifts::starts_at.desc(), shifts::id.desc()))
                .limit(limit)
                .load(conn)?;
            rows.reverse();
            Ok(rows)
        }
        Some(Cursor::After((at, id))) => query
            .filter(
                shifts::starts_at
                    .gt(at)
                    .or(shifts::starts_at.eq(at).and(shifts::id.gt(id))),
            )
            .order((shifts::starts_at, shifts::id))
            .limit(limit)
            .load(conn),
        None => query
            .order((shifts::starts_at, shifts::id))
            .limit(limit)
            .load(conn),
    }
}

/// Shifts in which a member's category, scope and a free place fit, by start: what the gate is asked about
/// for the count of what they can take.
///
/// # Errors
/// The database's.
pub fn list_likely(
    conn: &mut Conn,
    asked: &Asked<'_>,
    scope: &Scope,
    after: Option<Key>,
    limit: i64,
) -> QueryResult<Vec<Shift>> {
    let query = matching!(shifts_with_places!().select(shift_columns!()), asked);
    let query = query
        .filter(shifts::specialty_id.eq_any(scope.specialties.clone()))
        .filter(units::kind.eq_any(scope.kinds.clone()))
        .filter((shifts::filled + shifts::offered).lt(shifts::places));
    let query = match after {
        Some((at, id)) => query.filter(
            shifts::starts_at
                .gt(at)
                .or(shifts::starts_at.eq(at).and(shifts::id.gt(id))),
        ),
        None => query,
    };
    query
        .order((shifts::starts_at, shifts::id))
        .limit(limit)
        .load(conn)
}

/// How many shifts the filter wants.
///
/// # Errors
/// The database's.
pub fn count(conn: &mut Conn, asked: &Asked<'_>) -> QueryResult<i64> {
    let query = matching!(
        shifts::table
            .inner_join(units::table.inner_join(hospitals::table))
            .select(count_star()),
        asked
    );
    query.first(conn)
}

/// When the shifts that the filter wants start, for the month.
///
/// # Errors
/// The database's.
pub fn list_starts(conn: &mut Conn, asked: &Asked<'_>) -> QueryResult<Vec<(UtcTime, String)>> {
    let query = matching!(
        shifts::table
            .inner_join(units::table.inner_join(hospitals::table))
            .select((shifts::starts_at, hospitals::zone)),
        asked
    );
    query.order(shifts::starts_at).load(conn)
}

/// How many shifts each choice of a filter has, the filter's other conditions kept.
#[derive(Default)]
pub struct Counts {
    /// By cluster.
    pub clusters: HashMap<i64, i64>,
    /// By hospital.
    pub hospitals: HashMap<i64, i64>,
    /// By unit.
    pub units: HashMap<i64, i64>,
    /// By specialty.
    pub specialties: HashMap<i64, i64>,
    /// By part of the day.
    pub bands: HashMap<Band, i64>,
}

macro_rules! counted {
    ($conn:expr, $asked:expr, $without:expr, $column:expr) => {{
        let filter = $without;
        let asked = Asked {
            filter: &filter,
            ..*$asked
        };
        let query = matching!(
            shifts::table
                .inner_join(units::table.inner_join(hospitals::table))
                .group_by($column)
                .select(($column, count_star())),
            &asked
        );
        query.load($conn)?.into_iter().collect()
    }};
}

/// Counts for every choice of the filter.
///
/// # Errors
/// The database's.
pub fn count_choices(conn: &mut Conn, asked: &Asked<'_>) -> QueryResult<Counts> {
    let base = asked.filter.first();
    Ok(Counts {
        clusters: counted!(
            conn,
            asked,
            Filter {
                cluster: None,
                hospital: None,
                unit: None,
                ..base.clone()
            },
            hospitals::cluster_id
        ),
        hospitals: counted!(
            conn,
            asked,
            Filter {
                hospital: None,
                unit: None,
                ..base.clone()
            },
            hospitals::id
        ),
        units: counted!(
            conn,
            asked,
            Filter {
                unit: None,
                ..base.clone()
            },
            shifts::unit_id
        ),
        specialties: counted!(
            conn,
            asked,
            Filter {
                specialty: None,
                ..base.clone()
            },
            shifts::specialty_id
        ),
        bands: counted!(
            conn,
            asked,
            Filter {
                bands: vec![],
                ..base
            },
            shifts::band
        ),
    })
}

/// The units where a member has worked or will.
///
/// # Errors
/// The database's.
pub fn list_own_units(conn: &mut Conn, user: i64) -> QueryResult<Vec<i64>> {
    bookings::table
        .inner_join(shifts::table)
        .filter(bookings::user_id.eq(user))
        .filter(bookings::state.eq("held"))
        .select(shifts::unit_id)
        .distinct()
        .load(conn)
}
