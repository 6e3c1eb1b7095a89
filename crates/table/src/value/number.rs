//! Numbers as people and programs write them: `1.234,56`, `R$ 1.234,56`, `(12,5)`, `2,81%`, `1 234,56`.
//!
//! [`lex`] tells what a text shows without deciding what its separators mean; the column decides that
//! from all of its values, and [`Lexed::number`] and [`Lexed::cents`] then read it.

use crate::value::currency::{self, Sign};
use crate::{Currency, Decimal};

/// What the separators of one value show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separators {
    /// Digits only.
    None { digits: u8, leading_zero: bool },
    /// The decimal sign is certain.
    Certain(Decimal),
    /// `12.400` reads both ways; this is the sign that it has.
    Either(Decimal),
    /// Grouped with blanks or apostrophes, no decimals.
    Grouped,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lexed<'a> {
    pub negative: bool,
    pub currency: Option<Currency>,
    /// The currency is a bare `$`: the column may say that it is another dollar or peso.
    pub is_bare_dollar: bool,
    pub percent: bool,
    pub separators: Separators,
    /// Digits and separators, without exponent.
    pub body: &'a [u8],
    /// Saturates far outside of what a number can hold.
    pub exponent: Option<i32>,
    /// Zeros to add: 3 for `K` and `mil`, 6 for `M` and `mi`.
    thousands: u8,
}

fn skip_blanks(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [b' ', rest @ ..]
            | [0xc2, 0xa0, rest @ ..]
            | [0xe2, 0x80, 0x80..=0x8b | 0xaf, rest @ ..]
            | [0xe2, 0x81, 0x9f | 0xa0, rest @ ..]
            | [0xe3, 0x80, 0x80, rest @ ..] => rest,
            _ => return text,
        }
    }
}

fn skip_blanks_back(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [rest @ .., b' ']
            | [rest @ .., 0xc2, 0xa0]
            | [rest @ .., 0xe2, 0x80, 0x80..=0x8b | 0xaf]
            | [rest @ .., 0xe2, 0x81, 0x9f | 0xa0]
            | [rest @ .., 0xe3, 0x80, 0x80] => rest,
            _ => return text,
        }
    }
}

/// Takes a trimmed text apart. `None` if it is not a number in any writing.
pub fn lex(trimmed: &[u8]) -> Option<Lexed<'_>> {
    if trimmed.len() <= 18 && !trimmed.is_empty() && trimmed.iter().all(u8::is_ascii_digit) {
        return Some(Lexed {
            negative: false,
            currency: None,
            is_bare_dollar: false,
            percent: false,
            separators: plain(trimmed),
            body: trimmed,
            exponent: None,
            thousands: 0,
        });
    }
    match trimmed.first() {
        // Of the words, only those that begin like a currency can be a number: `R$`, `BRL`.
        Some(byte) if byte.is_ascii_alphabetic() => {
            let letters = trimmed.iter().take(4).take_while(|byte| byte.is_ascii_alphabetic()).count();
            let next = trimmed.get(letters)?;
            let is_sign = matches!(next, b'$' | b'/')
                || letters == 3 && matches!(next, b' ' | b'-' | b'+' | b'0'..=b'9' | 0xc2 | 0xe2 | 0xe3);
            if is_sign { lex_slow(trimmed) } else { None }
        }
        Some(_) => lex_slow(trimmed),
        None => None,
    }
}

fn plain(digits: &[u8]) -> Separators {
    Separators::None {
        digits: digits.len().min(255) as u8,
        leading_zero: digits.len() > 1 && digits.first() == Some(&b'0'),
    }
}

/// Longer texts are no numbers that anybody means; the limit keeps the work of one cell small.
const LONGEST: usize = 2048;

fn minus(text: &[u8]) -> Option<&[u8]> {
    match text {
        // The true minus sign, and the dashes that word processors put in its place.
        [b'-', rest @ ..] | [0xe2, 0x88, 0x92, rest @ ..] | [0xe2, 0x80, 0x90..=0x93, rest @ ..] => {
            Some(rest)
        }
        _ => None,
    }
}

fn lex_slow(trimmed: &[u8]) -> Option<Lexed<'_>> {
    if trimmed.len() > LONGEST {
        return None;
    }
    let mut text = trimmed;
    let (mut negative, mut sign, mut percent): (_, Option<Sign>, _) = (false, None, false);
    let mut is_signed = false;
    if let [b'(', inside @ .., b')'] = text {
        (negative, is_signed, text) = (true, true, inside);
    }
    // A sign may stand before or behind the currency: `-R$20,30`, `R$ -20,30`.
    for _ in 0..2 {
        text = skip_blanks(text);
        if !is_signed && let Some(rest) = minus(text) {
            (negative, is_signed, text) = (true, true, rest);
        } else if !is_signed && let [b'+', rest @ ..] = text {
            (is_signed, text) = (true, rest);
        }
        text = skip_blanks(text);
        if sign.is_none()
            && let Some((found, rest)) = currency::prefix(text)
        {
            (sign, text) = (Some(found), rest);
        }
    }
    // Behind the digits, from the end: `12,5 %`, `12,50 €`, `1,5 mil`, `1.234-`, in this order or parts of it.
    if let [rest @ .., b'%'] = text {
        (percent, text) = (true, skip_blanks_back(rest));
    }
    if sign.is_none()
        && !percent
        && let Some((found, rest)) = currency::suffix(text)
    {
        (sign, text) = (Some(found), skip_blanks_back(rest));
    }
    if !is_signed && let [rest @ .., b'0'..=b'9', b'-'] = text {
        // `rest` lacks the last digit.
        (negative, text) = (true, text.get(..rest.len() + 1)?);
    }
    if percent && sign.is_some() {
        return None;
    }
    let (thousands, text) = if percent { (0, text) } else { scale(text, sign.is_some()) };
    let (body, exponent) = exponent(text)?;
    let separators = match separators(body)? {
        // Nobody groups digits before an exponent.
        Separators::Either(sign) if exponent.is_some() => Separators::Certain(sign),
        separators => separators,
    };
    let (currency, is_bare_dollar) =
        (sign.map(|sign| sign.currency), sign.is_some_and(|sign| sign.is_bare_dollar));
    Some(Lexed { negative, currency, is_bare_dollar, percent, separators, body, exponent, thousands })
}

/// Zeros that a unit behind the digits stands for. `K`, `M`, `mi` (miles) and `bi` are units of many things, and
/// count only for amounts of money.
fn scale(text: &[u8], is_money: bool) -> (u8, &[u8]) {
    let Some(last) = text.last().filter(|byte| byte.is_ascii_alphabetic()) else { return (0, text) };
    if is_money {
        match text {
            [rest @ .., b'K' | b'k'] => return (3, skip_blanks_back(rest)),
            [rest @ .., b'M'] => return (6, skip_blanks_back(rest)),
            _ => {}
        }
    }
    if !matches!(last, b'l' | b'L' | b'i' | b'I' | b's' | b'S' | b'o' | b'O') {
        return (0, text);
    }
    const UNITS: [(&str, u8); 7] =
        [("mil", 3), ("mi", 6), ("milhão", 6), ("milhao", 6), ("milhões", 6), ("milhoes", 6), ("bi", 9)];
    let blank = text.iter().rposition(|byte| *byte == b' ' || *byte == 0xa0);
    let Some((rest, word)) = blank.and_then(|at| text.split_at_checked(at + 1)) else { return (0, text) };
    let found = UNITS
        .iter()
        .filter(|(unit, _)| is_money || !matches!(*unit, "mi" | "bi"))
        .find(|(unit, _)| super::is_same(word, unit.as_bytes()));
    found.map_or((0, text), |(_, zeros)| (*zeros, skip_blanks_back(rest)))
}

fn exponent(text: &[u8]) -> Option<(&[u8], Option<i32>)> {
    let Some(at) = memchr::memchr2(b'e', b'E', text) else { return Some((text, None)) };
    let (body, tail) = (text.get(..at)?, text.get(at + 1..)?);
    let (negative, digits) = match tail {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0i32, |value, &digit| (value * 10 + (digit - b'0') as i32).min(99_999));
    Some((body, Some(if negative { -value } else { value })))
}

/// Length of a grouping blank or apostrophe at the start of `text`.
fn group_sign(text: &[u8]) -> Option<usize> {
    match text {
        [b' ' | b'\'', ..] => Some(1),
        [0xc2, 0xa0 | 0xb4, ..] => Some(2),
        [0xe2, 0x80, 0x80..=0x8a | 0xaf | 0x98 | 0x99, ..] | [0xe2, 0x81, 0x9f, ..] => Some(3),
        _ => None,
    }
}

/// Judges the separators of a body that must begin with a digit or a decimal sign.
fn separators(body: &[u8]) -> Option<Separators> {
    let (mut dots, mut commas, mut blanks, mut digits) = (0u8, 0u8, 0u8, 0usize);
    let (mut run, mut before) = (0usize, 0usize);
    // The sign that opened the present run of digits; every run behind a grouping sign has three digits.
    let (mut last, mut is_grouped) = (0u8, true);
    let mut rest = body;
    while let Some(&byte) = rest.first() {
        let mut width = 1;
        match byte {
            b'0'..=b'9' => {
                run += 1;
                digits += 1;
                rest = rest.get(1..)?;
                continue;
            }
            b'.' => dots = dots.saturating_add(1),
            b',' => commas = commas.saturating_add(1),
            _ => {
                width = group_sign(rest)?;
                blanks = blanks.saturating_add(1);
            }
        }
        is_grouped &= last == 0 || run == 3;
        if last == 0 {
            before = run;
        }
        last = if width > 1 || !matches!(byte, b'.' | b',') { b' ' } else { byte };
        run = 0;
        rest = rest.get(width..)?;
    }
    if digits == 0 {
        return None;
    }
    if last == 0 {
        return Some(plain(body));
    }
    let groups_before = (1..=3).contains(&before);
    let decimal = |sign: u8| if sign == b'.' { Decimal::Dot } else { Decimal::Comma };
    let other = |sign: u8| if sign == b'.' { Decimal::Comma } else { Decimal::Dot };
    if last == b' ' {
        // `18 158`; a dot or comma before a blank group is nothing that anybody writes.
        return (dots + commas == 0 && groups_before && is_grouped && run == 3)
            .then_some(Separators::Grouped);
    }
    if commas > 1 && !is_grouped {
        return is_lakh(body).then_some(Separators::Certain(Decimal::Dot));
    }
    let (same, different) = if last == b'.' { (dots, commas) } else { (commas, dots) };
    if different > 0 && blanks > 0 {
        return None;
    }
    if same > 1 {
        // `1.234.567`: grouping, unless other signs are mixed in.
        return (different == 0 && blanks == 0 && groups_before && is_grouped && run == 3)
            .then_some(Separators::Certain(other(last)));
    }
    if different > 0 || blanks > 0 {
        // `1.234,56`: the last sign is the decimal one.
        return (groups_before && is_grouped && run > 0).then_some(Separators::Certain(decimal(last)));
    }
    if groups_before && run == 3 && body.first() != Some(&b'0') {
        return Some(Separators::Either(decimal(last)));
    }
    (run > 0 || before > 0).then_some(Separators::Certain(decimal(last)))
}

/// `1,00,000` and `12,34,567.50`, as India groups: the last group has three digits, those before it two.
fn is_lakh(body: &[u8]) -> bool {
    let (whole, fraction) = match memchr::memchr(b'.', body) {
        Some(at) => body.split_at(at),
        None => (body, &b".0"[..]),
    };
    let is_digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let groups: Vec<&[u8]> = whole.split(|byte| *byte == b',').collect();
    let [first, pairs @ .., last] = groups.as_slice() else { return false };
    groups.iter().all(|group| is_digits(group))
        && fraction.get(1..).is_some_and(is_digits)
        && matches!(first.len(), 1 | 2)
        && !pairs.is_empty()
        && pairs.iter().all(|pair| pair.len() == 2)
        && last.len() == 3
}

const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

impl Lexed<'_> {
    /// Whether the value can be read with this decimal sign.
    pub fn fits(&self, decimal: Decimal) -> bool {
        match self.separators {
            Separators::None { .. } | Separators::Grouped | Separators::Either(_) => true,
            Separators::Certain(own) => own == decimal,
        }
    }

    /// The digits, in `out`, and how many of them stand behind the decimal sign.
    fn digits<'d>(&self, decimal: Decimal, out: &'d mut Digits) -> Option<(&'d [u8], usize)> {
        if !self.fits(decimal) {
            return None;
        }
        if self.body.len() > out.short.len() {
            out.long.resize(self.body.len(), 0);
        }
        let room = if out.long.is_empty() { out.short.as_mut_slice() } else { out.long.as_mut_slice() };
        let sign = if decimal == Decimal::Dot { b'.' } else { b',' };
        let (mut len, mut behind) = (0, None);
        for &byte in self.body {
            if byte.is_ascii_digit() {
                *room.get_mut(len)? = byte;
                len += 1;
            } else if byte == sign {
                behind = Some(len);
            }
        }
        Some((room.get(..len)?, behind.map_or(0, |at| len - at)))
    }

    /// Whether the value may need more digits than the text has.
    pub fn is_scaled(&self) -> bool {
        self.thousands > 0 || self.exponent.is_some()
    }

    /// Whether the value may lie beyond what 64 bits can hold.
    pub fn is_beyond(&self) -> bool {
        self.exponent.is_some_and(|exponent| exponent.saturating_add(self.body.len() as i32) > 300)
    }

    fn shift(&self, fraction: usize) -> i32 {
        self.exponent.unwrap_or(0) + self.thousands as i32
            - fraction as i32
            - if self.percent { 2 } else { 0 }
    }

    /// The value; a percent is a fraction. Infinite beyond what 64 bits can hold.
    pub fn number(&self, decimal: Decimal) -> Option<f64> {
        let mut room = Digits::new();
        let (digits, fraction) = self.digits(decimal, &mut room)?;
        let shift = self.shift(fraction);
        let value = if digits.len() <= 15 && (-22..=22).contains(&shift) {
            // Both are exact, so that one operation rounds exactly.
            let whole = digits.iter().fold(0u64, |value, &digit| value * 10 + (digit - b'0') as u64) as f64;
            let power = POWERS.get(shift.unsigned_abs() as usize).copied()?;
            if shift < 0 { whole / power } else { whole * power }
        } else {
            format!("{}e{shift}", std::str::from_utf8(digits).ok()?).parse().ok()?
        };
        Some(if self.negative { -value } else { value })
    }

    /// The value in hundredths, halves away from zero. `None` too when they do not fit 64 bits.
    pub fn cents(&self, decimal: Decimal) -> Option<i64> {
        let mut room = Digits::new();
        let (digits, fraction) = self.digits(decimal, &mut room)?;
        let shift = 2 + self.shift(fraction);
        let len = digits.len() as i32;
        let keep = len + shift.min(0);
        let mut cents = 0i64;
        for &digit in digits.get(..keep.clamp(0, len) as usize)? {
            cents = cents.checked_mul(10)?.checked_add((digit - b'0') as i64)?;
        }
        if shift > 0 && cents != 0 {
            cents = cents.checked_mul(10i64.checked_pow(shift as u32)?)?;
        }
        if shift < 0 && keep >= 0 && digits.get(keep as usize).is_some_and(|&digit| digit >= b'5') {
            cents += 1;
        }
        Some(if self.negative { -cents } else { cents })
    }
}

/// Room for the digits of one value; the heap only for what no person writes.
struct Digits {
    short: [u8; 64],
    long: Vec<u8>,
}

impl Digits {
    fn new() -> Self {
        Self { short: [0; 64], long: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_shows_its_decimal_sign_or_does_not() {
        use Decimal::{Comma, Dot};
        use Separators::{Certain, Either, Grouped};
        #[track_caller]
        fn check(text: &str, expected: Option<Separators>) {
            assert_eq!(lex(text.as_bytes()).map(|lexed| lexed.separators), expected, "{text:?}");
        }
        check("123", Some(Separators::None { digits: 3, leading_zero: false }));
        check("007", Some(Separators::None { digits: 3, leading_zero: true }));
        check("1,5", Some(Certain(Comma)));
        check("1.5", Some(Certain(Dot)));
        check("12.400", Some(Either(Dot)));
        check("12,400", Some(Either(Comma)));
        check("0.123", Some(Certain(Dot)));
        check("1234.567", Some(Certain(Dot)));
        check("1.234.567", Some(Certain(Comma)));
        check("1,234,567", Some(Certain(Dot)));
        check("1.234,56", Some(Certain(Comma)));
        check("1,234.56", Some(Certain(Dot)));
        check("1,234.567", Some(Certain(Dot)));
        check("18\u{a0}158", Some(Grouped));
        check("1\u{a0}537,85", Some(Certain(Comma)));
        check("1'234.56", Some(Certain(Dot)));
        check("1.2345.678", None);
        check("12,34,567", Some(Certain(Dot)));
        check("1,00,000", Some(Certain(Dot)));
        check("1,00,00,000.50", Some(Certain(Dot)));
        check("1,00,00", None);
        check("123,45,678", None);
        check("1.00.000", None);
        check("1,00.000", None);
        check("1.234-", Some(Either(Dot)));
        check("1.234,56-", Some(Certain(Comma)));
        check("-1.234-", None);
        check("(-5)", None);
        check("18\u{202f}158", Some(Grouped));
        check("1\u{2009}234,56", Some(Certain(Comma)));
        check("1\u{2006}234\u{2006}567", Some(Grouped));
        check("1´234.56", Some(Certain(Dot)));
        check("1 234 56", None);
        check("MARCH1", None);
        check("SEPT2", None);
        check("1_000", None);
        check("inf", None);
        check("NaN", None);
        check("USDT 5", None);
        check("AAA 5", None);
        check("10K", None);
        check("5 M", None);
        check("3. $20,001 - $30K", None);
        check("1.2.3", None);
        check("1,2,3", None);
        check("12-5", None);
        check("1/2", None);
        check(".", None);
        check("", None);
        check("E5", None);
        check("1.203E+17", Some(Certain(Dot)));
        check("R$ 5%", None);
        check("1e5", Some(Separators::None { digits: 1, leading_zero: false }));
    }

    #[test]
    fn values_are_read_with_the_columns_sign() {
        #[track_caller]
        fn check(text: &str, decimal: Decimal, number: Option<f64>, cents: Option<i64>) {
            let lexed = lex(text.as_bytes());
            assert_eq!(lexed.and_then(|lexed| lexed.number(decimal)), number, "{text:?}");
            assert_eq!(lexed.and_then(|lexed| lexed.cents(decimal)), cents, "{text:?}");
        }
        use Decimal::{Comma, Dot};
        check("R$ 1.234,56", Comma, Some(1234.56), Some(123_456));
        check("R$\u{a0}100.000", Comma, Some(100_000.0), Some(10_000_000));
        check("-R$20,30", Comma, Some(-20.30), Some(-2030));
        check("R$ -20,30", Comma, Some(-20.30), Some(-2030));
        check("US$1.92", Dot, Some(1.92), Some(192));
        check("$22,700.00", Dot, Some(22_700.0), Some(2_270_000));
        check("$1,117.10K", Dot, Some(1_117_100.0), Some(111_710_000));
        check("(12,5)", Comma, Some(-12.5), Some(-1250));
        check("12,50 €", Comma, Some(12.5), Some(1250));
        check("€ 12,50", Comma, Some(12.5), Some(1250));
        check("€\u{202f}12,50", Comma, Some(12.5), Some(1250));
        check("BRL 1.234,56", Comma, Some(1234.56), Some(123_456));
        check("BRL1.234,56", Comma, Some(1234.56), Some(123_456));
        check("1.234,56 BRL", Comma, Some(1234.56), Some(123_456));
        check("1.234,56BRL", Comma, Some(1234.56), Some(123_456));
        check("PEN -12.50", Dot, Some(-12.5), Some(-1250));
        check("1.500 reais", Comma, Some(1500.0), Some(150_000));
        check("50 dólares", Comma, Some(50.0), Some(5000));
        check("50\u{a0}DÓLARES", Comma, Some(50.0), Some(5000));
        check("1,5 mil", Comma, Some(1500.0), Some(150_000));
        check("R$ 2 mi", Comma, Some(2_000_000.0), Some(200_000_000));
        check("2 mi", Comma, None, None);
        check("2 milhões", Comma, Some(2_000_000.0), Some(200_000_000));
        check("R$ 2,5 milhões", Comma, Some(2_500_000.0), Some(250_000_000));
        check("1,5 mil reais", Comma, Some(1500.0), Some(150_000));
        check("1.234,56-", Comma, Some(-1234.56), Some(-123_456));
        check("R$ 20,30-", Comma, Some(-20.30), Some(-2030));
        check("–20,30", Comma, Some(-20.30), Some(-2030));
        check("(R$ 1.234,56)", Comma, Some(-1234.56), Some(-123_456));
        check("1,00,000.50", Dot, Some(100_000.5), Some(10_000_050));
        check("-3,5%", Comma, Some(-0.035), Some(-4));
        check("4.389160886712906", Dot, Some(4.389_160_886_712_906), Some(439));
        check("1e400", Dot, Some(f64::INFINITY), None);
        check("1e-2147483648", Dot, Some(0.0), Some(0));
        check("2,81%", Comma, Some(0.0281), Some(3));
        check("12,5 %", Comma, Some(0.125), Some(13));
        check("28.46699781", Dot, Some(28.466_997_81), Some(2847));
        check("0.005", Dot, Some(0.005), Some(1));
        check("-0.005", Dot, Some(-0.005), Some(-1));
        check("0.004", Dot, Some(0.004), Some(0));
        check("0.0004", Dot, Some(0.0004), Some(0));
        check("12.400", Dot, Some(12.4), Some(1240));
        check("12.400", Comma, Some(12_400.0), Some(1_240_000));
        check("1,5", Dot, None, None);
        check("1e3", Dot, Some(1000.0), Some(100_000));
        check("120253670639860385", Dot, Some(120_253_670_639_860_385.0), None);
        check("99999999999999999999", Dot, Some(1e20), None);
        check("−5", Dot, Some(-5.0), Some(-500));
    }
}
