//! What sales said ("technology closes more easily"), judged by the leads that came after it was said.
//!
//! Written before looking, so it is tested alone and pays nothing for other tests (domain.md d.1). The data that
//! inspired it are given apart and decide nothing. Within channels, so that it is not the channel's doing.
//! The verdict is by P(claim is true): 0.9 and more, 0.1 and less, or not yet (domain.md f).

use serde::{Deserialize, Serialize};

use super::Measure;
use super::cells::Cells;
use super::columns::Values;
use super::compare::{Compared, Pick};
use super::fill::{Fill, witness};
use crate::company::{Company, SheetInput};
use crate::stats::conditional::{LnRatio, Prior};
use crate::stats::special::normal_cdf;
use crate::stats::tier::{TOLD_APART, settles_after};
use crate::text::fold;
use crate::{Day, Period};

/// Before the data a ratio of e either way is no surprise.
const PRIOR: Prior = (0.0, 1.0);
/// Fewer units than this on either side decide nothing: of a rate, of a size.
const ENOUGH: (u32, u32) = (10, 5);

/// Leads (deals) that have one of these values in the column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// [`super::SegmentColumn::id`].
    pub column: String,
    /// In any spelling.
    pub values: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// A larger rate, longer, dearer.
    More,
    /// A smaller rate, faster, cheaper.
    Less,
}

/// A hypothesis as it was written down. The document keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// In the words of who said it.
    pub claim: String,
    pub rule: Rule,
    pub measure: Measure,
    pub direction: Direction,
    pub by: String,
    /// The day it was written down: leads of later days decide.
    pub created: Day,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Judgement {
    Supported,
    Contradicted,
    /// About so many more units (leads, decided deals, won deals: what the measure counts; both sides together, in
    /// the present shares) would decide if what they show stays as it is. `None`: that cannot be said, or is
    /// more than 100,000.
    NotYet {
        more: Option<u32>,
    },
    /// The column is not there, or has none of the values.
    NoColumn,
    /// The data do not tell what the claim is about.
    NotTold,
    /// The column is filled so much more often for winners than for others (or less) that nothing follows. Told
    /// from 10 winners on.
    Unlike,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    pub judgement: Judgement,
    /// P(the claim is true) by the new data; `None` while they cannot tell.
    pub p_true: Option<f64>,
    /// Leads created after the card. These decide.
    pub new: Compared,
    /// Leads created until then: what inspired it. For show.
    pub old: Compared,
    /// Of all data; where it can be told.
    pub fill: Option<Fill>,
    /// New units whose cell says nothing.
    pub not_told: u32,
}

impl Verdict {
    fn without(judgement: Judgement) -> Self {
        Verdict {
            judgement,
            p_true: None,
            new: Compared::default(),
            old: Compared::default(),
            fill: None,
            not_told: 0,
        }
    }
}

/// Judges one card. Leads created on the card's day or before never decide; nor do those created on
/// `mature_before` or later, whose outcomes are still open. The period of the settings plays no part.
pub fn judge(
    company: &Company,
    sheets: &[SheetInput<'_>],
    card: &Card,
    mature_before: Option<Day>,
) -> Verdict {
    let Some(values) = Values::read(company, sheets, &card.rule.column) else {
        return Verdict::without(Judgement::NoColumn);
    };
    let mut inside = vec![false; values.names.len()];
    for value in &card.rule.values {
        let slot = values.find(&fold(value)).and_then(|at| inside.get_mut(at));
        slot.into_iter().for_each(|slot| *slot = true);
    }
    if !inside.contains(&true) {
        return Verdict::without(Judgement::NoColumn);
    }
    let measure = card.measure;
    let last = mature_before.map(|day| day.saturating_sub(1));
    let new = Period { from: Some(card.created.saturating_add(1)), to: last };
    let old = Period { from: None, to: Some(last.map_or(card.created, |last| last.min(card.created))) };
    let count = |measure: Measure, period: Period| Cells::count(company, &values, measure, period);
    let (Some(new), Some(old)) = (count(measure, new), count(measure, old)) else {
        return Verdict::without(Judgement::NotTold);
    };
    let pick = |cells| Pick { cells, measure, inside: &inside, channel: None };
    let belief = pick(&new).belief(PRIOR);
    let p_true = belief.map(|belief| truth(card.direction, belief.p_above));
    // Sheets of sales alone have no others to compare the winners with.
    let fill = count(witness(measure), Period { from: None, to: last }).map(|cells| Fill::of(&cells));
    let unlike = fill.filter(Fill::is_unlike);
    let judgement = match (unlike, decide(&pick(&new), belief, p_true)) {
        (Some(fill), _) if fill.of_hits.1 >= ENOUGH.0 => Judgement::Unlike,
        // "2 of 3" does not say that it is filled unlike, nor that it is not.
        (Some(_), _) => Judgement::NotYet { more: None },
        (None, judgement) => judgement,
    };
    Verdict {
        judgement,
        p_true,
        not_told: new.of_value(new.not_told()).0,
        new: pick(&new).compared(company, belief),
        old: pick(&old).compared(company, pick(&old).belief(PRIOR)),
        fill,
    }
}

fn truth(direction: Direction, p_more: f64) -> f64 {
    if direction == Direction::More { p_more } else { 1.0 - p_more }
}

fn decide(pick: &Pick<'_>, belief: Option<LnRatio>, p_true: Option<f64>) -> Judgement {
    let sides = pick.sides().map(|(units, _)| units);
    let least = if pick.measure.is_rate() { ENOUGH.0 } else { ENOUGH.1 };
    let all = f64::from(sides.iter().fold(0u32, |sum, n| sum.saturating_add(*n)));
    // How many more of all units until each side has enough of its own.
    let lacking = sides.iter().map(|n| match (*n >= least, *n > 0) {
        (true, _) => Some(0.0),
        (false, true) => Some(f64::from(least - n) * all / f64::from(*n)),
        (false, false) => None,
    });
    let lacking = lacking.reduce(|a, b| Some(a?.max(b?))).flatten();
    let (Some(belief), Some(p)) = (belief, p_true) else { return Judgement::NotYet { more: None } };
    if lacking == Some(0.0) && p >= TOLD_APART {
        return Judgement::Supported;
    }
    if lacking == Some(0.0) && p <= 1.0 - TOLD_APART {
        return Judgement::Contradicted;
    }
    let by_belief = if (1.0 - TOLD_APART..TOLD_APART).contains(&p) { settles(&belief, all) } else { Some(0) };
    let more = by_belief.zip(lacking).map(|(n, lack)| n.max(libm::ceil(lack) as u32));
    Judgement::NotYet { more: more.filter(|n| *n > 0) }
}

/// After how many more units the belief is sure of its present direction, if the data go on like this.
fn settles(belief: &LnRatio, units: f64) -> Option<u32> {
    let (estimate, information) = belief.data(PRIOR);
    settles_after(|more| {
        let information = information * (1.0 + f64::from(more) / units.max(1.0));
        if information <= 0.0 {
            return 0.5;
        }
        let after = LnRatio::drawn(estimate, (1.0 / information).sqrt(), PRIOR);
        normal_cdf(after.mean.abs() / after.sd)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_settle_it() {
        // z of the data 0.8 with information 4: Φ(z √(k)) with the prior's pull reaches 0.9 at k where
        // 0.4·4k/√(4k + 1) = 1.2816.
        let belief = LnRatio::drawn(0.4, 0.5, PRIOR);
        let more = settles(&belief, 100.0).unwrap();
        let z = |k: f64| 0.4 * 4.0 * k / (4.0 * k + 1.0).sqrt();
        let k = 1.0 + f64::from(more) / 100.0;
        assert!(z(k) >= 1.281_551 && z(k - 0.01) < 1.281_552, "{more}");
        assert_eq!(settles(&LnRatio::drawn(0.0, 0.5, PRIOR), 100.0), None);
    }
}
