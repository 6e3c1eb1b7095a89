//! A Rust file seen by the house rules: what is code, what is a comment, a string, or a test.
//!
//! A lexer of a hundred lines, no parser: rules look for words in code, and must not be fooled by the same
//! words in comments, strings and tests.

use std::ops::Range;

/// A string literal.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// Where it stands, quotes included.
    pub at: Range<usize>,
    /// As written, without the quotes.
    pub text: String,
}

pub struct Source {
    pub text: String,
    /// The text with comments and the insides of strings blanked; same length, same lines.
    pub code: String,
    pub literals: Vec<Literal>,
    /// Items under `#[cfg(test)]` and `#[test]`.
    tests: Vec<Range<usize>>,
    /// Names of `#[cfg(test)] mod name;`, whose files are tests.
    pub test_modules: Vec<String>,
}

impl Source {
    pub fn new(text: &str) -> Source {
        let (code, literals) = blank(text);
        let (tests, test_modules) = find_tests(&code);
        Source { text: text.to_owned(), code, literals, tests, test_modules }
    }

    /// The line of a place, counted from 1.
    pub fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    pub fn is_test(&self, at: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&at))
    }

    /// Every place outside tests where `word` stands in code.
    pub fn find(&self, word: &str) -> Vec<usize> {
        self.code.match_indices(word).map(|(at, _)| at).filter(|at| !self.is_test(*at)).collect()
    }

    /// The insides of all `name!` calls, whatever brackets they use.
    pub fn macro_bodies(&self, name: &str) -> Vec<Range<usize>> {
        let call = format!("{name}!");
        let mut bodies: Vec<Range<usize>> = Vec::new();
        for (at, _) in self.code.match_indices(&call) {
            let inside_a_word = self.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let open = at + call.len() + blanks(&self.code[at + call.len()..]);
            if !inside_a_word && let Some(close) = closing(&self.code, open) {
                bodies.push(open + 1..close);
            }
        }
        bodies
    }
}

/// The place of the bracket that closes the one at `open`.
pub fn closing(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

pub fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn blank(text: &str) -> (String, Vec<Literal>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut literals = Vec::new();
    let mut hide =
        |range: Range<usize>| code[range].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = if rest.starts_with(b"//") {
            let end = at + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            hide(at..end);
            end
        } else if rest.starts_with(b"/*") {
            let end = block_comment(bytes, at);
            hide(at..end);
            end
        } else if rest[0] == b'"' {
            let (inside, end) = string(bytes, at);
            literals.push(Literal { at: at..end, text: text[inside.clone()].to_owned() });
            hide(inside);
            end
        } else if rest[0] == b'\'' {
            let end = char_or_lifetime(text, at);
            if end - at > 2 && bytes[end - 1] == b'\'' {
                hide(at + 1..end - 1);
            }
            end
        } else {
            at + 1
        };
        at = end;
    }
    (String::from_utf8_lossy(&code).into_owned(), literals)
}

fn block_comment(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// The inside and the end of a string whose first quote is at `quote`; raw ones are told by the `r##` before.
fn string(bytes: &[u8], quote: usize) -> (Range<usize>, usize) {
    let hashes = bytes[..quote].iter().rev().take_while(|b| **b == b'#').count();
    let raw = quote > hashes && bytes[quote - hashes - 1] == b'r';
    let mut at = quote + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if !raw => at += 2,
            b'"' if !raw => return (quote + 1..at, at + 1),
            b'"' if bytes[at + 1..].iter().take_while(|b| **b == b'#').count() >= hashes => {
                return (quote + 1..at, at + 1 + hashes);
            }
            _ => at += 1,
        }
    }
    (quote + 1..bytes.len(), bytes.len())
}

/// The end of `'c'`, `'\n'` or `'lifetime`.
fn char_or_lifetime(text: &str, quote: usize) -> usize {
    let rest = &text[quote + 1..];
    let mut chars = rest.char_indices();
    let first = chars.next().map(|(_, c)| c);
    if first == Some('\\') {
        // The character after the backslash may itself be a quote.
        let end = rest.get(2..).and_then(|tail| tail.find('\'')).map_or(rest.len(), |at| at + 3);
        return quote + 1 + end;
    }
    match chars.next() {
        Some((at, '\'')) => quote + 1 + at + 1,
        _ => quote + 1,
    }
}

fn find_tests(code: &str) -> (Vec<Range<usize>>, Vec<String>) {
    let (mut ranges, mut modules) = (Vec::new(), Vec::new());
    for mark in ["#[cfg(test)]", "#[cfg(any(test", "#[test]", "#[cfg(all(test"] {
        for (start, _) in code.match_indices(mark) {
            let Some(mut at) = closing(code, start + 1).map(|end| end + 1) else { continue };
            // More attributes may follow.
            loop {
                at += blanks(&code[at..]);
                if !code[at..].starts_with("#[") {
                    break;
                }
                let Some(end) = closing(code, at + 1) else { break };
                at = end + 1;
            }
            let Some(stop) = code[at..].find(['{', ';']).map(|found| at + found) else { continue };
            if code.as_bytes()[stop] == b'{' {
                ranges.push(start..closing(code, stop).map_or(code.len(), |end| end + 1));
            } else {
                ranges.push(start..stop);
                let item: Vec<&str> = code[at..stop].split_whitespace().collect();
                if let [.., "mod", name] = item.as_slice() {
                    modules.push((*name).to_owned());
                }
            }
        }
    }
    (ranges, modules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_not_code() {
        for (text, want) in [
            ("a // x.unwrap()\nb", "a              \nb"),
            ("a /* x /* y */ z */ b", "a                   b"),
            (r#"f("x\"y") + 1"#, r#"f("    ") + 1"#),
            (r###"f(r#"x"y"#) + 1"###, r###"f(r#"   "#) + 1"###),
            (r"m('{', '\'', '\n') f", r"m(' ', '  ', '  ') f"),
            ("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}"),
            ("'é' {", "'  ' {"),
        ] {
            assert_eq!(Source::new(text).code, want);
        }
    }

    #[test]
    fn tests_are_told_from_code() {
        let source = Source::new(
            "fn a() { b.unwrap() }\n#[cfg(test)]\nmod tests { fn c() { d.unwrap() } }\nfn e() { f.unwrap() }",
        );
        let lines: Vec<usize> = source.find(".unwrap()").into_iter().map(|at| source.line(at)).collect();
        assert_eq!(lines, [1, 4]);
        assert_eq!(Source::new("#[cfg(test)]\n#[path = \"x\"]\nmod cases;").test_modules, ["cases"]);
    }

    #[test]
    fn macro_bodies_are_found() {
        let source = Source::new("let a = html! { <p>{ \"}\" }</p> }; my_html!(b); html!{}");
        let bodies: Vec<&str> =
            source.macro_bodies("html").into_iter().map(|range| &source.text[range]).collect();
        assert_eq!(bodies, [" <p>{ \"}\" }</p> ", ""]);
    }
}
