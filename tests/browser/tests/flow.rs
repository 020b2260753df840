//! From the registration to the first shift, as its people walk it.

use fantoccini::{Client, Locator};
use locum_browser_tests::hands::{
    enter, fill, find, follow, keys, open, place, press, register, sign_in, sign_out, tab, tab_to,
    text, type_into,
};
use locum_browser_tests::{Chrome, Demo, PASSWORD, Scripts};
use std::path::Path;
use std::time::Duration;

const APPLICANT: &str = "taiman@people.example";
const UNITS: [&str; 2] = ["ward7a@hospital.example", "wardd7@hospital.example"];

/// Presses a button and expects that the next page confirms it.
async fn press_and_see(client: &Client, selector: &str) {
    follow(client, selector).await;
    let said = text(client, ".flash").await;
    assert!(!said.is_empty(), "{selector} is not confirmed");
}

/// Opens the newest letter to somebody, waiting until one has left, and follows its link.
async fn follow_letter(client: &Client, demo: &Demo, to: &str) {
    // A timer sends the letters.
    for _ in 0..400 {
        open(client, demo, &format!("/demo/mail?to={to}")).await;
        if client.find(Locator::Css("tbody th a")).await.is_ok() {
            follow(client, "tbody th a").await;
            follow(client, ".letter a").await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no letter to {to} has left");
}

/// Types a day into the three boxes of a name.
async fn type_day(client: &Client, name: &str, day: [&str; 3]) {
    for (part, text) in ["year", "month", "day"].iter().zip(day) {
        type_into(client, &format!("{name}_{part}"), text).await;
    }
}

async fn upload(client: &Client, demo: &Demo, folder: &Path, slot: &str) {
    let file = folder.join(format!("{slot}.pdf"));
    std::fs::write(&file, b"%PDF-1.7\n%%EOF\n").expect("a file");
    open(client, demo, &format!("/zh/application/documents/{slot}")).await;
    if slot == "practising_certificate" {
        type_day(client, "expires", ["2099", "12", "31"]).await;
    }
    type_into(client, "file", file.to_str().expect("a path")).await;
    press_and_see(client, "main form button.btn").await;
    let page = text(client, "main").await;
    assert!(page.contains(&format!("{slot}.pdf")), "{page}");
}

/// Everything that an application needs.
async fn complete_application(client: &Client, demo: &Demo) {
    open(client, demo, "/zh/application/registration").await;
    type_into(client, "number", "RN123456").await;
    press_and_see(client, "#registration button.btn").await;

    let folder = tempfile::tempdir().expect("a temporary folder");
    for slot in ["practising_certificate", "experience_proof"] {
        upload(client, demo, folder.path(), slot).await;
    }

    open(client, demo, "/zh/application/experience").await;
    type_into(client, "hospital", "基督教聯合醫院").await;
    type_into(client, "unit", "內科 7A 病房").await;
    let specialty = find(client, "#specialty").await;
    specialty.select_by_label("內科").await.expect("a choice");
    type_day(client, "from", ["2015", "3", "1"]).await;
    type_day(client, "to", ["2019", "2", "28"]).await;
    press_and_see(client, "#experience button.btn").await;

    for (unit, email) in ["內科 7A 病房", "內科 D7 病房"].iter().zip(UNITS) {
        open(client, demo, "/zh/application/units").await;
        type_into(client, "hospital", "基督教聯合醫院").await;
        type_into(client, "unit", unit).await;
        type_into(client, "contact", "李小姐").await;
        type_into(client, "email", email).await;
        type_into(client, "phone", "+852 2345 6789").await;
        press_and_see(client, "#units button.btn").await;
    }
}

/// Sends the application in and returns its reference.
async fn submit(client: &Client, demo: &Demo) -> String {
    open(client, demo, "/zh/application").await;
    follow(client, "main a.btn[href$='/application/check']").await;
    press_and_see(client, "form[action$='/application/submit'] button").await;
    assert_eq!(place(client, demo).await, "/zh/application");
    let ball = text(client, ".ball__who").await;
    assert!(ball.contains("等待主任接手"), "{ball}");
    let line = text(client, "main .meta:not(.flash .meta)").await;
    let (_, reference) = line.rsplit_once(' ').expect("a reference");
    assert!(reference.starts_with("LO-"), "{line}");
    reference.to_owned()
}

/// Opens a file from a list of the office.
async fn open_file(client: &Client, demo: &Demo, queue: &str, reference: &str) {
    open(client, demo, &format!("/zh/office/applications{queue}")).await;
    follow(client, &format!("main a[href$='{reference}']")).await;
}

async fn take_up(client: &Client, demo: &Demo, reference: &str) {
    open_file(client, demo, "", reference).await;
    press_and_see(client, "form[action$='/begin'] button").await;
    for _ in 0..2 {
        press_and_see(client, "form[action$='/verify'] button").await;
    }
    press_and_see(client, "form[action$='/enquiries'] button").await;
}

/// A former unit answers, without an account.
async fn answer(client: &Client, demo: &Demo, unit: &str) {
    follow_letter(client, demo, unit).await;
    for name in ["worked_here", "have_back"] {
        press(client, &format!("[name={name}][value=yes]")).await;
    }
    for aspect in [
        "competence",
        "safety",
        "documentation",
        "teamwork",
        "punctuality",
    ] {
        press(client, &format!("[name={aspect}][value=good]")).await;
    }
    type_into(client, "signed", "病房經理李小姐").await;
    follow(client, "#answer button.btn").await;
    let done = place(client, demo).await;
    assert!(done.ends_with("/r/done"), "{done}");
}

/// Says what becomes of the application: the first officer's advice, or the second's decision.
async fn judge(client: &Client, act: &str, reason: &str) {
    let form = format!("form[action$='/{act}']");
    press(client, &format!("{form} [value=approve]")).await;
    fill(client, &format!("{form} textarea[name=reason]"), reason).await;
    press_and_see(client, &format!("{form} button")).await;
}

/// Picks the first shift that can be picked, finds it among one's own, and takes it back.
async fn pick_and_undo(client: &Client, demo: &Demo) {
    open(client, demo, "/zh/shifts?can=1").await;
    let form = find(client, "form[action$='/pick']").await;
    let action = form.attr("action").await.expect("an attribute");
    let action = action.expect("an address");
    let shift = action.trim_end_matches("/pick");
    press_and_see(client, &format!("form[action='{action}'] button")).await;
    assert_eq!(place(client, demo).await, "/zh/my-shifts");
    assert_eq!(text(client, "h1").await, "我的更次");
    find(client, &format!("main a[href='{shift}']")).await;
    press_and_see(client, &format!("form[action='{shift}/undo'] button")).await;
    open(client, demo, "/zh/my-shifts").await;
    let page = text(client, "main").await;
    assert!(page.contains("你未有更次。"), "{page}");
}

async fn post_from_template(client: &Client, demo: &Demo) {
    open(client, demo, "/zh/unit").await;
    follow(client, "main a.btn[href$='/unit/shifts/new']").await;
    follow(client, "main a.chip[href*='template=']").await;
    press_and_see(client, "#post-shift button.btn").await;
    let posted = place(client, demo).await;
    assert!(posted.starts_with("/zh/unit/shifts/"), "{posted}");
    assert_ne!(posted, "/zh/unit/shifts/new");
}

#[tokio::test]
async fn from_the_registration_to_the_first_shift_with_scripts_off() {
    let demo = Demo::start();
    let chrome = Chrome::start(Scripts::Off).await;
    let client = &chrome.client;

    register(client, &demo, "zh").await;
    follow_letter(client, &demo, APPLICANT).await;
    press_and_see(client, "main form button.btn").await;
    sign_in(client, &demo, APPLICANT).await;
    complete_application(client, &demo).await;
    let reference = submit(client, &demo).await;
    sign_out(client).await;

    sign_in(client, &demo, "officer@demo.example").await;
    take_up(client, &demo, &reference).await;
    sign_out(client).await;
    for unit in UNITS {
        answer(client, &demo, unit).await;
    }
    sign_in(client, &demo, "officer@demo.example").await;
    open_file(client, &demo, "", &reference).await;
    judge(client, "recommend", "兩個單位都願意再與申請人共事").await;
    sign_out(client).await;
    sign_in(client, &demo, "second@demo.example").await;
    open_file(client, &demo, "?q=second", &reference).await;
    judge(client, "decide", "同意第一位主任的建議").await;
    sign_out(client).await;

    sign_in(client, &demo, APPLICANT).await;
    pick_and_undo(client, &demo).await;
    sign_out(client).await;
    sign_in(client, &demo, "manager@demo.example").await;
    post_from_template(client, &demo).await;
    sign_out(client).await;
    open(client, &demo, "/zh/statistics").await;
    find(client, "main table tbody td").await;
    chrome.close().await;
}

/// Walks with Tab until the focus is on a button whose text begins so.
async fn tab_to_button(client: &Client, begins: &str) {
    for _ in 0..80 {
        let element = tab(client).await;
        let button = element.tag_name().await.expect("a name") == "button";
        if button && element.text().await.expect("a text").starts_with(begins) {
            return;
        }
    }
    panic!("eighty Tabs do not reach {begins}");
}

/// Waits until the browser is at a path.
async fn arrive(client: &Client, demo: &Demo, path: &str) {
    let url = format!("{}{path}", demo.base).parse().expect("an address");
    client.wait().for_url(&url).await.expect("the page comes");
}

/// Signs in without a pointer and arrives at a path.
async fn type_sign_in(client: &Client, demo: &Demo, email: &str, home: &str) {
    open(client, demo, "/en/sign-in").await;
    tab_to(client, "email").await;
    keys(client, email).await;
    tab_to(client, "password").await;
    keys(client, PASSWORD).await;
    tab_to_button(client, "Sign in").await;
    enter(client).await;
    arrive(client, demo, home).await;
}

#[tokio::test]
async fn a_shift_is_picked_and_undone_by_keyboard_alone() {
    let demo = Demo::start();
    let chrome = Chrome::start(Scripts::On).await;
    let client = &chrome.client;
    type_sign_in(client, &demo, "applicant@demo.example", "/en/application").await;
    assert_eq!(text(client, "#steps").await, "The six steps");
    tab_to_button(client, "Sign out").await;
    enter(client).await;
    arrive(client, &demo, "/en").await;

    type_sign_in(client, &demo, "nurse@demo.example", "/en/shifts").await;
    open(client, &demo, "/en/shifts?can=1").await;
    tab_to_button(client, "Pick").await;
    enter(client).await;
    arrive(client, &demo, "/en/my-shifts").await;
    tab_to_button(client, "Undo").await;
    enter(client).await;
    arrive(client, &demo, "/en/shifts").await;
    chrome.close().await;
}
