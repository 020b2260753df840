//! What strangers upload: opened by a child, written anew, drawn, never believed (R33, R34, R36, R38).

use crate::app::TestApp;
use crate::browser::Browser;
use crate::people::PDF;
use chrono::TimeDelta;
use diesel::prelude::*;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImageView, ImageEncoder, ImageFormat, Rgb, RgbImage};
use locum::credentials::scanning;
use locum::db::Dialect;
use locum::db::schema::documents;
use locum::demo::paper;
use locum::domain::Role;
use locum::vetting::State;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::io::{Cursor, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

both! {
    r33_a_picture_is_kept_as_its_points_alone,
    r36_a_picture_loses_where_it_was_taken_and_keeps_how_it_was_held,
    r36_what_programs_write_beside_a_picture_goes_as_well,
    r35_the_twenty_first_file_of_a_year_is_refused_and_nothing_of_it_stays,
    r38_officers_see_pages_that_we_drew,
    r34_bombs_are_refused_and_the_house_stands,
    r35_no_file_stays_behind_that_no_row_names,
    r12_bulk_reading_stops,
}

const SLOT: &str = "/en/application/documents/experience_proof";

fn jpeg(width: u32, height: u32, exif: Option<Vec<u8>>) -> Vec<u8> {
    // Red above, blue below, so that a turn can be seen.
    let picture = RgbImage::from_fn(width, height, |_, y| {
        if y < height / 2 {
            Rgb([250, 10, 10])
        } else {
            Rgb([10, 10, 250])
        }
    });
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).expect("metadata");
    }
    encoder.encode_image(&picture).expect("a picture");
    bytes
}

/// Metadata of a telephone: held to the right, and a place that nobody should learn.
fn exif() -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    // Orientation: turn a quarter to the right.
    tiff.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    // ImageDescription: 20 bytes at offset 38.
    tiff.extend(b"\x01\x0e\0\x02\0\0\0\x14\0\0\0\x26\0\0\0\0");
    tiff.extend(b"CANARY 22.3N 114.2E\0");
    tiff
}

/// The row of the document that somebody uploaded last.
async fn latest(app: &TestApp, user: i64) -> i64 {
    app.read(move |conn| {
        documents::table
            .filter(documents::user_id.eq(user))
            .order(documents::id.desc())
            .select(documents::id)
            .first(conn)
    })
    .await
}

/// The file that stands for a document, as its owner gets it back.
async fn kept(owner: &Browser<'_>, id: i64) -> Vec<u8> {
    let path = format!("/en/application/files/{id}");
    owner.get(&path).await.is(200).bytes
}

/// All files of the store.
fn stored(app: &TestApp) -> usize {
    std::fs::read_dir(app.app.config.data.join("documents"))
        .expect("the store")
        .count()
}

async fn r33_a_picture_is_kept_as_its_points_alone(app: &TestApp) {
    let nurse = app.clinician(State::Submitted).await;
    let mut sent = jpeg(64, 48, None);
    // Something behind the picture's end, with an end of its own.
    sent.extend(b"<script>CANARY</script>\xff\xd9");
    let file = ("scan.jpg", "image/jpeg", sent.as_slice());
    nurse.upload(SLOT, &[], file).await.is(303);
    let kept = kept(&nurse, latest(app, nurse.id).await).await;
    assert_ne!(kept, sent);
    assert!(!kept.windows(6).any(|window| window == b"CANARY"));
    let picture = image::load_from_memory(&kept).expect("a picture");
    assert_eq!(picture.dimensions(), (64, 48));
}

async fn r36_a_picture_loses_where_it_was_taken_and_keeps_how_it_was_held(app: &TestApp) {
    let nurse = app.clinician(State::Submitted).await;
    let sent = jpeg(64, 32, Some(exif()));
    assert!(sent.windows(6).any(|window| window == b"CANARY"));
    let file = ("phone.jpg", "image/jpeg", sent.as_slice());
    nurse.upload(SLOT, &[], file).await.is(303);
    let kept = kept(&nurse, latest(app, nurse.id).await).await;
    assert!(!kept.windows(6).any(|window| window == b"CANARY"));
    let picture = image::load_from_memory(&kept).expect("a picture");
    assert_eq!(picture.dimensions(), (32, 64), "it stands upright");
    let right = picture.to_rgb8().get_pixel(28, 32).0;
    assert!(
        right[0] > 200 && right[2] < 60,
        "red is on the right: {right:?}"
    );
}

async fn r36_what_programs_write_beside_a_picture_goes_as_well(app: &TestApp) {
    let nurse = app.clinician(State::Submitted).await;
    // XMP stands in a segment of its own behind the first two bytes.
    let mut xmp = b"http://ns.adobe.com/xap/1.0/\0".to_vec();
    xmp.extend(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>CANARY 22.3N 114.2E</x:xmpmeta>");
    let length = u16::try_from(xmp.len() + 2).expect("short").to_be_bytes();
    let mut sent = jpeg(64, 48, None);
    let segment: Vec<u8> = [0xff, 0xe1].into_iter().chain(length).chain(xmp).collect();
    sent.splice(2..2, segment);
    let file = ("edited.jpg", "image/jpeg", sent.as_slice());
    nurse.upload(SLOT, &[], file).await.is(303);
    let kept = kept(&nurse, latest(app, nurse.id).await).await;
    for gone in [&b"CANARY"[..], b"xmpmeta", b"adobe"] {
        let found = kept.windows(gone.len()).any(|window| window == gone);
        assert!(!found, "{}", String::from_utf8_lossy(gone));
    }
    image::load_from_memory(&kept).expect("still a picture");
}

async fn r35_the_twenty_first_file_of_a_year_is_refused_and_nothing_of_it_stays(app: &TestApp) {
    let nurse = app.clinician(State::Draft).await;
    let sent = jpeg(16, 16, None);
    let rows = || async {
        let id = nurse.id;
        app.read(move |conn| {
            let own = documents::table.filter(documents::user_id.eq(id));
            own.count().get_result::<i64>(conn)
        })
        .await
    };
    while rows().await < 20 {
        let file = ("scan.jpg", "image/jpeg", sent.as_slice());
        nurse.upload(SLOT, &[], file).await.is(303);
    }
    let files = stored(app);
    let file = ("scan.jpg", "image/jpeg", sent.as_slice());
    nurse.upload(SLOT, &[], file).await.is(409);
    assert_eq!((rows().await, stored(app)), (20, files));
    // After a year there is room again.
    app.passes(TimeDelta::days(366));
    let nurse = app.signs_in(&nurse.email).await;
    let file = ("scan.jpg", "image/jpeg", sent.as_slice());
    nurse.upload(SLOT, &[], file).await.is(303);
}

async fn r38_officers_see_pages_that_we_drew(app: &TestApp) {
    let nurse = app.clinician(State::Submitted).await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let paper = paper::page("PRACTISING CERTIFICATE", &["Valid until 2027-12-31".into()]);
    let file = ("paper.pdf", "application/pdf", paper.as_slice());
    nurse.upload(SLOT, &[], file).await.is(303);
    let id = latest(app, nurse.id).await;
    let page = officer.get(&format!("/en/office/files/{id}/pages/1")).await;
    let drawn = image::load_from_memory(&page.is(200).bytes).expect("a picture");
    assert_eq!(drawn.dimensions(), (1190, 1684), "A4 at 144 to the inch");
    let dark = drawn
        .to_luma8()
        .pixels()
        .filter(|point| point.0[0] < 100)
        .count();
    assert!(dark > 2_000, "the words are there: {dark} dark points");
    officer
        .get(&format!("/en/office/files/{id}/pages/2"))
        .await
        .is(404);
    nurse
        .get(&format!("/en/office/files/{id}/pages/1"))
        .await
        .is(403);
}

/// A PNG file that says it is larger than it is.
fn huge_png() -> Vec<u8> {
    let mut small = Cursor::new(Vec::new());
    DynamicImage::new_luma8(1, 1)
        .write_to(&mut small, ImageFormat::Png)
        .expect("a picture");
    let mut bytes = small.into_inner();
    bytes[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}

fn deep_pdf() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages ".to_vec();
    bytes.extend(b"<</Kids[".repeat(20_000));
    bytes.extend(b"]>>".repeat(20_000));
    bytes.extend(b">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    bytes
}

fn looping_pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
      2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n\
      xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3/Prev 90>>\nstartxref\n90\n%%EOF\n"
        .to_vec()
}

fn many_pages() -> Vec<u8> {
    let kids: String = (3..24).map(|row| format!("{row} 0 R ")).collect();
    let pages: String = (3..24)
        .map(|row| format!("{row} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 140]>>endobj\n"))
        .collect();
    format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[{kids}]/Count 21>>endobj\n{pages}\
         trailer<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}

async fn r34_bombs_are_refused_and_the_house_stands(app: &TestApp) {
    let nurse = app.clinician(State::Submitted).await;
    let before = stored(app);
    let cut = &jpeg(640, 480, None)[..2_000];
    let cut = [cut, b"\xff\xd9".as_slice()].concat();
    for (name, media, bytes, says) in [
        ("huge.png", "image/png", huge_png(), "million points"),
        (
            "deep.pdf",
            "application/pdf",
            deep_pdf(),
            "cannot be opened",
        ),
        (
            "loop.pdf",
            "application/pdf",
            looping_pdf(),
            "cannot be opened",
        ),
        (
            "many.pdf",
            "application/pdf",
            many_pages(),
            "more than 20 pages",
        ),
        (
            "junk.pdf",
            "application/pdf",
            b"%PDF-1.7\n%%EOF\n".to_vec(),
            "cannot be opened",
        ),
        (
            "cut.png",
            "image/png",
            [b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82".as_slice()].concat(),
            "cannot be opened",
        ),
        ("cut.jpg", "image/jpeg", cut, ""),
    ] {
        let answer = nurse.upload(SLOT, &[], (name, media, &bytes)).await;
        // A cut picture may still be one; it is never kept as it came.
        if says.is_empty() {
            assert!(matches!(answer.status, 303 | 422), "{name}");
        } else {
            assert_eq!(answer.status, 422, "{name}");
            answer.says(says);
            assert_eq!(stored(app), before, "{name} stayed behind");
        }
    }
    nurse
        .upload(SLOT, &[], ("good.pdf", "application/pdf", PDF))
        .await
        .is(303);
}

async fn r35_no_file_stays_behind_that_no_row_names(app: &TestApp) {
    let nurse = app.clinician(State::AwaitingReferences).await;
    let before = stored(app);
    // The slot takes nothing now: neither the file nor its pages stay.
    let file = ("late.pdf", "application/pdf", PDF);
    nurse.upload(SLOT, &[], file).await.is(409);
    assert_eq!(stored(app), before);
}

/// Bytes of a whole file with some of them changed: what a broken disk, a bad line or a stranger sends.
fn damaged() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let whole = prop_oneof![
        Just(("a.pdf", PDF.to_vec())),
        Just((
            "a.pdf",
            paper::page("CERTIFICATE", &["Chan Tai Man".into()])
        )),
        Just(("a.jpg", jpeg(40, 30, Some(exif())))),
        Just(("a.png", {
            let mut png = Cursor::new(Vec::new());
            DynamicImage::new_rgb8(20, 20)
                .write_to(&mut png, ImageFormat::Png)
                .expect("a picture");
            png.into_inner()
        })),
    ];
    let wounds = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12);
    (whole, wounds).prop_map(|((name, mut bytes), wounds)| {
        for (index, byte) in wounds {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        (name, bytes)
    })
}

/// Whatever comes is taken or refused; nothing that is refused stays.
#[actix_web::test]
async fn r33_no_damaged_file_shakes_the_house() {
    let app = &TestApp::start(Dialect::Sqlite).await;
    let nurse = app.clinician(State::Draft).await;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..60 {
        let (name, bytes) = damaged().new_tree(&mut runner).expect("a case").current();
        let before = stored(app);
        let drawn = locum::credentials::drawing::draw(&app.app, &bytes, false).await;
        assert!(drawn.is_ok(), "{name}: {bytes:?}");
        let browser = app.visitor();
        app.open_session(&browser, nurse.id).await;
        let answer = browser
            .upload(SLOT, &[], (name, "application/octet-stream", &bytes))
            .await;
        // Twenty files are the most that an application holds.
        assert!(
            matches!(answer.status, 303 | 409 | 422),
            "{name}: {bytes:?}"
        );
        if answer.status != 303 {
            assert_eq!(stored(app), before, "{name}: {bytes:?}");
        }
    }
}

/// How a scanner of tests behaves, changed while it runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Honest,
    Down,
    Blind,
    Limit,
    Garbage,
}

/// A ClamAV daemon on loopback that finds the test file of all scanners and our own canary.
fn clamd(mood: Arc<Mutex<Mood>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a caller");
            let mood = *mood.lock().expect("a mood");
            if mood == Mood::Down {
                continue;
            }
            let mut file = Vec::new();
            let mut hello = [0; 10];
            stream.read_exact(&mut hello).expect("a greeting");
            loop {
                let mut length = [0; 4];
                stream.read_exact(&mut length).expect("a length");
                let length = usize::try_from(u32::from_be_bytes(length)).expect("it fits");
                if length == 0 {
                    break;
                }
                let start = file.len();
                file.resize(start + length, 0);
                stream.read_exact(&mut file[start..]).expect("a piece");
            }
            let holds = |word: &[u8]| file.windows(word.len()).any(|window| window == word);
            let bad = holds(b"EICAR-STANDARD") || holds(b"CANARY-VIRUS");
            let answer: &[u8] = match mood {
                Mood::Limit => b"INSTREAM size limit exceeded. ERROR\0",
                Mood::Garbage => b"220 mail.example ESMTP\r\n",
                Mood::Honest if bad => b"stream: Canary.Test FOUND\0",
                Mood::Honest | Mood::Blind | Mood::Down => b"stream: OK\0",
            };
            drop(stream.write_all(answer));
        }
    });
    format!("tcp:{at}")
}

async fn r37_what_is_not_scanned_is_shown_to_nobody(dialect: Dialect) {
    let mood = Arc::new(Mutex::new(Mood::Honest));
    let scanner = clamd(mood.clone()).parse().expect("a scanner");
    let app = &TestApp::start_with(dialect, |config| config.clamd = Some(scanner)).await;
    let nurse = app.clinician(State::Submitted).await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let bad = [PDF, b"%CANARY-VIRUS\n%%EOF\n"].concat();
    let before = stored(app);
    nurse
        .upload(SLOT, &[], ("bad.pdf", "application/pdf", &bad))
        .await
        .is(422)
        .says("virus scanner");
    assert_eq!(stored(app), before);

    for wrong in [Mood::Down, Mood::Blind, Mood::Limit, Mood::Garbage] {
        // The one before proved itself; a new start asks again.
        app.app.guard.doubt();
        *mood.lock().expect("a mood") = wrong;
        let file = ("good.pdf", "application/pdf", PDF);
        nurse.upload(SLOT, &[], file).await.is(303);
        let id = latest(app, nurse.id).await;
        for path in ["office/files/{id}", "office/files/{id}/pages/1"] {
            let path = format!("/en/{}", path.replace("{id}", &id.to_string()));
            officer.get(&path).await.is(404);
        }
        let own = format!("/en/application/files/{id}");
        nurse.get(&own).await.is(404);
        nurse
            .get("/en/application/documents")
            .await
            .says("being scanned");
        assert_eq!(scanning::run(&app.app).await.expect("it runs"), 0);
        *mood.lock().expect("a mood") = Mood::Honest;
        assert_eq!(scanning::run(&app.app).await.expect("it runs"), 1);
        nurse.get(&own).await.is(200);
        officer
            .get(&format!("/en/office/files/{id}/pages/1"))
            .await
            .is(200);
    }
}

#[actix_web::test]
async fn r37_on_sqlite() {
    r37_what_is_not_scanned_is_shown_to_nobody(Dialect::Sqlite).await;
}

#[actix_web::test]
#[ignore = "needs PostgreSQL: run tests/all"]
async fn r37_on_postgres() {
    r37_what_is_not_scanned_is_shown_to_nobody(Dialect::Postgres).await;
}

async fn r12_bulk_reading_stops(app: &TestApp) {
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let mut documents = Vec::new();
    for _ in 0..102 {
        let nurse = app.clinician(State::Submitted).await;
        documents.push(app.papers(nurse.application).await.1);
    }
    let read = |id: i64| format!("/en/office/files/{id}");
    for id in &documents[..30] {
        officer.get(&read(*id)).await.is(200);
    }
    // What was looked at stays open, however many pages it has.
    officer.get(&read(documents[0])).await.is(200);
    officer
        .get(&read(documents[30]))
        .await
        .is(403)
        .says("/en/office/reading");
    officer.post("/en/office/reading", &[]).await.is(422);
    let reason = [("reason", "Two hospitals answered at once")];
    officer.post("/en/office/reading", &reason).await.is(303);
    for id in &documents[30..100] {
        officer.get(&read(*id)).await.is(200);
    }
    assert!(app.mail().await.is_empty());
    for _ in 0..3 {
        let stopped = officer.get(&read(documents[100])).await.is(429);
        assert_eq!(stopped.header("retry-after"), "600");
    }
    // Administrators hear of it once.
    let letter = app.letter_to(&head.email).await;
    assert!(letter.text.contains("Chan Tai Man"), "{}", letter.text);
    app.passes(TimeDelta::minutes(10));
    officer.get(&read(documents[101])).await.is(200);
}
