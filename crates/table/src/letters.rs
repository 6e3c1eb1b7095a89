//! Names for columns without a header, and headers made unique.

use rustc_hash::FxHashMap;

/// `A` … `Z`, `AA` …
pub fn letter(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column as u64 + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.iter().rev().map(|&byte| byte as char).collect()
}

/// Empty headers get their letter, repeated ones ` (2)`, ` (3)` …
pub fn unique(headers: Vec<String>) -> Vec<String> {
    // Every name in use, with the number that its next repetition tries first.
    let mut used: FxHashMap<String, u32> = FxHashMap::default();
    let mut out = Vec::with_capacity(headers.len());
    for (column, header) in headers.into_iter().enumerate() {
        let name =
            if crate::fold::trim(header.as_bytes()).is_empty() { letter(column as u32) } else { header };
        out.push(unused(name, &mut used));
    }
    out
}

fn unused(name: String, used: &mut FxHashMap<String, u32>) -> String {
    let Some(&next) = used.get(&name) else {
        used.insert(name.clone(), 2);
        return name;
    };
    let mut count = next;
    let mut numbered = format!("{name} ({count})");
    while used.contains_key(&numbered) {
        count += 1;
        numbered = format!("{name} ({count})");
    }
    used.insert(numbered.clone(), 2);
    used.insert(name, count + 1);
    numbered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letter(column), name);
        }
    }

    #[test]
    fn headers_are_unique() {
        let headers = ["Celular", "", "Celular", "Celular (2)", "B"].map(String::from).to_vec();
        assert_eq!(unique(headers), ["Celular", "B", "Celular (2)", "Celular (2) (2)", "B (2)"]);
    }
}
