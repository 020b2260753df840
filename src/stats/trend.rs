//! The trend: one point a week, drawn as bars whose lengths are percentages, so that the writing
//! beside them keeps its size on a phone.

use super::domain::Figures;
use crate::i18n::Texts;

/// How many weeks the trend shows.
pub const WEEKS: i64 = 8;

/// One week of the trend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What was counted.
    pub figures: Figures,
    /// Where its row begins, in pixels.
    pub top: usize,
    /// Length of the bar of approved members, in per cent of the drawing.
    pub approved: String,
    /// Length of the bar of matched members.
    pub matched: String,
    /// Where the number beside the first bar stands.
    pub approved_end: String,
    /// Where the number beside the second bar stands.
    pub matched_end: String,
}

/// Height of a row, in pixels.
const ROW: usize = 60;
/// Where bars begin and how long the longest is, in thousandths of the width.
const LEFT: i64 = 240;
const LONGEST: i64 = 620;

/// The newest of each of the last weeks, oldest first, ending with the present figures.
pub fn points(kept: &[Figures], today: Figures) -> Vec<Point> {
    let mut weekly = vec![today];
    for week in (1..WEEKS).map(|week| week * 7) {
        let newest = kept.iter().rev().find(|figures| {
            let age = today.as_at.signed_duration_since(figures.as_at).num_days();
            (week..week + 7).contains(&age)
        });
        weekly.extend(newest);
    }
    weekly.reverse();
    let most = weekly.iter().map(|f| f.approved).max().unwrap_or(0).max(1);
    let percent = |thousandths: i64| format!("{}.{}%", thousandths / 10, thousandths % 10);
    weekly
        .into_iter()
        .enumerate()
        .map(|(row, figures)| {
            let approved = figures.approved * LONGEST / most;
            let matched = figures.matched() * LONGEST / most;
            Point {
                figures,
                top: row * ROW,
                approved: percent(approved),
                matched: percent(matched),
                approved_end: percent(LEFT + approved + 15),
                matched_end: percent(LEFT + matched + 15),
            }
        })
        .collect()
}

/// Height of the drawing, in pixels.
pub fn height(points: &[Point]) -> usize {
    points.len() * ROW
}

/// What the trend says, in one sentence.
pub fn message(points: &[Point], t: &Texts) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return t.stats_trend_first();
    };
    if points.len() < 2 {
        return t.stats_trend_first();
    }
    let weeks = last
        .figures
        .as_at
        .signed_duration_since(first.figures.as_at)
        .num_days()
        / 7;
    let change = last.figures.approved - first.figures.approved;
    match change {
        0 => t.stats_trend_same(weeks),
        1.. => t.stats_trend_up(change, weeks),
        _ => t.stats_trend_down(-change, weeks),
    }
}

#[cfg(test)]
mod tests {
    use super::super::domain::Count;
    use super::*;
    use crate::clock::add_days;
    use crate::domain::Category;
    use chrono::NaiveDate;

    fn on(days_ago: i64, approved: i64) -> Figures {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date");
        let count = Count {
            approved,
            matched: approved / 2,
        };
        Figures::new(add_days(today, -days_ago), &[(Category::RnGeneral, count)])
    }

    #[test]
    fn one_point_a_week_and_the_present_last() {
        let kept: Vec<Figures> = (0..80).rev().map(|age| on(age, 200 - age)).collect();
        let points = points(&kept, on(0, 200));
        let ages: Vec<i64> = points
            .iter()
            .map(|point| 200 - point.figures.approved)
            .collect();
        assert_eq!(ages, [49, 42, 35, 28, 21, 14, 7, 0]);
        assert_eq!(points.last().expect("a point").approved, "62.0%");
    }

    #[test]
    fn nobody_yet_draws_no_bar() {
        let points = points(&[], on(0, 0));
        assert_eq!(points.len(), 1);
        assert_eq!(points.first().expect("a point").approved, "0.0%");
    }
}
