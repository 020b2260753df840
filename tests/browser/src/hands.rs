//! What people do in a browser: open, type, press, sign in.

use crate::{Demo, PASSWORD};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use std::time::Duration;

/// Opens a path of the demo.
pub async fn open(client: &Client, demo: &Demo, path: &str) {
    client
        .goto(&format!("{}{path}", demo.base))
        .await
        .expect("the page opens");
}

/// Where the browser is, without the demo's address.
pub async fn place(client: &Client, demo: &Demo) -> String {
    let url = client.current_url().await.expect("an address");
    url.as_str()
        .trim_start_matches(demo.base.as_str())
        .to_owned()
}

/// The first element of a selector. Ends the walk where there is none, and says on which page.
pub async fn find(client: &Client, selector: &str) -> Element {
    match client.find(Locator::Css(selector)).await {
        Ok(element) => element,
        Err(_) => panic!(
            "no {selector} on {}:\n{}",
            client.current_url().await.expect("an address"),
            text(client, "body").await
        ),
    }
}

/// What can be read in the first element of a selector.
pub async fn text(client: &Client, selector: &str) -> String {
    let element = client.find(Locator::Css(selector)).await;
    let element = element.unwrap_or_else(|error| panic!("no {selector}: {error}"));
    element.text().await.expect("a text")
}

/// Types into the first field of a selector.
pub async fn fill(client: &Client, selector: &str, text: &str) {
    let field = find(client, selector).await;
    field.send_keys(text).await.expect("typing");
}

/// Types into the field of a name.
pub async fn type_into(client: &Client, name: &str, text: &str) {
    fill(client, &format!("[name={name}]"), text).await;
}

/// Presses the first element of a selector.
pub async fn press(client: &Client, selector: &str) {
    let button = find(client, selector).await;
    button.click().await.expect("a click");
}

/// Presses what leads to another page, and waits for that page. The driver does not always: a slow
/// answer, such as one that checks a password, comes after its click returns.
pub async fn follow(client: &Client, selector: &str) {
    let button = find(client, selector).await;
    let page = find(client, "html").await;
    button.click().await.expect("a click");
    for _ in 0..600 {
        // An element of a page that has gone is stale.
        if page.tag_name().await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{selector} leads nowhere");
}

/// Signs in with the demo's password.
pub async fn sign_in(client: &Client, demo: &Demo, email: &str) {
    open(client, demo, "/zh/sign-in").await;
    type_into(client, "email", email).await;
    type_into(client, "password", PASSWORD).await;
    follow(client, "#sign-in button.btn").await;
    assert_ne!(
        place(client, demo).await,
        "/zh/sign-in",
        "{email} cannot sign in:\n{}",
        text(client, "main").await
    );
}

/// Signs out with the button of the page that is open.
pub async fn sign_out(client: &Client) {
    follow(client, "form[action$='/sign-out'] button").await;
}

/// What somebody new types: names of fields and their texts.
pub const NAMES: [(&str, &str); 4] = [
    ("name_en", "Chan Tai Man"),
    ("name_zh", "陳大文"),
    ("email", "taiman@people.example"),
    ("mobile", "+852 5123 4567"),
];

/// Fills in the registration with a pointer and sends it.
pub async fn register(client: &Client, demo: &Demo, lang: &str) {
    open(client, demo, &format!("/{lang}/register")).await;
    for (name, text) in NAMES {
        type_into(client, name, text).await;
    }
    type_into(client, "password", PASSWORD).await;
    press(client, "[name=category][value=rn_general]").await;
    press(client, "[name=consent]").await;
    follow(client, "#register button.btn").await;
    assert_eq!(place(client, demo).await, format!("/{lang}/register/sent"));
}

/// Presses keys where the focus is.
pub async fn keys(client: &Client, keys: &str) {
    let element = client.active_element().await.expect("a focus");
    element.send_keys(keys).await.expect("keys");
}

/// Presses Tab and returns what has the focus then.
pub async fn tab(client: &Client) -> Element {
    keys(client, &char::from(Key::Tab).to_string()).await;
    client.active_element().await.expect("a focus")
}

/// Presses Enter where the focus is.
pub async fn enter(client: &Client) {
    keys(client, &char::from(Key::Enter).to_string()).await;
}

/// Walks with Tab until the focus is on the field of a name.
pub async fn tab_to(client: &Client, name: &str) {
    for _ in 0..60 {
        let element = tab(client).await;
        let found = element.attr("name").await.expect("an attribute");
        if found.as_deref() == Some(name) {
            return;
        }
    }
    panic!("sixty Tabs do not reach {name}");
}
