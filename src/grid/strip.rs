//! The strip above the rows while they are sorted or filtered: how many are seen, why, and the way back.

use garimpo_table::CellType;
use garimpo_workspace::{Look, SheetView};
use yew::{Callback, Html, MouseEvent, html};

use super::look;
use crate::i18n::{Lang, look as say};
use crate::ui::{Icon, Written, button, icon};

pub fn view(sheet: &SheetView, lang: Lang, set: &Callback<Look>) -> Html {
    if sheet.look.is_plain() {
        return html! {};
    }
    let figures = Written(lang);
    let chip = |key: String, words: String, next: Look| {
        let onclick = set.reform(move |_: MouseEvent| next.clone());
        let label = say::remove(lang, &words);
        html! {
            <li {key}>
                <button class="chip" type="button" title={label.clone()} aria-label={label} {onclick}>
                    <span>{ words }</span>{ icon(Icon::Close) }
                </button>
            </li>
        }
    };
    let column = |at: u32| sheet.columns.get(at as usize);
    let filters = sheet.look.filters.iter().filter_map(|filter| {
        let view = column(filter.column)?;
        let percent = view.reading.cell_type == CellType::Percent;
        let words = say::kept(lang, &figures, &view.header, &filter.test, percent);
        Some(chip(format!("f{}", filter.column), words, look::filtered(&sheet.look, filter.column, None)))
    });
    let sorts = sheet.look.sort.iter().filter_map(|key| {
        let view = column(key.column)?;
        let words = say::sorted(lang, &view.header, view.reading.cell_type, key.descending);
        Some(chip(format!("s{}", key.column), words, look::unsorted(&sheet.look, key.column)))
    });
    let problems = sheet.look.problems.then(|| {
        let next = Look { problems: false, ..sheet.look.clone() };
        chip("problems".into(), say::only_problems(lang).into(), next)
    });
    let same = sheet.look.clone();
    let again = set.reform(move |_| same.clone());
    let clear = set.reform(|_| Look::default());
    html! {
        <div class="g-strip" data-testid="look" data-shown={sheet.shown.to_string()}>
            <p role="status">{ say::rows(lang, &figures, sheet.shown, sheet.rows) }</p>
            <ul>{ for filters }{ for problems }{ for sorts }</ul>
            <button class="btn mini" type="button" title={say::again_label(lang)} onclick={again}>
                { say::again(lang) }
            </button>
            { button("mini", None, say::clear(lang).into(), clear) }
        </div>
    }
}
