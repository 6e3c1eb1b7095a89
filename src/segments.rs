//! What the segments view decides before it speaks: which segments stand apart, what a drawn ratio means as a
//! rate, and when what a person typed is a hypothesis.
//!
//! Pure. Must never claim more than the intervals it is given bear.

use garimpo_funnel::Day;
use garimpo_funnel::segments::find::LEAST_LEADS;
use garimpo_funnel::segments::{
    Card, Compared, Direction, Estimate, Fill, Line, Measure, Part, Reversal, Rule, SegmentTable,
};
use garimpo_funnel::stats::special::normal_cdf;

/// A segment and the probability that the top one is above it.
pub type Below = (usize, f64);

/// The segment with the highest adjusted rate, and where the others are. Indices into the lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub top: usize,
    /// At least probably below, lowest first.
    pub below: Vec<Below>,
    pub unclear: Vec<usize>,
}

/// What the view's first sentence is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Headline {
    /// The column is filled unlike for hits and others (their shares told): nothing is compared.
    Unlike {
        hits: f64,
        others: f64,
    },
    /// Better in all, worse inside.
    Reversed(usize),
    Apart(Standing),
    /// Segments have enough data, and none stands apart from the top one.
    TooClose,
    /// Fewer than two segments have enough data.
    TooFew,
}

pub fn headline(table: &SegmentTable) -> Headline {
    if let Some((hits, others)) = unlike(&table.fill) {
        return Headline::Unlike { hits, others };
    }
    if !table.reversals.is_empty() {
        return Headline::Reversed(0);
    }
    match standing(&table.segments) {
        None => Headline::TooFew,
        Some(standing) if standing.below.is_empty() => Headline::TooClose,
        Some(standing) => Headline::Apart(standing),
    }
}

fn unlike(fill: &Fill) -> Option<(f64, f64)> {
    fill.rates().filter(|_| fill.is_unlike())
}

/// `None` with fewer than two segments of at least 20 told units and an adjusted rate.
pub fn standing(lines: &[Line]) -> Option<Standing> {
    const PROBABLY: f64 = 0.8;
    let told = |line: &Line| {
        line.adjusted.filter(|_| line.part.id().is_some() && line.told_units >= LEAST_LEADS).map(on_logits)
    };
    let known: Vec<(usize, (f64, f64))> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, told(line)?))).collect();
    let (top, best) = known.iter().copied().reduce(|a, b| if b.1.0 > a.1.0 { b } else { a })?;
    let mut standing = Standing { top, below: Vec::new(), unclear: Vec::new() };
    for (at, other) in known.iter().copied().filter(|(at, _)| *at != top) {
        let p = above(best, other);
        if p >= PROBABLY { standing.below.push((at, p)) } else { standing.unclear.push(at) }
    }
    standing.below.sort_by(|a, b| b.1.total_cmp(&a.1));
    (known.len() > 1).then_some(standing)
}

/// P(the first rate is above the second), both normal on the logit scale and taken as independent: adjusted
/// rates share their channels, so that their difference is known better than this says.
fn above(one: (f64, f64), other: (f64, f64)) -> f64 {
    normal_cdf((one.0 - other.0) / (one.1 * one.1 + other.1 * other.1).sqrt().max(f64::MIN_POSITIVE))
}

/// Middle and standard deviation of a rate's 90 % interval on the logit scale.
fn on_logits(rate: Estimate) -> (f64, f64) {
    const Z: f64 = 1.644_853_626_951_472_7;
    let logit = |share: f64| {
        let share = share.clamp(1e-9, 1.0 - 1e-9);
        (share / (1.0 - share)).log2() * std::f64::consts::LN_2
    };
    (logit(rate.value), (logit(rate.high) - logit(rate.low)) / (2.0 * Z))
}

/// What the inside has by the drawn ratio where the outside has the baseline: a rate (of odds), or a size.
pub fn effect(measure: Measure, compared: &Compared) -> Option<Estimate> {
    let (ratio, baseline) = (compared.ratio?, compared.baseline?);
    let at = |ratio: f64| match measure {
        _ if measure.is_rate() && baseline >= 1.0 => 1.0,
        _ if measure.is_rate() => {
            let odds = baseline / (1.0 - baseline) * ratio;
            odds / (1.0 + odds)
        }
        // Days are compared with one more, so that a deal may be won on its first day.
        Measure::Cycle => ((1.0 + baseline) * ratio - 1.0).max(0.0),
        _ => baseline * ratio,
    };
    let value = compared.expected.unwrap_or_else(|| at(ratio.value));
    Some(Estimate { value, low: at(ratio.low), high: at(ratio.high) })
}

/// The stratum of which the better one has more than the worse one, by share; and both shares.
pub fn mix(reversal: &Reversal) -> Option<(usize, f64, f64)> {
    let share = |part: (u32, u32), all: (u32, u32)| f64::from(part.0) / f64::from(all.0.max(1));
    let shares = reversal.strata.iter().enumerate().map(|(at, stratum)| {
        let better = share(stratum.better, reversal.crude_better);
        (at, better, share(stratum.worse, reversal.crude_worse))
    });
    // Where it has more, and more of it buys than elsewhere: that is what lifts its total.
    let lifts = |at: usize| {
        let Some(own) = reversal.strata.get(at) else { return false };
        let (units, hits) = (own.better.0 + own.worse.0, own.better.1 + own.worse.1);
        let all = (
            reversal.crude_better.0 + reversal.crude_worse.0,
            reversal.crude_better.1 + reversal.crude_worse.1,
        );
        u64::from(hits) * u64::from(all.0) > u64::from(all.1) * u64::from(units)
    };
    shares
        .filter(|(at, better, worse)| better > worse && lifts(*at))
        .reduce(|a, b| if b.1 - b.2 > a.1 - a.2 { b } else { a })
}

/// A hypothesis that is being written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    pub claim: String,
    pub column: String,
    /// Folded values that are ticked.
    pub values: Vec<String>,
    /// Values that have no box of their own, with commas between.
    pub others: String,
    pub measure: Option<Measure>,
    pub less: bool,
    pub by: String,
    pub created: Option<Day>,
}

/// What a draft lacks to be a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Value,
    Day,
}

impl Draft {
    /// Leads where they have outcomes, else deals; larger, dearer and faster is what people say.
    pub fn measure(&self) -> Measure {
        self.measure.unwrap_or(Measure::LeadToCustomer)
    }

    pub fn direction(&self) -> Direction {
        if self.less { Direction::Less } else { Direction::More }
    }

    pub fn tick(&mut self, value: &str, on: bool) {
        self.values.retain(|known| known != value);
        if on {
            self.values.push(value.to_owned());
        }
    }

    /// Ticked and typed.
    fn all_values(&self) -> Vec<String> {
        let typed = self.others.split(',').map(str::trim).filter(|value| !value.is_empty());
        self.values.iter().cloned().chain(typed.map(str::to_owned)).collect()
    }

    /// `written`: the claim in words, where the person has typed none.
    pub fn card(&self, written: String) -> Result<Card, Lack> {
        let values = self.all_values();
        if values.is_empty() {
            return Err(Lack::Value);
        }
        let typed = self.claim.trim();
        Ok(Card {
            claim: if typed.is_empty() { written } else { typed.to_owned() },
            rule: Rule { column: self.column.clone(), values },
            measure: self.measure(),
            direction: self.direction(),
            by: self.by.trim().to_owned(),
            created: self.created.ok_or(Lack::Day)?,
        })
    }

    /// What to call the group in a claim: the names of the ticked values, and what was typed.
    pub fn named(&self, parts: impl Iterator<Item = Part>) -> Vec<String> {
        let mut names: Vec<String> = self.values.clone();
        for part in parts {
            if let Part::One { id, name } = part {
                names.iter_mut().filter(|value| **value == id).for_each(|value| *value = name.clone());
            }
        }
        let typed = self.others.split(',').map(str::trim).filter(|value| !value.is_empty());
        names.into_iter().chain(typed.map(str::to_owned)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, told: u32, adjusted: (f64, f64, f64)) -> Line {
        let (value, low, high) = adjusted;
        Line {
            part: Part::One { id: name.to_lowercase(), name: name.to_owned() },
            units: told,
            hits: 0,
            told_units: told,
            told_hits: 0,
            won: 0,
            lost: 0,
            rate: None,
            adjusted: Some(Estimate { value, low, high }),
        }
    }

    #[test]
    fn only_what_intervals_bear_is_apart() {
        let lines = [
            line("A", 200, (0.10, 0.07, 0.14)),
            line("B", 200, (0.30, 0.25, 0.36)),
            line("C", 200, (0.28, 0.23, 0.34)),
            line("D", 19, (0.01, 0.001, 0.02)),
        ];
        let standing = standing(&lines).expect("two and more");
        assert_eq!(standing.top, 1);
        assert_eq!(standing.below.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [0]);
        assert!(standing.below[0].1 > 0.99);
        assert_eq!(standing.unclear, [2], "and too few is not named at all");
        assert_eq!(super::standing(&lines[1..2]), None);
        let equal = [line("A", 50, (0.2, 0.1, 0.3)), line("B", 50, (0.2, 0.1, 0.3))];
        let standing = super::standing(&equal).expect("two");
        assert!(standing.below.is_empty());
    }

    #[test]
    fn the_odds_of_a_known_pair() {
        // Logits 0 and −1, both with a standard deviation of 0.5: Φ(1/√0.5) = Φ(1.4142) = 0.9214.
        assert!((above((0.0, 0.5), (-1.0, 0.5)) - 0.921_350_396).abs() < 1e-9);
        let (middle, sd) = on_logits(Estimate { value: 0.5, low: 0.2, high: 0.8 });
        assert!(
            middle.abs() < 1e-12
                && (sd - 4.0_f64.log2() * std::f64::consts::LN_2 / 1.644_853_626_951_472_7).abs() < 1e-12
        );
    }

    #[test]
    fn a_ratio_becomes_a_rate() {
        let compared = |baseline: f64, ratio: f64| Compared {
            ratio: Some(Estimate { value: ratio, low: 1.0, high: ratio * 2.0 }),
            baseline: Some(baseline),
            ..Compared::default()
        };
        let rate = effect(Measure::LeadToCustomer, &compared(0.2, 2.0)).expect("a rate");
        // Odds 1:4, doubled 1:2, fourfold 1:1.
        assert!((rate.value - 1.0 / 3.0).abs() < 1e-12 && (rate.low - 0.2).abs() < 1e-12);
        assert!((rate.high - 0.5).abs() < 1e-12);
        let days = effect(Measure::Cycle, &compared(9.0, 0.5)).expect("days");
        assert!((days.value - 4.0).abs() < 1e-12, "ten and a half of it: {days:?}");
        assert_eq!(effect(Measure::Ticket, &Compared::default()), None);
    }

    #[test]
    fn a_draft_is_a_card_when_nothing_is_missing() {
        let mut draft = Draft { column: "setor".into(), ..Draft::default() };
        assert_eq!(draft.card("x".into()), Err(Lack::Value));
        draft.tick("tecnologia", true);
        draft.tick("tecnologia", true);
        assert_eq!(draft.card("x".into()), Err(Lack::Day));
        draft.created = Some(20_000);
        draft.others = " Saúde , ".into();
        let card = draft.card("in words".into()).expect("a card");
        assert_eq!(card.rule.values, ["tecnologia", "Saúde"]);
        assert_eq!((card.claim.as_str(), card.direction), ("in words", Direction::More));
        draft.claim = " Fecha mais ".into();
        assert_eq!(draft.card(String::new()).expect("a card").claim, "Fecha mais");
        let parts = [Part::One { id: "tecnologia".into(), name: "Tecnologia".into() }, Part::NotTold];
        assert_eq!(draft.named(parts.into_iter()), ["Tecnologia", "Saúde"]);
        draft.tick("tecnologia", false);
        assert_eq!(draft.values, Vec::<String>::new());
    }
}
