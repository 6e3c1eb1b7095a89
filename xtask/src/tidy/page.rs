//! Rules for the page: no text for people outside `src/i18n`, every component one element, no `style` attributes.
//!
//! Whether a string is for people is guessed from where it stands and how it looks; the guess is made to be
//! right whenever it speaks, not to catch everything. The pseudo-language test of the page catches the rest.

use std::ops::Range;

use crate::tidy::Finding;
use crate::tidy::source::{Source, closing};

/// Where the page draws.
const DRAWN: [&str; 4] = ["src/view/", "src/grid/", "src/chart/", "src/ui/"];

/// Attributes that are read to or shown to people.
const SPOKEN: [&str; 8] = [
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "label",
];

pub fn check(file: &str, source: &Source) -> Vec<Finding> {
    if !file.starts_with("src/") || file.starts_with("src/i18n/") {
        return Vec::new();
    }
    let bodies = source.macro_bodies("html");
    let mut found: Vec<(usize, String)> = Vec::new();
    for body in &bodies {
        for at in styles(&source.code, body) {
            found.push((
                at,
                "a `style` attribute: the page's policy blocks it, use a class or an SVG attribute"
                    .to_owned(),
            ));
        }
    }
    for at in empty_components(source, &bodies) {
        found.push((
            at,
            "a component that renders nothing crashes Yew 0.23: render one element always".to_owned(),
        ));
    }
    if DRAWN.iter().any(|folder| file.starts_with(folder)) {
        for literal in &source.literals {
            let drawn = bodies.iter().any(|body| body.contains(&literal.at.start));
            if looks_like_a_sentence(&literal.text)
                || drawn && letters(&literal.text) > 1 && is_shown(&source.code, literal.at.start)
            {
                let what =
                    format!("text for people, \"{}\": it belongs into src/i18n", shortened(&literal.text));
                found.push((literal.at.start, what));
            }
        }
    }
    found
        .into_iter()
        .filter(|(at, _)| !source.is_test(*at))
        .map(|(at, what)| Finding { file: file.to_owned(), line: source.line(at), what })
        .collect()
}

/// `style=` as an attribute, in the body of an `html!`.
fn styles(code: &str, body: &Range<usize>) -> Vec<usize> {
    let inside = &code[body.clone()];
    inside
        .match_indices("style")
        .filter(|(at, word)| {
            let before = inside[..*at].chars().next_back();
            let after = inside[at + word.len()..].trim_start();
            before.is_some_and(char::is_whitespace) && after.starts_with('=') && !after.starts_with("==")
        })
        .map(|(at, _)| body.start + at)
        .collect()
}

/// `html! {}` in a component's own code; inside of another `html!` it is a child, which is fine.
fn empty_components(source: &Source, bodies: &[Range<usize>]) -> Vec<usize> {
    let components = component_bodies(&source.code);
    bodies
        .iter()
        .filter(|body| source.text[(*body).clone()].trim().is_empty())
        .filter(|body| components.iter().any(|component| component.contains(&body.start)))
        .filter(|body| !bodies.iter().any(|outer| outer.start < body.start && body.end < outer.end))
        .map(|body| body.start)
        .collect()
}

/// The bodies of function components and of `fn view` in `impl Component`.
fn component_bodies(code: &str) -> Vec<Range<usize>> {
    let marks = ["#[component", "#[function_component", "fn view(&self"];
    let mut bodies = Vec::new();
    for mark in marks {
        for (at, _) in code.match_indices(mark) {
            let Some(function) = code[at..].find("fn ").map(|found| at + found) else { continue };
            let Some(arguments) = code[function..].find('(').map(|found| function + found) else { continue };
            let Some(after) = closing(code, arguments) else { continue };
            let Some(open) = code[after..].find('{').map(|found| after + found) else { continue };
            if let Some(close) = closing(code, open) {
                bodies.push(open..close);
            }
        }
    }
    bodies
}

/// Does a literal at this place of an `html!` end up before people's eyes or ears?
fn is_shown(code: &str, at: usize) -> bool {
    let before = code[..at].trim_end();
    if let Some(outside) = before.strip_suffix('{') {
        let outside = outside.trim_end();
        if let Some(name) = outside.strip_suffix('=') {
            return is_spoken(name);
        }
        // `<p>{ "text" }</p>`, but not `if open { "open" }`.
        return outside.ends_with(['>', '}', '{', '"'])
            && !outside.ends_with("=>")
            && !outside.ends_with("->");
    }
    if let Some(name) = before.strip_suffix('=') {
        return is_spoken(name);
    }
    before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->")
}

fn is_spoken(before: &str) -> bool {
    let name =
        before.rsplit(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next().unwrap_or_default();
    SPOKEN.contains(&name)
}

/// "Drop files here", "Não há dados": a capital and several words, or letters that no program's word has.
fn looks_like_a_sentence(text: &str) -> bool {
    if text.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !is_symbol(c)) {
        return true;
    }
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let mut letters = first.chars();
    let capital = letters.next().is_some_and(|c| c.is_ascii_uppercase())
        && letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.all(|c| c.is_ascii_alphabetic() || c == ',');
    capital && words.next().is_some_and(|word| word.chars().next().is_some_and(|c| c.is_ascii_lowercase()))
}

/// Letters that are used as signs.
fn is_symbol(c: char) -> bool {
    matches!(c, 'µ' | 'Σ' | 'σ' | 'Δ' | 'π' | 'ª' | 'º')
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check("src/view/a.rs", &Source::new(text)).len()
    }

    #[test]
    fn text_for_people_is_noticed() {
        for text in [
            r#"html! { <p>{ "Hello" }</p> }"#,
            r#"html! { <p>{ n }{ "leads" }</p> }"#,
            r#"html! { <p>{"total"}</p> }"#,
            r#"html! { <button title="save">{ icon }</button> }"#,
            r#"html! { <button aria-label={"save"}>{ icon }</button> }"#,
            r#"node.set_text_content(Some("No data yet"));"#,
            r#"let a = "não";"#,
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
    }

    #[test]
    fn words_for_programs_are_let_be() {
        for text in [
            r#"html! { <p class="note quiet" data-testid="receipt">{ t.hello() }</p> }"#,
            r#"html! { <p class={ if open { "open" } else { "shut" } }>{ "·" }</p> }"#,
            r#"html! { <p class={ match tier { One => "one", _ => "none" } }>{ "–" }</p> }"#,
            r#"html! { <svg><path d="M1 2h3" /></svg> }"#,
            r#"html! { <p>{ t.text("key") }</p> }"#,
            r#"element.set_attribute("aria-rowindex", "1"); let a = "Enter"; let b = "[role=tab] [data-x]";"#,
            "#[cfg(test)] mod tests { const A: &str = \"A sentence here\"; }",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
        assert_eq!(check("src/i18n/en.rs", &Source::new(r#"let a = "A sentence here";"#)).len(), 0);
    }

    #[test]
    fn styles_and_empty_components_are_noticed() {
        for (text, want) in [
            (r#"html! { <p style="color: red" /> }"#, 1),
            ("html! { <p style={ s } /> }", 1),
            ("let style = 1; html! { <p class={ style } /> }", 0),
            ("#[component]\nfn A() -> Html { html! {} }", 1),
            (
                "#[function_component(A)]\nfn a(p: &P) -> Html { if p.x { return html! {}; } html! { <p /> } }",
                1,
            ),
            ("#[component]\nfn A() -> Html { html! { <p>{ if x { html! {} } else { y } }</p> } }", 0),
            ("fn child() -> Html { html! {} }", 0),
            ("impl Component for A { fn view(&self, c: &C) -> Html { html! {} } }", 1),
        ] {
            assert_eq!(count(text), want, "{text}");
        }
    }
}
