//! What a file is, by its content: its name and what the browser calls it are not believed.

/// Largest file that is taken, in bytes.
pub const MAX_BYTES: u64 = 10 * 1024 * 1024;

/// Most pages of a PDF file.
pub const MAX_PAGES: usize = 20;

/// Most points of a picture: more than telephones take, less than a bomb unfolds to.
pub const MAX_POINTS: u64 = 40_000_000;

/// The kinds that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// A PDF document.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No file was chosen.
    NoFile,
    /// It holds nothing.
    Empty,
    /// Larger than [`MAX_BYTES`].
    TooLarge,
    /// Not one of the kinds, or only dressed as one.
    WrongKind,
    /// Here only a picture is taken.
    NotAPicture,
    /// It ends before its end.
    CutShort,
    /// Its inside cannot be read.
    Unreadable,
    /// The virus scanner found something in it.
    Infected,
    /// It opens only with a password.
    Encrypted,
    /// More pages than [`MAX_PAGES`].
    TooManyPages,
    /// A picture of more than [`MAX_POINTS`] points.
    TooManyPoints,
}

impl Media {
    /// The kind that the first bytes show.
    pub fn of_head(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if head.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else {
            None
        }
    }

    /// Whether the last bytes are an end of this kind: a cut-off upload and a file with something
    /// glued behind it are found here.
    pub fn ends_with(self, tail: &[u8]) -> bool {
        match self {
            Self::Pdf => {
                let end = tail.trim_ascii_end();
                end.ends_with(b"%%EOF")
            }
            Self::Jpeg => tail.ends_with(&[0xff, 0xd9]),
            Self::Png => tail.ends_with(b"IEND\xaeB`\x82"),
        }
    }

    /// Its media type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Reads a stored media type.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Pdf, Self::Jpeg, Self::Png]
            .into_iter()
            .find(|media| media.as_str() == text)
    }

    /// Whether a browser can show it as a picture.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }
}

/// Watches a file go by: counts it, looks at its head, remembers its tail.
#[derive(Default)]
pub struct Inspection {
    bytes: u64,
    head: Vec<u8>,
    tail: Vec<u8>,
}

const HEAD: usize = 8;
const TAIL: usize = 64;

impl Inspection {
    /// Looks at the next bytes; faults that need no end are found at once.
    ///
    /// # Errors
    /// Too large, or not one of the kinds.
    pub fn see(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.bytes > MAX_BYTES {
            return Err(Fault::TooLarge);
        }
        let missing = HEAD.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(missing));
        if self.head.len() == HEAD && Media::of_head(&self.head).is_none() {
            return Err(Fault::WrongKind);
        }
        self.tail.extend_from_slice(
            bytes
                .get(bytes.len().saturating_sub(TAIL)..)
                .unwrap_or(bytes),
        );
        let surplus = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..surplus);
        Ok(())
    }

    /// What the whole file is, and its size in bytes.
    ///
    /// # Errors
    /// Empty, not one of the kinds, or cut short.
    pub fn conclude(&self) -> Result<(Media, u64), Fault> {
        if self.bytes == 0 {
            return Err(Fault::Empty);
        }
        let media = Media::of_head(&self.head).ok_or(Fault::WrongKind)?;
        if media.ends_with(&self.tail) {
            Ok((media, self.bytes))
        } else {
            Err(Fault::CutShort)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inspect(bytes: &[u8], piece: usize) -> Result<(Media, u64), Fault> {
        let mut inspection = Inspection::default();
        for piece in bytes.chunks(piece) {
            inspection.see(piece)?;
        }
        inspection.conclude()
    }

    #[test]
    fn r33_files_are_known_by_their_content() {
        let pdf = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n";
        let png = b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82";
        for piece in [1, 7, 1000] {
            assert_eq!(inspect(pdf, piece).unwrap().0, Media::Pdf);
            assert_eq!(inspect(png, piece).unwrap().0, Media::Png);
        }
        let cases: [(&[u8], Fault); 6] = [
            (b"", Fault::Empty),
            (b"<svg onload=alert(1)>", Fault::WrongKind),
            (b"GIF89a;<script>", Fault::WrongKind),
            (b"PK\x03\x04 a document", Fault::WrongKind),
            (
                b"%PDF-1.7\n%%EOF\nPK\x03\x04 and an archive",
                Fault::CutShort,
            ),
            (b"\x89PNG\r\n\x1a\n<html>", Fault::CutShort),
        ];
        for (bytes, fault) in cases {
            assert_eq!(inspect(bytes, 4), Err(fault), "{bytes:?}");
        }
    }

    #[test]
    fn r35_a_byte_too_many_is_found_while_it_comes() {
        let mut inspection = Inspection::default();
        inspection.see(b"%PDF-1.7").unwrap();
        let rest = usize::try_from(MAX_BYTES).unwrap() - 8;
        inspection.see(&vec![b' '; rest]).unwrap();
        assert_eq!(inspection.see(b"x"), Err(Fault::TooLarge));
    }
}
