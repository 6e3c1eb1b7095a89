//! Shapes of identifiers that must never become numbers: long hex, UUID, CPF, CNPJ, CEP, phones,
//! and the prefixed ids of Meta's lead forms.

/// What the shape of a text says. `Phone` and the documents hold their digits with signs between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdShape {
    Hex,
    Document,
    Phone,
    Prefixed,
}

pub fn shape(trimmed: &[u8]) -> Option<IdShape> {
    if trimmed.len() > 40 {
        return None;
    }
    let (mut digits, mut hex_letters, mut letters, mut signs, mut hyphens) = (0, 0, 0, 0, 0);
    for &byte in trimmed {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'a'..=b'f' | b'A'..=b'F' => hex_letters += 1,
            b'g'..=b'z' | b'G'..=b'Z' => letters += 1,
            b'-' => hyphens += 1,
            b'+' | b'(' | b')' | b'.' | b' ' | b'/' | b':' => signs += 1,
            _ => return None,
        }
    }
    let len = trimmed.len();
    if digits == 0 {
        return None;
    }
    if let [b'a'..=b'z', b':', rest @ ..] | [b'a'..=b'z', b'a'..=b'z', b':', rest @ ..] = trimmed {
        let rest = rest.strip_prefix(b"+").unwrap_or(rest);
        return (rest.len() >= 6 && rest.iter().all(u8::is_ascii_digit)).then_some(IdShape::Prefixed);
    }
    if letters == 0
        && hex_letters > 0
        && signs == 0
        && (len >= 16 && hyphens == 0 || len == 36 && hyphens == 4)
    {
        return Some(IdShape::Hex);
    }
    if is_document(trimmed) {
        return Some(IdShape::Document);
    }
    let is_marked = hyphens > 0 || matches!(trimmed, [b'+' | b'(' | b'0', ..]);
    let slashes = memchr::memchr2(b'/', b':', trimmed).is_some();
    if letters + hex_letters == 0
        && (8..=15).contains(&digits)
        && is_marked
        && !slashes
        && !is_date_like(trimmed)
    {
        return (hyphens <= 3 && hyphens + signs > 0).then_some(IdShape::Phone);
    }
    None
}

/// `31-05-2026`: digits and hyphens, but not a phone.
fn is_date_like(trimmed: &[u8]) -> bool {
    super::date::lex(trimmed).is_some()
}

/// CPF `000.000.000-00`, CNPJ `AA.AAA.AAA/AAAA-00` (letters since July 2026), CEP `00000-000`.
fn is_document(trimmed: &[u8]) -> bool {
    let fits = |pattern: &[u8]| {
        pattern.len() == trimmed.len()
            && pattern.iter().zip(trimmed).all(|(&pattern, &byte)| match pattern {
                b'0' => byte.is_ascii_digit(),
                b'A' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
                _ => pattern == byte,
            })
    };
    // A CNPJ without signs looks like any code; with letters it is one at least.
    let is_bare = fits(b"AAAAAAAAAAAA00")
        && trimmed.iter().any(u8::is_ascii_uppercase)
        && trimmed.iter().filter(|byte| byte.is_ascii_digit()).count() >= 6;
    is_bare || fits(b"000.000.000-00") || fits(b"AA.AAA.AAA/AAAA-00") || fits(b"00000-000")
}

/// `+55 11 91234-5678`, which would be a number without its blanks and hyphens.
pub fn is_phone(trimmed: &[u8]) -> bool {
    trimmed.first() == Some(&b'+') && shape(trimmed).is_some()
}

/// `1.20253E+17`: what a spreadsheet makes of a long id. A code like `2310009E13` has no such shape.
pub fn is_rounded(lexed: &super::number::Lexed<'_>) -> bool {
    lexed.exponent.is_some_and(|exponent| (11..=40).contains(&exponent)) && !is_code(lexed)
}

/// Several digits and an exponent, which no program writes for a number.
pub fn is_code(lexed: &super::number::Lexed<'_>) -> bool {
    lexed.exponent.is_some()
        && matches!(lexed.separators, super::number::Separators::None { digits, .. } if digits >= 4)
}

/// Whether the header says that the values count days, weeks or hours from the start of a report (`0000`).
pub fn header_counts_days(header: &str) -> bool {
    let folded = crate::fold::fold_key(header);
    ["nth ", "n.º ", "nº ", "n° "].iter().any(|start| folded.starts_with(start))
}

/// Whether a column with this header holds phones or documents even when they are plain digits.
pub fn header_says_id(header: &str) -> bool {
    let folded = crate::fold::fold_key(header);
    let mut words = folded.split(|ch: char| !ch.is_alphanumeric());
    words.any(|word| {
        matches!(
            word,
            "telefone"
                | "telefones"
                | "phone"
                | "celular"
                | "whatsapp"
                | "mobile"
                | "cpf"
                | "cnpj"
                | "cep"
                | "zip"
                | "fone"
                | "tel"
                | "rg"
                | "gclid"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_ids() {
        #[track_caller]
        fn check(text: &str, expected: Option<IdShape>) {
            assert_eq!(shape(text.as_bytes()), expected, "{text:?}");
        }
        check("5420aad7fec3549a85876ba1c529bd84", Some(IdShape::Hex));
        check("7927b2df-8bba-4d29-b9a2-b6e0beafe620", Some(IdShape::Hex));
        check("123.456.789-09", Some(IdShape::Document));
        check("11.222.333/0001-81", Some(IdShape::Document));
        check("12.ABC.345/01DE-35", Some(IdShape::Document));
        check("01310-100", Some(IdShape::Document));
        check("(081) 3736-1859", Some(IdShape::Phone));
        check("+55 11 4841-6692", Some(IdShape::Phone));
        check("61 9371-0293", Some(IdShape::Phone));
        check("0300 098 6471", Some(IdShape::Phone));
        check("+5511987654321", Some(IdShape::Phone));
        check("l:4280180252203503", Some(IdShape::Prefixed));
        check("p:+4478123456", Some(IdShape::Prefixed));
        check("12ABC34501DE35", Some(IdShape::Document));
        check("CAMPANHA2026AB", None);
        check("ag:120253670639860", Some(IdShape::Prefixed));
        check("2026-05-31", None);
        check("31-05-2026", None);
        check("1234567890", None);
        check("Rua 10", None);
        check("-12.50", None);
    }
}
