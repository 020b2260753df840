//! The demonstration: invented people in all states, four weeks of shifts, history behind the figures.
//! Deterministic from a seed, and lived through the product's own services. Present in demo mode only.

mod bench;
mod board;
mod contracts;
mod desk;
mod dice;
mod draft;
mod figures;
mod inbox;
mod names;
mod pages;
pub mod paper;
mod pay;
mod picking;
mod places;
mod regions;
mod rounds;
mod stories;
mod units;

pub use pages::routes;

use crate::app::App;
use crate::clock::{Clock, UtcTime, add_days};
use crate::credentials::drawing::Drawers;
use crate::credentials::scanning::Guard;
use crate::db::schema::{unit_managers, users};
use crate::domain::{Category, Role};
use crate::error::AppError;
use crate::privacy::unclaimed::Swept;
use crate::web::again::Presses;
use board::Member;
use chrono::TimeDelta;
use dice::Dice;
use diesel::prelude::*;
use names::Name;
use std::path::Path;
use stories::{Chapter, Officers, Part};

const SEED: u64 = 20_190_318;

/// The password of every account of the demo, and its hash: made once, so that the demo starts fast.
const PASSWORD: (&str, &str) = (
    "night tram over the harbour",
    "$argon2id$v=19$m=19456,t=2,p=1$aMb5p1aJetQPVReKZliuSw$/iZCBZ5oL/TOF3ByNMBk3ekQ1j9aWiSGvLHf30mU9Lk",
);

/// How many people are where: category, approved, of whom matched. The figures of 18 March 2019.
const APPROVED: [(Category, usize, usize); 4] = [
    (Category::EnGeneral, 34, 24),
    (Category::RnGeneral, 88, 68),
    (Category::DoctorNonSpecialist, 14, 10),
    (Category::DoctorSpecialist, 17, 12),
];

/// How many files stand at each chapter, and how many days ago they were begun, at least and at most: so
/// that nearly all steps keep their dates, as in an office that works.
const UNDER_WAY: [(Chapter, usize, i64, i64); 11] = [
    (Chapter::Draft, 24, 1, 60),
    (Chapter::Submitted, 12, 1, 2),
    (Chapter::Checking, 14, 3, 8),
    (Chapter::Returned, 12, 6, 17),
    (Chapter::Waiting, 26, 5, 18),
    (Chapter::Ready, 9, 11, 20),
    (Chapter::Recommended, 6, 12, 21),
    (Chapter::Suspended, 5, 90, 200),
    (Chapter::Rejected, 14, 60, 200),
    (Chapter::Appealed, 1, 24, 24),
    (Chapter::Withdrawn, 10, 20, 100),
];

/// Removes an earlier demonstration, and nothing that is not one.
///
/// # Errors
/// The disk's; or that the folder does not look like a demonstration.
pub fn clear(data: &Path) -> anyhow::Result<()> {
    if !data.join("instance.key").exists() {
        anyhow::bail!(
            "{} was not made by `locum demo`; remove it yourself if you mean it",
            data.display()
        );
    }
    Ok(std::fs::remove_dir_all(data)?)
}

/// Fills an empty database; one that has people is left as it is.
///
/// # Errors
/// The database's.
pub async fn seed(app: &App) -> anyhow::Result<()> {
    let people: i64 = app
        .db
        .read(|conn| Ok::<_, AppError>(users::table.count().get_result(conn)?))
        .await?;
    if people > 0 {
        return Ok(());
    }
    let today = app.clock.now();
    let past = App {
        config: app.config.clone(),
        db: app.db.clone(),
        board: app.board.clone(),
        clock: Clock::fixed(today.minus(TimeDelta::days(400))),
        hasher: app.hasher.clone(),
        guard: Guard::new(None),
        drawers: Drawers::default(),
        blobs: app.blobs.clone(),
        swept: Swept::default(),
        presses: Presses::default(),
        mailbox: app.mailbox.clone(),
    };
    let mut dice = Dice::new(SEED);
    let since = add_days(today.day(), -400);
    let wards = past
        .db
        .write(move |conn| places::insert(conn, since).map_err(AppError::from))
        .await?;
    let staff = insert_staff(&past, &wards).await?;
    let matched = insert_people(&past, &mut dice, staff.officers, today).await?;
    past.clock.set(today);
    past.db
        .write(move |conn| {
            let mut dice = Dice::new(SEED);
            let day = today.day();
            board::insert_history(conn, &mut dice, &wards, &matched, staff.manager, today)?;
            board::insert_open(conn, &mut dice, &wards, &matched, staff.manager, today)?;
            picking::insert_terms(conn, &wards)?;
            picking::insert_stories(conn, &wards, &matched, staff.manager, today)?;
            regions::insert(conn, day, staff.manager, today)?;
            figures::insert(conn, day)?;
            Ok::<_, AppError>(())
        })
        .await?;
    picking::call_off_one(&past, staff.manager).await?;
    picking::save_a_search(&past).await?;
    desk::settle(&past, staff.manager).await?;
    desk::ask(&past, staff.officers.first).await?;
    pay::live(&past, staff.manager, staff.officers, "nurse@demo.example").await?;
    let nurse = "nurse@demo.example";
    units::live(&past, staff.manager, staff.officers.first, nurse).await?;
    past.db
        .write(move |conn| inbox::forget_the_old(conn, today).map_err(AppError::from))
        .await?;
    contracts::insert(&past, staff.officers).await?;
    rounds::insert(&past, staff.officers, staff.manager).await?;
    inbox::copy_for(&past, nurse).await?;
    bench::leave(&past, staff.officers.first, "waiting@demo.example").await?;
    Ok(())
}

#[derive(Clone, Copy)]
struct Staff {
    officers: Officers,
    manager: i64,
}

fn called(en: &str, zh: &str) -> Name {
    Name {
        en: en.into(),
        zh: zh.into(),
    }
}

async fn insert_staff(app: &App, wards: &[places::Ward]) -> Result<Staff, AppError> {
    let new = |email: &'static str, en: &'static str, zh: &'static str, role| async move {
        stories::account(app, email, &called(en, zh), role, None, String::new()).await
    };
    let first = new(
        "officer@demo.example",
        "CHAN Wai Ling",
        "陳慧玲",
        Role::Officer,
    )
    .await?;
    let second = new("second@demo.example", "HO Man Wai", "何文慧", Role::Officer).await?;
    // Took no part in any decision: appeals go to her.
    new("third@demo.example", "TSE Mei Yee", "謝美儀", Role::Officer).await?;
    let manager = new(
        "manager@demo.example",
        "LEUNG Siu Fan",
        "梁小芬",
        Role::UnitManager,
    )
    .await?;
    new(
        "admin@demo.example",
        "YEUNG Kwok Wah",
        "楊國華",
        Role::Administrator,
    )
    .await?;
    let held: Vec<i64> = wards.iter().take(3).map(|ward| ward.id).collect();
    app.db
        .write(move |conn| {
            for unit in &held {
                diesel::insert_into(unit_managers::table)
                    .values((
                        unit_managers::unit_id.eq(unit),
                        unit_managers::user_id.eq(manager),
                    ))
                    .execute(conn)?;
            }
            Ok::<_, AppError>(())
        })
        .await?;
    Ok(Staff {
        officers: Officers { first, second },
        manager,
    })
}

/// Everybody else; returns who has worked.
async fn insert_people(
    app: &App,
    dice: &mut Dice,
    officers: Officers,
    today: UtcTime,
) -> Result<Vec<Member>, AppError> {
    let mut matched = Vec::new();
    let mut numbers = 0..;
    for (category, approved, working) in APPROVED {
        for index in 0..approved {
            let (chapter, days_ago) = (Chapter::Approved, dice.between(20, 220));
            // The account for trying the board: a registered nurse who has worked.
            let part = if category == Category::RnGeneral && index == 0 {
                let name = called("WONG Ka Yan, Grace", "黃嘉欣");
                Part {
                    email: "nurse@demo.example".into(),
                    name,
                    category,
                    chapter,
                    days_ago,
                }
            } else {
                let (email, name) = (numbered(&mut numbers), names::name(dice));
                Part {
                    email,
                    name,
                    category,
                    chapter,
                    days_ago,
                }
            };
            let user = stories::live(app, dice, officers, &part, today).await?;
            if index < working {
                matched.push(Member { user, category });
            }
        }
    }
    for (chapter, count, least, most) in UNDER_WAY {
        for index in 0..count {
            let part = match known_applicant(chapter, index) {
                Some(part) => part,
                None => Part {
                    email: numbered(&mut numbers),
                    name: names::name(dice),
                    category: *dice.pick(Category::ALL),
                    chapter,
                    days_ago: dice.between(least, most + 1),
                },
            };
            stories::live(app, dice, officers, &part, today).await?;
        }
    }
    Ok(matched)
}

/// The next address of somebody whom the walk does not name.
fn numbered(numbers: &mut std::ops::RangeFrom<u32>) -> String {
    format!("person{}@demo.example", numbers.next().unwrap_or_default())
}

/// The applicants whose accounts are printed.
fn known_applicant(chapter: Chapter, index: usize) -> Option<Part> {
    let (email, name, days_ago) = match (chapter, index) {
        (Chapter::Waiting, 0) => (
            "applicant@demo.example",
            called("LAM Tsz Ching", "林梓晴"),
            14,
        ),
        // Registered three months ago, one unit silent: what the escalation is for.
        (Chapter::Waiting, 1) => ("waiting@demo.example", called("CHEUNG Kelly", "張嘉莉"), 97),
        (Chapter::Waiting, 2) => (
            "silent@demo.example",
            called("KWONG Mei Kuen", "鄺美娟"),
            24,
        ),
        (Chapter::Waiting, 3) => (draft::BOUNCED, called("LUI Chi Ho", "呂志豪"), 9),
        (Chapter::Checking, 0) => (draft::ASKED, called("MOK Sze Man", "莫詩敏"), 8),
        // Decided lately enough to appeal.
        (Chapter::Rejected, 0) => (
            "rejected@demo.example",
            called("YIP Chun Kit", "葉俊傑"),
            22,
        ),
        (Chapter::Recommended, 0) => (draft::DOUBTFUL, called("SHEK Ka Po", "石家寶"), 26),
        _ => return None,
    };
    Some(Part {
        email: email.into(),
        name,
        category: Category::RnGeneral,
        chapter,
        days_ago,
    })
}

/// What `locum demo` prints: where to go and as whom.
pub fn welcome(app: &App) -> String {
    let base = &app.config.base_url;
    let accounts = [
        ("nurse@demo.example", "an approved nurse: picks shifts"),
        (
            "applicant@demo.example",
            "an applicant in the second week: sees who has the ball",
        ),
        (
            "waiting@demo.example",
            "an applicant who has waited for three months: sees the apology",
        ),
        (
            "silent@demo.example",
            "an applicant whose unit stayed silent: the officer has other ways",
        ),
        (
            "bounced@demo.example",
            "an applicant whose letter came back: corrects the address",
        ),
        (
            "doubtful@demo.example",
            "an applicant with a free-mail unit: needs a call-back before the decision",
        ),
        (
            "rejected@demo.example",
            "an applicant who was not approved: reads why, appeals",
        ),
        (
            "officer@demo.example",
            "an HR officer: verifies, enquires, recommends, decides",
        ),
        (
            "second@demo.example",
            "a second HR officer: decides what the first one recommended",
        ),
        (
            "third@demo.example",
            "a third HR officer: answers the appeal that waits",
        ),
        (
            "manager@demo.example",
            "a ward manager: posts shifts, sees who is coming",
        ),
        (
            "admin@demo.example",
            "an administrator: matching counts, staff accounts",
        ),
    ];
    let list = accounts.iter().fold(String::new(), |list, (email, what)| {
        format!("{list}  {email:<24} {what}\n")
    });
    format!(
        "\nThe demonstration is at  {base}\nOutgoing mail is read at {base}/demo/mail\nComponents are shown at  {base}/demo/components\n\n\
         Accounts, all with the password “{}”:\n{list}\nPress Ctrl+C to stop. `locum demo --reset` begins again.\n\n",
        PASSWORD.0
    )
}
