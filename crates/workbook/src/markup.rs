//! The bytes of a page to text: by its mark of byte order, by what it says about itself, else as what it is.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A page names its encoding in its beginning.
const HEAD: usize = 4096;

pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match stated(bytes.get(..HEAD).unwrap_or(bytes)) {
            // Bytes that are read as text by the byte cannot be UTF-16, whatever they say.
            Some(encoding) if encoding.is_ascii_compatible() && fits(bytes, encoding) => encoding,
            _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
            _ => WINDOWS_1252,
        },
    };
    encoding.decode(bytes).0
}

/// Many programs state UTF-8 and write Windows-1252.
fn fits(bytes: &[u8], encoding: &'static Encoding) -> bool {
    encoding != UTF_8 || std::str::from_utf8(bytes).is_ok()
}

/// `charset=…` of a `meta`, or `encoding="…"` of XML.
fn stated(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = memchr::memmem::find(&head, key.as_bytes())? + key.len();
        let rest = head.get(at..)?;
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte))?;
        Encoding::for_label(rest.get(..end)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_its_own_letters() {
        #[track_caller]
        fn check(bytes: &[u8]) {
            assert!(decode(bytes).contains("Região"), "{bytes:?}");
        }
        check("<table>Região".as_bytes());
        check("\u{feff}<table>Região".as_bytes());
        check(b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\"><table>Regi\xe3o");
        check(b"<meta charset=iso-8859-1><table>Regi\xe3o");
        check(b"<meta charset=utf-8><table>Regi\xe3o");
        check(b"<table>Regi\xe3o");
        check("<meta charset='utf-16'><table>Região".as_bytes());
        let wide: Vec<u8> = "\u{feff}<table>Região".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide);
    }
}
