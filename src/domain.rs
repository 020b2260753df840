//! Words that every room shares: who people are, what they may work as, when a shift is.

use crate::i18n::{Lang, Texts};

/// Makes an enum whose variants are stored, sent and parsed as fixed words.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in the order of its definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word under which it is stored and sent.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the word; anything else is `None`.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                Self::parse(&word)
                    .ok_or_else(|| serde::de::Error::custom(format!("{word:?} is no {}", stringify!($name))))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                self.as_str().to_sql(out)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let word = String::from_sql(bytes)?;
                Self::parse(&word).ok_or_else(|| format!("{word:?} is no {}", stringify!($name)).into())
            }
        }
    };
}

text_enum! {
    /// What a person is registered as; the service engages exactly these four.
    Category {
        /// Enrolled nurse (general).
        EnGeneral = "en_general",
        /// Registered nurse (general).
        RnGeneral = "rn_general",
        /// Doctor without a specialty on the Specialist Register.
        DoctorNonSpecialist = "doctor_non_specialist",
        /// Doctor on the Specialist Register.
        DoctorSpecialist = "doctor_specialist",
    }
}

text_enum! {
    /// The two professions, for figures and specialties.
    Profession {
        /// Enrolled and registered nurses.
        Nurse = "nurse",
        /// Doctors.
        Doctor = "doctor",
    }
}

text_enum! {
    /// The part of the day that a shift belongs to, by its start.
    Band {
        /// Morning.
        A = "A",
        /// Afternoon.
        P = "P",
        /// Night.
        N = "N",
    }
}

text_enum! {
    /// What kind of place a unit is. An approval names the kinds in which somebody may work.
    UnitKind {
        /// A ward.
        Ward = "ward",
        /// Accident and emergency.
        Emergency = "emergency",
        /// Intensive, coronary and other critical care.
        Critical = "critical",
        /// Operating theatre, day surgery, recovery.
        Theatre = "theatre",
        /// Specialist and general outpatient clinic.
        Clinic = "clinic",
        /// Community service: at people's homes, in day hospitals.
        Community = "community",
    }
}

text_enum! {
    /// What an account is for. One person has one role; an officer who also nurses has two accounts,
    /// and the staff number keeps the two apart.
    Role {
        /// Registers, is vetted, picks shifts.
        Clinician = "clinician",
        /// Posts shifts for the units they hold.
        UnitManager = "unit_manager",
        /// Verifies, enquires, recommends, decides.
        Officer = "officer",
        /// Users, hospitals, rates, reports.
        Administrator = "administrator",
    }
}

impl Category {
    /// The profession that the category belongs to.
    pub fn profession(self) -> Profession {
        match self {
            Self::EnGeneral | Self::RnGeneral => Profession::Nurse,
            Self::DoctorNonSpecialist | Self::DoctorSpecialist => Profession::Doctor,
        }
    }

    /// Its name in a language.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::EnGeneral => t.category_en_general(),
            Self::RnGeneral => t.category_rn_general(),
            Self::DoctorNonSpecialist => t.category_doctor_non_specialist(),
            Self::DoctorSpecialist => t.category_doctor_specialist(),
        }
    }

    /// The body that registers it, in a language.
    pub fn body(self, t: &Texts) -> String {
        match self.profession() {
            Profession::Nurse => t.body_nursing_council(),
            Profession::Doctor => t.body_medical_council(),
        }
    }
}

impl Profession {
    /// Its name in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Nurse => t.profession_nurse(),
            Self::Doctor => t.profession_doctor(),
        }
    }
}

impl UnitKind {
    /// Its name in a language.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::Ward => t.unit_kind_ward(),
            Self::Emergency => t.unit_kind_emergency(),
            Self::Critical => t.unit_kind_critical(),
            Self::Theatre => t.unit_kind_theatre(),
            Self::Clinic => t.unit_kind_clinic(),
            Self::Community => t.unit_kind_community(),
        }
    }
}

impl Band {
    /// Its name in a language.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::A => t.band_a(),
            Self::P => t.band_p(),
            Self::N => t.band_n(),
        }
    }

    /// The class that colours it.
    pub fn css(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::P => "p",
            Self::N => "n",
        }
    }

    /// The band of a shift that starts at this minute of the day (04:00, 12:00 and 18:00 part them).
    pub fn of_start(minute: u32) -> Self {
        match minute {
            240..720 => Self::A,
            720..1080 => Self::P,
            _ => Self::N,
        }
    }
}

impl Role {
    /// Its name in a language.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::Clinician => t.role_clinician(),
            Self::UnitManager => t.role_unit_manager(),
            Self::Officer => t.role_officer(),
            Self::Administrator => t.role_administrator(),
        }
    }
}

/// A name in both languages, as rows of the organisation carry it.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Traditional Chinese.
    pub zh: String,
}

impl Bilingual {
    /// The name for readers of a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}
