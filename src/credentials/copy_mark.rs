//! COPY across a picture of an identity card, so that nobody can pass it on as the card (PCPD, Code on
//! identity cards, 3.11).

use image::{Pixel, Rgba, RgbaImage};

/// Five columns and seven rows a letter; a set bit is ink, the highest of five is on the left.
const LETTERS: [[u8; 7]; 4] = [
    [
        0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110,
    ],
    [
        0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110,
    ],
    [
        0b11110, 0b10001, 0b10001, 0b11110, 0b10000, 0b10000, 0b10000,
    ],
    [
        0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100,
    ],
];
/// Cells of the word across, with a free column between letters and at both ends.
const ACROSS: u32 = 25;
/// Cells of the word down, with a free row above and below.
const DOWN: u32 = 9;
/// Red, and what is below it can still be read.
const INK: Rgba<u8> = Rgba([200, 0, 0, 110]);

/// Writes the word over the whole width, as often as it fits below itself and once at least.
pub(super) fn write(picture: &mut RgbaImage) {
    let cell = (picture.width() / ACROSS).max(1);
    let height = picture.height();
    let words = (height / (cell * DOWN)).max(1);
    for word in 0..words {
        let middle = u64::from(height) * u64::from(2 * word + 1) / u64::from(2 * words);
        let middle = u32::try_from(middle).unwrap_or(0);
        let top = middle.saturating_sub(cell * 7 / 2);
        for (letter, rows) in (0_u32..).zip(LETTERS) {
            for (row, bits) in (0_u32..).zip(rows) {
                for column in (0..5).filter(|column| bits & (0b10000 >> column) != 0) {
                    let left = (1 + 6 * letter + column) * cell;
                    ink(picture, left, top + row * cell, cell);
                }
            }
        }
    }
}

fn ink(picture: &mut RgbaImage, left: u32, top: u32, cell: u32) {
    for (x, y) in (left..left + cell).flat_map(|x| (top..top + cell).map(move |y| (x, y))) {
        if let Some(point) = picture.get_pixel_mut_checked(x, y) {
            point.blend(&INK);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_stands_across_pictures_of_any_shape() {
        let white = Rgba([255; 4]);
        for (width, height) in [(1, 1), (1000, 20), (30, 2000), (856, 540)] {
            let mut picture = RgbaImage::from_pixel(width, height, white);
            write(&mut picture);
            let inked = picture.pixels().filter(|point| **point != white).count();
            let all = usize::try_from(width * height).unwrap();
            assert!(all < 100 || inked > 0, "{width} × {height}");
            assert!(inked * 2 < all.max(2), "and the card can be read");
        }
    }
}
