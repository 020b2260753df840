//! From the registration to the first shift, as its people walk it: once with scripts off in Chinese,
//! once by keyboard alone in English.

use fantoccini::Locator;
use locum_browser_tests::hands::{Hand, Walker};
use locum_browser_tests::{Chrome, Demo, PASSWORD, Scripts};
use std::path::Path;
use std::time::Duration;

const APPLICANT: &str = "taiman@people.example";
const UNITS: [&str; 2] = ["ward7a@hospital.example", "wardd7@hospital.example"];

/// The smallest PDF file that can be opened: one empty page.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 140]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Opens the newest letter to somebody, waiting until one has left, and follows its link.
async fn follow_letter(walker: &Walker<'_>, to: &str) {
    // A timer sends the letters.
    for _ in 0..400 {
        walker.open_any(&format!("/demo/mail?to={to}")).await;
        let letters = walker.client.find(Locator::Css("tbody th a")).await;
        if letters.is_ok() {
            walker.follow("tbody th a").await;
            walker.follow(".letter a").await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no letter to {to} has left");
}

/// Types a day into the three boxes of a name.
async fn type_day(walker: &Walker<'_>, name: &str, day: [&str; 3]) {
    for (part, text) in ["year", "month", "day"].iter().zip(day) {
        walker.type_into(&format!("{name}_{part}"), text).await;
    }
}

async fn upload(walker: &Walker<'_>, folder: &Path, slot: &str) {
    let file = folder.join(format!("{slot}.pdf"));
    std::fs::write(&file, PDF).expect("a file");
    walker.open(&format!("/application/documents/{slot}")).await;
    if slot == "practising_certificate" {
        type_day(walker, "expires", ["2099", "12", "31"]).await;
    }
    walker
        .type_into("file", file.to_str().expect("a path"))
        .await;
    walker.act("main form button.btn").await;
    let page = walker.text("main").await;
    assert!(page.contains(&format!("{slot}.pdf")), "{page}");
}

/// Everything that an application needs.
async fn complete_application(walker: &Walker<'_>) {
    walker.open("/application/registration").await;
    walker.type_into("number", "RN123456").await;
    walker.act("#registration button.btn").await;

    let folder = tempfile::tempdir().expect("a temporary folder");
    for slot in ["practising_certificate", "experience_proof"] {
        upload(walker, folder.path(), slot).await;
    }

    walker.open("/application/experience").await;
    walker
        .type_into("hospital", "United Christian Hospital")
        .await;
    walker.type_into("unit", "Ward 7A").await;
    walker
        .select("#specialty", walker.says("內科", "Medicine"))
        .await;
    type_day(walker, "from", ["2015", "3", "1"]).await;
    type_day(walker, "to", ["2019", "2", "28"]).await;
    walker.act("#experience button.btn").await;

    for (unit, email) in ["Ward 7A", "Ward D7"].iter().zip(UNITS) {
        walker.open("/application/units").await;
        walker
            .type_into("hospital", "United Christian Hospital")
            .await;
        walker.type_into("unit", unit).await;
        walker.type_into("contact", "李小姐").await;
        walker.type_into("email", email).await;
        walker.type_into("phone", "+852 2345 6789").await;
        walker.act("#units button.btn").await;
    }
}

/// Sends the application in and returns its reference.
async fn submit(walker: &Walker<'_>) -> String {
    walker.open("/application").await;
    walker
        .follow("main a.btn[href$='/application/check']")
        .await;
    walker
        .act("form[action$='/application/submit'] button")
        .await;
    assert_eq!(walker.place().await, "/application");
    let ball = walker.text(".ball__who").await;
    let waits = walker.says("等待主任接手", "an officer takes your file");
    assert!(ball.contains(waits), "{ball}");
    let line = walker.text("main .meta:not(.flash .meta)").await;
    let (_, reference) = line.rsplit_once(' ').expect("a reference");
    assert!(reference.starts_with("LO-"), "{line}");
    reference.to_owned()
}

/// Opens a file from a list of the office.
async fn open_file(walker: &Walker<'_>, ball: &str, reference: &str) {
    let queue = format!("/office/applications?ball={ball}&q={reference}");
    walker.open(&queue).await;
    walker
        .follow(&format!("main a[href$='/{reference}']"))
        .await;
    // The first time, one question comes before the file.
    let none = "form[action$='/declare'] [value=none] + button";
    if walker.client.find(Locator::Css(none)).await.is_ok() {
        walker.follow(none).await;
    }
}

async fn take_up(walker: &Walker<'_>, reference: &str) {
    open_file(walker, "all", reference).await;
    walker.act("form[action$='/begin'] button").await;
    let certificate = ["name", "number", "last_day", "conditions"];
    let experience = ["name", "places"];
    for questions in [&certificate[..], &experience[..]] {
        for question in questions {
            walker.choose(&format!("[name={question}]"), "yes").await;
        }
        walker.act("form[action$='/verify'] button").await;
    }
    walker.act("form[action$='/enquiries'] button").await;
}

/// A former unit answers, without an account.
async fn answer(walker: &Walker<'_>, unit: &str) {
    follow_letter(walker, unit).await;
    walker.choose("[name=worked_here]", "yes").await;
    walker.choose("[name=capacity]", "manager").await;
    for aspect in [
        "competence",
        "safety",
        "documentation",
        "teamwork",
        "punctuality",
    ] {
        walker.choose(&format!("[name={aspect}]"), "good").await;
    }
    walker.choose("[name=have_back]", "yes").await;
    walker.type_into("signed", "Ward manager").await;
    walker.follow("#answer button.btn").await;
    let done = walker.place().await;
    assert!(done.ends_with("/r/done"), "{done}");
}

/// Both units answered in the applicant's own browser: the officer calls each back (R17).
async fn call_back(walker: &Walker<'_>, reference: &str) {
    for unit in 1..=2 {
        open_file(walker, "all", reference).await;
        walker
            .follow(&format!(
                "[aria-labelledby=units] > div:nth-of-type({unit}) a[href*='/enquiries/']"
            ))
            .await;
        walker.follow("main a[href$='/call-back']").await;
        walker.type_into("number", "2958 1234").await;
        walker.type_into("found_in", "Hospital directory").await;
        walker.type_into("spoke_to", "Ward manager Lee").await;
        walker.choose("[name=outcome]", "confirmed").await;
        walker.choose("[name=dates]", "yes").await;
        walker.fill("#confirmed", "The answer is hers").await;
        walker.act("#way button.btn").await;
    }
}

/// Says what becomes of the application: the first officer's advice, or the second's decision.
async fn judge(walker: &Walker<'_>, act: &str, reason: &str) {
    let form = format!("form[action$='/{act}']");
    walker
        .choose(&format!("{form} [name=verdict]"), "approve")
        .await;
    walker
        .fill(&format!("{form} textarea[name=reason]"), reason)
        .await;
    walker.act(&format!("{form} button")).await;
}

/// Picks the first shift that can be picked, finds it among one's own, and takes it back.
async fn pick_and_undo(walker: &Walker<'_>) {
    walker.open("/shifts?can=1").await;
    let form = walker.find("form[action$='/pick']").await;
    let action = form.attr("action").await.expect("an attribute");
    let action = action.expect("an address");
    let shift = action.trim_end_matches("/pick");
    walker.act(&format!("form[action='{action}'] button")).await;
    assert_eq!(walker.place().await, "/my-shifts");
    walker.find(&format!("main a[href='{shift}']")).await;
    walker
        .act(&format!("form[action='{shift}/undo'] button"))
        .await;
    walker.open("/my-shifts").await;
    let page = walker.text("main").await;
    let none = walker.says("你未有更次。", "You hold no shift.");
    assert!(page.contains(none), "{page}");
}

async fn post_from_template(walker: &Walker<'_>) {
    walker.open("/unit").await;
    walker.follow("main a.btn[href$='/unit/shifts/new']").await;
    walker.follow("main a.chip[href*='template=']").await;
    walker.act("#post-shift button.btn").await;
    let posted = walker.place().await;
    assert!(posted.starts_with("/unit/shifts/"), "{posted}");
    assert_ne!(posted, "/unit/shifts/new");
}

async fn the_whole_flow(walker: &Walker<'_>) {
    walker.register().await;
    follow_letter(walker, APPLICANT).await;
    walker.type_into("password", PASSWORD).await;
    walker.act("main form button.btn").await;
    complete_application(walker).await;
    let reference = submit(walker).await;
    walker.sign_out().await;

    walker.sign_in("officer@demo.example").await;
    take_up(walker, &reference).await;
    walker.sign_out().await;
    for unit in UNITS {
        answer(walker, unit).await;
    }
    walker.sign_in("officer@demo.example").await;
    call_back(walker, &reference).await;
    open_file(walker, "all", &reference).await;
    judge(walker, "recommend", "Both units would have them back").await;
    walker.sign_out().await;
    walker.sign_in("second@demo.example").await;
    open_file(walker, "second", &reference).await;
    judge(walker, "decide", "As the first officer says").await;
    walker.sign_out().await;

    walker.sign_in(APPLICANT).await;
    pick_and_undo(walker).await;
    walker.sign_out().await;
    walker.sign_in("manager@demo.example").await;
    post_from_template(walker).await;
    walker.sign_out().await;
    walker.open("/statistics").await;
    walker.find("main table tbody td").await;
}

async fn walk(scripts: Scripts, lang: &'static str, hand: Hand) {
    let demo = Demo::start();
    let chrome = Chrome::start(scripts).await;
    let walker = Walker {
        client: &chrome.client,
        demo: &demo,
        lang,
        hand,
    };
    the_whole_flow(&walker).await;
    chrome.close().await;
}

#[tokio::test]
async fn from_the_registration_to_the_first_shift_with_scripts_off() {
    walk(Scripts::Off, "zh", Hand::Pointer).await;
}

#[tokio::test]
async fn from_the_registration_to_the_first_shift_by_keyboard_alone() {
    walk(Scripts::On, "en", Hand::Keyboard).await;
}
