//! An administrator fills an empty house: specialties, hospitals, units, rates are pasted, looked at and
//! kept; what is wrong with a line is said, and then nothing is kept.

use crate::app::TestApp;
use crate::people::Person;
use diesel::prelude::*;
use locum::db::schema::{audit_events, hospitals, pick_rules, rates, unit_managers, units};
use locum::domain::{Role, UnitKind};

const SPECIALTIES: &str = "code\tprofession\tname_en\tname_zh\nMED\tnurse\tMedicine\t內科\n";
const HOSPITALS: &str = "cluster_code,cluster_en,cluster_zh,hospital_code,hospital_en,hospital_zh,accident_and_emergency,regime\n\
    KC,Kowloon Central,九龍中,QEH,Queen Elizabeth Hospital,伊利沙伯醫院,yes,hk\n\
    MO,Macau,澳門,CHCSJ,Conde S. Januário,仁伯爵綜合醫院,yes,macau\n";
const UNITS: &str = "hospital_code,unit_code,unit_en,unit_zh,specialty_code,kind,email,phone,managers\n\
    QEH,B9,\"Ward B9, medical\",B9內科病房,MED,ward,b9@qeh.example,2345 6789,manager@hospital.example\n\
    QEH,ICU,Intensive care,深切治療部,MED,critical,icu@qeh.example,+852 2345 6780,\n";
const RATES: &str = "category,band,currency,per_hour,from\nrn_general,N,HKD,353.50,2026-01-01\n";

const EXPERIENCE: &str =
    "category,currency,from_years,extra_per_hour,from\nrn_general,HKD,8,20,2026-01-01\n";
const TERMS: &str = "hospital_code,category,from,monthly_salary,minimum_hourly_wage,hourly_level\n\
    CHCSJ,rn_general,2026-01-01,39130,,\n";
const LIMITS: &str = "hospital_code,limit,amount,effect\nQEH,four_week_hours,192,block\n";

async fn keeps(head: &Person<'_>, list: &str, text: &str) {
    let path = format!("/en/admin/lists/{list}");
    let checked = head.post(&path, &[("text", text)]).await.is(200);
    checked.says("Save these lines");
    head.post(&path, &[("text", text), ("keep", "yes")])
        .await
        .leads_to(&path);
}

async fn an_empty_house_is_filled(app: &TestApp) {
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    head.get("/zh/admin/hospitals").await.says("加入第一間");
    head.get("/zh/admin/lists").await.is(200).says("單位及時薪");
    head.get("/en/admin/lists/units")
        .await
        .is(200)
        .says("hospital_code, unit_code");
    for (list, text) in [
        ("specialties", SPECIALTIES),
        ("hospitals", HOSPITALS),
        ("units", UNITS),
        ("rates", RATES),
        ("experience", EXPERIENCE),
        ("terms", TERMS),
        ("limits", LIMITS),
    ] {
        keeps(&head, list, text).await;
    }
    let (unit, kind): (i64, UnitKind) = app
        .read(|conn| {
            let icu = units::table.filter(units::code.eq("ICU"));
            icu.select((units::id, units::kind)).first(conn)
        })
        .await;
    assert_eq!(kind, UnitKind::Critical);
    let macau: (String, String, String) = app
        .read(|conn| {
            hospitals::table
                .filter(hospitals::code.eq("CHCSJ"))
                .select((hospitals::regime, hospitals::zone, hospitals::currency))
                .first(conn)
        })
        .await;
    assert_eq!(macau, ("macau".into(), "Asia/Macau".into(), "MOP".into()));
    manager
        .get("/en/unit")
        .await
        .is(200)
        .says("Ward B9, medical")
        .hides("Intensive care");
    // What was downloaded says nothing new; one line more gives the manager the second unit.
    let file = head.get("/en/admin/lists/units/file").await.is(200);
    let file = file.body;
    head.post("/en/admin/lists/units", &[("text", &file)])
        .await
        .says("New: 0, changed: 0, the same: 2");
    let both = file.replace("6780,", "6780,Manager@Hospital.example");
    keeps(&head, "units", &both).await;
    let held: i64 = app
        .read(move |conn| {
            let held = unit_managers::table.filter(unit_managers::unit_id.eq(unit));
            held.count().get_result(conn)
        })
        .await;
    assert_eq!(held, 1);
    let recorded: i64 = app
        .read(|conn| {
            let kept = audit_events::table.filter(audit_events::action.eq("list.kept"));
            kept.count().get_result(conn)
        })
        .await;
    assert_eq!(recorded, 8);
    // What was pasted is what is downloaded, and says nothing new.
    for list in ["experience", "terms", "limits"] {
        let path = format!("/en/admin/lists/{list}");
        let file = head.get(&format!("{path}/file")).await.is(200);
        head.post(&path, &[("text", &file.body)])
            .await
            .says("New: 0, changed: 0, the same: 1");
    }
    let minutes: i32 = app
        .read(|conn| pick_rules::table.select(pick_rules::amount).first(conn))
        .await;
    assert_eq!(minutes, 192 * 60);
}

async fn a_faulty_line_keeps_everything_out(app: &TestApp) {
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    keeps(&head, "specialties", SPECIALTIES).await;
    keeps(&head, "hospitals", HOSPITALS).await;
    keeps(&head, "rates", RATES).await;
    let good = "QEH,A1,A1,A1,MED,ward,a1@qeh.example,2345 6789,";
    let head_line = UNITS.lines().next().unwrap();
    for (line, said) in [
        (
            "XYZ,A2,A2,A2,MED,ward,a2@qeh.example,2345 6789,",
            "Line 3: “hospital_code”: XYZ is not in its own list yet",
        ),
        (
            "QEH,A2,A2,A2,MED,garage,a2@qeh.example,2345 6789,",
            "“kind” takes one of: ward, emergency",
        ),
        (
            "QEH,A2,A2,A2,MED,ward,nobody,2345 6789,",
            "“email” is empty, too long or not of its kind",
        ),
        (
            "QEH,A2,A2,A2,MED,ward,a2@qeh.example,2345 6789,head@hospital.example",
            "head@hospital.example is no unit manager here",
        ),
        (good, "QEH A1 stands in an earlier line, too"),
    ] {
        let text = format!("{head_line}\n{good}\n{line}\n");
        head.post("/en/admin/lists/units", &[("text", &text), ("keep", "yes")])
            .await
            .is(422)
            .says(said)
            .says("A1,A1,A1");
    }
    for (list, text, said) in [
        ("units", "", "Paste the line with the columns"),
        (
            "units",
            "hospital_code,unit_code\nQEH,A1\n",
            "name these columns, too: unit_en",
        ),
        (
            "hospitals",
            &HOSPITALS.replace("macau", "taitung"),
            "changed on its own page",
        ),
        (
            "rates",
            &RATES.replace("353.50", "400"),
            "This rate counts already",
        ),
        (
            "specialties",
            &SPECIALTIES.replace("nurse", "doctor"),
            "“profession” cannot change",
        ),
    ] {
        let path = format!("/en/admin/lists/{list}");
        let typed = [("text", text), ("keep", "yes")];
        head.post(&path, &typed).await.is(422).says(said);
    }
    let (kept, cents): (i64, i64) = app
        .read(|conn| {
            let kept = units::table.count().get_result(conn)?;
            Ok((
                kept,
                rates::table.select(rates::cents_per_hour).first(conn)?,
            ))
        })
        .await;
    assert_eq!((kept, cents), (0, 35_350));
}

both!(an_empty_house_is_filled, a_faulty_line_keeps_everything_out);
