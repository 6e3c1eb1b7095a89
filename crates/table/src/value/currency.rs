//! Currency signs, in cells and in headers.

use crate::Currency;

/// Signs before or after an amount, longest first.
const SIGNS: [(&[u8], [u8; 3]); 28] = [
    (b"US$", *b"USD"),
    (b"CA$", *b"CAD"),
    (b"MX$", *b"MXN"),
    (b"AU$", *b"AUD"),
    (b"NZ$", *b"NZD"),
    (b"AR$", *b"ARS"),
    (b"CLP$", *b"CLP"),
    (b"R$", *b"BRL"),
    (b"r$", *b"BRL"),
    (b"A$", *b"AUD"),
    (b"C$", *b"CAD"),
    (b"$", *b"USD"),
    ("€".as_bytes(), *b"EUR"),
    ("£".as_bytes(), *b"GBP"),
    ("¥".as_bytes(), *b"JPY"),
    ("₹".as_bytes(), *b"INR"),
    (b"BRL", *b"BRL"),
    (b"USD", *b"USD"),
    (b"EUR", *b"EUR"),
    (b"GBP", *b"GBP"),
    (b"INR", *b"INR"),
    (b"IDR", *b"IDR"),
    (b"MXN", *b"MXN"),
    (b"ARS", *b"ARS"),
    (b"CAD", *b"CAD"),
    (b"AUD", *b"AUD"),
    (b"CHF", *b"CHF"),
    (b"JPY", *b"JPY"),
];

/// Codes that a header may hold in brackets, besides those above. `(UTC)` must not be among them.
const HEADER_CODES: [[u8; 3]; 14] = [
    *b"TND", *b"CLP", *b"COP", *b"PEN", *b"UYU", *b"PYG", *b"BOB", *b"CNY", *b"NZD", *b"SEK", *b"NOK",
    *b"DKK", *b"PLN", *b"ZAR",
];

/// The sign that a text begins with, and what follows it.
pub fn prefix(text: &[u8]) -> Option<(Currency, &[u8])> {
    if text.first()?.is_ascii_digit() {
        return None;
    }
    SIGNS.iter().find_map(|(sign, code)| Some((Currency(*code), text.strip_prefix(*sign)?)))
}

/// The sign that a text ends with, and what stands before it.
pub fn suffix(text: &[u8]) -> Option<(Currency, &[u8])> {
    if text.last()?.is_ascii_digit() {
        return None;
    }
    SIGNS.iter().find_map(|(sign, code)| Some((Currency(*code), text.strip_suffix(*sign)?)))
}

/// `Amount spent (BRL)`, `Valor (R$)`, `Custo R$`, `Spend USD`.
pub fn in_header(header: &str) -> Option<Currency> {
    let header = header.trim();
    let last = header.rsplit([' ', '(', '[', '_', '\u{a0}']).next().unwrap_or("");
    let word = last.trim_end_matches([')', ']']);
    let known = |word: &str| -> Option<Currency> {
        let upper = word.to_ascii_uppercase();
        if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == upper.as_bytes()) {
            return Some(Currency(*code));
        }
        HEADER_CODES.iter().find(|code| code.as_slice() == upper.as_bytes()).map(|code| Currency(*code))
    };
    // A bare word in lower case is a word; in brackets, or with a `$`, it is a currency.
    let is_marked = last.len() != word.len() || !word.is_ascii() || word.contains('$');
    let is_code =
        word.len() == 3 && (word.bytes().all(|byte| byte.is_ascii_uppercase()) || header.contains('_'));
    (is_marked || is_code).then(|| known(word)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_currencies() {
        #[track_caller]
        fn check(header: &str, code: Option<&str>) {
            assert_eq!(
                in_header(header).map(|currency| currency.code().to_owned()).as_deref(),
                code,
                "{header:?}"
            );
        }
        check("Valor usado (BRL)", Some("BRL"));
        check("Amount spent (USD)", Some("USD"));
        check("Valor (R$)", Some("BRL"));
        check("Custo R$", Some("BRL"));
        check("amount_usd", Some("USD"));
        check("Start Date (in UTC)", None);
        check("Custo", None);
        check("CPM (cost per 1,000 impressions) (USD)", Some("USD"));
        check("Receita (€)", Some("EUR"));
    }
}
