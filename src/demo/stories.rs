//! Lives of the demo's applicants, lived through the product's own services on a clock that is moved:
//! what the demo shows is what the product did.

use super::PASSWORD;
use super::dice::Dice;
use super::draft::{self, ASKED, BOUNCED, DOUBTFUL, add_background, comes_back, upload_all};
use super::names::{self, Name};
use crate::accounts::domain::Email;
use crate::accounts::store::{self as accounts, NewUser};
use crate::app::App;
use crate::clock::UtcTime;
use crate::credentials::Slot;
use crate::db::schema::{applications, documents, referees};
use crate::domain::{Category, Role, UnitKind};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::keys::Purpose;
use crate::vetting::deciding::{self, Judgement};
use crate::vetting::declarations::{self, Relation};
use crate::vetting::enquiry::{self, Answer, Capacity, Plain, Rating};
use crate::vetting::machine::Verdict;
use crate::vetting::suspicion::Witness;
use crate::vetting::{appeals, applying, scope};
use crate::vetting::{assigning, membership, reminders, service as vetting};
use chrono::{Months, TimeDelta};
use diesel::prelude::*;

/// How far a story goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chapter {
    /// A draft with a few things in it.
    Draft,
    /// Sent in; nobody has begun.
    Submitted,
    /// An officer looks at the documents.
    Checking,
    /// A document came back.
    Returned,
    /// One unit has answered, the other has not.
    Waiting,
    /// Everything is there.
    Ready,
    /// One officer has recommended.
    Recommended,
    /// A member.
    Approved,
    /// A member to whom the board is closed.
    Suspended,
    /// Two officers said no.
    Rejected,
    /// Not approved, and appealed against.
    Appealed,
    /// Taken back.
    Withdrawn,
}

/// Who lives through a story.
pub struct Part {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: Name,
    /// What they wish to work as.
    pub category: Category,
    /// How far they get.
    pub chapter: Chapter,
    /// Days ago on which they registered.
    pub days_ago: i64,
}

/// The officers of the demo: one recommends, the other decides.
#[derive(Clone, Copy)]
pub struct Officers {
    /// Recommends.
    pub first: i64,
    /// Decides.
    pub second: i64,
}

/// Makes an account without a mail, since nobody of the demo reads one.
///
/// # Errors
/// The database's.
pub async fn account(
    app: &App,
    email: &str,
    name: &Name,
    role: Role,
    category: Option<Category>,
    mobile: String,
) -> Result<i64, AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    let email = Email::parse(email).ok_or(AppError::Invalid("an address of the demo"))?;
    let (name_en, name_zh) = (name.en.clone(), name.zh.clone());
    app.db
        .write(move |conn| {
            // The demo's staff have their first names for numbers.
            let number = email
                .address()
                .split_once('@')
                .filter(|_| role != Role::Clinician)
                .map(|(name, _)| name.to_uppercase());
            let row = NewUser {
                email: &email,
                name_en: &name_en,
                name_zh: &name_zh,
                mobile: &mobile,
                lang: Lang::Zh,
                role,
                category,
                staff_number: number.as_deref(),
                heard_from: "colleague",
                statement: category.map(|_| crate::accounts::service::COLLECTION_STATEMENT),
                password_hash: Some(PASSWORD.1),
                confirmed: true,
            };
            Ok(accounts::insert_user(conn, &key, &row, now)?)
        })
        .await
}

/// Lives one story and returns the person's row.
///
/// # Errors
/// When a service refuses an act: the story does not fit the product any more.
pub async fn live(
    app: &App,
    dice: &mut Dice,
    officers: Officers,
    part: &Part,
    today: UtcTime,
) -> Result<i64, AppError> {
    let began = today
        .minus(TimeDelta::days(part.days_ago))
        .plus(TimeDelta::minutes(dice.between(0, 600)));
    app.clock.set(began);
    let mobile = names::mobile(dice);
    let user = account(
        app,
        &part.email,
        &part.name,
        Role::Clinician,
        Some(part.category),
        mobile,
    )
    .await?;
    let category = part.category;
    app.db
        .write(move |conn| applying::begin_draft(conn, user, category, began))
        .await?;
    // One number looks unusual, so that an officer sees what is said of it.
    let body = if part.email == DOUBTFUL { "DM" } else { "DEMO" };
    let number = format!("{body}{:06}", dice.between(0, 1_000_000));
    applying::save_registration(app, user, number).await?;
    let units = add_background(app, dice, user, part).await?;
    if part.chapter == Chapter::Draft {
        return Ok(user);
    }
    upload_all(app, user, part, today).await?;
    step(app, today, TimeDelta::hours(dice.between(2, 30)));
    applying::submit(app, user).await?;
    let reference = reference_of(app, user).await?;
    if part.chapter == Chapter::Withdrawn {
        step(app, today, TimeDelta::days(2));
        applying::withdraw(app, user).await?;
        return Ok(user);
    }
    if part.chapter == Chapter::Submitted {
        return Ok(user);
    }
    let case = Case {
        app,
        dice,
        officers,
        today,
        user,
        reference,
        units,
    };
    case.run(part).await?;
    Ok(user)
}

/// Time passes, but never past today.
fn step(app: &App, today: UtcTime, by: TimeDelta) {
    app.clock.set(app.clock.now().plus(by).min(today));
}

async fn reference_of(app: &App, user: i64) -> Result<String, AppError> {
    Ok(vetting::own_file(app, user).await?.application.reference)
}

/// A file in the hands of the office.
struct Case<'a> {
    app: &'a App,
    dice: &'a mut Dice,
    officers: Officers,
    today: UtcTime,
    user: i64,
    reference: String,
    units: Vec<String>,
}

impl Case<'_> {
    async fn run(mut self, part: &Part) -> Result<(), AppError> {
        let (app, first) = (self.app, self.officers.first);
        self.wait(20, 60);
        declarations::declare(app, first, self.reference.clone(), Relation::None).await?;
        deciding::begin(app, first, self.reference.clone()).await?;
        if self.user % 3 == 0 {
            let second = self.officers.second;
            assigning::assign(app, second, self.reference.clone(), second).await?;
        }
        if part.email == ASKED {
            return draft::is_asked(app, first, self.reference.clone()).await;
        }
        if part.chapter == Chapter::Checking {
            return Ok(());
        }
        let rows = self.documents().await?;
        self.wait(10, 40);
        if part.chapter == Chapter::Returned {
            return draft::is_returned(app, first, self.reference.clone(), &rows).await;
        }
        for (row, _) in rows {
            deciding::verify_document(app, first, self.reference.clone(), row).await?;
        }
        deciding::send_enquiries(app, first, self.reference.clone()).await?;
        if part.email == BOUNCED {
            comes_back(app).await?;
        }
        self.wait(30, 90);
        self.answer(0).await?;
        if part.chapter == Chapter::Waiting {
            return self.stays_silent().await;
        }
        self.wait_until_lately();
        self.answer(1).await?;
        if part.chapter == Chapter::Ready {
            return Ok(());
        }
        self.decide(part).await
    }

    /// The other unit is reminded, and the link dies.
    async fn stays_silent(&self) -> Result<(), AppError> {
        for _ in 0..14 {
            step(self.app, self.today, TimeDelta::days(1));
            reminders::remind(self.app).await?;
            reminders::expire(self.app).await?;
        }
        Ok(())
    }

    fn wait(&mut self, from: i64, to: i64) {
        let hours = self.dice.between(from, to);
        step(self.app, self.today, TimeDelta::hours(hours));
    }

    /// The second unit takes its time, within the life of its link.
    fn wait_until_lately(&mut self) {
        let lately = TimeDelta::hours(self.dice.between(12, 100));
        let (soonest, latest) = (TimeDelta::hours(24), TimeDelta::hours(240));
        let left = self.today.minus(lately).since(self.app.clock.now());
        step(self.app, self.today, left.clamp(soonest, latest));
    }

    async fn documents(&self) -> Result<Vec<(i64, Slot)>, AppError> {
        let user = self.user;
        self.app
            .db
            .read(move |conn| {
                let mine = documents::table
                    .filter(documents::user_id.eq(user))
                    .order(documents::id);
                Ok(mine.select((documents::id, documents::slot)).load(conn)?)
            })
            .await
    }

    /// A unit answers through its own link, derived as the mail would have it.
    async fn answer(&mut self, index: i64) -> Result<(), AppError> {
        let user = self.user;
        let app = self.app;
        let reference = vetting::own_file(app, user).await?.application.id;
        let salt = app
            .db
            .read(move |conn| {
                let asked = referees::table
                    .filter(referees::application_id.eq(reference))
                    .order(referees::id);
                let salt: Option<String> =
                    asked.select(referees::salt).offset(index).first(conn)?;
                Ok::<_, AppError>(salt)
            })
            .await?
            .ok_or(AppError::Gone)?;
        let token = app.config.instance_key.link_token(Purpose::Enquiry, &salt);
        enquiry::look(app, token.clone(), Lang::Zh).await?;
        let ratings = (0..5)
            .map(|_| {
                if self.dice.percent(75) {
                    Rating::Good
                } else {
                    Rating::Fair
                }
            })
            .collect();
        let signed = format!(
            "Ward manager, {}",
            self.units.first().map_or("", String::as_str)
        );
        let answer = Answer {
            worked_here: Plain::Yes,
            differs: String::new(),
            capacity: Some(Capacity::Manager),
            ratings,
            have_back: Plain::Yes,
            comment: String::new(),
            call: false,
            signed,
        };
        enquiry::answer(app, token, answer, Witness::default()).await
    }

    /// For everything that the person has worked in.
    async fn judgement(&self, verdict: Verdict, reason: &str) -> Result<Judgement, AppError> {
        let reference = self.reference.clone();
        let application = self.app.db.read(move |conn| {
            let found = applications::table.filter(applications::reference.eq(reference));
            Ok::<i64, AppError>(found.select(applications::id).first(conn)?)
        });
        let application = application.await?;
        let scope = self
            .app
            .db
            .read(move |conn| Ok::<_, AppError>(scope::whole(conn, application)?));
        let mut scope = scope.await?;
        // So that the board shows what an approval does not cover.
        scope.kinds.retain(|kind| *kind != UnitKind::Theatre);
        Ok(Judgement {
            verdict,
            reason: reason.to_owned(),
            scope,
            conditions: String::new(),
            again_after: Months::new(6),
        })
    }

    async fn decide(mut self, part: &Part) -> Result<(), AppError> {
        let (app, Officers { first, second }) = (self.app, self.officers);
        let rejected = matches!(part.chapter, Chapter::Rejected | Chapter::Appealed);
        let (verdict, reason) = if rejected {
            (
                Verdict::Reject,
                "登記的專科經驗未滿一年。累積滿一年經驗後可以再次申請。",
            )
        } else {
            (Verdict::Approve, "文件齊全，兩個單位均願意再次共事。")
        };
        self.wait(10, 50);
        let judgement = self.judgement(verdict, reason).await?;
        deciding::recommend(app, first, self.reference.clone(), judgement.clone()).await?;
        if part.chapter == Chapter::Recommended {
            return Ok(());
        }
        self.wait(5, 40);
        declarations::declare(app, second, self.reference.clone(), Relation::None).await?;
        deciding::decide(app, second, self.reference.clone(), judgement).await?;
        if part.chapter == Chapter::Appealed {
            self.wait(50, 90);
            let words =
                "我在 2024 年 5 月至 2025 年 6 月亦曾任職該病房，合共超過一年；文件第二頁可見。";
            appeals::appeal(app, self.user, words.into()).await?;
        }
        if part.chapter == Chapter::Suspended {
            self.wait(300, 500);
            let reason = "病房通知：正在跟進一宗用藥事故。調查完成後會通知你。";
            membership::suspend(app, second, self.reference.clone(), reason.into()).await?;
        }
        Ok(())
    }
}
