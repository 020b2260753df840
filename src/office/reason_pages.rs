//! Pages on which an administrator keeps the prepared reasons.

use super::reasons::{self, COUNTS_AS, Kind, NewReason, Reason};
use crate::app::App;
use crate::credentials::ReturnReason;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::form::{line, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Administrator;
    vec![
        get("/{lang:zh|en}/admin/reasons", Administrator, show),
        post("/{lang:zh|en}/admin/reasons", Administrator, add),
        get("/{lang:zh|en}/admin/reasons/{id}", Administrator, show_one),
        post("/{lang:zh|en}/admin/reasons/{id}", Administrator, change),
        post(
            "/{lang:zh|en}/admin/reasons/{id}/retire",
            Administrator,
            retire,
        ),
        post(
            "/{lang:zh|en}/admin/reasons/{id}/restore",
            Administrator,
            restore,
        ),
    ]
}

/// What an administrator types.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ReasonForm {
    kind: String,
    counts_as: String,
    name_en: String,
    name_zh: String,
    text_en: String,
    text_zh: String,
}

impl From<&Reason> for ReasonForm {
    fn from(reason: &Reason) -> Self {
        Self {
            kind: reason.kind.to_string(),
            counts_as: reason.counts_as.map_or("", ReturnReason::as_str).to_owned(),
            name_en: reason.name_en.clone(),
            name_zh: reason.name_zh.clone(),
            text_en: reason.text_en.clone(),
            text_zh: reason.text_zh.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "office/reasons.html")]
struct ReasonsPage<'a> {
    cx: &'a Page,
    reasons: &'a [Reason],
    /// The one that is changed; without one the form adds one.
    one: Option<&'a Reason>,
    form: &'a ReasonForm,
    errors: FieldErrors,
}

impl ReasonsPage<'_> {
    fn of(&self, kind: Kind) -> impl Iterator<Item = &Reason> {
        self.reasons
            .iter()
            .filter(move |reason| reason.kind == kind)
    }

    fn count(&self) -> usize {
        let used = self
            .reasons
            .iter()
            .filter(|reason| reason.retired_at.is_none());
        used.count()
    }

    fn is_about_documents(&self) -> bool {
        self.one.is_none_or(|reason| reason.kind == Kind::Return)
    }

    fn action(&self) -> String {
        match self.one {
            Some(reason) => self.cx.href(&format!("/admin/reasons/{}", reason.id)),
            None => self.cx.href("/admin/reasons"),
        }
    }
}

async fn draw(
    page: &Page,
    app: &App,
    one: Option<&Reason>,
    form: &ReasonForm,
    again: Option<(bool, FieldErrors)>,
) -> Answer {
    let reasons = reasons::all(app).await?;
    let mut template = ReasonsPage {
        cx: page,
        reasons: &reasons,
        one,
        form,
        errors: FieldErrors::default(),
    };
    match again {
        None => page.html(&template),
        Some((switching, errors)) => {
            template.errors = errors;
            page.form_again(switching, &template)
        }
    }
}

async fn show(page: Page, app: Data<App>) -> Answer {
    draw(&page, &app, None, &ReasonForm::default(), None).await
}

async fn show_one(page: Page, app: Data<App>, path: Path<(Lang, i64)>) -> Answer {
    let reason = reasons::find(&app, path.1).await?;
    draw(&page, &app, Some(&reason), &ReasonForm::from(&reason), None).await
}

/// What was typed; a text that the fixed sentence makes needless may stay empty in both languages.
fn parse(
    page: &Page,
    kind: Kind,
    form: &ReasonForm,
    errors: &mut FieldErrors,
) -> Option<NewReason> {
    let t = page.t;
    let counts_as = match kind {
        Kind::Reject => None,
        Kind::Return => {
            let known = ReturnReason::parse(&form.counts_as);
            let known = known.filter(|reason| COUNTS_AS.contains(reason));
            Some(errors.check("counts_as", known, || t.error_counts_as())?)
        }
    };
    let name_zh = errors.check("name_zh", line(&form.name_zh, 60), || t.error_reason_name());
    let name_en = errors.check("name_en", line(&form.name_en, 60), || t.error_reason_name());
    let may_be_empty = !matches!(counts_as, None | Some(ReturnReason::Other));
    let silent = may_be_empty && form.text_zh.trim().is_empty() && form.text_en.trim().is_empty();
    let mut text = |field, typed: &str| {
        let text = if silent {
            Some(String::new())
        } else {
            lines(typed, 500)
        };
        errors.check(field, text, || t.error_reason_text())
    };
    let (text_zh, text_en) = (
        text("text_zh", &form.text_zh),
        text("text_en", &form.text_en),
    );
    Some(NewReason {
        counts_as,
        name_en: name_en?,
        name_zh: name_zh?,
        text_en: text_en?,
        text_zh: text_zh?,
    })
}

async fn add(page: Page, app: Data<App>, me: SignedIn, form: Form<ReasonForm>) -> Answer {
    let mut errors = FieldErrors::default();
    if form.switching {
        return draw(&page, &app, None, &form.data, Some((true, errors))).await;
    }
    let kind = Kind::parse(&form.data.kind);
    let kind = errors.check("kind", kind, || page.t.error_reason_kind());
    let new = kind.and_then(|kind| parse(&page, kind, &form.data, &mut errors));
    match kind.zip(new) {
        Some((kind, new)) => {
            reasons::save(&app, me.id, kind, None, new).await?;
            Ok(page.go_with("/admin/reasons", Flash::Saved))
        }
        None => draw(&page, &app, None, &form.data, Some((false, errors))).await,
    }
}

async fn change(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<ReasonForm>,
) -> Answer {
    let reason = reasons::find(&app, path.1).await?;
    let mut errors = FieldErrors::default();
    if form.switching {
        return draw(&page, &app, Some(&reason), &form.data, Some((true, errors))).await;
    }
    match parse(&page, reason.kind, &form.data, &mut errors) {
        Some(new) => {
            reasons::save(&app, me.id, reason.kind, Some(reason.id), new).await?;
            Ok(page.go_with("/admin/reasons", Flash::Saved))
        }
        None => {
            draw(
                &page,
                &app,
                Some(&reason),
                &form.data,
                Some((false, errors)),
            )
            .await
        }
    }
}

async fn retire(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    reasons::set_retired(&app, me.id, path.1, true).await?;
    Ok(page.go_with("/admin/reasons", Flash::Saved))
}

async fn restore(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    reasons::set_retired(&app, me.id, path.1, false).await?;
    Ok(page.go_with("/admin/reasons", Flash::Saved))
}
