//! The rows that the instance key wraps: each person's key, the record's key and the house's own secret;
//! how they are wrapped anew while the service runs, and what still rests on a former key.

use crate::app::App;
use crate::audit::{self, Actor, Subject, chain};
use crate::db::schema::{house_keys, person_keys};
use crate::db::{Conn, Db, OpenError};
use crate::error::AppError;
use crate::keys::InstanceKey;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use serde_json::json;

/// Under this name lies what signs links and forms, and stands for addresses in throttles.
const HOUSE: &str = "links and forms";
/// Rows that are wrapped anew in one transaction.
const BATCH: usize = 100;

fn find(conn: &mut Conn) -> QueryResult<Option<Vec<u8>>> {
    house_keys::table
        .find(HOUSE)
        .select(house_keys::wrapped)
        .first(conn)
        .optional()
}

/// The key with the secret of the house whose database this is; the very first start makes it. A key of
/// another house gets none, and `serve` refuses it.
///
/// # Errors
/// When the database cannot be reached or was not migrated.
pub fn with_house_secret(db: &Db, key: InstanceKey) -> Result<InstanceKey, OpenError> {
    let (secret, wrapped) = key.new_house_key(HOUSE);
    let stored = db.at_start(|conn| {
        if let Some(stored) = find(conn)? {
            return Ok(Some(stored));
        }
        let row = (house_keys::name.eq(HOUSE), house_keys::wrapped.eq(&wrapped));
        match diesel::insert_into(house_keys::table)
            .values(row)
            .execute(conn)
        {
            Ok(_) => Ok(None),
            // Another node began at the same moment.
            Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => find(conn),
            Err(error) => Err(error),
        }
    })?;
    let Some(stored) = stored else {
        return Ok(key.with_house_secret(&secret));
    };
    Ok(match key.open_house_key(HOUSE, &stored) {
        Ok(secret) => key.with_house_secret(&secret),
        Err(_) => key,
    })
}

/// Where the wrapped keys stand.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Under the present key.
    pub present: usize,
    /// Under the former one.
    pub former: usize,
    /// Opened by no key that is given.
    pub unopened: usize,
}

impl Standing {
    fn count(&mut self, rewrapped: &Result<Option<Vec<u8>>, crate::keys::SealBroken>) {
        match rewrapped {
            Ok(None) => self.present += 1,
            Ok(Some(_)) => self.former += 1,
            Err(_) => self.unopened += 1,
        }
    }
}

fn people_after(conn: &mut Conn, after: i64) -> QueryResult<Vec<(i64, Vec<u8>)>> {
    person_keys::table
        .filter(person_keys::user_id.gt(after))
        .order(person_keys::user_id)
        .limit(i64::try_from(BATCH).unwrap_or(i64::MAX))
        .select((person_keys::user_id, person_keys::wrapped))
        .load(conn)
}

/// Counts people's keys and the house's two.
///
/// # Errors
/// The database's.
pub fn standing(conn: &mut Conn, key: &InstanceKey) -> QueryResult<Standing> {
    let mut standing = Standing::default();
    let mut after = i64::MIN;
    loop {
        let page = people_after(conn, after)?;
        let Some((last, _)) = page.last() else {
            break;
        };
        after = *last;
        for (user, wrapped) in &page {
            standing.count(&key.rewrap_person_key(*user, wrapped));
        }
    }
    if let Some(wrapped) = find(conn)? {
        standing.count(&key.rewrap_house_key(HOUSE, &wrapped));
    }
    if let Some(wrapped) = chain::is_wrapped_anew(conn, key)? {
        standing.count(&wrapped);
    }
    Ok(standing)
}

/// Wraps one batch of people's keys anew. Answers how many changed and the last person looked at; `None`
/// after the end.
fn people(
    conn: &mut Conn,
    key: &InstanceKey,
    after: i64,
    most: usize,
) -> QueryResult<Option<(usize, i64)>> {
    let page = people_after(conn, after)?;
    let mut changed = 0;
    let mut last = None;
    for (user, wrapped) in page {
        if changed == most {
            break;
        }
        last = Some(user);
        // What no key opens is counted by `standing` and stays as it is.
        if let Ok(Some(anew)) = key.rewrap_person_key(user, &wrapped) {
            // A person who is erased at this moment stays erased.
            let row = person_keys::table
                .find(user)
                .filter(person_keys::wrapped.eq(&wrapped));
            changed += diesel::update(row)
                .set(person_keys::wrapped.eq(anew))
                .execute(conn)?;
        }
    }
    Ok(last.map(|last| (changed, last)))
}

fn house(conn: &mut Conn, key: &InstanceKey) -> QueryResult<usize> {
    let mut changed = chain::rewrap(conn, key)?;
    if let Some(wrapped) = find(conn)?
        && let Ok(Some(anew)) = key.rewrap_house_key(HOUSE, &wrapped)
    {
        changed += diesel::update(house_keys::table.find(HOUSE))
            .set(house_keys::wrapped.eq(anew))
            .execute(conn)?;
    }
    Ok(changed)
}

/// Wraps everything anew that a former key wrapped, `most` people's keys at the utmost, and answers how
/// many keys that were. It may be stopped at any moment and begun again, and the service goes on
/// meanwhile: each wrapped key says which key it needs.
///
/// # Errors
/// When the record's key cannot be opened, or the database's.
pub async fn rotate(app: &App, most: usize) -> Result<usize, AppError> {
    let (mut changed, mut after) = (0, i64::MIN);
    while changed < most {
        let (key, left) = (app.config.instance_key.clone(), most - changed);
        let batch = app
            .db
            .write(move |conn| Ok::<_, AppError>(people(conn, &key, after, left)?))
            .await?;
        let Some((done, last)) = batch else {
            break;
        };
        (changed, after) = (changed + done, last);
    }
    if changed == most {
        return Ok(changed);
    }
    // Last, so that its row in the record says that everything was done.
    let (key, now) = (app.config.instance_key.clone(), app.clock.now());
    app.db
        .write(move |conn| {
            let all = changed + house(conn, &key)?;
            if all > 0 {
                let detail = json!({"keys": all, "under": key.name()});
                let action = "keys.rotated";
                audit::record(conn, now, Actor::System, action, Subject::House, &detail)?;
            }
            Ok(all)
        })
        .await
}

/// What `locum keys rotate` prints.
///
/// # Errors
/// Where no former key is given, the change failed, or keys remain that nothing opens.
pub async fn rotate_all(app: &App) -> anyhow::Result<String> {
    anyhow::ensure!(
        app.config.instance_key.is_changing(),
        "no former key is given: put the new key before it in LOCUM_INSTANCE_KEY or its file, apart by a space"
    );
    let changed = rotate(app, usize::MAX).await?;
    Ok(format!(
        "{changed} keys were wrapped anew.\n{}",
        tell(app).await?
    ))
}

/// What `locum keys status` prints.
///
/// # Errors
/// The database's, or that keys remain that nothing opens.
pub async fn tell(app: &App) -> anyhow::Result<String> {
    let key = app.config.instance_key.clone();
    let (name, is_changing) = (key.name(), key.is_changing());
    let Standing {
        present,
        former,
        unopened,
    } = app
        .db
        .read(move |conn| Ok::<_, AppError>(standing(conn, &key)?))
        .await?;
    anyhow::ensure!(
        unopened == 0,
        "{unopened} keys are opened by no instance key that is given: give the former one as well"
    );
    let next = match (is_changing, former) {
        (false, _) => "",
        (true, 0) => "The former key may go: take it out.\n",
        (true, _) => "The former key is still needed: run locum keys rotate.\n",
    };
    Ok(format!(
        "{present} keys lie under the instance key {name}, {former} under the former one.\n{next}"
    ))
}
