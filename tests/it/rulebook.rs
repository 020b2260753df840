//! The public rules: the whole of each regime's page is read by a person whenever it changes, and the
//! calculators answer what `locum rules answer` answers.

use crate::app::TestApp;
use locum::db::Dialect;
use locum::regime::Regime;
use locum::rules::sheets;

/// The text of a page's main part, a line for each element, without markup.
fn text(body: &str) -> String {
    let main = body.split("<main").nth(1).unwrap_or_default();
    let main = main.split("</main>").next().unwrap_or_default();
    let mut text = String::new();
    let mut inside = true;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push('\n');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[actix_web::test]
async fn each_regimes_rules_were_read_by_a_person() {
    let app = TestApp::start(Dialect::Sqlite).await;
    let visitor = app.visitor();
    for regime in Regime::ALL {
        for lang in ["zh", "en"] {
            let path = format!("/{lang}/rules/{}", regime.as_str());
            let page = visitor.get(&path).await.is(200);
            insta::assert_snapshot!(
                format!("rules_{}_{lang}", regime.as_str()),
                text(&page.body)
            );
        }
    }
}

#[actix_web::test]
async fn every_question_has_a_calculator_that_shows_its_example() {
    let app = TestApp::start(Dialect::Sqlite).await;
    let visitor = app.visitor();
    for regime in Regime::ALL {
        for sheet in sheets(*regime) {
            for (lang, example) in [("zh", "例子"), ("en", "An example")] {
                let path = format!("/{lang}/rules/{}/{}", regime.as_str(), sheet.name);
                visitor
                    .get(&path)
                    .await
                    .is(200)
                    .says(example)
                    .hides("class=\"msg\"");
            }
        }
    }
    visitor.get("/en/rules/mars").await.is(404);
    visitor.get("/en/rules/macau/pay").await.is(404);
}

#[actix_web::test]
async fn an_answer_can_be_shared_and_a_fault_names_its_field() {
    let app = TestApp::start(Dialect::Sqlite).await;
    let visitor = app.visitor();
    visitor
        .get("/en/rules")
        .await
        .is(200)
        .says("Bodies of rules: 5");
    visitor
        .get("/en/rules/lienchiang/pay?grade=4&step=3&scarce=&point_value=&technical_allowance=")
        .await
        .is(200)
        .says("31,041");
    let shifts = "2025-06-02+20%3A00%E2%80%9304%3A00%0D%0A2025-06-03+04%3A00%E2%80%9312%3A00";
    visitor
        .get(&format!(
            "/zh/rules/macau/working_time?regime=rotating&shifts={shifts}"
        ))
        .await
        .is(200)
        .says("連續超過十二小時")
        .says("第二十二條第六款");
    visitor
        .get("/zh/rules/lienchiang/pay?grade=9&step=3")
        .await
        .is(200)
        .says("「等別」不能使用")
        .says("「等別」必須是2至6的整數，而不是9");
    visitor
        .get("/en/rules/lienchiang/pay?grade=9&step=3")
        .await
        .is(200)
        .says("must be an integer from 2 to 6, not 9");
    // What several fields show together is told in the reader's language as well.
    let days = "start_year=2025&start_month=2&start_day=3&on_year=2025&on_month=2&on_day=1";
    visitor
        .get(&format!("/zh/rules/kaohsiung/annual_leave?{days}"))
        .await
        .is(200)
        .says("（2025-02-03）或之後，而不是2025-02-01")
        .hides("must be");
    visitor
        .get(&format!("/en/rules/kaohsiung/annual_leave?{days}"))
        .await
        .is(200)
        .says("2025-02-03, or later, not 2025-02-01");
    // What is typed comes back as text and never as markup.
    visitor
        .get("/en/rules/lienchiang/pay?grade=%3Cscript%3E&step=3")
        .await
        .is(200)
        .hides("<script>");
}
