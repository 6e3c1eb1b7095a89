//! Currency signs, in cells and in headers.

use crate::Currency;

/// Signs before or after an amount, longest first.
const SIGNS: [(&[u8], [u8; 3]); 30] = [
    (b"U$S", *b"USD"),
    (b"US$", *b"USD"),
    (b"CA$", *b"CAD"),
    (b"MX$", *b"MXN"),
    (b"AU$", *b"AUD"),
    (b"NZ$", *b"NZD"),
    (b"AR$", *b"ARS"),
    (b"HK$", *b"HKD"),
    (b"NT$", *b"TWD"),
    (b"CLP$", *b"CLP"),
    (b"COP$", *b"COP"),
    (b"R$", *b"BRL"),
    (b"r$", *b"BRL"),
    (b"U$", *b"USD"),
    (b"A$", *b"AUD"),
    (b"C$", *b"CAD"),
    (b"S/", *b"PEN"),
    (b"$", *b"USD"),
    ("€".as_bytes(), *b"EUR"),
    ("£".as_bytes(), *b"GBP"),
    ("¥".as_bytes(), *b"JPY"),
    ("₹".as_bytes(), *b"INR"),
    ("₺".as_bytes(), *b"TRY"),
    ("₱".as_bytes(), *b"PHP"),
    ("₩".as_bytes(), *b"KRW"),
    ("₽".as_bytes(), *b"RUB"),
    ("₪".as_bytes(), *b"ILS"),
    ("₫".as_bytes(), *b"VND"),
    ("₴".as_bytes(), *b"UAH"),
    ("zł".as_bytes(), *b"PLN"),
];

/// ISO codes in use in exports. `UTC` must not be among them.
const CODES: [[u8; 3]; 52] = [
    *b"BRL", *b"USD", *b"EUR", *b"GBP", *b"JPY", *b"CNY", *b"INR", *b"IDR", *b"MXN", *b"ARS", *b"CLP",
    *b"COP", *b"PEN", *b"UYU", *b"PYG", *b"BOB", *b"CRC", *b"DOP", *b"GTQ", *b"CAD", *b"AUD", *b"NZD",
    *b"CHF", *b"SEK", *b"NOK", *b"DKK", *b"PLN", *b"CZK", *b"HUF", *b"RON", *b"BGN", *b"TRY", *b"ZAR",
    *b"ILS", *b"AED", *b"SAR", *b"QAR", *b"EGP", *b"NGN", *b"KES", *b"TND", *b"MAD", *b"THB", *b"MYR",
    *b"SGD", *b"PHP", *b"VND", *b"KRW", *b"HKD", *b"TWD", *b"RUB", *b"UAH",
];

/// Names behind an amount, in lower case.
const NAMES: [(&str, [u8; 3]); 10] = [
    ("reais", *b"BRL"),
    ("real", *b"BRL"),
    ("dólares", *b"USD"),
    ("dolares", *b"USD"),
    ("dólar", *b"USD"),
    ("dolar", *b"USD"),
    ("dollars", *b"USD"),
    ("dollar", *b"USD"),
    ("euros", *b"EUR"),
    ("euro", *b"EUR"),
];

/// Of a bare `$` the amount's column must say which dollar or peso it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    pub currency: Currency,
    pub is_bare_dollar: bool,
}

impl Sign {
    fn new(sign: &[u8], code: [u8; 3]) -> Self {
        Self { currency: Currency(code), is_bare_dollar: sign == b"$" }
    }
}

/// Whether amounts in this currency are written with a bare `$` where it is used.
pub fn is_dollar(currency: Currency) -> bool {
    matches!(
        &currency.0,
        b"USD"
            | b"CAD"
            | b"AUD"
            | b"NZD"
            | b"MXN"
            | b"ARS"
            | b"CLP"
            | b"COP"
            | b"UYU"
            | b"HKD"
            | b"SGD"
            | b"TWD"
    )
}

/// The ISO code that a text is, in any case.
pub fn code(text: &[u8]) -> Option<Currency> {
    let upper = <[u8; 3]>::try_from(text).ok()?.map(|byte| byte.to_ascii_uppercase());
    CODES.contains(&upper).then_some(Currency(upper))
}

/// A whole cell that names a currency: `BRL`, `R$`, `€`.
pub fn named(trimmed: &[u8]) -> Option<Currency> {
    if trimmed.len() > 4 {
        return None;
    }
    let is_code = trimmed.len() == 3 && trimmed.iter().all(u8::is_ascii_uppercase);
    if is_code {
        return code(trimmed);
    }
    SIGNS.iter().find(|(sign, _)| *sign == trimmed).map(|(_, code)| Currency(*code))
}

/// The sign that a text begins with, and what follows it.
pub fn prefix(text: &[u8]) -> Option<(Sign, &[u8])> {
    // What a sign begins with; most cells are sent off here.
    if !matches!(text.first()?, b'$' | b'A'..=b'Z' | b'r' | b'z' | 0xc2 | 0xe2) {
        return None;
    }
    if let Some((word, rest)) = text.split_at_checked(3)
        && word.iter().all(u8::is_ascii_uppercase)
        && rest.first().is_some_and(|byte| !byte.is_ascii_alphabetic() && *byte != b'$')
    {
        return code(word).map(|currency| (Sign { currency, is_bare_dollar: false }, rest));
    }
    SIGNS.iter().find_map(|(sign, code)| Some((Sign::new(sign, *code), text.strip_prefix(*sign)?)))
}

/// The sign or the name that a text ends with, and what stands before it.
pub fn suffix(text: &[u8]) -> Option<(Sign, &[u8])> {
    let last = *text.last()?;
    if !matches!(last, b'$' | b'a'..=b'z' | b'A'..=b'Z' | 0x80..) {
        return None;
    }
    if last.is_ascii_alphabetic() {
        let mut at = text.len();
        while let Some([.., byte]) = text.get(..at) {
            at -= match (byte, text.get(at.wrapping_sub(2))) {
                (byte, _) if byte.is_ascii_alphabetic() => 1,
                (0x80.., Some(0xc3)) => 2,
                _ => break,
            };
        }
        let (rest, word) = text.split_at_checked(at)?;
        let found = code(word).or_else(|| {
            let name = NAMES.iter().find(|(name, _)| super::is_same(word, name.as_bytes()));
            name.map(|(_, code)| Currency(*code))
        });
        if let Some(currency) = found {
            return Some((Sign { currency, is_bare_dollar: false }, rest));
        }
    }
    SIGNS.iter().find_map(|(sign, code)| Some((Sign::new(sign, *code), text.strip_suffix(*sign)?)))
}

/// `Amount spent (BRL)`, `Valor (R$)`, `Custo R$`, `Spend USD`, `R$ investido`. A question is no amount.
pub fn in_header(header: &str) -> Option<Currency> {
    let header = header.trim_matches(crate::fold::is_blank_char);
    let last = header.rsplit([' ', '(', '[', '_', '\u{a0}']).next().unwrap_or("");
    let word = last.trim_end_matches([')', ']']);
    let known = |word: &str| -> Option<Currency> {
        let upper = word.to_ascii_uppercase();
        if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == upper.as_bytes()) {
            return Some(Currency(*code));
        }
        code(word.as_bytes())
    };
    // A bare word in lower case is a word; in brackets, or with a `$`, it is a currency.
    let is_marked = last.len() != word.len() || !word.is_ascii() || word.contains('$');
    let is_code =
        word.len() == 3 && (word.bytes().all(|byte| byte.is_ascii_uppercase()) || header.contains('_'));
    if let Some(found) = (is_marked || is_code).then(|| known(word)).flatten() {
        return Some(found);
    }
    let (first, rest) = header.split_once([' ', '\u{a0}'])?;
    let is_sign = first.contains('$') || !first.is_ascii();
    let is_amount = !rest.contains('?') && !rest.bytes().any(|byte| byte.is_ascii_digit());
    (is_sign && is_amount).then(|| known(first)).flatten()
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
        check("Lead venda R$", Some("BRL"));
        check("Lead venda R$\u{a0}", Some("BRL"));
        check("Valor (COP)", Some("COP"));
        check("R$ investido", Some("BRL"));
        check("O valor de R$ 2.950.000 está de acordo?", None);
        check("Entrada de R$ 50 mil?", None);
        check("R$ 50 mil de entrada?", None);
        check("Investimento (mil)", None);
        check("Data (CET)", None);
        check("Preço em real", None);
    }

    #[test]
    fn cells_that_are_currencies() {
        for (text, expected) in [
            ("BRL", Some("BRL")),
            ("R$", Some("BRL")),
            ("€", Some("EUR")),
            ("UTC", None),
            ("brl", None),
            ("SIM", None),
            ("R$ 5", None),
            ("", None),
        ] {
            let found = named(text.as_bytes());
            assert_eq!(found.map(|found| found.code().to_owned()).as_deref(), expected, "{text:?}");
        }
    }
}
