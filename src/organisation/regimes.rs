//! The names of the regimes, for people.

use crate::i18n::Texts;
use crate::regime::Regime;

/// The name of a regime in a language.
pub(crate) fn regime_name(regime: Regime, t: &Texts) -> String {
    match regime {
        Regime::Hk => t.regime_hk(),
        Regime::Macau => t.regime_macau(),
        Regime::Lienchiang => t.regime_lienchiang(),
        Regime::Kaohsiung => t.regime_kaohsiung(),
        Regime::Taitung => t.regime_taitung(),
    }
}
