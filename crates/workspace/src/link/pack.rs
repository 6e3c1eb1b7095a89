//! Numbers and texts in few bytes. Reading believes nothing: every length is checked against what is left.

use garimpo_table::Currency;

/// Longest text in bytes.
pub const MOST_TEXT: usize = 200;

#[derive(Default)]
pub struct Packer(pub Vec<u8>);

impl Packer {
    pub fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Seven bits a byte, the lowest first.
    pub fn count(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    pub fn signed(&mut self, value: i64) {
        self.count(((value << 1) ^ (value >> 63)) as u64);
    }

    /// `None`, or a number that is not negative one below its code.
    pub fn maybe(&mut self, value: Option<i64>) {
        match value {
            None => self.byte(0),
            Some(value) => {
                self.byte(1);
                self.signed(value);
            }
        }
    }

    pub fn text(&mut self, text: &str) {
        let text = shortened(text, MOST_TEXT);
        self.count(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// With so many significant digits (at most 15). One byte says where the decimal point is, or that there is no
    /// number: 0 none, 1 zero, else 64 + the exponent, and 128 more below zero.
    pub fn number(&mut self, value: Option<f64>, digits: u8) {
        let Some((negative, mantissa, exponent)) = value.and_then(|value| decimal(value, digits)) else {
            return self.byte(u8::from(value == Some(0.0)));
        };
        self.byte((64 + exponent) as u8 | if negative { 0x80 } else { 0 });
        self.count(mantissa);
    }

    pub fn currency(&mut self, currency: Option<Currency>) {
        match currency {
            None => self.byte(0),
            Some(currency) => self.0.extend(currency.0),
        }
    }
}

/// The text up to so many bytes, never within a character.
pub fn shortened(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Sign, digits without zeros behind, exponent in -40..=40. `None` for what is no such number.
fn decimal(value: f64, digits: u8) -> Option<(bool, u64, i32)> {
    if !value.is_finite() || value == 0.0 {
        return None;
    }
    // "1.2345e3": the shortest way to exact rounding.
    let text = format!("{:.*e}", usize::from(digits.clamp(1, 15)) - 1, value.abs());
    let (mantissa, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let written: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let kept = written.trim_end_matches('0');
    let exponent = exponent + 1 - i32::try_from(kept.len()).ok()?;
    (-40..=40).contains(&exponent).then_some(())?;
    Some((value < 0.0, kept.parse().ok()?, exponent))
}

pub struct Unpacker<'a>(pub &'a [u8]);

impl<'a> Unpacker<'a> {
    pub fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub fn count(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub fn signed(&mut self) -> Option<i64> {
        let value = self.count()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    pub fn maybe(&mut self) -> Option<Option<i64>> {
        match self.byte()? {
            0 => Some(None),
            1 => Some(Some(self.signed()?)),
            _ => None,
        }
    }

    pub fn maybe_day(&mut self) -> Option<Option<i32>> {
        match self.maybe()? {
            None => Some(None),
            Some(day) => Some(Some(i32::try_from(day).ok()?)),
        }
    }

    /// Without what could turn a line around or hide.
    pub fn text(&mut self) -> Option<&'a str> {
        let len = usize::try_from(self.count()?).ok().filter(|len| *len <= MOST_TEXT)?;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        let text = std::str::from_utf8(text).ok()?;
        let is_bad = |ch: char| {
            ch.is_control()
                || matches!(ch, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        (!text.contains(is_bad)).then_some(text)
    }

    pub fn number(&mut self) -> Option<Option<f64>> {
        let first = self.byte()?;
        match first {
            0 => return Some(None),
            1 => return Some(Some(0.0)),
            _ => {}
        }
        let exponent = i32::from(first & 0x7f) - 64;
        let mantissa = self.count()?;
        (mantissa <= 1_000_000_000_000_000 && (-40..=40).contains(&exponent)).then_some(())?;
        // Written and read as text: the same number that was written.
        let value: f64 = format!("{mantissa}e{exponent}").parse().ok()?;
        Some(Some(if first & 0x80 == 0 { value } else { -value }))
    }

    pub fn currency(&mut self) -> Option<Option<Currency>> {
        let first = self.byte()?;
        if first == 0 {
            return Some(None);
        }
        let code = [first, self.byte()?, self.byte()?];
        code.iter().all(u8::is_ascii_uppercase).then_some(Some(Currency(code)))
    }

    /// Whether everything was read.
    pub fn done(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (value, digits, expected) in [
            (48_600.0, 6, 48_600.0),
            (1_234_567.89, 6, 1_234_570.0),
            (0.054_612, 3, 0.054_6),
            (-3.25, 3, -3.25),
            (999.96, 4, 1_000.0),
            (1e-30, 6, 1e-30),
            (0.1 + 0.2, 15, 0.3),
        ] {
            let mut packer = Packer::default();
            packer.number(Some(value), digits);
            assert_eq!(Unpacker(&packer.0).number(), Some(Some(expected)), "{value}");
        }
        for none in [None, Some(f64::NAN), Some(f64::INFINITY), Some(1e300)] {
            let mut packer = Packer::default();
            packer.number(none, 6);
            assert_eq!(Unpacker(&packer.0).number(), Some(None), "{none:?}");
        }
    }

    #[test]
    fn whole_numbers_come_back() {
        for value in [0, 1, -1, 63, 64, -64, -65, 20_000, i64::from(i32::MIN), 1 << 60] {
            let mut packer = Packer::default();
            packer.signed(value);
            assert_eq!(Unpacker(&packer.0).signed(), Some(value));
        }
    }

    #[test]
    fn a_text_that_hides_something_is_no_text() {
        for text in ["\u{202e}gpj.exe", "a\u{200b}b", "a\nb", "\u{2066}x"] {
            let mut packer = Packer::default();
            packer.text(text);
            assert_eq!(Unpacker(&packer.0).text(), None, "{text:?}");
        }
        let mut packer = Packer::default();
        packer.text(&"ação".repeat(100));
        let read = Unpacker(&packer.0).text().map(str::len);
        assert!(read.is_some_and(|len| (MOST_TEXT - 1..=MOST_TEXT).contains(&len)));
    }
}
