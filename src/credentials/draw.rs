//! The child process that opens what strangers uploaded: it writes pictures anew and draws the pages of
//! PDF files, with little memory, little time and nothing else. What goes wrong in here ends here.

use super::content::{Fault, MAX_BYTES, MAX_PAGES, MAX_POINTS, Media};
use super::copy_mark;
use super::drawing::AS_COPY;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use rustix::process::{Resource, Rlimit, setrlimit};
use std::io::{Cursor, Read, Write};
use std::process::ExitCode;

/// Memory of the child, in bytes: a picture of [`MAX_POINTS`] points, turned once.
const MEMORY: u64 = 400 * 1024 * 1024;
/// Seconds that the child may compute.
const SECONDS: u64 = 15;
/// Longest side of what is written, in points: small print of an A4 page stays readable.
const LONGEST: u32 = 2400;
/// Quality of JPEG pictures, of 100.
const QUALITY: u8 = 88;

/// Exit codes, each for one fault; any other end of the child means [`Fault::Unreadable`].
const CODES: [(Fault, u8); 4] = [
    (Fault::Unreadable, 20),
    (Fault::Encrypted, 21),
    (Fault::TooManyPages, 22),
    (Fault::TooManyPoints, 23),
];

/// What the end of a child says about the file.
pub fn fault_of(code: Option<i32>) -> Fault {
    CODES
        .iter()
        .find(|(_, known)| code == Some(i32::from(*known)))
        .map_or(Fault::Unreadable, |(fault, _)| *fault)
}

/// Reads one file from the standard input and writes its pictures to the standard output, each after its
/// length in eight bytes, the highest first.
pub fn main() -> ExitCode {
    match work() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let code = CODES.iter().find(|(known, _)| *known == fault);
            ExitCode::from(code.map_or(1, |(_, code)| *code))
        }
    }
}

fn work() -> Result<(), Fault> {
    confine().map_err(|_| Fault::Unreadable)?;
    let mut bytes = Vec::new();
    let read = std::io::stdin()
        .lock()
        .take(MAX_BYTES)
        .read_to_end(&mut bytes);
    read.map_err(|_| Fault::Unreadable)?;
    let out = &mut std::io::stdout().lock();
    match Media::of_head(&bytes) {
        Some(Media::Pdf) => pages(bytes, out),
        Some(_) => {
            let as_copy = std::env::args_os().any(|word| word == AS_COPY);
            send(out, &rewrite(&bytes, as_copy)?)
        }
        None => Err(Fault::WrongKind),
    }
}

/// Gives up what the work does not need.
fn confine() -> Result<(), rustix::io::Errno> {
    let limit = |resource, most| {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)
    };
    limit(Resource::Data, MEMORY)?;
    limit(Resource::Cpu, SECONDS)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Core, 0)?;
    limit(Resource::Nproc, 0)
}

fn send(out: &mut impl Write, picture: &[u8]) -> Result<(), Fault> {
    let length = u64::try_from(picture.len()).unwrap_or(u64::MAX);
    let sent = out
        .write_all(&length.to_be_bytes())
        .and_then(|()| out.write_all(picture))
        .and_then(|()| out.flush());
    sent.map_err(|_| Fault::Unreadable)
}

/// A picture as its points and nothing else: turned as it was held, without place, device or thumbnail.
fn rewrite(bytes: &[u8], as_copy: bool) -> Result<Vec<u8>, Fault> {
    let broken = |_| Fault::Unreadable;
    let reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Fault::Unreadable)?;
    let format = reader.format().ok_or(Fault::Unreadable)?;
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_POINTS {
        return Err(Fault::TooManyPoints);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY / 2);
    decoder.set_limits(limits).map_err(broken)?;
    let held = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(held);
    if picture.width().max(picture.height()) > LONGEST {
        picture = picture.thumbnail(LONGEST, LONGEST);
    }
    if as_copy {
        let mut points = picture.into_rgba8();
        copy_mark::write(&mut points);
        picture = DynamicImage::ImageRgba8(points);
    }
    match format {
        ImageFormat::Png => {
            let mut png = Cursor::new(Vec::new());
            let plain = DynamicImage::ImageRgba8(picture.into_rgba8());
            plain.write_to(&mut png, ImageFormat::Png).map_err(broken)?;
            Ok(png.into_inner())
        }
        _ => jpeg(&picture),
    }
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&picture.to_rgb8())
        .map_err(|_| Fault::Unreadable)?;
    Ok(bytes)
}

/// Draws every page of a PDF file and sends each when it is ready.
fn pages(bytes: Vec<u8>, out: &mut impl Write) -> Result<(), Fault> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Fault::Encrypted,
        LoadPdfError::Invalid => Fault::Unreadable,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Fault::Unreadable);
    }
    if pages.len() > MAX_PAGES {
        return Err(Fault::TooManyPages);
    }
    let cache = RenderCache::new();
    for page in pages.iter() {
        let (width, height) = page.render_dimensions();
        let longest = width.max(height);
        if !(1.0..100_000.0).contains(&width.min(height)) || !longest.is_finite() {
            return Err(Fault::Unreadable);
        }
        // Two points an unit are 144 to the inch.
        let scale = 2.0_f32.min(LONGEST_SIDE / longest);
        let settings = PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        };
        let drawn = render(
            page,
            &cache,
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &settings,
        );
        let (width, height) = (drawn.width(), drawn.height());
        let points = drawn.data_as_u8_slice().to_vec();
        let picture = image::RgbaImage::from_raw(u32::from(width), u32::from(height), points)
            .ok_or(Fault::Unreadable)?;
        send(out, &jpeg(&DynamicImage::ImageRgba8(picture))?)?;
    }
    Ok(())
}

/// [`LONGEST`], for reckoning with lengths.
const LONGEST_SIDE: f32 = 2400.0;
