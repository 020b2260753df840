//! Pages on which an administrator pastes the lists of which the organisation is made.

use super::list_plan::{self, Plan};
use super::list_rows;
use super::lists::{self, Fault, List, Unread, Wrong};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn, spreadsheet};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;
type Which = Path<(Lang, String)>;

/// The most faults that are shown at once.
const SHOWN: usize = 50;

/// Routes of the lists.
pub fn routes() -> Vec<Route> {
    use Policy::Administrator;
    let one = "/{lang:zh|en}/admin/lists/{list}";
    let file = "/{lang:zh|en}/admin/lists/{list}/file";
    vec![
        get("/{lang:zh|en}/admin/lists", Administrator, all),
        get(one, Administrator, show),
        post(one, Administrator, paste),
        get(file, Administrator, download),
    ]
}

impl List {
    fn title(self, t: &Texts) -> String {
        match self {
            Self::Specialties => t.lists_specialties(),
            Self::Hospitals => t.lists_hospitals(),
            Self::Units => t.lists_units(),
            Self::Rates => t.lists_rates(),
            Self::Experience => t.lists_experience(),
            Self::Terms => t.lists_terms(),
            Self::Limits => t.lists_limits(),
        }
    }

    fn purpose(self, t: &Texts) -> String {
        match self {
            Self::Specialties => t.lists_specialties_for(),
            Self::Hospitals => t.lists_hospitals_for(),
            Self::Units => t.lists_units_for(),
            Self::Rates => t.lists_rates_for(),
            Self::Experience => t.lists_experience_for(),
            Self::Terms => t.lists_terms_for(),
            Self::Limits => t.lists_limits_for(),
        }
    }
}

fn list(path: &Which) -> Result<List, AppError> {
    List::parse(&path.1).ok_or(AppError::NotFound)
}

/// The columns' names, as the first line of what is pasted.
fn head(list: List) -> String {
    list.columns().join(",")
}

#[derive(Template)]
#[template(path = "organisation/lists.html")]
struct ListsPage<'a> {
    cx: &'a Page,
    lists: Vec<(List, usize)>,
}

async fn all(page: Page, app: Data<App>) -> Answer {
    let lists = app
        .db
        .read(|conn| {
            let lists = List::ALL.iter();
            lists
                .map(|list| Ok((*list, list_rows::load(conn, *list)?.len())))
                .collect::<Result<Vec<_>, AppError>>()
        })
        .await?;
    page.html(&ListsPage { cx: &page, lists })
}

/// As pasted.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ListForm {
    text: String,
    /// Whether it was looked at and is to be kept.
    keep: String,
}

#[derive(Template)]
#[template(path = "organisation/list.html")]
struct ListPage<'a> {
    cx: &'a Page,
    list: List,
    stands: usize,
    form: &'a ListForm,
    errors: FieldErrors,
    faults: Vec<String>,
    plan: Option<Plan>,
}

impl ListPage<'_> {
    /// The columns, so parted that a line can break between them.
    fn columns(&self) -> String {
        self.list.columns().join(", ")
    }

    /// How many faults are not shown.
    fn more(&self) -> usize {
        self.faults.len().saturating_sub(SHOWN)
    }
}

fn sentence(t: &Texts, fault: &Fault) -> String {
    let what = match &fault.wrong {
        Wrong::Cell(column) => t.lists_fault_cell(*column),
        Wrong::Word(column, words) => t.lists_fault_word(*column, words),
        Wrong::Unknown("managers", address) => t.lists_fault_manager(address),
        Wrong::Unknown(column, word) => t.lists_fault_unknown(*column, word),
        Wrong::Twice(key) => t.lists_fault_twice(key),
        Wrong::Stands("regime") => t.lists_fault_regime(),
        Wrong::Stands("per_hour") => t.lists_fault_rate(),
        Wrong::Stands(column) => t.lists_fault_stands(*column),
    };
    t.lists_fault_line(fault.line, what)
}

async fn count(app: &App, list: List) -> Result<usize, AppError> {
    app.db
        .read(move |conn| Ok(list_rows::load(conn, list)?.len()))
        .await
}

async fn show(page: Page, app: Data<App>, path: Which) -> Answer {
    let list = list(&path)?;
    let form = ListForm {
        text: format!("{}\n", head(list)),
        ..ListForm::default()
    };
    page.html(&ListPage {
        cx: &page,
        list,
        stands: count(&app, list).await?,
        form: &form,
        errors: FieldErrors::default(),
        faults: Vec::new(),
        plan: None,
    })
}

/// Looks at what was pasted, or keeps it: all of it or nothing.
async fn paste(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Which,
    form: Form<ListForm>,
) -> Answer {
    let (t, list) = (page.t, list(&path)?);
    let mut again = ListPage {
        cx: &page,
        list,
        stands: count(&app, list).await?,
        form: &form.data,
        errors: FieldErrors::default(),
        faults: Vec::new(),
        plan: None,
    };
    if form.switching {
        return page.form_again(true, &again);
    }
    let (lines, mut faults) = match lists::read(list, &form.data.text) {
        Ok(read) => read,
        Err(unread) => {
            let sentence = match unread {
                Unread::Empty => t.error_lists_empty(),
                Unread::Columns(columns) => t.error_lists_columns(columns),
            };
            again.errors.add("text", sentence);
            return page.form_again(false, &again);
        }
    };
    let keep = form.data.keep == "yes" && faults.is_empty();
    let (plan, more) = if keep {
        list_plan::keep(&app, me.id, list, lines).await?
    } else {
        let today = app.clock.now().day();
        let plan = move |conn: &mut _| list_plan::plan(conn, list, lines, today);
        app.db.read(plan).await?
    };
    faults.extend(more);
    if keep && faults.is_empty() {
        return Ok(page.go_with(&format!("/admin/lists/{list}"), Flash::Saved));
    }
    faults.sort_by_key(|fault| fault.line);
    if !faults.is_empty() {
        again.errors.add("text", t.error_lists_faulty(faults.len()));
    }
    again.faults = faults.iter().map(|fault| sentence(t, fault)).collect();
    again.plan = Some(plan).filter(|_| faults.is_empty());
    page.form_again(again.plan.is_some(), &again)
}

/// The list as it stands: to be changed in a spreadsheet and pasted again.
async fn download(app: Data<App>, path: Which) -> Answer {
    let list = list(&path)?;
    let stored = app.db.read(move |conn| list_rows::load(conn, list)).await?;
    let head = list.columns().iter().map(|name| (*name).to_owned());
    let mut rows = vec![head.collect::<Vec<_>>()];
    rows.extend(stored.iter().map(|(_, entry)| entry.cells()));
    spreadsheet::file(list.as_str(), &rows)
}
