//! What people do in a browser: open, type, press, choose; with a pointer, or by keyboard alone.

use crate::{Demo, PASSWORD};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::json;
use std::time::Duration;

/// With what somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// A mouse or a finger.
    Pointer,
    /// Tab, Space, arrows and Enter, and nothing else. Needs scripts, which tell where the focus is.
    Keyboard,
}

/// Tabs after which somebody gives up: twice the longest page.
const PATIENCE: usize = 200;

/// Somebody at a browser who reads one language and works with one hand.
pub struct Walker<'a> {
    /// The browser.
    pub client: &'a Client,
    /// The product.
    pub demo: &'a Demo,
    /// `zh` or `en`.
    pub lang: &'static str,
    /// How they work.
    pub hand: Hand,
}

impl Walker<'_> {
    /// The word of the language that they read.
    pub fn says(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.lang == "zh" { zh } else { en }
    }

    /// Opens a page in their language.
    pub async fn open(&self, path: &str) {
        self.open_any(&format!("/{}{path}", self.lang)).await;
    }

    /// Opens a path as it is.
    pub async fn open_any(&self, path: &str) {
        self.client
            .goto(&format!("{}{path}", self.demo.base))
            .await
            .expect("the page opens");
    }

    /// Where they are, without the demo's address and the language.
    pub async fn place(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        let path = url.as_str().trim_start_matches(self.demo.base.as_str());
        path.trim_start_matches(&format!("/{}", self.lang))
            .to_owned()
    }

    /// The first element of a selector. Ends the walk where there is none, and says on which page.
    pub async fn find(&self, selector: &str) -> Element {
        match self.client.find(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(_) => panic!(
                "no {selector} on {}:\n{}",
                self.place().await,
                self.text("body").await
            ),
        }
    }

    /// What can be read in the first element of a selector.
    pub async fn text(&self, selector: &str) -> String {
        let element = self.client.find(Locator::Css(selector)).await;
        let element = element.unwrap_or_else(|error| panic!("no {selector}: {error}"));
        element.text().await.expect("a text")
    }

    /// Presses keys where the focus is.
    pub async fn keys(&self, keys: &str) {
        let element = self.client.active_element().await.expect("a focus");
        element.send_keys(keys).await.expect("keys");
    }

    /// Presses one key wherever the focus is; keys sent to a field for files would be a file's name.
    async fn key(&self, key: Key) {
        let value = char::from(key);
        let press = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        self.client.perform_actions(press).await.expect("a key");
    }

    /// Whether the focus is on an element of a selector.
    async fn is_at(&self, selector: &str) -> bool {
        let asked = "return document.activeElement.matches(arguments[0])";
        let answer = self.client.execute(asked, vec![json!(selector)]).await;
        answer.expect("a script") == json!(true)
    }

    /// Walks with Tab until the focus is on an element of a selector, and says whether it shows.
    pub async fn reach(&self, selector: &str) {
        self.find(selector).await;
        for _ in 0..PATIENCE {
            if self.is_at(selector).await {
                return;
            }
            self.key(Key::Tab).await;
        }
        panic!(
            "{PATIENCE} Tabs do not reach {selector} on {}",
            self.place().await
        );
    }

    /// Types into the first field of a selector.
    pub async fn fill(&self, selector: &str, text: &str) {
        match self.hand {
            Hand::Pointer => {
                let field = self.find(selector).await;
                field.send_keys(text).await.expect("typing");
            }
            Hand::Keyboard => {
                self.reach(selector).await;
                self.keys(text).await;
            }
        }
    }

    /// Types into the field of a name.
    pub async fn type_into(&self, name: &str, text: &str) {
        self.fill(&format!("[name={name}]"), text).await;
    }

    /// Ticks a box.
    pub async fn tick(&self, selector: &str) {
        match self.hand {
            Hand::Pointer => self.find(selector).await.click().await.expect("a click"),
            Hand::Keyboard => {
                self.reach(selector).await;
                self.keys(" ").await;
            }
        }
    }

    /// Chooses one of a group of radio buttons: `group` selects all of them.
    pub async fn choose(&self, group: &str, value: &str) {
        let wanted = format!("{group}[value={value}]");
        if self.hand == Hand::Pointer {
            return self.tick(&wanted).await;
        }
        self.reach(group).await;
        // Space takes the one that has the focus, the arrow moves on.
        self.keys(" ").await;
        for _ in 0..20 {
            if self.is_at(&wanted).await {
                return;
            }
            self.key(Key::Down).await;
        }
        panic!(
            "the arrow does not reach {wanted} on {}",
            self.place().await
        );
    }

    /// Chooses a line of a list by its words.
    pub async fn select(&self, selector: &str, words: &str) {
        match self.hand {
            Hand::Pointer => {
                let list = self.find(selector).await;
                list.select_by_label(words).await.expect("a choice");
            }
            Hand::Keyboard => self.fill(selector, words).await,
        }
    }

    /// Presses what leads to another page, and waits for that page. The driver does not always: a slow
    /// answer, such as one that checks a password, comes after its click returns.
    pub async fn follow(&self, selector: &str) {
        let press = async || match self.hand {
            Hand::Pointer => self.find(selector).await.click().await.expect("a click"),
            Hand::Keyboard => {
                self.reach(selector).await;
                self.key(Key::Enter).await;
            }
        };
        self.leave(press, selector).await;
    }

    /// Waits until a press has left the page.
    async fn leave(&self, press: impl AsyncFnOnce(), selector: &str) {
        let page = self.find("main").await;
        press().await;
        for _ in 0..600 {
            // An element of a page that has gone is stale.
            if page.tag_name().await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{selector} leads nowhere");
    }

    /// Presses a button and expects that the next page says what happened.
    pub async fn act(&self, selector: &str) {
        self.follow(selector).await;
        let said = self.find(".flash").await;
        let said = said.text().await.expect("a text");
        assert!(!said.is_empty(), "{selector} is not confirmed");
    }

    /// Signs in with the demo's password.
    pub async fn sign_in(&self, email: &str) {
        self.open("/sign-in").await;
        self.type_into("email", email).await;
        self.type_into("password", PASSWORD).await;
        self.follow("#sign-in button.btn").await;
        assert_ne!(
            self.place().await,
            "/sign-in",
            "{email} cannot sign in:\n{}",
            self.text("main").await
        );
    }

    /// Signs out with the button of the page that is open. By keyboard always: the driver takes what a wide
    /// window shows of the folded menu for hidden.
    pub async fn sign_out(&self) {
        let button = "form[action$='/sign-out'] button";
        let press = async || {
            self.reach(button).await;
            self.key(Key::Enter).await;
        };
        self.leave(press, button).await;
    }

    /// Fills in the registration and sends it.
    pub async fn register(&self) {
        self.open("/register").await;
        self.choose("[name=category]", "rn_general").await;
        for (name, text) in NAMES {
            self.type_into(name, text).await;
        }
        self.type_into("password", PASSWORD).await;
        self.tick("[name=consent]").await;
        self.follow("#register button.btn").await;
        assert_eq!(self.place().await, "/register/sent");
    }
}

/// What somebody new types: names of fields and their texts.
const NAMES: [(&str, &str); 4] = [
    ("name_en", "Chan Tai Man"),
    ("name_zh", "陳大文"),
    ("email", "taiman@people.example"),
    ("mobile", "+852 5123 4567"),
];
