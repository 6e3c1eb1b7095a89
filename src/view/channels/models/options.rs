//! What is shown, and the rules of the sharing.

use garimpo_funnel::Group;
use garimpo_funnel::attribution::{Model, Options};
use garimpo_funnel::group::group_of_text;
use web_sys::HtmlInputElement;
use yew::{AttrValue, Callback, Event, Html, TargetCast, html};

use super::{Look, Measure, Scene};
use crate::i18n::channels::models as say;
use crate::ui::button::{Choice, choices};
use crate::ui::select::{SelectOption, select};

pub fn measure(scene: &Scene<'_>) -> Html {
    let Scene { look, set, lang, .. } = scene;
    let names = [
        (Measure::Customers, say::customers(*lang)),
        (Measure::Share, say::share(*lang)),
        (Measure::Value, say::value(*lang)),
    ];
    let options = names.into_iter().map(|(value, label)| Choice {
        value,
        label: label.into(),
        short: None,
        lang: None,
    });
    let look = (*look).clone();
    let pick = set.reform(move |measure| Look { measure, ..look.clone() });
    choices("credit-measure", say::measure(*lang), options.collect(), &scene.look.measure, &pick)
}

pub fn options(scene: &Scene<'_>) -> Html {
    let Scene { look, lang, .. } = scene;
    let lang = *lang;
    let models = Model::ALL.iter().map(|model| {
        let model = *model;
        let on = look.models.contains(&model);
        let next = move |look: &Look, on: bool| {
            let wanted = |one: &Model| if *one == model { on } else { look.models.contains(one) };
            let models = Model::ALL.iter().copied().filter(wanted).collect();
            Look { models, ..look.clone() }
        };
        html! {
            <li key={model.name()}>
                { check(scene, model.name(), say::model(lang, model), Some(say::model_say(lang, model)), on, next) }
            </li>
        }
    });
    let direct = direct(scene);
    let excluded = !look.options.exclude.is_empty();
    html! {
        <details class="credit-options" data-testid="credit-options">
            <summary>{ say::options(lang) }</summary>
            <fieldset>
                <legend>{ say::models(lang) }</legend>
                <ul class="credit-models">{ for models }</ul>
            </fieldset>
            <div class="credit-rules">
                { lookback(scene) }
                { half_life(scene) }
                if excluded || !direct.is_empty() {
                    <span key="direct">
                        { check(scene, "exclude-direct", say::exclude_direct(lang), None, excluded, move |look, on| {
                            let exclude = if on { direct.clone() } else { Vec::new() };
                            with(look, |options| options.exclude = exclude)
                        }) }
                    </span>
                }
                <span key="company">
                    { check(scene, "by-company", say::by_company(lang), None, look.options.by_company, |look, on| {
                        with(look, |options| options.by_company = on)
                    }) }
                </span>
            </div>
        </details>
    }
}

/// The channels of direct visits, by id.
fn direct(scene: &Scene<'_>) -> Vec<String> {
    let ids = scene.credit.channels.iter().map(|channel| channel.channel.id.as_str());
    let is_direct = |id: &&str| *id == Group::Direct.id() || group_of_text(id) == Some(Group::Direct);
    ids.filter(is_direct).map(str::to_owned).collect()
}

fn with(look: &Look, change: impl FnOnce(&mut Options)) -> Look {
    let mut next = look.clone();
    change(&mut next.options);
    next
}

fn check(
    scene: &Scene<'_>,
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    checked: bool,
    next: impl Fn(&Look, bool) -> Look + 'static,
) -> Html {
    let (look, set) = (scene.look.clone(), scene.set.clone());
    let onchange = Callback::from(move |event: Event| {
        set.emit(next(&look, event.target_unchecked_into::<HtmlInputElement>().checked()));
    });
    html! {
        <label class="check">
            <input type="checkbox" data-option={name} {checked} {onchange} />
            <span>{ label }if let Some(hint) = hint { <small>{ hint }</small> }</span>
        </label>
    }
}

fn lookback(scene: &Scene<'_>) -> Html {
    const DAYS: [(u32, &str); 5] = [(30, "30"), (60, "60"), (90, "90"), (180, "180"), (365, "365")];
    let lang = scene.lang;
    let all = SelectOption { value: None, id: "all", label: say::lookback_all(lang).into() };
    let days = DAYS.map(|(days, id)| SelectOption {
        value: Some(days),
        id,
        label: AttrValue::from(say::within(lang, days)),
    });
    let look = scene.look.clone();
    let pick = scene.set.reform(move |days| with(&look, |options| options.lookback_days = days));
    let options = std::iter::once(all).chain(days).collect();
    let now = scene.look.options.lookback_days;
    html! {
        <label key="lookback" class="check" data-option="lookback">
            <span>{ say::lookback(lang) }</span>
            { select(say::lookback(lang).into(), options, &now, &pick) }
        </label>
    }
}

fn half_life(scene: &Scene<'_>) -> Html {
    const DAYS: [(u32, &str); 5] = [(1, "1"), (7, "7"), (14, "14"), (30, "30"), (60, "60")];
    let lang = scene.lang;
    let options = DAYS.map(|(days, id)| SelectOption {
        value: days,
        id,
        label: AttrValue::from(say::days(lang, days)),
    });
    let look = scene.look.clone();
    let pick =
        scene.set.reform(move |days: u32| with(&look, |options| options.half_life_days = f64::from(days)));
    let now = scene.look.options.half_life_days as u32;
    html! {
        <label key="half-life" class="check" data-option="half-life">
            <span>{ say::half_life(lang) }</span>
            { select(say::half_life(lang).into(), options.into(), &now, &pick) }
        </label>
    }
}
