//! Articles as an English text cites them; the sources number them in Chinese.

const DIGITS: &str = "一二三四五六七八九";

/// A Chinese numeral below one hundred, or digits.
fn number(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| {
        let place = DIGITS.chars().position(|known| known == c)?;
        u32::try_from(place).ok().map(|place| place + 1)
    };
    let (tens, ones) = match text.split_once('十') {
        Some(("", ones)) => (1, ones),
        Some((tens, ones)) => (digit(tens.chars().next()?)?, ones),
        None => (0, text),
    };
    match ones {
        "" if tens > 0 => Some(tens * 10),
        ones => Some(tens * 10 + digit(ones.chars().next()?)?),
    }
}

fn one(article: &str) -> Option<String> {
    let numbered = |prefix: &str, end: char, rest: &str| {
        let rest = rest.strip_prefix('第')?.strip_suffix(end)?;
        Some(format!("{prefix} {}", number(rest)?))
    };
    if let Some((head, paragraph)) = article.split_once('條')
        && !paragraph.is_empty()
    {
        let paragraph = paragraph.strip_prefix('第')?.strip_suffix('款')?;
        let head = number(head.strip_prefix('第')?)?;
        return Some(format!("art. {head}({})", number(paragraph)?));
    }
    numbered("art.", '條', article)
        .or_else(|| numbered("point", '點', article))
        .or_else(|| numbered("paragraph", '段', article))
        .or_else(|| {
            let annex = article
                .strip_prefix("附件")
                .or_else(|| article.strip_prefix("附表"))?;
            Some(format!("annex {}", number(annex)?))
        })
        .or_else(|| {
            article
                .ends_with("評分標準表")
                .then(|| "scoring standard".to_owned())
        })
}

/// How an English text cites an article: `art. 25(2)`, `point 7`, `annex 1`. What is not numbered like
/// this stays as it is.
pub fn in_english(article: &str) -> String {
    let parts: Option<Vec<String>> = article.split('至').map(one).collect();
    parts.map_or_else(|| article.to_owned(), |parts| parts.join(" to "))
}

#[cfg(test)]
mod tests {
    use super::in_english;

    #[test]
    fn articles_are_cited_in_english() {
        for (chinese, english) in [
            ("第二十五條第二款", "art. 25(2)"),
            ("第十條", "art. 10"),
            ("第三十條至第三十六條", "art. 30 to art. 36"),
            ("第七點", "point 7"),
            ("第三十三點", "point 33"),
            ("第4段", "paragraph 4"),
            ("附件三", "annex 3"),
            ("附表一", "annex 1"),
            ("陞任評分標準表", "scoring standard"),
            ("house rules", "house rules"),
        ] {
            assert_eq!(in_english(chinese), english);
        }
    }
}
