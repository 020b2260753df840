//! The states of attendance, and when what may be done.

use crate::clock::UtcTime;
use crate::i18n::Texts;
use crate::text_enum;
use chrono::TimeDelta;

text_enum! {
    /// What came of a place.
    State {
        /// The member signed; the unit has not said anything.
        Signed = "signed",
        /// The unit wrote down the times.
        Recorded = "recorded",
        /// The unit stands for them; the member has the ball.
        Authorised = "authorised",
        /// The member agreed.
        Agreed = "agreed",
        /// The member does not agree; the unit has the ball.
        Queried = "queried",
    }
}

impl State {
    /// States in which the unit may write times.
    pub const OPEN: [Self; 4] = [
        Self::Signed,
        Self::Recorded,
        Self::Authorised,
        Self::Queried,
    ];

    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Signed => t.pay_state_signed(),
            Self::Recorded => t.pay_state_recorded(),
            Self::Authorised => t.pay_state_authorised(),
            Self::Agreed => t.pay_state_agreed(),
            Self::Queried => t.pay_state_queried(),
        }
    }

    /// The class of its tag.
    pub fn css(self) -> &'static str {
        match self {
            Self::Signed | Self::Recorded => "tag--unit",
            Self::Authorised => "tag--you",
            Self::Agreed => "tag--ok",
            Self::Queried => "tag--warn",
        }
    }
}

/// How long a member has before silence lets a line be paid.
pub const ANSWER_WITHIN: TimeDelta = TimeDelta::days(7);

/// How long before its start a member can sign in, and how long after its end they can sign out.
const SIGN_AROUND: TimeDelta = TimeDelta::hours(2);

/// Whether a member can sign for a shift now.
pub fn may_sign(starts_at: UtcTime, ends_at: UtcTime, now: UtcTime) -> bool {
    now >= starts_at.minus(SIGN_AROUND) && now <= ends_at.plus(SIGN_AROUND)
}

/// What a unit writes down of somebody's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Times {
    /// From when on it is paid.
    pub from: UtcTime,
    /// Until when.
    pub to: UtcTime,
    /// Why it differs from the plan, or empty.
    pub reason: String,
}

/// What is wrong with times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// They end before they begin, or last longer than a day.
    Order,
    /// They lie ahead.
    Ahead,
    /// They do not touch the shift.
    Elsewhere,
    /// They differ from the plan without a reason.
    NoReason,
}

/// Whether a unit may stand for these times of a shift.
///
/// # Errors
/// The first fault.
pub fn check(
    times: &Times,
    starts_at: UtcTime,
    ends_at: UtcTime,
    now: UtcTime,
) -> Result<(), Fault> {
    if times.to <= times.from || times.to.since(times.from) > TimeDelta::hours(24) {
        return Err(Fault::Order);
    }
    if times.to > now {
        return Err(Fault::Ahead);
    }
    if times.from >= ends_at || times.to <= starts_at {
        return Err(Fault::Elsewhere);
    }
    if (times.from, times.to) != (starts_at, ends_at) && times.reason.is_empty() {
        return Err(Fault::NoReason);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(hour: i64) -> UtcTime {
        let start = NaiveDate::from_ymd_opt(2026, 3, 2)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap();
        UtcTime::new(start).plus(TimeDelta::hours(hour))
    }

    fn told(from: i64, to: i64, reason: &str) -> Result<(), Fault> {
        let times = Times {
            from: at(from),
            to: at(to),
            reason: reason.into(),
        };
        check(&times, at(7), at(15), at(16))
    }

    #[test]
    fn times_of_the_plan_need_no_reason_and_others_do() {
        assert_eq!(told(7, 15, ""), Ok(()));
        assert_eq!(told(7, 14, ""), Err(Fault::NoReason));
        assert_eq!(told(7, 14, "sent home"), Ok(()));
        assert_eq!(told(15, 7, "x"), Err(Fault::Order));
        assert_eq!(told(7, 17, "x"), Err(Fault::Ahead));
        assert_eq!(told(1, 7, "x"), Err(Fault::Elsewhere));
    }

    #[test]
    fn signing_is_for_around_the_shift() {
        assert!(!may_sign(at(7), at(15), at(4)));
        assert!(may_sign(at(7), at(15), at(5)));
        assert!(may_sign(at(7), at(15), at(17)));
        assert!(!may_sign(at(7), at(15), at(18)));
    }
}
