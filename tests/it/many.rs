//! Many shifts at once: a week that is copied, a file, a table; nothing is posted until every line can be.

use crate::app::TestApp;
use crate::people::{Person, Ward};
use chrono::NaiveDate;
use diesel::prelude::*;
use locum::db::schema::{rates, shifts};
use locum::domain::{Band, Category, Role};

async fn ward_of(app: &TestApp) -> (Ward, Person<'_>) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    app.write(|conn| {
        for band in [Band::A, Band::N] {
            diesel::insert_into(rates::table)
                .values((
                    rates::category.eq(Category::RnGeneral),
                    rates::band.eq(band),
                    rates::currency.eq("HKD"),
                    rates::cents_per_hour.eq(31_000_i64),
                    rates::effective_from.eq(NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date")),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    (ward, manager)
}

async fn posted(app: &TestApp) -> i64 {
    app.read(|conn| shifts::table.count().get_result(conn))
        .await
}

/// The ward's name and the name of its specialty, in Chinese.
async fn names(app: &TestApp, ward: Ward) -> (String, String) {
    app.read(move |conn| {
        use locum::db::schema::{specialties, units};
        Ok((
            units::table
                .find(ward.id)
                .select(units::name_zh)
                .first(conn)?,
            specialties::table
                .find(ward.specialty)
                .select(specialties::name_zh)
                .first(conn)?,
        ))
    })
    .await
}

const PATH: &str = "/zh/unit/many";

async fn a_table_names_every_faulty_line_and_loses_nothing(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let (unit, specialty) = names(app, ward).await;
    manager.get(PATH).await.is(200).says("複製一星期");
    let good = format!(
        "{unit},2026-03-09,21:00,07:00,註冊護士（普通科）,{specialty},2,\"向護士長報到, 七樓\""
    );
    let table = format!(
        "單位,日期,開始,結束,職級,專科,人數,備註\n{good}\n\
         {unit},2026-03-10,9pm,07:00,rn_general,{specialty},0,\n\
         別的病房,2026-03-32,21:00,07:00,護士,{specialty},1,\n\
         {unit},2026-03-10\n{good}\n\
         {unit},2026-03-01,07:00,15:00,rn_general,{specialty},1,\n\
         {unit},2026/3/11,14:00,21:00,rn_general,{specialty},1,\n"
    );
    let sent = [("table", table.as_str()), ("act", "publish")];
    let answer = manager.post(PATH, &sent).await.is(422);
    let answer = answer
        .says("6 行未能發布")
        .says("第 3 行")
        .says("輸入時間，例如 07:00")
        .says("輸入人數，1 至 20")
        .says("第 4 行")
        .says("填寫你的單位名稱")
        .says("日期格式如 2026-03-09")
        .says("填寫四個職級之一")
        .says("要有八欄")
        .says("更表或前面的行已有同一更")
        .says("開始時間必須在現在之後")
        .says("未設定時薪")
        .says("1 更可以發布")
        .says("翌日結束");
    answer.says("9pm").hides("name=\"act\" value=\"publish\"");
    assert_eq!(posted(app).await, 0, "all or none");
    let english = manager.post("/en/unit/many?switch", &sent).await.is(200);
    english.says("9pm").says("Ends the next day");
    // Put right, it is read and then posted.
    let good = [("table", good.as_str()), ("act", "check")];
    manager
        .post(PATH, &good)
        .await
        .is(200)
        .says("發布 1 更")
        .says("310");
    assert_eq!(posted(app).await, 0, "a look is no act");
    let good = [good[0], ("act", "publish")];
    manager.post(PATH, &good).await.is(303).leads_to("/zh/unit");
    assert_eq!(posted(app).await, 1);
    let (places, note): (i32, String) = app
        .read(|conn| {
            shifts::table
                .select((shifts::places, shifts::note))
                .first(conn)
        })
        .await;
    assert_eq!((places, note.as_str()), (2, "向護士長報到, 七樓"));
    let empty = [("table", ""), ("act", "publish")];
    manager
        .post(PATH, &empty)
        .await
        .is(422)
        .says("表格沒有內容");
}

async fn a_file_comes_into_the_table_and_is_posted_from_there(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let (_, specialty) = names(app, ward).await;
    let file = format!("\u{feff},2026-03-09,07:00,15:00,rn_general,{specialty},1,\r\n");
    let path = "/zh/unit/many/file";
    let csv = |bytes| ("week.csv", "text/csv", bytes);
    manager
        .upload(path, &[], csv(file.as_bytes()))
        .await
        .is(200)
        .says("1 更可以發布")
        .says("2026-03-09,07:00");
    assert_eq!(posted(app).await, 0);
    manager
        .upload(path, &[], csv(&[0xa4, 0x40, 0xff]))
        .await
        .is(422)
        .says("UTF-8");
    let long = "x".repeat(30_000);
    manager
        .upload(path, &[], csv(long.as_bytes()))
        .await
        .is(422)
        .says("20 kB");
    // As it is pasted from a spreadsheet.
    let tabs = format!("\t2026-03-09\t07:00\t15:00\trn_general\t{specialty}\t1\t\r\n");
    manager
        .post(PATH, &[("table", &tabs), ("act", "check")])
        .await
        .is(200)
        .says("1 更可以發布");
    // A browser sends its lines like this, with the empty ones.
    manager
        .post(PATH, &[("table", "\r\n\r\na,b\r\n"), ("act", "check")])
        .await
        .is(422)
        .says("第 3 行")
        .says("要有八欄");
    let many = format!(",2026-03-09,07:00,15:00,rn_general,{specialty},1,\n").repeat(102);
    manager
        .post(PATH, &[("table", &many), ("act", "publish")])
        .await
        .is(422)
        .says("每次最多 100 行");
    assert_eq!(posted(app).await, 0);
}

async fn a_week_is_copied_to_another_week(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    app.shift(ward, 1, 3, manager.id).await;
    app.shift(ward, 4, 1, manager.id).await;
    app.shift(ward, 9, 1, manager.id).await;
    let copy = |from: &str, to: &str| format!("{PATH}?unit={}&from={from}&to={to}", ward.id);
    let next = copy("2026-03-02", "2026-03-16");
    manager
        .get(&next)
        .await
        .is(200)
        .says("2 更可以發布")
        .says("2026-03-17,07:00,15:00")
        .says("2026-03-20,07:00,15:00")
        .hides("2026-03-25");
    manager
        .get(&copy("2026-02-02", "2026-03-16"))
        .await
        .is(200)
        .says("該星期沒有更次");
    // Onto itself: every line is there already.
    manager
        .get(&copy("2026-03-09", "2026-03-09"))
        .await
        .is(200)
        .says("更表或前面的行已有同一更");
    // Or what is there is left out.
    app.shift(ward, 15, 3, manager.id).await;
    manager
        .get(&format!("{next}&new=1"))
        .await
        .says("1 更可以發布")
        .says("2026-03-20,07:00,15:00")
        .hides("2026-03-17,07:00");
    manager
        .get(&format!("{}&new=1", copy("2026-03-09", "2026-03-09")))
        .await
        .says("沒有更次可複製，或全部已發布");
    let other = app.unit().await;
    let foreign = format!("{PATH}?unit={}&from=2026-03-02&to=2026-03-09", other.id);
    manager.get(&foreign).await.is(404);
}

/// "Every Monday night in March": from a template, on some days of the week, what is left of a month.
async fn a_template_is_repeated_over_a_month(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    manager.get(PATH).await.is(200).hides("name=\"template\"");
    let own = crate::wards::template(app, ward.id).await;
    let foreign = crate::wards::template(app, app.unit().await.id).await;
    manager
        .get(PATH)
        .await
        .is(200)
        .says("重複同一更")
        .says("21:00–07:00")
        .says("星期一");
    let ask = |template: i64, rest: &str| format!("{PATH}?template={template}&{rest}");
    // The first Monday is today: its night still lies ahead.
    manager
        .get(&ask(own, "month=2026-03-01&d0=on"))
        .await
        .is(200)
        .says("5 更可以發布")
        .says("2026-03-02,21:00,07:00")
        .says("2026-03-30,21:00,07:00")
        .hides("2026-03-03");
    manager
        .get(&ask(own, "month=2026-04-01&d5=on&d6=on"))
        .await
        .says("8 更可以發布")
        .hides(",2026-03-28");
    let nothing = manager.get(&ask(own, "month=2026-03-01")).await.is(200);
    nothing.says("選擇該月餘下日子中的星期幾");
    manager
        .get(&ask(foreign, "month=2026-03-01&d0=on"))
        .await
        .is(404);
    assert_eq!(posted(app).await, 0, "a look is no act");
}

both!(
    a_template_is_repeated_over_a_month,
    a_table_names_every_faulty_line_and_loses_nothing,
    a_file_comes_into_the_table_and_is_posted_from_there,
    a_week_is_copied_to_another_week,
);
