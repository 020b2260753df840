//! The page on which a member declares what the hospitals of a regime must know.

use super::declarations;
use super::declaring::{Declared, Outcome, Said};
use crate::app::App;
use crate::domain::Bilingual;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::regimes::regime_name;
use crate::regime::{Regime, kaohsiung, lienchiang};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use std::collections::BTreeMap;

type Answer = Result<HttpResponse, AppError>;

/// Routes of declarations.
pub fn routes() -> Vec<Route> {
    use Policy::Member;
    vec![
        get("/{lang:zh|en}/my-shifts/declarations/{regime}", Member, ask),
        post(
            "/{lang:zh|en}/my-shifts/declarations/{regime}",
            Member,
            declare,
        ),
    ]
}

type Typed = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "shifts/declare.html")]
struct DeclarePage<'a> {
    cx: &'a Page,
    regime: Regime,
    units: Vec<(i64, Bilingual, Bilingual)>,
    before: Option<Declared>,
    typed: &'a Typed,
    errors: FieldErrors,
}

impl DeclarePage<'_> {
    fn has(&self, name: &str, value: &str) -> bool {
        self.typed.get(name).is_some_and(|typed| typed == value)
    }

    fn word(&self, word: &str) -> String {
        crate::rulebook::word(self.regime, word, self.cx.lang)
    }

    fn unit_field(&self, unit: &i64) -> String {
        format!("unit_{unit}")
    }
}

/// A regime that asks for a declaration.
fn asking(word: &str) -> Result<Regime, AppError> {
    let regime = Regime::parse(word).filter(|regime| Outcome::asked(*regime));
    regime.ok_or(AppError::NotFound)
}

async fn ask(page: Page, app: Data<App>, me: SignedIn, path: Path<(Lang, String)>) -> Answer {
    let regime = asking(&path.1)?;
    let (units, before) = declarations::behind(&app, me.id, regime).await?;
    page.html(&DeclarePage {
        cx: &page,
        regime,
        units,
        before,
        typed: &Typed::new(),
        errors: FieldErrors::default(),
    })
}

/// Reads what was said; `None` where something is missing, which the errors then say.
fn read(
    page: &Page,
    regime: Regime,
    units: &[i64],
    typed: &Typed,
    errors: &mut FieldErrors,
) -> Option<Said> {
    let t = page.t;
    let given = |name: &str| typed.get(name).map_or("", String::as_str);
    let yes_no = |name: &str| match given(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    errors.check("truth", yes_no("truth").filter(|yes| *yes), || {
        t.error_declaring_truth()
    });
    match regime {
        Regime::Macau => {
            let career = yes_no("career_nurse");
            let career_nurse =
                errors.check("career_nurse", career, || t.error_declaring_choose())?;
            Some(Said::Macau { career_nurse })
        }
        Regime::Kaohsiung => {
            let bars = kaohsiung::Declaration::ALL.iter().copied();
            let bars = bars.filter(|bar| given(bar.as_str()) == "yes").collect();
            let main_job = match given("main_job") {
                "none" => Some(None),
                other => kaohsiung::PayBasis::parse(other).map(Some),
            };
            let main_job = errors.check("main_job", main_job, || t.error_declaring_choose())?;
            Some(Said::Kaohsiung {
                bars,
                main_job,
                consent: given("consent") == "yes",
            })
        }
        Regime::Lienchiang => {
            let relations = units.iter().filter_map(|unit| {
                let relation = lienchiang::Relation::parse(given(&format!("unit_{unit}")))?;
                Some((*unit, relation))
            });
            Some(Said::Lienchiang {
                relations: relations.collect(),
                asked: units.to_vec(),
            })
        }
        Regime::Hk | Regime::Taitung => None,
    }
}

async fn declare(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, String)>,
    form: Form<Typed>,
) -> Answer {
    let regime = asking(&path.1)?;
    let (units, before) = declarations::behind(&app, me.id, regime).await?;
    let rows: Vec<i64> = units.iter().map(|(unit, ..)| *unit).collect();
    let mut errors = FieldErrors::default();
    if !form.switching
        && let Some(said) = read(&page, regime, &rows, &form.data, &mut errors)
        && errors.is_empty()
    {
        declarations::keep(&app, me.id, said).await?;
        return Ok(page.go_with("/shifts", Flash::Saved));
    }
    page.form_again(
        form.switching,
        &DeclarePage {
            cx: &page,
            regime,
            units,
            before,
            typed: &form.data,
            errors,
        },
    )
}
