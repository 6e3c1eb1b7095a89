//! The options of the reading: each left to the page, or chosen; a choice reads the file again.

use garimpo_table::{Dialect, Encoding, HeaderChoice, ReadOptions};
use yew::{Callback, Html, html};

use crate::i18n::{Lang, fields, reading as say};
use crate::msg::Msg;
use crate::ui::select::SelectOption;
use crate::ui::{Dispatch, Written, select};
use garimpo_workspace::SheetView;

pub fn options(lang: Lang, sheet: &SheetView, dispatch: &Dispatch) -> Html {
    let Some(dialect) = sheet.dialect.filter(|_| sheet.can_reread) else {
        return html! { <section hidden=true /> };
    };
    let (id, now) = (sheet.id, sheet.options);
    let reread = dispatch.reform(move |options| Msg::Reread { sheet: id, options });
    html! {
        <section class="options">
            <h3>{ say::dialect(lang) }</h3>
            { option(
                say::encoding(lang),
                encodings(lang, dialect.encoding),
                &now.encoding,
                &reread.reform(move |encoding| ReadOptions { encoding, ..now }),
            ) }
            { option(
                say::delimiter(lang),
                delimiters(lang, &dialect),
                &now.delimiter,
                &reread.reform(move |delimiter| ReadOptions { delimiter, ..now }),
            ) }
            { option(
                say::quote(lang),
                quotes(lang, &dialect),
                &now.quote,
                &reread.reform(move |quote| ReadOptions { quote, ..now }),
            ) }
            if dialect.quote.is_some() {
                { option(
                    say::escape(lang),
                    escapes(lang, &dialect),
                    &now.escape,
                    &reread.reform(move |escape| ReadOptions { escape, ..now }),
                ) }
            }
            { option(
                say::header_rows(lang),
                headers(lang, sheet),
                &now.header,
                &reread.reform(move |header| ReadOptions { header, ..now }),
            ) }
            <p class="grp">{ say::rereads(lang) }</p>
        </section>
    }
}

fn option<T: PartialEq + Clone + 'static>(
    name: &'static str,
    options: Vec<SelectOption<T>>,
    value: &T,
    pick: &Callback<T>,
) -> Html {
    html! {
        <div class="option">
            <span aria-hidden="true">{ name }</span>
            { select(name.into(), options, value, pick) }
        </div>
    }
}

/// Left to the page, with what it has found; then the others.
fn choice<T>(
    lang: Lang,
    found: &str,
    others: impl IntoIterator<Item = (&'static str, T, String)>,
) -> Vec<SelectOption<Option<T>>> {
    let automatic = SelectOption { value: None, id: "auto", label: say::automatic(lang, found).into() };
    let other = |(id, value, label): (&'static str, T, String)| SelectOption {
        value: Some(value),
        id,
        label: label.into(),
    };
    std::iter::once(automatic).chain(others.into_iter().map(other)).collect()
}

fn encodings(lang: Lang, found: Encoding) -> Vec<SelectOption<Option<Encoding>>> {
    let all = [
        ("utf-8", Encoding::Utf8, "UTF-8"),
        ("windows-1252", Encoding::Windows1252, "Windows-1252 (ISO-8859-1)"),
        ("iso-8859-15", Encoding::Latin9, "ISO-8859-15"),
        ("utf-16le", Encoding::Utf16Le, "UTF-16 LE"),
        ("utf-16be", Encoding::Utf16Be, "UTF-16 BE"),
    ];
    choice(lang, fields::encoding(found), all.map(|(id, encoding, name)| (id, encoding, name.to_owned())))
}

fn delimiters(lang: Lang, found: &Dialect) -> Vec<SelectOption<Option<u8>>> {
    const ALL: [(&str, u8); 8] = [
        ("comma", b','),
        ("semicolon", b';'),
        ("tab", b'\t'),
        ("bar", b'|'),
        ("colon", b':'),
        ("caret", b'^'),
        ("tilde", b'~'),
        ("blank", b' '),
    ];
    let name = |delimiter| fields::delimiter(lang, &Dialect { delimiter, ..*found });
    choice(lang, &fields::delimiter(lang, found), ALL.map(|(id, delimiter)| (id, delimiter, name(delimiter))))
}

fn quotes(lang: Lang, found: &Dialect) -> Vec<SelectOption<Option<Option<u8>>>> {
    let all = [("double", Some(b'"')), ("single", Some(b'\'')), ("none", None)];
    let name = |quote| say::quote_name(lang, &Dialect { quote, ..*found }).to_owned();
    choice(lang, say::quote_name(lang, found), all.map(|(id, quote)| (id, quote, name(quote))))
}

fn escapes(lang: Lang, found: &Dialect) -> Vec<SelectOption<Option<Option<u8>>>> {
    let name = |escape: Option<u8>| match escape {
        Some(_) => say::escape_backslash(lang),
        None => say::escape_doubled(lang),
    };
    let all = [("doubled", None), ("backslash", Some(b'\\'))];
    choice(lang, name(found.escape), all.map(|(id, escape)| (id, escape, name(escape).to_owned())))
}

/// No header, or the header where it was found with one, two or three rows, or on one of the lines around it.
fn headers(lang: Lang, sheet: &SheetView) -> Vec<SelectOption<Option<HeaderChoice>>> {
    const LINES: [&str; 6] = ["line-1", "line-2", "line-3", "line-4", "line-5", "line-6"];
    let figures = Written(lang);
    let found = match sheet.header {
        Some((line, rows)) => say::header_at(lang, &figures, line, rows),
        None => say::no_header(lang).to_owned(),
    };
    let line = sheet.header.map_or(1, |(line, _)| line);
    let mut all = vec![("none", HeaderChoice::None, say::no_header(lang).to_owned())];
    let at = |line, rows| (HeaderChoice::Rows { line, rows }, say::header_at(lang, &figures, line, rows));
    for (id, rows) in [("rows-2", 2), ("rows-3", 3)] {
        let (choice, name) = at(line, rows);
        all.push((id, choice, name));
    }
    let first = line.saturating_sub(2).max(1);
    for (id, line) in LINES.into_iter().zip(first..) {
        let (choice, name) = at(line, 1);
        all.push((id, choice, name));
    }
    // What was chosen before may stand elsewhere now.
    if let Some(chosen @ HeaderChoice::Rows { line, rows }) = sheet.options.header
        && !all.iter().any(|(_, choice, _)| *choice == chosen)
    {
        all.push(("chosen", chosen, say::header_at(lang, &figures, line, rows)));
    }
    choice(lang, &found, all)
}
