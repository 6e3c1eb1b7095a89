//! A ranking to look at only: the answer, the picture and the map of somebody else's numbers. Nothing in it opens,
//! and nothing in it can be changed but the order of the rows.

use garimpo_funnel::Ranking;
use garimpo_workspace::DocView;
use yew::{Html, html};

use super::answer::{pieces, settle};
use super::format::Format;
use super::{Scene, Stage, figure, picture};
use crate::i18n::Lang;
use crate::i18n::channels as say;
use crate::model::Sort;
use crate::ui::{Dispatch, Slice};

pub fn frozen(ranking: &Slice<Ranking>, sort: Sort, lang: Lang, dispatch: &Dispatch) -> Html {
    let doc = DocView::default();
    let scene = Scene {
        ranking,
        doc: &doc,
        sort,
        columns: None,
        stage: Stage::Whole,
        lang,
        format: Format::new(lang, ranking),
        dispatch,
        open: None,
        frozen: true,
    };
    let said = say::answer(lang, ranking, |id| scene.name_of(id));
    html! {
        <div class="channels">
            <div class="channels-body">
                <div class="view">
                    <section class="answer" aria-labelledby="answer">
                        <div>
                            <p class="eyebrow">{ say::eyebrow(lang) }</p>
                            <h1 id="answer">{ pieces(&said) }</h1>
                        </div>
                        <ul class="asides">
                            if let Some(said) = settle(&scene) {
                                <li>{ pieces(&said) }</li>
                            }
                        </ul>
                    </section>
                    <div class="split">
                        { picture::picture(&scene) }
                        { figure::figure(&scene) }
                    </div>
                </div>
            </div>
        </div>
    }
}
