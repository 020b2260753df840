//! People in every state, and wards for them to work on, put straight into the database; what a
//! story is about is then done through the pages.

use crate::app::TestApp;
use crate::browser::Browser;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use locum::accounts::domain::Email;
use locum::accounts::passwords::hash_now;
use locum::accounts::sessions;
use locum::accounts::store::{NewUser, find_person_key, insert_user};
use locum::clock::UtcTime;
use locum::credentials::{DocumentState, Slot};
use locum::db::schema::{
    applications, approved_specialties, approved_unit_kinds, clusters, declarations, documents,
    hospitals, referees, shifts, specialties, unit_managers, units, users,
};
use locum::domain::{Band, Category, Profession, Role, UnitKind};
use locum::i18n::Lang;
use locum::keys::{self, Purpose};
use locum::vetting::State;
use locum::vetting::declarations::Relation;
use locum::vetting::machine::EnquiryState;
use std::ops::Deref;
use std::sync::OnceLock;

/// The password of everybody in tests.
pub const PASSWORD: &str = "correct staple battery tram";

/// The smallest PDF file that can be opened: one empty page, and a word to look for.
pub const PDF: &[u8] = b"%PDF-1.7\n%CANARY-7Q\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 140]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Somebody with an account, at their own browser: `nurse.get("/zh/shifts")`.
pub struct Person<'a> {
    pub id: i64,
    pub email: String,
    /// Their application; 0 for staff.
    pub application: i64,
    pub browser: Browser<'a>,
}

impl<'a> Deref for Person<'a> {
    type Target = Browser<'a>;
    fn deref(&self) -> &Browser<'a> {
        &self.browser
    }
}

/// A ward.
#[derive(Debug, Clone, Copy)]
pub struct Ward {
    pub id: i64,
    pub hospital: i64,
    pub cluster: i64,
    pub specialty: i64,
}

/// Everybody's hash, made once: hashing is slow on purpose.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hash_now(PASSWORD).expect("argon2 hashes"))
}

impl TestApp {
    /// Somebody who works here, signed in.
    pub async fn staff(&self, role: Role, email: &str) -> Person<'_> {
        let id = self.insert(role, None, email, true).await;
        self.strangers().await;
        self.person(id, email, 0).await
    }

    /// A registered nurse whose application is in `state`, signed in. From `approved` on it covers the
    /// wards of [`TestApp::unit`] and a certificate until the end of the year.
    pub async fn clinician(&self, state: State) -> Person<'_> {
        self.clinician_as(Category::RnGeneral, state).await
    }

    /// The same of another category.
    pub async fn clinician_as(&self, category: Category, state: State) -> Person<'_> {
        let person = self.newcomer_as(category).await;
        let application = self.insert_application(person.id, category, state).await;
        self.strangers().await;
        Person {
            application,
            ..person
        }
    }

    /// A nurse who confirmed their address and has not begun an application, signed in.
    pub async fn newcomer(&self) -> Person<'_> {
        self.newcomer_as(Category::RnGeneral).await
    }

    async fn newcomer_as(&self, category: Category) -> Person<'_> {
        let email = format!("nurse{}@people.example", self.next_number());
        let id = self
            .insert(Role::Clinician, Some(category), &email, true)
            .await;
        self.person(id, &email, 0).await
    }

    /// A nurse who registered and did not confirm the address; not signed in.
    pub async fn unconfirmed(&self, email: &str) -> i64 {
        self.insert(Role::Clinician, Some(Category::RnGeneral), email, false)
            .await
    }

    async fn insert(
        &self,
        role: Role,
        category: Option<Category>,
        email: &str,
        confirmed: bool,
    ) -> i64 {
        let email = Email::parse(email).expect("an address");
        let (key, now) = (self.app.config.instance_key.clone(), self.now());
        self.write(move |conn| {
            let new = NewUser {
                email: &email,
                name_en: "Chan Tai Man",
                name_zh: "陳大文",
                // Staff are people of their own; see R10.
                mobile: if category.is_some() {
                    "+852 5123 4567"
                } else {
                    ""
                },
                lang: Lang::Zh,
                role,
                category,
                staff_number: None,
                heard_from: "",
                statement: category.map(|_| "2026-11"),
                password_hash: Some(password_hash()),
                confirmed,
            };
            insert_user(conn, &key, &new, now)
        })
        .await
    }

    /// A file in the store, sealed for its owner.
    async fn sealed(&self, user: i64, bytes: &[u8]) -> String {
        let key = self.app.config.instance_key.clone();
        let key = self
            .read(move |conn| find_person_key(conn, &key, user))
            .await;
        let key = key.expect("a key").expect("unbroken");
        let mut upload = self.app.blobs.create(&key, user).expect("the store");
        upload.write(bytes).expect("the store");
        upload.finish().expect("the store")
    }

    async fn insert_application(&self, user: i64, category: Category, state: State) -> i64 {
        let now = self.now();
        let reference = format!("T-{:05}", self.next_number());
        let specialty = self.specialty(category.profession()).await;
        let submitted = (state != State::Draft).then_some(now);
        let is_member = matches!(state, State::Approved | State::Suspended);
        let certificate = if is_member {
            DocumentState::Verified
        } else {
            DocumentState::Uploaded
        };
        let blob = self.sealed(user, PDF).await;
        self.write(move |conn| {
            let application: i64 = diesel::insert_into(applications::table)
                .values((
                    applications::reference.eq(&reference),
                    applications::user_id.eq(user),
                    applications::category.eq(category),
                    applications::state.eq(state),
                    applications::state_since.eq(now),
                    applications::registration_number.eq("RN123456"),
                    applications::created_at.eq(now),
                    applications::touched_at.eq(now),
                    applications::submitted_at.eq(submitted),
                    applications::decided_at.eq(is_member.then_some(now)),
                ))
                .returning(applications::id)
                .get_result(conn)?;
            diesel::insert_into(documents::table)
                .values((
                    documents::application_id.eq(application),
                    documents::user_id.eq(user),
                    documents::slot.eq(Slot::PractisingCertificate),
                    documents::file_name.eq("certificate.pdf"),
                    documents::media_type.eq("application/pdf"),
                    documents::size_bytes.eq(1_000_i64),
                    documents::sha256.eq("0".repeat(64)),
                    documents::blob.eq(&blob),
                    documents::state.eq(certificate),
                    documents::expires_on.eq(NaiveDate::from_ymd_opt(2026, 12, 31)),
                    documents::uploaded_at.eq(now),
                ))
                .execute(conn)?;
            if is_member {
                diesel::insert_into(approved_specialties::table)
                    .values((
                        approved_specialties::application_id.eq(application),
                        approved_specialties::specialty_id.eq(specialty),
                    ))
                    .execute(conn)?;
                diesel::insert_into(approved_unit_kinds::table)
                    .values((
                        approved_unit_kinds::application_id.eq(application),
                        approved_unit_kinds::kind.eq(UnitKind::Ward),
                    ))
                    .execute(conn)?;
            }
            Ok(application)
        })
        .await
    }

    /// Asks a former unit about an application and returns its link's token.
    pub async fn enquiry(&self, application: i64) -> String {
        let (salt, now) = (keys::random_token(), self.now());
        let token = self
            .app
            .config
            .instance_key
            .link_token(Purpose::Enquiry, &salt);
        let hash = keys::token_hash(&token);
        self.write(move |conn| {
            diesel::insert_into(referees::table)
                .values((
                    referees::application_id.eq(application),
                    referees::hospital.eq("Old Hospital"),
                    referees::unit.eq("Ward 5"),
                    referees::contact.eq("Ward manager"),
                    referees::email.eq("ward5@old.example"),
                    referees::phone.eq("+852 2345 6789"),
                    referees::state.eq(EnquiryState::Asked),
                    referees::salt.eq(&salt),
                    referees::token_hash.eq(&hash),
                    referees::asked_at.eq(now),
                    referees::expires_at.eq(now.plus(TimeDelta::days(14))),
                ))
                .execute(conn)
        })
        .await;
        token
    }

    /// The row of the first former unit of an application.
    pub async fn first_unit(&self, application: i64) -> i64 {
        self.read(move |conn| {
            referees::table
                .filter(referees::application_id.eq(application))
                .order(referees::id)
                .select(referees::id)
                .first(conn)
        })
        .await
    }

    /// An officer who has not said of anybody whether they know them, signed in.
    pub async fn newcomer_officer(&self, email: &str) -> Person<'_> {
        let id = self.insert(Role::Officer, None, email, true).await;
        self.person(id, email, 0).await
    }

    /// Every officer declares that they know no applicant.
    pub async fn strangers(&self) {
        let now = self.now();
        self.write(move |conn| {
            let officers: Vec<i64> = users::table
                .filter(users::role.eq(Role::Officer))
                .select(users::id)
                .load(conn)?;
            let files: Vec<i64> = applications::table.select(applications::id).load(conn)?;
            for (officer, file) in officers
                .iter()
                .flat_map(|officer| files.iter().map(move |file| (*officer, *file)))
            {
                let known: i64 = declarations::table
                    .filter(declarations::officer_id.eq(officer))
                    .filter(declarations::application_id.eq(file))
                    .count()
                    .get_result(conn)?;
                if known == 0 {
                    diesel::insert_into(declarations::table)
                        .values((
                            declarations::application_id.eq(file),
                            declarations::officer_id.eq(officer),
                            declarations::relation.eq(Relation::None),
                            declarations::at.eq(now),
                        ))
                        .execute(conn)?;
                }
            }
            Ok(())
        })
        .await;
    }

    /// What an application is quoted by, and the row of its practising certificate.
    pub async fn papers(&self, application: i64) -> (String, i64) {
        self.read(move |conn| {
            applications::table
                .inner_join(documents::table)
                .filter(applications::id.eq(application))
                .filter(documents::slot.eq(Slot::PractisingCertificate))
                .select((applications::reference, documents::id))
                .first(conn)
        })
        .await
    }

    async fn person(&self, id: i64, email: &str, application: i64) -> Person<'_> {
        let browser = self.visitor();
        self.open_session(&browser, id).await;
        Person {
            id,
            email: email.to_owned(),
            application,
            browser,
        }
    }

    /// Signs a browser in without the form.
    pub async fn open_session(&self, browser: &Browser<'_>, user: i64) {
        let (token, now) = (keys::random_token(), self.now());
        browser.set_cookie("session", &token);
        self.write(move |conn| sessions::open(conn, user, now, &token))
            .await;
    }

    /// Signs somebody in through the form, at a browser that was never here.
    pub async fn signs_in(&self, email: &str) -> Browser<'_> {
        let browser = self.visitor();
        browser
            .post("/zh/sign-in", &[("email", email), ("password", PASSWORD)])
            .await
            .is(303);
        browser
    }

    /// What the form of a verdict calls the box of that specialty.
    pub async fn scope_box(&self) -> String {
        format!("scope-{}", self.specialty(Profession::Nurse).await)
    }

    /// The specialty that members of [`TestApp::clinician`] and wards of [`TestApp::unit`] share.
    pub async fn specialty(&self, profession: Profession) -> i64 {
        let code = format!("TEST-{profession}");
        self.write(move |conn| {
            let found = specialties::table
                .filter(specialties::code.eq(&code))
                .select(specialties::id)
                .first(conn)
                .optional()?;
            if let Some(id) = found {
                return Ok(id);
            }
            diesel::insert_into(specialties::table)
                .values((
                    specialties::code.eq(&code),
                    specialties::profession.eq(profession),
                    specialties::name_en.eq("Medicine"),
                    specialties::name_zh.eq("內科"),
                ))
                .returning(specialties::id)
                .get_result(conn)
        })
        .await
    }

    /// A medical ward of nurses in a hospital of its own.
    pub async fn unit(&self) -> Ward {
        let specialty = self.specialty(Profession::Nurse).await;
        let number = self.next_number();
        let since = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date");
        self.write(move |conn| {
            let cluster = diesel::insert_into(clusters::table)
                .values((
                    clusters::code.eq(format!("C{number}")),
                    clusters::name_en.eq(format!("Cluster {number}")),
                    clusters::name_zh.eq(format!("聯網{number}")),
                    clusters::valid_from.eq(since),
                ))
                .returning(clusters::id)
                .get_result(conn)?;
            let hospital = diesel::insert_into(hospitals::table)
                .values((
                    hospitals::cluster_id.eq(cluster),
                    hospitals::code.eq(format!("H{number}")),
                    hospitals::name_en.eq(format!("Hospital {number}")),
                    hospitals::name_zh.eq(format!("醫院{number}")),
                    hospitals::accident_emergency.eq(true),
                    hospitals::regime.eq("hk"),
                    hospitals::zone.eq("Asia/Hong_Kong"),
                    hospitals::currency.eq("HKD"),
                    hospitals::valid_from.eq(since),
                ))
                .returning(hospitals::id)
                .get_result(conn)?;
            let id = diesel::insert_into(units::table)
                .values((
                    units::hospital_id.eq(hospital),
                    units::code.eq(format!("W{number}")),
                    units::name_en.eq(format!("Ward {number}")),
                    units::name_zh.eq(format!("病房{number}")),
                    units::specialty_id.eq(specialty),
                    units::email.eq(format!("ward{number}@hospital.example")),
                    units::phone.eq("+852 2123 4567"),
                ))
                .returning(units::id)
                .get_result(conn)?;
            Ok(Ward {
                id,
                hospital,
                cluster,
                specialty,
            })
        })
        .await
    }

    /// Gives a ward to a manager.
    pub async fn gives(&self, ward: Ward, manager: &Person<'_>) {
        let user = manager.id;
        self.write(move |conn| {
            diesel::insert_into(unit_managers::table)
                .values((
                    unit_managers::unit_id.eq(ward.id),
                    unit_managers::user_id.eq(user),
                ))
                .execute(conn)
        })
        .await;
    }

    /// A morning of eight hours for registered nurses, that many days from now at 07:00 in Hong Kong.
    pub async fn shift(&self, ward: Ward, in_days: i64, places: i32, posted_by: i64) -> i64 {
        let day = locum::clock::add_days(self.now().day(), in_days);
        let start = day.and_hms_opt(7, 0, 0).expect("a time");
        let start = UtcTime::from_local(start, locum::clock::SERVICE_ZONE);
        self.shift_at(ward, start, places, posted_by).await
    }

    /// The same at any instant.
    pub async fn shift_at(&self, ward: Ward, start: UtcTime, places: i32, posted_by: i64) -> i64 {
        let now = self.now();
        self.write(move |conn| {
            diesel::insert_into(shifts::table)
                .values((
                    shifts::unit_id.eq(ward.id),
                    shifts::category.eq(Category::RnGeneral),
                    shifts::specialty_id.eq(ward.specialty),
                    shifts::band.eq(Band::A),
                    shifts::starts_at.eq(start),
                    shifts::ends_at.eq(start.plus(TimeDelta::hours(8))),
                    shifts::places.eq(places),
                    shifts::cents_per_hour.eq(30_000_i64),
                    shifts::currency.eq("HKD"),
                    shifts::state.eq("open"),
                    shifts::posted_by.eq(posted_by),
                    shifts::created_at.eq(now),
                ))
                .returning(shifts::id)
                .get_result(conn)
        })
        .await
    }
}
