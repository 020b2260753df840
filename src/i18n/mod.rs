//! Every word, in every language. The texts are Fluent files under `locales/`; the build turns each
//! into a method, and only where all languages have it: a gap does not compile.
//! No other room may hold a sentence that people read.

mod format;

use crate::text_enum;
use std::sync::OnceLock;

#[allow(
    dead_code,
    clippy::all,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "generated; tests/it/house.rs finds texts that nothing uses"
)]
mod l10n {
    include!(concat!(env!("OUT_DIR"), "/l10n.rs"));
}

/// All texts of one language; one method each.
pub(crate) type Texts = l10n::L10nLanguage;

text_enum! {
    /// The languages of the product.
    Lang {
        /// Traditional Chinese as written in Hong Kong.
        Zh = "zh",
        /// English.
        En = "en",
    }
}

impl Lang {
    /// The tag for `lang` attributes and `Content-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-HK",
            Self::En => "en-HK",
        }
    }

    /// The one to switch to.
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "繁體中文",
            Self::En => "English",
        }
    }

    /// The language that a browser asks for; Chinese where it asks for neither.
    pub fn negotiate(accept_language: &str) -> Self {
        accept_language
            .split(',')
            .filter_map(|part| part.split(';').next())
            .find_map(|tag| match tag.trim().get(..2) {
                Some("zh") => Some(Self::Zh),
                Some("en") => Some(Self::En),
                _ => None,
            })
            .unwrap_or(Self::Zh)
    }

    /// Its texts, loaded once.
    pub(crate) fn texts(self) -> &'static Texts {
        static ZH: OnceLock<Texts> = OnceLock::new();
        static EN: OnceLock<Texts> = OnceLock::new();
        match self {
            Self::Zh => ZH.get_or_init(|| l10n::L10n::ZhHK.load()),
            Self::En => EN.get_or_init(|| l10n::L10n::En.load()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_its_language() {
        assert_eq!(Lang::negotiate("en-GB,en;q=0.9,zh;q=0.8"), Lang::En);
        assert_eq!(Lang::negotiate("zh-TW,zh;q=0.9"), Lang::Zh);
        assert_eq!(Lang::negotiate("fr, en;q=0.4"), Lang::En);
        assert_eq!(Lang::negotiate(""), Lang::Zh);
    }
}
