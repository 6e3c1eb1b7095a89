//! The options of the reading: each left to the page, or chosen; a choice reads the file again.

use garimpo_table::{Encoding, ReadOptions};
use yew::{Html, html};

use crate::i18n::{Lang, fields, reading as say};
use crate::msg::Msg;
use crate::ui::select::SelectOption;
use crate::ui::{Dispatch, select};
use garimpo_workspace::SheetView;

pub fn options(lang: Lang, sheet: &SheetView, dispatch: &Dispatch) -> Html {
    let Some(dialect) = sheet.dialect.filter(|_| sheet.can_reread) else {
        return html! { <section hidden=true /> };
    };
    let (id, now) = (sheet.id, sheet.options);
    let reread = dispatch.reform(move |options| Msg::Reread { sheet: id, options });
    let encoding = reread.reform(move |encoding| ReadOptions { encoding, ..now });
    let delimiter = reread.reform(move |delimiter| ReadOptions { delimiter, ..now });
    html! {
        <section class="options">
            <h3>{ say::dialect(lang) }</h3>
            { field(say::encoding(lang), select(
                say::encoding(lang).into(),
                encodings(lang, dialect.encoding),
                &now.encoding,
                &encoding,
            )) }
            { field(say::delimiter(lang), select(
                say::delimiter(lang).into(),
                delimiters(lang, &dialect),
                &now.delimiter,
                &delimiter,
            )) }
            <p class="grp">{ say::rereads(lang) }</p>
        </section>
    }
}

fn field(name: &'static str, control: Html) -> Html {
    html! { <div class="option"><span aria-hidden="true">{ name }</span>{ control }</div> }
}

fn encodings(lang: Lang, found: Encoding) -> Vec<SelectOption<Option<Encoding>>> {
    let automatic = say::automatic(lang, fields::encoding(found));
    let one = |id, encoding: Encoding, label: &'static str| SelectOption {
        value: Some(encoding),
        id,
        label: label.into(),
    };
    vec![
        SelectOption { value: None, id: "auto", label: automatic.into() },
        one("utf-8", Encoding::Utf8, "UTF-8"),
        one("windows-1252", Encoding::Windows1252, "Windows-1252 (ISO-8859-1)"),
        one("utf-16le", Encoding::Utf16Le, "UTF-16 LE"),
        one("utf-16be", Encoding::Utf16Be, "UTF-16 BE"),
    ]
}

fn delimiters(lang: Lang, found: &garimpo_table::Dialect) -> Vec<SelectOption<Option<u8>>> {
    const ALL: [(&str, u8); 4] = [("comma", b','), ("semicolon", b';'), ("tab", b'\t'), ("bar", b'|')];
    let automatic = say::automatic(lang, &fields::delimiter(lang, found));
    let mut options = vec![SelectOption { value: None, id: "auto", label: automatic.into() }];
    options.extend(ALL.map(|(id, delimiter)| {
        let dialect = garimpo_table::Dialect { delimiter, ..*found };
        SelectOption { value: Some(delimiter), id, label: fields::delimiter(lang, &dialect).into() }
    }));
    options
}
