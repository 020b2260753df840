//! Pages of the rules.

use super::answer::{Part, Teller};
use super::calculator::{Reader, fill};
use super::controls::{Group, Kind, Maker, Typed};
use super::refused::{self, Refused};
use super::tables::{Table, table};
use super::texts::{self, QuestionText, RegimeText};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::regimes::regime_name;
use crate::regime::Regime;
use crate::rules::{Sheet, ask, sheets};
use crate::web::Page;
use crate::web::route::{Policy, Route, get};
use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use askama::Template;

type Answer = Result<HttpResponse, AppError>;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    use Policy::Public;
    vec![
        get("/{lang:zh|en}/rules", Public, rules),
        get("/{lang:zh|en}/rules/{regime}", Public, regime),
        get("/{lang:zh|en}/rules/{regime}/{question}", Public, question),
    ]
}

/// The language of the sources.
const SOURCE_LANG: &str = "zh-Hant";

#[derive(Template)]
#[template(path = "rulebook/rules.html")]
struct RulesPage<'a> {
    cx: &'a Page,
    counts: Vec<(Regime, usize)>,
}

async fn rules(page: Page) -> Answer {
    let count = |regime: &Regime| (*regime, sheets(*regime).len());
    page.html(&RulesPage {
        cx: &page,
        counts: Regime::ALL.iter().map(count).collect(),
    })
}

/// A rule on its regime's page.
struct Rule {
    name: &'static str,
    text: &'static QuestionText,
    articles: String,
    tables: Vec<Table>,
}

fn rule(teller: &Teller, sheet: &Sheet) -> Option<Rule> {
    let text = texts::of(teller.regime).questions.get(sheet.name)?;
    let articles: Vec<String> = sheet
        .articles
        .iter()
        .map(|article| teller.article(article))
        .collect();
    Some(Rule {
        name: sheet.name,
        text,
        articles: teller.lang.list(&articles),
        tables: text
            .tables
            .iter()
            .map(|text| table(teller, sheet.name, text))
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "rulebook/regime.html")]
struct RegimePage<'a> {
    cx: &'a Page,
    regime: Regime,
    texts: &'static RegimeText,
    teller: Teller,
    rules: Vec<Rule>,
}

async fn regime(page: Page, path: Path<(Lang, String)>) -> Answer {
    let regime = Regime::parse(&path.1).ok_or(AppError::NotFound)?;
    let teller = Teller {
        regime,
        lang: page.lang,
    };
    let sheets = sheets(regime);
    let rules = sheets
        .iter()
        .filter_map(|sheet| rule(&teller, sheet))
        .collect();
    page.html(&RegimePage {
        cx: &page,
        regime,
        texts: texts::of(regime),
        rules,
        teller,
    })
}
#[derive(Template)]
#[template(path = "rulebook/question.html")]
struct QuestionPage<'a> {
    cx: &'a Page,
    regime: Regime,
    rule: Rule,
    teller: Teller,
    groups: Vec<Group>,
    answer: Result<Vec<Part>, Refused>,
    /// Whether the form shows our example.
    fresh: bool,
}

async fn question(
    page: Page,
    path: Path<(Lang, String, String)>,
    query: Query<Vec<(String, String)>>,
) -> Answer {
    let regime = Regime::parse(&path.1).ok_or(AppError::NotFound)?;
    let teller = Teller {
        regime,
        lang: page.lang,
    };
    let sheets = sheets(regime);
    let sheet = sheets
        .iter()
        .find(|sheet| sheet.name == path.2)
        .ok_or(AppError::NotFound)?;
    let rule = rule(&teller, sheet).ok_or(AppError::NotFound)?;
    let mut typed: Typed = query.into_inner().into_iter().collect();
    let fresh = typed.is_empty();
    if fresh && let Ok(given) = serde_json::from_str(&rule.text.example) {
        fill(&sheet.fields, &given, "", &mut typed);
    }
    let given = Reader(&typed).object(&sheet.fields, "");
    let answer = match ask(regime, sheet.name, &given) {
        Ok(answer) => Ok(teller.parts(&answer)),
        Err(fault) => Err(refused::told(&teller, &sheet.fields, fault)),
    };
    let maker = Maker {
        regime,
        lang: page.lang,
        typed: &typed,
    };
    page.html(&QuestionPage {
        cx: &page,
        regime,
        groups: maker.groups(&sheet.fields),
        rule,
        teller,
        answer,
        fresh,
    })
}
