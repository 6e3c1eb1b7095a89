//! The segments' sentences: what differs between groups of leads, how surely, and what would settle it.

mod answer;
mod cards;
mod finds;
mod table;

pub use answer::*;
pub use cards::*;
pub use finds::*;
pub use table::*;

use garimpo_funnel::segments::{Base, Direction, Estimate, Measure, Part, Side};

use super::Lang;
use super::figures::{Figures, counted};

/// Numbers of these sentences that others do not need.
pub trait Shares: Figures {
    /// `0.084` as "8,4%": whole from 10 % on.
    fn share(&self, share: f64) -> String;
    /// Money that is an estimate: no cents.
    fn about(&self, value: f64) -> String;
}

/// "12 leads".
pub fn units(lang: Lang, figures: &dyn Figures, measure: Measure, count: u32) -> String {
    let (one, many) = match (lang, measure) {
        (_, Measure::LeadToCustomer | Measure::MqlRate) => ("lead", "leads"),
        (Lang::PtBr, Measure::WinRate) => ("negócio decidido", "negócios decididos"),
        (Lang::PtBr, _) => ("negócio ganho", "negócios ganhos"),
        (Lang::En, Measure::WinRate) => ("decided deal", "decided deals"),
        (Lang::En, _) => ("won deal", "won deals"),
    };
    counted(figures, count.into(), one, many)
}

/// As a choice: what groups are compared by.
pub fn measure(lang: Lang, measure: Measure) -> &'static str {
    let (pt_br, en) = match measure {
        Measure::LeadToCustomer => ("Leads que viram cliente", "Leads that become customers"),
        Measure::WinRate => ("Negócios ganhos, dos decididos", "Deals won, of those decided"),
        Measure::MqlRate => ("Leads que viram MQL", "Leads that become MQLs"),
        Measure::Cycle => ("Dias até ganhar", "Days until won"),
        Measure::Ticket => ("Valor dos negócios ganhos", "Size of won deals"),
    };
    lang.pick(pt_br, en)
}

/// "mais vezes", "mais rápido".
pub fn direction(lang: Lang, measure: Measure, direction: Direction) -> &'static str {
    let (pt_br, en) = match (measure, direction) {
        (Measure::Cycle, Direction::Less) => ("mais rápido", "faster"),
        (Measure::Cycle, Direction::More) => ("mais devagar", "slower"),
        (Measure::Ticket, Direction::More) => ("maiores", "larger"),
        (Measure::Ticket, Direction::Less) => ("menores", "smaller"),
        (_, Direction::More) => ("mais vezes", "more often"),
        (_, Direction::Less) => ("menos vezes", "less often"),
    };
    lang.pick(pt_br, en)
}

/// "Leads de Tecnologia viram cliente mais vezes". `group` is the names of its values.
pub fn claim(lang: Lang, group: &str, of: Measure, to: Direction) -> String {
    let how = direction(lang, of, to);
    match (lang, of) {
        (Lang::PtBr, Measure::LeadToCustomer) => format!("Leads de {group} viram cliente {how}"),
        (Lang::PtBr, Measure::MqlRate) => format!("Leads de {group} viram MQL {how}"),
        (Lang::PtBr, Measure::WinRate) => format!("Negócios de {group} são ganhos {how}"),
        (Lang::PtBr, Measure::Cycle) => format!("Negócios de {group} fecham {how}"),
        (Lang::PtBr, Measure::Ticket) => format!("Negócios de {group} são {how}"),
        (Lang::En, Measure::LeadToCustomer) => format!("Leads from {group} become customers {how}"),
        (Lang::En, Measure::MqlRate) => format!("Leads from {group} become MQLs {how}"),
        (Lang::En, Measure::WinRate) => format!("Deals from {group} are won {how}"),
        (Lang::En, Measure::Cycle) => format!("Deals from {group} close {how}"),
        (Lang::En, Measure::Ticket) => format!("Deals from {group} are {how}"),
    }
}

/// The rate where there are enough units for a percentage: "12 de 148 (8,1%)", "2 de 7".
pub fn of(lang: Lang, figures: &dyn Shares, hits: u32, units: u32) -> String {
    const ENOUGH: u32 = 20;
    let of = lang.pick("de", "of");
    let counts = format!("{} {of} {}", figures.count(hits.into()), figures.count(units.into()));
    if units < ENOUGH {
        return counts;
    }
    format!("{counts} ({})", figures.share(f64::from(hits) / f64::from(units)))
}

/// One side of a comparison: "12 de 148 (8,1%)", or "mediana de 23 dias em 12 negócios ganhos".
pub fn side(lang: Lang, figures: &dyn Shares, measure: Measure, side: &Side) -> String {
    if measure.is_rate() {
        return of(lang, figures, side.hits, side.units);
    }
    let deals = units(lang, figures, measure, side.units);
    match (lang, side.value.map(|value| size(lang, figures, measure, value))) {
        (_, None) => deals,
        (Lang::PtBr, Some(size)) => format!("mediana de {size} em {deals}"),
        (Lang::En, Some(size)) => format!("a median of {size} in {deals}"),
    }
}

/// A rate, days, or money.
pub fn size(lang: Lang, figures: &dyn Shares, measure: Measure, value: f64) -> String {
    match measure {
        Measure::Cycle => {
            let days = (value * 10.0).round() / 10.0;
            let word =
                lang.pick(if days == 1.0 { "dia" } else { "dias" }, if days == 1.0 { "day" } else { "days" });
            format!("{} {word}", figures.number(days))
        }
        Measure::Ticket => figures.about(value),
        _ => figures.share(value),
    }
}

/// "8% a 14%".
pub fn range(lang: Lang, figures: &dyn Shares, measure: Measure, of: &Estimate) -> String {
    let to = lang.pick("a", "to");
    let end = |value| size(lang, figures, measure, value);
    format!("{} {to} {}", end(of.low), end(of.high))
}

/// The measure that a table counts by.
pub fn counted_by(base: Base) -> Measure {
    match base {
        Base::Leads => Measure::LeadToCustomer,
        Base::Deals => Measure::WinRate,
    }
}

/// A row or a column of the table. `channel` gives a channel's name by its id.
pub fn part(lang: Lang, figures: &dyn Figures, part: &Part, channel: &dyn Fn(&str) -> String) -> String {
    match part {
        Part::One { id, name } if name.is_empty() => channel(id),
        Part::One { name, .. } => name.clone(),
        Part::Others { count } => match lang {
            Lang::PtBr => counted(figures, (*count).into(), "outro, menor", "outros, menores"),
            Lang::En => counted(figures, (*count).into(), "other, smaller", "others, smaller"),
        },
        Part::NotTold => lang.pick("não informado", "not told").to_owned(),
    }
}

/// As many names as a sentence bears: "A, B, C e mais 4".
pub fn some_names(lang: Lang, names: &[String]) -> String {
    const MOST: usize = 5;
    let shown = if names.len() > MOST { MOST - 2 } else { names.len() };
    let mut parts: Vec<String> = names.iter().take(shown).cloned().collect();
    let more = names.len() - shown;
    if more > 0 {
        parts.push(match lang {
            Lang::PtBr => format!("mais {more}"),
            Lang::En => format!("{more} more"),
        });
    }
    super::channels::names(lang, &parts)
}

#[cfg(test)]
pub(super) mod plain {
    use super::super::figures::plain::Plain;
    use super::Shares;

    impl Shares for Plain {
        fn share(&self, share: f64) -> String {
            let decimals = usize::from(share < 0.1 && share > 0.0);
            format!("{:.decimals$}%", share * 100.0)
        }
        fn about(&self, value: f64) -> String {
            format!("$ {value:.0}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::plain::Plain;
    use super::*;

    #[test]
    fn few_units_have_no_percentage() {
        assert_eq!(of(Lang::PtBr, &Plain, 2, 7), "2 de 7");
        assert_eq!(of(Lang::En, &Plain, 3, 60), "3 of 60 (5.0%)");
        assert_eq!(of(Lang::En, &Plain, 0, 0), "0 of 0");
    }

    #[test]
    fn every_claim_says_its_direction() {
        let mut seen = std::collections::BTreeSet::new();
        for lang in [Lang::PtBr, Lang::En] {
            for of in Measure::ALL {
                for to in [Direction::More, Direction::Less] {
                    let words = claim(lang, "X", of, to);
                    assert!(words.contains("X") && words.ends_with(direction(lang, of, to)));
                    assert!(seen.insert(words.clone()), "twice: {words}");
                }
            }
        }
        assert_eq!(
            claim(Lang::PtBr, "Tecnologia", Measure::Cycle, Direction::Less),
            "Negócios de Tecnologia fecham mais rápido"
        );
    }

    #[test]
    fn sides_are_rates_or_sizes() {
        let mut one = Side { units: 12, hits: 12, value: Some(23.0), low: None, high: None };
        assert_eq!(
            side(Lang::PtBr, &Plain, Measure::Cycle, &one),
            "mediana de 23 dias em 12 negócios ganhos"
        );
        assert_eq!(side(Lang::En, &Plain, Measure::Ticket, &one), "a median of $ 23 in 12 won deals");
        one.value = None;
        assert_eq!(side(Lang::En, &Plain, Measure::Ticket, &one), "12 won deals");
        assert_eq!(size(Lang::En, &Plain, Measure::Cycle, 1.02), "1 day");
    }

    #[test]
    fn a_sentence_bears_five_names() {
        let names = |count: usize| (0..count).map(|at| format!("s{at}")).collect::<Vec<_>>();
        assert_eq!(some_names(Lang::PtBr, &names(5)), "s0, s1, s2, s3 e s4");
        assert_eq!(some_names(Lang::En, &names(7)), "s0, s1, s2 and 4 more");
    }

    #[test]
    fn parts_have_names() {
        let name = |of: &Part| part(Lang::PtBr, &Plain, of, &|id| format!("canal {id}"));
        assert_eq!(name(&Part::One { id: "seo".into(), name: String::new() }), "canal seo");
        assert_eq!(name(&Part::One { id: "varejo".into(), name: "Varejo".into() }), "Varejo");
        assert_eq!(name(&Part::Others { count: 3 }), "3 outros, menores");
        assert_eq!(name(&Part::NotTold), "não informado");
    }
}
