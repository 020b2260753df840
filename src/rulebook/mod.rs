//! The rules of the five regimes, for everybody: each in plain words, with its article and the source,
//! and a calculator that asks the very functions that the product asks. It holds no rule and reads
//! nobody's data; what it says stands in `texts/`, beside each other in both languages.

pub mod answer;
pub mod calculator;
pub mod controls;
mod pages;
pub mod refused;
mod tables;
pub mod texts;

pub use pages::routes;

/// What a word of a regime is called; itself where it is none of ours.
pub fn word(regime: crate::regime::Regime, word: &str, lang: crate::i18n::Lang) -> String {
    answer::Teller { regime, lang }.word(word)
}
