//! What became of every record of a file: read is the sum of the others, always, and it is written out.

use yew::{Html, html};

use crate::i18n::figures::Figures;
use crate::i18n::{Lang, data as say};
use crate::ui::{Icon, Written, icon};
use garimpo_table::Receipt;

/// The receipt in full, for the panel.
pub fn receipt(lang: Lang, name: &str, receipt: &Receipt) -> Html {
    let figures = Written(lang);
    let parts = [
        ("kept", say::kept(lang), receipt.kept),
        ("rejected", say::rejected(lang), receipt.rejected),
        ("blank", say::blank(lang), receipt.blank),
        ("totals", say::totals(lang), receipt.totals),
        ("preamble", say::preamble(lang), receipt.preamble),
        ("header", say::header(lang), receipt.header),
        ("footer", say::footer(lang), receipt.footer),
    ];
    let parts = parts.into_iter().filter(|(part, _, count)| *count > 0 || *part == "kept");
    let attributes = Attributes::of(receipt);
    html! {
        <section
            data-testid="receipt"
            data-sheet={name.to_string()}
            data-read={attributes.read}
            data-preamble={attributes.preamble}
            data-header={attributes.header}
            data-kept={attributes.kept}
            data-totals={attributes.totals}
            data-rejected={attributes.rejected}
            data-blank={attributes.blank}
            data-footer={attributes.footer}
            aria-labelledby="receipt-title"
        >
            <h3 id="receipt-title">
                { say::receipt(lang) }{ " " }<span>{ say::rows_read(lang, &figures, receipt.read) }</span>
            </h3>
            { bar(receipt) }
            <dl class="receipt">
                { for parts.map(|(part, name, count)| html! {
                    <div key={part} class={part}><dt>{ name }</dt><dd>{ figures.count(count.into()) }</dd></div>
                }) }
            </dl>
            <p class="adds">{ icon(Icon::Check) }{ say::sum(lang, &figures, receipt) }</p>
        </section>
    }
}

/// In one line, for a file that was left out and for the tables that are not open.
pub fn receipt_line(lang: Lang, name: &str, receipt: &Receipt) -> Html {
    let attributes = Attributes::of(receipt);
    html! {
        <p
            class="adds"
            data-testid="receipt"
            data-sheet={name.to_string()}
            data-read={attributes.read}
            data-preamble={attributes.preamble}
            data-header={attributes.header}
            data-kept={attributes.kept}
            data-totals={attributes.totals}
            data-rejected={attributes.rejected}
            data-blank={attributes.blank}
            data-footer={attributes.footer}
        >
            { say::sum(lang, &Written(lang), receipt) }
        </p>
    }
}

/// The counts as attributes are written: plain digits.
struct Attributes {
    read: String,
    preamble: String,
    header: String,
    kept: String,
    totals: String,
    rejected: String,
    blank: String,
    footer: String,
}

impl Attributes {
    fn of(receipt: &Receipt) -> Self {
        Attributes {
            read: receipt.read.to_string(),
            preamble: receipt.preamble.to_string(),
            header: receipt.header.to_string(),
            kept: receipt.kept.to_string(),
            totals: receipt.totals.to_string(),
            rejected: receipt.rejected.to_string(),
            blank: receipt.blank.to_string(),
            footer: receipt.footer.to_string(),
        }
    }
}

/// Kept, waiting, and the rest. The two smaller ones keep a visible width when they are there at all.
fn bar(receipt: &Receipt) -> Html {
    const LEAST: f64 = 0.6;
    let read = f64::from(receipt.read.max(1));
    let share = |count: u32| match count {
        0 => 0.0,
        _ => (100.0 * f64::from(count) / read).max(LEAST),
    };
    let rejected = share(receipt.rejected);
    let rest = share(receipt.read.saturating_sub(receipt.kept + receipt.rejected));
    let kept = (100.0 - rejected - rest).max(0.0);
    let kept = if receipt.kept == 0 { 0.0 } else { kept };
    html! {
        <svg class="receipt-bar" aria-hidden="true">
            <rect class="k" width={percent(kept)} height="100%" />
            <rect class="r" x={percent(kept)} width={percent(rejected)} height="100%" />
            <rect class="o" x={percent(kept + rejected)} width={percent(rest)} height="100%" />
        </svg>
    }
}

fn percent(share: f64) -> String {
    format!("{share:.2}%")
}
