//! Channel by segment. Every cell: the drawn rate, its interval as a bar and in numbers, and the count.

use garimpo_funnel::segments::{Cell, Estimate, Line, Part, SegmentTable, Support};
use yew::{Callback, Html, MouseEvent, classes, html};

use super::{Scene, base};
use crate::i18n::segments::{self as say, Shares};
use crate::ui::select::select_at;

pub fn grid(scene: &Scene<'_>) -> Html {
    let Some(table) = scene.table else { return html! {} };
    let lang = scene.lang;
    let scale = Scale::of(table);
    let heads = table.segments.iter().enumerate().map(|(at, line)| {
        html! { <th key={at} scope="col" role="columnheader">{ scene.part(&line.part) }</th> }
    });
    let width = table.segments.len();
    let rows = table.channels.iter().enumerate().map(|(at, line)| {
        let cells = table.cells.get(at * width..(at + 1) * width).unwrap_or_default();
        row(scene, table, &scale, (at, line), cells)
    });
    let rates = table.fill.rates().filter(|(hits, others)| hits.min(*others) < 1.0).map(|(hits, others)| {
        let (hits, others) = (scene.format.share(hits), scene.format.share(others));
        say::fill(lang, &table.column.header, table.base, &hits, &others)
    });
    html! {
        <section class="seg-table" aria-labelledby="seg-table">
            <h2 id="seg-table">{ say::table_title(lang) }</h2>
            <p class="fig-say">{ say::table_say(lang, table.base, &scene.format.share(scale.high)) }</p>
            { pick_row(scene, table) }
            <div
                class="seg-scroll"
                role="region"
                aria-label={say::table_region(lang, &table.column.header)}
                tabindex="0"
            >
                <table role="table" data-testid="segment-table" data-column={table.column.id.clone()}>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader" class="c-ch">{ say::channel_head(lang) }</th>
                            <th scope="col" role="columnheader" class="c-all">{ say::all_segments(lang) }</th>
                            { for heads }
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{ for rows }</tbody>
                    <tfoot role="rowgroup">{ foot(scene, table, &scale) }</tfoot>
                </table>
            </div>
            <p class="fig-say">
                { say::adjusted_say(lang) }
                if let Some(rates) = rates {
                    { " " }{ rates }
                }
            </p>
        </section>
    }
}

/// Where there is room for one row only: whether this is not the one. 0 is all channels together, then each of
/// them, and after the last one all below each other.
fn off(scene: &Scene<'_>, at: usize) -> Option<&'static str> {
    let channels = scene.table.map_or(0, |table| table.channels.len());
    (scene.row != at && scene.row <= channels).then_some("off")
}

/// The choice of that row.
fn pick_row(scene: &Scene<'_>, table: &SegmentTable) -> Html {
    let lang = scene.lang;
    let channels = table.channels.iter().map(|line| scene.part(&line.part).into());
    let names = std::iter::once(say::all_channels(lang).into()).chain(channels);
    let names = names.chain(std::iter::once(say::all_rows(lang).into())).collect();
    html! {
        <div class="seg-pick">
            <span aria-hidden="true">{ say::show_channel(lang) }</span>
            { select_at(say::show_channel(lang).into(), names, scene.row, &scene.choose_row) }
        </div>
    }
}

fn row(
    scene: &Scene<'_>,
    table: &SegmentTable,
    scale: &Scale,
    (at, line): (usize, &Line),
    cells: &[Cell],
) -> Html {
    let id = line.part.id().unwrap_or_default().to_owned();
    let cells = cells
        .iter()
        .zip(&table.segments)
        .enumerate()
        .map(|(at, (of, segment))| cell(scene, scale, at, of, (&line.part, &segment.part)));
    html! {
        <tr key={key(&line.part)} role="row" class={classes!(off(scene, at + 1))} data-channel={id}>
            <th scope="row" role="rowheader" class="c-ch">{ scene.part(&line.part) }</th>
            { total(scene, scale, line, (Some(line.part.clone()), None)) }
            { for cells }
        </tr>
    }
}

fn foot(scene: &Scene<'_>, table: &SegmentTable, scale: &Scale) -> Html {
    let lines = table.segments.iter().map(|line| total(scene, scale, line, (None, Some(line.part.clone()))));
    let (units, hits) = sums(table);
    html! {
        <tr role="row" class={classes!(off(scene, 0))}>
            <th scope="row" role="rowheader" class="c-ch">{ say::all_channels(scene.lang) }</th>
            <td role="cell" class="c-all">
                <span class="on-phone">{ say::all_segments(scene.lang) }</span>
                { opens(scene, (None, None), units, say::of(scene.lang, &scene.format, hits, units)) }
            </td>
            { for lines }
        </tr>
    }
}

/// One channel in one segment.
fn cell(scene: &Scene<'_>, scale: &Scale, at: usize, of: &Cell, (channel, segment): (&Part, &Part)) -> Html {
    let lang = scene.lang;
    let name = scene.part(segment);
    let class = match of.support {
        Support::Good => "",
        Support::Thin => "thin",
        Support::None => "none",
    };
    let note = say::support(lang, base(scene), of.support);
    let counts = (of.units > 0).then(|| {
        let written = say::of(lang, &scene.format, of.hits, of.units);
        opens(scene, (Some(channel.clone()), Some(segment.clone())), of.units, written)
    });
    html! {
        <td
            key={at}
            role="cell"
            class={classes!(class)}
            data-segment={segment.id().unwrap_or_default().to_owned()}
            data-units={of.units.to_string()}
            data-hits={of.hits.to_string()}
            data-rate={of.drawn.map(|drawn| drawn.value.to_string())}
            data-support={if class.is_empty() { "good" } else { class }}
        >
            <span class="on-phone">{ name }</span>
            if let Some(drawn) = of.drawn {
                <b>{ scene.format.share(drawn.value) }</b>
                { bar(scale, class, drawn) }
                <small>{ range(scene, &drawn) }</small>
            }
            <small class="counts">
                { counts }
                if let Some(note) = note {
                    // The dashes say it to the eye.
                    if of.units > 0 {
                        <span class="sr">{ ", " }{ note }</span>
                    } else {
                        { note }
                    }
                }
            </small>
        </td>
    }
}

/// A channel in all segments, or a segment in all channels: as it is, and adjusted.
fn total(scene: &Scene<'_>, scale: &Scale, line: &Line, cell: super::Cell) -> Html {
    let lang = scene.lang;
    let phone = cell.1.as_ref().map_or_else(|| say::all_segments(lang).to_owned(), |part| scene.part(part));
    let written = say::of(lang, &scene.format, line.hits, line.units);
    html! {
        <td
            key={key(&line.part)}
            role="cell"
            class="c-all"
            data-part={line.part.id().unwrap_or_default().to_owned()}
            data-units={line.units.to_string()}
            data-hits={line.hits.to_string()}
            data-adjusted={line.adjusted.map(|adjusted| adjusted.value.to_string())}
        >
            <span class="on-phone">{ phone }</span>
            { opens(scene, cell, line.units, written) }
            if let Some(adjusted) = line.adjusted {
                { bar(scale, "all", adjusted) }
                <small>
                    { say::adjusted(lang) }{ " " }{ scene.format.share(adjusted.value) }
                    { " (" }{ range(scene, &adjusted) }{ ")" }
                </small>
            } else {
                <small>{ say::no_adjusted(lang) }</small>
            }
        </td>
    }
}

/// The count, which opens the rows that it is of.
fn opens(scene: &Scene<'_>, cell: super::Cell, units: u32, written: String) -> Html {
    if units == 0 {
        return html! { <b>{ written }</b> };
    }
    let is_open = scene.opened == Some(&cell);
    let open = scene.open.clone();
    let label = say::open_cell(scene.lang, &written, &super::behind::name(scene, &cell));
    let wanted = (!is_open).then_some(cell);
    let onclick = Callback::from(move |_: MouseEvent| open.emit(wanted.clone()));
    html! {
        <button
            class="lnk"
            type="button"
            aria-expanded={if is_open { "true" } else { "false" }}
            aria-label={label}
            {onclick}
        >
            { written }
        </button>
    }
}

fn range(scene: &Scene<'_>, of: &Estimate) -> String {
    say::range(scene.lang, &scene.format, say::counted_by(base(scene)), of)
}

fn key(part: &Part) -> String {
    match part {
        Part::One { id, .. } => format!("1{id}"),
        Part::Others { count } => format!("2{count}"),
        Part::NotTold => "3".to_owned(),
    }
}

fn sums(table: &SegmentTable) -> (u32, u32) {
    table.channels.iter().fold((0, 0), |sum, line| (sum.0 + line.units, sum.1 + line.hits))
}

/// All bars of the table are on one scale that begins at 0.
struct Scale {
    high: f64,
    /// The rate of all.
    all: Option<f64>,
}

impl Scale {
    /// Ends where the widest well-supported interval does: what rests on nothing must not flatten the rest.
    fn of(table: &SegmentTable) -> Scale {
        let cells = table.cells.iter().filter(|cell| cell.support == Support::Good);
        let cells = cells.filter_map(|cell| cell.drawn);
        let lines = table.channels.iter().chain(&table.segments).filter(|line| line.part.id().is_some());
        let ends = cells.chain(lines.filter_map(|line| line.adjusted)).map(|rate| rate.high);
        let high = ends.fold(0.0, f64::max);
        let (units, hits) = sums(table);
        let all = (units > 0).then(|| f64::from(hits) / f64::from(units));
        let high = if high > 0.0 { high } else { 1.0 };
        // To the next 5 %.
        Scale { high: ((high * 20.0).ceil() / 20.0).min(1.0), all }
    }

    fn at(&self, share: f64) -> String {
        format!("{:.2}%", (share / self.high).clamp(0.0, 1.0) * 100.0)
    }
}

/// The numbers stand beside it.
fn bar(scale: &Scale, class: &str, of: Estimate) -> Html {
    let few = (class == "thin" || class == "none").then_some("few");
    let all = (class == "all").then_some("all");
    html! {
        <svg class={classes!("iv", few, all)} aria-hidden="true">
            if let Some(all) = scale.all {
                <line class="g" x1={scale.at(all)} x2={scale.at(all)} y1="0" y2="100%" />
            }
            <line class="b" x1={scale.at(of.low)} x2={scale.at(of.high)} y1="50%" y2="50%" />
            if of.high > scale.high {
                <svg x="100%" y="50%" overflow="visible"><path class="a" d="M-5 -5 0 0 -5 5" /></svg>
            }
            if of.value <= scale.high {
                <circle class="p" cx={scale.at(of.value)} cy="50%" r="4" />
            }
        </svg>
    }
}
