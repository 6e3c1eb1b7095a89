//! Channels by models, and in words which of them depend on the model.

use garimpo_funnel::attribution::{ChannelCredit, Credit, Model};
use yew::{Html, html};

use super::{Measure, Scene};
use crate::i18n::channels::models as say;
use crate::i18n::fields;

/// One sentence a channel whose share depends on the model; one if there is none.
pub fn dependence(scene: &Scene<'_>) -> Html {
    let Scene { credit, lang, format, .. } = scene;
    let compared = scene.compared();
    let percent = |share: f64| format.percent(share);
    let said = credit.channels.iter().filter_map(|channel| {
        let spread = channel.among(&compared).filter(|spread| spread.depends_on_model)?;
        let name = fields::channel_name(*lang, &channel.channel.name);
        let (least, most) = (percent(spread.least.1), percent(spread.most.1));
        let words = say::depends(*lang, &name, (spread.least.0, &least), (spread.most.0, &most));
        Some(html! { <li key={channel.channel.id.clone()} data-channel-id={channel.channel.id.clone()}>{ words }</li> })
    });
    let said: Vec<Html> = said.collect();
    if said.is_empty() {
        return html! { <p class="depends" data-testid="depends">{ say::steady(*lang) }</p> };
    }
    html! { <ul class="depends" data-testid="depends">{ for said }</ul> }
}

pub fn table(scene: &Scene<'_>) -> Html {
    let Scene { credit, look, lang, .. } = scene;
    let compared = scene.compared();
    let heads = look.models.iter().map(|model| {
        html! {
            <th key={model.name()} scope="col" data-model={model.name()}>
                { say::model(*lang, *model) }
                <small>{ say::model_say(*lang, *model) }</small>
            </th>
        }
    });
    let opens = credit.channels.iter().any(|channel| channel.opens > 0);
    let rows = credit.channels.iter().map(|channel| row(scene, channel, &compared, opens));
    let sums = look.models.iter().map(|model| {
        let parts = || credit.channels.iter().filter_map(|channel| channel.get(*model));
        let written = parts().next().map(|_| match look.measure {
            Measure::Customers => tenths(scene, parts().map(|part| part.tenths).sum()),
            Measure::Share => per_mille(scene, parts().map(|part| part.per_mille).sum()),
            Measure::Value => money(scene, parts().map(|part| i128::from(part.value)).sum()),
        });
        html! { <td key={model.name()} data-model={model.name()}>{ written.unwrap_or_else(|| "–".into()) }</td> }
    });
    html! {
        <>
            <div class="sum-scroll" role="region" aria-label={say::title(*lang)} tabindex="0">
                <table class="models" data-testid="models">
                    <thead>
                        <tr>
                            <th key="name" scope="col">{ say::channel(*lang) }</th>
                            { for heads }
                            if opens {
                                <th key="opens" scope="col">{ say::opens(*lang) }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>{ for rows }</tbody>
                    <tfoot>
                        <tr>
                            <th key="name" scope="row">{ say::together(*lang) }</th>
                            { for sums }
                            if opens {
                                <td key="opens">{ scene.format.count(f64::from(credit.counts.opens)) }</td>
                            }
                        </tr>
                    </tfoot>
                </table>
            </div>
            if look.measure == Measure::Share {
                <p key="note" class="fig-say">{ say::share_note(*lang) }</p>
            }
        </>
    }
}

fn row(scene: &Scene<'_>, channel: &ChannelCredit, compared: &[Model], opens: bool) -> Html {
    let Scene { look, lang, format, .. } = scene;
    let id = channel.channel.id.clone();
    let depends = channel.among(compared).is_some_and(|spread| spread.depends_on_model);
    let cells = look.models.iter().map(|model| {
        let credit = channel.get(*model);
        let number = |of: fn(&Credit) -> f64| credit.as_ref().map(|credit| of(credit).to_string());
        html! {
            <td
                key={model.name()}
                data-model={model.name()}
                data-customers={number(|credit| credit.customers).unwrap_or_default()}
                data-share={number(|credit| credit.share).unwrap_or_default()}
                data-value={number(|credit| credit.value as f64 / 100.0).unwrap_or_default()}
                class={(!compared.contains(model)).then_some("unsure")}
            >
                { cell(scene, credit) }
            </td>
        }
    });
    html! {
        <tr key={id.clone()} data-channel-id={id} data-depends={depends.to_string()}>
            <th key="name" scope="row">
                { fields::channel_name(*lang, &channel.channel.name) }
                if depends {
                    <small>{ say::depends_mark(*lang) }</small>
                }
            </th>
            { for cells }
            if opens {
                <td key="opens" data-opens={channel.opens.to_string()}>{ format.count(channel.opens as f64) }</td>
            }
        </tr>
    }
}

fn cell(scene: &Scene<'_>, credit: Option<Credit>) -> Html {
    let Some(credit) = credit else {
        return html! {
            <span class="state">
                <span aria-hidden="true">{ "–" }</span>
                <span class="sr">{ say::no_answer(scene.lang) }</span>
            </span>
        };
    };
    match scene.look.measure {
        Measure::Customers => html! { <b>{ tenths(scene, credit.tenths) }</b> },
        Measure::Share => {
            let sd = credit.share_sd.map(|sd| format!("± {}", scene.format.percent(sd)));
            html! { <><b>{ per_mille(scene, credit.per_mille) }</b>if let Some(sd) = sd { <small>{ sd }</small> }</> }
        }
        Measure::Value => html! { <b>{ money(scene, i128::from(credit.value)) }</b> },
    }
}

/// The rounded parts add up to the rounded whole.
fn tenths(scene: &Scene<'_>, tenths: i64) -> String {
    scene.format.number(tenths as f64 / 10.0, 1)
}

fn per_mille(scene: &Scene<'_>, per_mille: i64) -> String {
    scene.format.percent(per_mille as f64 / 1000.0)
}

fn money(scene: &Scene<'_>, minor: i128) -> String {
    scene.format.exact_money(minor as f64 / 100.0)
}
