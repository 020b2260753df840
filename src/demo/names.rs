//! Names that people in Hong Kong could have, and that nobody here has.

use super::dice::Dice;

const SURNAMES: [(&str, &str); 24] = [
    ("CHAN", "陳"),
    ("WONG", "黃"),
    ("LEE", "李"),
    ("CHEUNG", "張"),
    ("LAU", "劉"),
    ("LAM", "林"),
    ("HO", "何"),
    ("YEUNG", "楊"),
    ("LEUNG", "梁"),
    ("NG", "吳"),
    ("TSANG", "曾"),
    ("CHENG", "鄭"),
    ("KWOK", "郭"),
    ("TAM", "譚"),
    ("MAK", "麥"),
    ("FUNG", "馮"),
    ("YIP", "葉"),
    ("POON", "潘"),
    ("CHOW", "周"),
    ("TANG", "鄧"),
    ("SIU", "蕭"),
    ("HUI", "許"),
    ("LO", "羅"),
    ("SZETO", "司徒"),
];

const GIVEN: [(&str, &str); 32] = [
    ("Ka Yan", "嘉欣"),
    ("Wing Yan", "詠恩"),
    ("Tsz Ching", "梓晴"),
    ("Hoi Lam", "海琳"),
    ("Man Kit", "文傑"),
    ("Chun Hei", "俊熙"),
    ("Sze Wai", "思慧"),
    ("Yuk Ling", "玉玲"),
    ("Pui Shan", "佩珊"),
    ("Ho Yin", "浩然"),
    ("Mei Fong", "美芳"),
    ("Siu Ming", "小明"),
    ("Lok Yiu", "樂瑤"),
    ("Kwok Keung", "國強"),
    ("Chi Wai", "志偉"),
    ("Suk Yee", "淑儀"),
    ("Wai Man", "偉文"),
    ("Hiu Tung", "曉彤"),
    ("Ching Man", "靜雯"),
    ("Ka Ho", "家豪"),
    ("Yee Ting", "綺婷"),
    ("Tin Lok", "天樂"),
    ("Shuk Fan", "淑芬"),
    ("Wing Sum", "詠心"),
    ("Chak Lam", "澤霖"),
    ("Oi Lin", "愛蓮"),
    ("Kin Fai", "建輝"),
    ("Po Chu", "寶珠"),
    ("Cheuk Lam", "卓琳"),
    ("Tai Man", "大文"),
    ("Sin Yi", "倩怡"),
    ("Yat Long", "逸朗"),
];

const WESTERN: [&str; 12] = [
    "", "", "", "", "Grace", "Kelvin", "Joyce", "Raymond", "Vivian", "Jason", "Carmen", "Eric",
];

/// A name in both languages.
pub struct Name {
    /// As on a certificate: `CHAN Ka Yan, Grace`.
    pub en: String,
    /// `陳嘉欣`.
    pub zh: String,
}

/// One more name.
pub fn name(dice: &mut Dice) -> Name {
    let (surname_en, surname_zh) = *dice.pick(&SURNAMES);
    let (given_en, given_zh) = *dice.pick(&GIVEN);
    let western = *dice.pick(&WESTERN);
    let comma = if western.is_empty() { "" } else { ", " };
    Name {
        en: format!("{surname_en} {given_en}{comma}{western}"),
        zh: format!("{surname_zh}{given_zh}"),
    }
}

/// A mobile number out of the range that is set aside for no one.
pub fn mobile(dice: &mut Dice) -> String {
    format!(
        "9{:03} {:04}",
        dice.between(0, 1000),
        dice.between(0, 10_000)
    )
}
