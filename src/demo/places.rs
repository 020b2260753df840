//! The 44 institutions, wards with their templates, specialties and rates.

use super::dice::Dice;
use crate::clock::{SERVICE_ZONE, UtcTime};
use crate::db::Conn;
use crate::db::schema::{hospitals, licence_patterns, shift_templates, specialties, units};
use crate::domain::{Band, Bilingual, Category, Profession, UnitKind};
use crate::organisation::entries::{Entry, Hospital, Rate, Specialty};
use crate::organisation::list_rows::put;
use crate::regime::Regime;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Deserialize;

const INSTITUTIONS: &str = include_str!("hospitals.csv");

#[rustfmt::skip]
const NURSING: [(&str, &str, &str); 16] = [
    ("cardiac", "Cardiac", "心臟科"), ("community", "Community, Primary & Public Health", "社康、基層及公共衞生"),
    ("critical-care", "Critical Care", "深切治療"), ("education", "Education & Research", "教育及研究"),
    ("emergency", "Emergency", "急症科"), ("gerontology", "Gerontology", "老人科"),
    ("gynaecology", "Gynaecology", "婦科"), ("infection-control", "Infection Control", "感染控制"),
    ("management", "Management", "管理"), ("medical", "Medical", "內科"),
    ("mental-health", "Mental Health", "精神健康"), ("oncology", "Oncology", "腫瘤科"),
    ("orthopaedic", "Orthopaedic", "骨科"), ("paediatric", "Paediatric", "兒科"),
    ("perioperative", "Perioperative & Anaesthesia", "手術及麻醉"), ("surgical", "Surgical", "外科"),
];

#[rustfmt::skip]
const MEDICAL: [(&str, &str, &str); 19] = [
    ("dr-anaesthesia", "Anaesthesia", "麻醉科"), ("dr-oncology", "Clinical Oncology", "臨床腫瘤科"),
    ("dr-emergency", "Emergency Medicine", "急症科"), ("dr-family", "Family Medicine", "家庭醫學"),
    ("dr-intensive", "Intensive Care", "深切治療"), ("dr-internal", "Internal Medicine", "內科"),
    ("dr-obstetrics", "Obstetrics & Gynaecology", "婦產科"), ("dr-ophthalmology", "Ophthalmology", "眼科"),
    ("dr-orthopaedics", "Orthopaedics & Traumatology", "骨科"), ("dr-ent", "Otorhinolaryngology", "耳鼻喉科"),
    ("dr-paediatrics", "Paediatrics", "兒科"), ("dr-pathology", "Pathology", "病理學"),
    ("dr-psychiatry", "Psychiatry", "精神科"), ("dr-radiology", "Radiology", "放射科"),
    ("dr-nuclear", "Nuclear Medicine", "核子醫學"), ("dr-surgery", "General Surgery", "外科"),
    ("dr-cardiothoracic", "Cardiothoracic Surgery", "心胸外科"), ("dr-neurosurgery", "Neurosurgery", "神經外科"),
    ("dr-plastic", "Plastic Surgery", "整形外科"),
];

/// Hospital, ward code, names, the ward's nursing specialty, and a doctors' one where doctors are wanted.
#[rustfmt::skip]
const WARDS: [WardRow; 22] = [
    ("UCH", "7A", "Medical ward 7A", "內科 7A 病房", "medical", Some("dr-internal")),
    ("UCH", "AE", "Accident & Emergency", "急症室", "emergency", Some("dr-emergency")),
    ("TKOH", "6B", "Surgical ward 6B", "外科 6B 病房", "surgical", None),
    ("TKOH", "AE", "Accident & Emergency", "急症室", "emergency", Some("dr-emergency")),
    ("HHH", "R2", "Rehabilitation ward 2", "復康 2 號病房", "gerontology", None),
    ("QEH", "D7", "Medical ward D7", "內科 D7 病房", "medical", Some("dr-internal")),
    ("QEH", "ICU", "Intensive Care Unit", "深切治療部", "critical-care", Some("dr-intensive")),
    ("QEH", "OT", "Operating theatres", "手術室", "perioperative", Some("dr-anaesthesia")),
    ("KWH", "W5", "Surgical ward W5", "外科 W5 病房", "surgical", None),
    ("HKCH", "P3", "Paediatric ward P3", "兒科 P3 病房", "paediatric", Some("dr-paediatrics")),
    ("PWH", "11B", "Medical ward 11B", "內科 11B 病房", "medical", Some("dr-internal")),
    ("PWH", "ONC", "Oncology ward", "腫瘤科病房", "oncology", Some("dr-oncology")),
    ("AHNH", "F4", "Orthopaedic ward F4", "骨科 F4 病房", "orthopaedic", None),
    ("SH", "3A", "Gerontology ward 3A", "老人科 3A 病房", "gerontology", None),
    ("QMH", "C6", "Cardiac ward C6", "心臟科 C6 病房", "cardiac", Some("dr-internal")),
    ("QMH", "A3", "Medical ward A3", "內科 A3 病房", "medical", None),
    ("PYNEH", "E5", "Medical ward E5", "內科 E5 病房", "medical", Some("dr-internal")),
    ("RH", "4B", "Surgical ward 4B", "外科 4B 病房", "surgical", None),
    ("PMH", "K8", "Medical ward K8", "內科 K8 病房", "medical", Some("dr-internal")),
    ("CMC", "W2", "Surgical ward W2", "外科 W2 病房", "surgical", None),
    ("TMH", "B9", "Medical ward B9", "內科 B9 病房", "medical", Some("dr-internal")),
    ("POH", "AE", "Accident & Emergency", "急症室", "emergency", Some("dr-emergency")),
];

/// The maxima published at the launch in 2018, in dollars an hour; today's are not known.
const HOURLY: [(Category, i64); 4] = [
    (Category::EnGeneral, 274),
    (Category::RnGeneral, 329),
    (Category::DoctorNonSpecialist, 685),
    (Category::DoctorSpecialist, 762),
];

/// Where the bands begin and how long they are, in minutes (A 07:00–14:00, P to 21:00, N to 07:00).
pub const BANDS: [(Band, i32, i32); 3] = [
    (Band::A, 420, 420),
    (Band::P, 840, 420),
    (Band::N, 1260, 600),
];

#[derive(Deserialize)]
struct Institution {
    cluster_code: String,
    cluster_en: String,
    cluster_zh: String,
    hospital_code: String,
    hospital_en: String,
    hospital_zh: String,
    accident_and_emergency: String,
}

/// A ward as the demo's shifts need it.
pub struct Ward {
    /// Row.
    pub id: i64,
    /// Row of the nurses' specialty.
    pub nursing: i64,
    /// Row of the doctors' specialty, where doctors are wanted.
    pub medical: Option<i64>,
}

/// A name of a former unit, as applicants type it.
pub fn former_unit(dice: &mut Dice) -> (&'static str, &'static str, &'static str) {
    let (_, _, _, unit, specialty, _) = *dice.pick(&WARDS);
    let hospital = *dice.pick(&[
        "基督教聯合醫院",
        "伊利沙伯醫院",
        "威爾斯親王醫院",
        "廣華醫院",
    ]);
    (hospital, unit, specialty)
}

/// Writes all places and returns the wards.
///
/// # Errors
/// The database's, or a fault in the list of institutions.
pub fn insert(conn: &mut Conn, since: NaiveDate) -> anyhow::Result<Vec<Ward>> {
    for (profession, list) in [
        (Profession::Nurse, NURSING.as_slice()),
        (Profession::Doctor, MEDICAL.as_slice()),
    ] {
        diesel::insert_into(licence_patterns::table)
            .values((
                licence_patterns::profession.eq(profession),
                licence_patterns::patterns.eq("DEMO999999"),
            ))
            .execute(conn)?;
        for (code, en, zh) in list {
            let specialty = Specialty {
                code: (*code).to_owned(),
                profession,
                name: name(en, zh),
            };
            put(conn, None, &Entry::Specialty(specialty), on(since))?;
        }
    }
    insert_institutions(conn, since)?;
    insert_rates(conn, since)?;
    WARDS.iter().map(|ward| insert_ward(conn, ward)).collect()
}

fn insert_institutions(conn: &mut Conn, since: NaiveDate) -> anyhow::Result<()> {
    for row in csv::Reader::from_reader(INSTITUTIONS.as_bytes()).deserialize() {
        let place: Institution = row?;
        let hospital = Hospital {
            cluster: place.cluster_code,
            cluster_name: name(&place.cluster_en, &place.cluster_zh),
            code: place.hospital_code,
            name: name(&place.hospital_en, &place.hospital_zh),
            accident_emergency: place.accident_and_emergency == "yes",
            regime: Regime::Hk,
        };
        put(conn, None, &Entry::Hospital(hospital), on(since))?;
    }
    Ok(())
}

fn insert_rates(conn: &mut Conn, from: NaiveDate) -> QueryResult<()> {
    for (category, dollars) in HOURLY {
        for (band, _, _) in BANDS {
            let rate = Rate {
                category,
                band,
                currency: Regime::Hk.currency().to_owned(),
                cents: dollars * 100,
                from,
            };
            put(conn, None, &Entry::Rate(rate), on(from))?;
        }
    }
    Ok(())
}

/// The beginning of a day.
pub(super) fn on(day: NaiveDate) -> UtcTime {
    UtcTime::from_local(day.and_time(chrono::NaiveTime::MIN), SERVICE_ZONE)
}

/// A name in both languages.
pub(super) fn name(en: &str, zh: &str) -> Bilingual {
    Bilingual {
        en: en.to_owned(),
        zh: zh.to_owned(),
    }
}

/// What kind of place a unit of a nursing specialty is here.
pub(super) fn kind(specialty: &str) -> UnitKind {
    match specialty {
        "emergency" => UnitKind::Emergency,
        "critical-care" => UnitKind::Critical,
        "perioperative" => UnitKind::Theatre,
        "community" => UnitKind::Community,
        _ => UnitKind::Ward,
    }
}

fn specialty(conn: &mut Conn, code: &str) -> QueryResult<i64> {
    specialties::table
        .filter(specialties::code.eq(code))
        .select(specialties::id)
        .first(conn)
}

type WardRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

fn insert_ward(conn: &mut Conn, ward: &WardRow) -> anyhow::Result<Ward> {
    let (hospital, code, en, zh, nursing, medical) = *ward;
    let hospital_id: i64 = hospitals::table
        .filter(hospitals::code.eq(hospital))
        .select(hospitals::id)
        .first(conn)?;
    let kind = kind(nursing);
    let nursing = specialty(conn, nursing)?;
    let medical = match medical {
        Some(code) => Some(specialty(conn, code)?),
        None => None,
    };
    let id: i64 = diesel::insert_into(units::table)
        .values((
            units::hospital_id.eq(hospital_id),
            units::code.eq(code),
            units::name_en.eq(en),
            units::name_zh.eq(zh),
            units::specialty_id.eq(nursing),
            units::kind.eq(kind),
            units::email.eq(format!(
                "{}.{}@demo.example",
                hospital.to_lowercase(),
                code.to_lowercase()
            )),
            units::phone.eq("2345 6789"),
        ))
        .returning(units::id)
        .get_result(conn)?;
    for (band, starts, length) in BANDS {
        diesel::insert_into(shift_templates::table)
            .values((
                shift_templates::unit_id.eq(id),
                shift_templates::band.eq(band),
                shift_templates::starts_minute.eq(starts),
                shift_templates::length_minutes.eq(length),
                shift_templates::category.eq(Category::RnGeneral),
                shift_templates::places.eq(2),
            ))
            .execute(conn)?;
    }
    Ok(Ward {
        id,
        nursing,
        medical,
    })
}
