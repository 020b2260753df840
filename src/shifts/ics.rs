//! Calendar files (RFC 5545): times in UTC, so that no reader of them has to know a zone, also across
//! midnight; lines end with CRLF and are folded at 75 octets.

use super::store::{Booking, Shift};
use crate::clock::UtcTime;
use crate::i18n::Lang;
use crate::text_enum;

text_enum! {
    /// How much a feed says to whoever holds its address.
    Level {
        /// That the member is busy.
        Busy = "busy",
        /// The hospital.
        Hospital = "hospital",
        /// Hospital, unit, telephone and what the unit wrote.
        Full = "full",
    }
}

fn stamp(at: UtcTime) -> String {
    at.to_chrono().format("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as a value: no character of it ends the line or the value.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(c);
            }
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Adds a line, folded where it is longer than 75 octets; never within a character.
fn line(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for c in name.chars().chain(":".chars()).chain(value.chars()) {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

fn event(out: &mut String, booking: &Booking, host: &str, lang: Lang, level: Level) {
    let (t, shift): (_, &Shift) = (lang.texts(), &booking.shift);
    line(out, "BEGIN", "VEVENT");
    line(out, "UID", &format!("booking-{}@{host}", booking.id));
    let changed = booking.confirmed_at.unwrap_or(booking.picked_at);
    line(out, "DTSTAMP", &stamp(changed));
    line(out, "DTSTART", &stamp(shift.starts_at));
    line(out, "DTEND", &stamp(shift.ends_at));
    let summary = match level {
        Level::Busy => t.ics_busy(),
        Level::Hospital => t.ics_at(shift.hospital.name(lang)),
        Level::Full => {
            let (hospital, unit) = (shift.hospital.name(lang), shift.unit.name(lang));
            t.ics_at(format!("{hospital} {unit}"))
        }
    };
    line(out, "SUMMARY", &escaped(&summary));
    if level != Level::Busy {
        line(out, "LOCATION", &escaped(shift.hospital.name(lang)));
    }
    if level == Level::Full {
        let description = format!("{}\n{}", t.mine_contact(&shift.unit_phone), shift.note);
        line(out, "DESCRIPTION", &escaped(description.trim()));
    }
    let status = if booking.is_application() {
        "TENTATIVE"
    } else {
        "CONFIRMED"
    };
    line(out, "STATUS", status);
    line(out, "END", "VEVENT");
}

/// A calendar of places. `host` makes the events' names unique in the world.
pub fn calendar(bookings: &[Booking], host: &str, lang: Lang, level: Level) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", "-//locum//shifts//EN");
    line(
        &mut out,
        "X-WR-CALNAME",
        &escaped(&lang.texts().mine_title()),
    );
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for booking in bookings {
        event(&mut out, booking, host, lang, level);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_characters_and_can_be_read_back() {
        let text = "內科7A病房；".repeat(20);
        let mut out = String::new();
        line(&mut out, "SUMMARY", &text);
        assert!(out.split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
    }

    #[test]
    fn no_text_ends_its_line() {
        assert_eq!(
            escaped("a,b;c\\\r\nBEGIN:VEVENT"),
            "a\\,b\\;c\\\\\\nBEGIN:VEVENT"
        );
    }
}
