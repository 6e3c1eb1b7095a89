//! Rules for Rust files: short, no way to panic by hand, pure rooms pure, nothing written as HTML.

use crate::tidy::Finding;
use crate::tidy::source::Source;

pub const LONGEST: usize = 600;

/// Code that ends the program, or a test that nobody runs.
const PANICS: [(&str, &str); 6] = [
    (".unwrap()", "handle the other case, or say why it cannot be with `let … else`"),
    (".expect(", "handle the other case, or say why it cannot be with `let … else`"),
    ("todo!", "finish it"),
    ("unimplemented!", "finish it"),
    ("dbg!", "take it out"),
    ("#[ignore", "a test runs, or goes"),
];

/// Ways from a string to markup or code. The page's policy blocks them; so does this.
const MARKUP: [&str; 6] = [
    "from_html_unchecked",
    "set_inner_html",
    "set_outer_html",
    "insert_adjacent_html",
    "js_sys::eval",
    "Function::new",
];

/// Parts of std that the pure rooms do without.
const IMPURE: [&str; 6] = ["std::fs", "std::net", "std::env", "std::process", "std::thread", "std::time"];
const PURE: [&str; 3] = ["crates/table/src/", "crates/funnel/src/", "crates/workspace/src/"];

/// The house rule on length. A longer file gives its reason in its first comment: `//! Long because: …`.
pub fn length(file: &str, source: &Source) -> Option<Finding> {
    let lines = source.text.lines().count();
    let reason = source
        .text
        .lines()
        .take_while(|line| line.starts_with("//"))
        .any(|line| line.contains("Long because: "));
    (lines > LONGEST && !reason).then(|| Finding {
        file: file.to_owned(),
        line: 0,
        what: format!(
            "{lines} lines, at most {LONGEST}: split it, or say `//! Long because: …` in its first comment"
        ),
    })
}

pub fn check(file: &str, source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |word: &str, advice: &str| {
        for at in source.find(word) {
            if !continues_a_name(&source.code, at, word) {
                findings.push(Finding {
                    file: file.to_owned(),
                    line: source.line(at),
                    what: format!("`{word}`: {advice}"),
                });
            }
        }
    };
    for (word, advice) in PANICS {
        find(word, advice);
    }
    for word in MARKUP {
        find(word, "text never becomes markup or code: make elements and set their text");
    }
    if PURE.iter().any(|room| file.starts_with(room)) {
        for word in IMPURE {
            find(word, "this room is pure: take it as an argument");
        }
    }
    findings
}

/// `my_todo!` is not `todo!`.
fn continues_a_name(code: &str, at: usize, word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphanumeric())
        && code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(file: &str, text: &str) -> Vec<usize> {
        check(file, &Source::new(text)).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn panics_are_found_in_code_only() {
        for (text, want) in [
            ("a.unwrap();", vec![1]),
            ("a\n  .expect(\"reason\");", vec![2]),
            ("todo!()", vec![1]),
            ("a.unwrap_or(0); a.expect_none(); my_todo!();", vec![]),
            ("// a.unwrap()\nlet s = \"todo!\";", vec![]),
            ("#[test]\nfn t() { a.unwrap() }", vec![]),
            ("#[ignore]\nfn t() {}", vec![1]),
        ] {
            assert_eq!(lines("src/a.rs", text), want, "{text}");
        }
    }

    #[test]
    fn pure_rooms_have_no_surroundings() {
        assert_eq!(lines("crates/table/src/a.rs", "use std::fs::File;"), [1]);
        assert_eq!(lines("crates/browser/src/a.rs", "use std::time::Duration;"), [] as [usize; 0]);
    }

    #[test]
    fn a_long_file_needs_a_reason() {
        let long = "//\n".repeat(601);
        assert!(length("a.rs", &Source::new(&long)).is_some());
        assert!(length("a.rs", &Source::new(&"//\n".repeat(600))).is_none());
        assert!(
            length("a.rs", &Source::new(&format!("//! A list.\n//! Long because: it is one table.\n{long}")))
                .is_none()
        );
        assert!(
            length("a.rs", &Source::new(&format!("fn a() {{}}\n// Long because: no.\n{long}"))).is_some()
        );
    }
}
