//! Files that hold tables, but not as text: known by their first bytes. Here because whoever is about to read a
//! file needs to know it; opening them is the business of another crate.

use crate::decode::{Sniff, sniff};

/// What has to be opened before its tables can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// Also what workbooks are made of since 2007.
    Zip,
    Gzip,
    /// Workbooks before that, and locked ones.
    Compound,
    /// HTML, or an XML spreadsheet.
    Markup,
}

/// Bytes that decide.
const HEAD: usize = 4096;

/// `head`: the first 4096 bytes of a file, or all of it. `None`: read it as it is.
pub fn kind(head: &[u8]) -> Option<Packed> {
    let head = head.get(..HEAD).unwrap_or(head);
    match sniff(head) {
        Sniff::Binary(Some("zip" | "xlsx")) => Some(Packed::Zip),
        Sniff::Binary(Some("gzip")) => Some(Packed::Gzip),
        Sniff::Binary(Some("xls")) => Some(Packed::Compound),
        Sniff::Binary(_) => None,
        Sniff::Text(_) => is_markup(head).then_some(Packed::Markup),
    }
}

/// A known kind of file that has no table inside, by its first bytes ("pdf", "png", …).
pub fn foreign(head: &[u8]) -> Option<&'static str> {
    match sniff(head.get(..HEAD).unwrap_or(head)) {
        Sniff::Binary(Some(kind)) if self::kind(head).is_none() => Some(kind),
        _ => None,
    }
}

fn is_markup(head: &[u8]) -> bool {
    // The zeros of UTF-16, and both marks of byte order.
    let plain = |byte: &&u8| !matches!(**byte, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe);
    let first = head.iter().filter(plain).find(|byte| !byte.is_ascii_whitespace());
    if first != Some(&b'<') {
        return false;
    }
    let text: Vec<u8> = head.iter().filter(plain).map(u8::to_ascii_lowercase).collect();
    let marks: [&[u8]; 5] =
        [b"<html", b"<table", b"<!doctype html", b"<body", b"urn:schemas-microsoft-com:office:spreadsheet"];
    marks.iter().any(|mark| memchr::memmem::find(&text, mark).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_what_must_be_opened() {
        #[track_caller]
        fn check(head: &[u8], expected: Option<Packed>) {
            assert_eq!(kind(head), expected, "{head:?}");
        }
        check(b"PK\x03\x04....xl/workbook.xml", Some(Packed::Zip));
        check(b"PK\x03\x04....leads.csv", Some(Packed::Zip));
        check(b"\x1f\x8b\x08", Some(Packed::Gzip));
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some(Packed::Compound));
        check(b"<html><table>", Some(Packed::Markup));
        check(b"\xef\xbb\xbf \r\n<TABLE border=1>", Some(Packed::Markup));
        check(b"\xff\xfe<\0t\0a\0b\0l\0e\0>\0", Some(Packed::Markup));
        check(
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            Some(Packed::Markup),
        );
        check(b"<none>,b\n1,2\n", None);
        check(b"a,<table>\n1,2\n", None);
        check(b"a,b\n1,2\n", None);
        check(b"%PDF-1.7", None);
        check(b"", None);
        assert_eq!(foreign(b"%PDF-1.7"), Some("pdf"));
        assert_eq!(foreign(b"PK\x03\x04....leads.csv"), None);
        assert_eq!(foreign(b"a,b\n"), None);
    }
}
