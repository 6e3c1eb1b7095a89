//! What the machine found by itself, called "to check".
//!
//! Every group with enough leads and wins inside and outside is tested against the rest, within channels and in
//! each channel alone. Searching until something looks significant always finds something, so Benjamini–Hochberg
//! keeps the false ones among the finds at one of ten, and what is shown is drawn towards no difference.
//! At most five, by expected money × probability. domain.md d.1, "Mining recipe".

use garimpo_table::Currency;
use serde::{Deserialize, Serialize};

use super::Measure;
use super::cells::{Cells, sum};
use super::columns::{SegmentColumn, Values, columns};
use super::compare::{Compared, Pick};
use super::fill::{Fill, witness};
use super::part::Part;
use crate::company::{Company, SheetInput};
use crate::stats::conditional::{LnRatio, Prior};
use crate::stats::money::PSEUDO_DEALS;
use crate::stats::tables::benjamini_hochberg;
use crate::{Day, Period, Settings};

/// Leads and wins that both sides must have to be tested at all.
pub const LEAST_LEADS: u32 = 20;
pub const LEAST_WINS: u32 = 5;
/// At most this share of the finds may be false.
pub const FALSE_SHARE: f64 = 0.1;
/// Finds shown.
pub const MOST: usize = 5;
/// Most groups differ little: a find is drawn harder than a claim that somebody had a reason for.
const PRIOR: Prior = (0.0, 0.5);
/// In one channel a group is drawn to what it does in all.
const CHANNEL_SPREAD: f64 = 0.35;
/// A find that is less likely than this after being drawn is none.
const PROBABLY: f64 = 0.8;

/// One difference, to be checked on new leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Find {
    /// [`SegmentColumn::id`] and its header.
    pub column: String,
    pub header: String,
    pub value: Part,
    /// In this channel alone; `None`: within all channels.
    pub channel: Option<String>,
    pub measure: Measure,
    pub compared: Compared,
    /// Two-sided, and adjusted for all tests of the run.
    pub p: f64,
    pub adjusted: f64,
    /// P(the difference has the direction shown), after drawing.
    pub probability: f64,
    /// Hits (customers, wins) more or fewer than the rest would have had with as many units. Rates only.
    pub extra: Option<f64>,
    /// What that is worth, or what the larger deals brought: major units of [`Finds::currency`].
    pub money: Option<f64>,
}

/// A column that was not looked at, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    pub column: String,
    pub header: String,
    pub measure: Measure,
    pub fill: Fill,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Finds {
    /// At most five.
    pub finds: Vec<Find>,
    /// How many comparisons were made: each had a chance to be a false find.
    pub tests: u32,
    /// How many passed, shown or not.
    pub passed: u32,
    pub refused: Vec<Refusal>,
    pub currency: Option<Currency>,
}

/// A comparison that was made.
struct Test {
    column: usize,
    value: usize,
    channel: Option<usize>,
    measure: Measure,
    p: f64,
}

/// A column with everything that was counted of it.
struct Counted {
    column: SegmentColumn,
    values: Values,
    cells: Vec<(Measure, Cells)>,
    /// Measures that the column may be tested by.
    open: Vec<Measure>,
}

impl Counted {
    fn cells(&self, measure: Measure) -> Option<&Cells> {
        self.cells.iter().find(|(known, _)| *known == measure).map(|(_, cells)| cells)
    }

    /// What the support is counted in: leads where they have the column, else decided deals.
    fn base(&self) -> Option<&Cells> {
        let leads = || self.cells(Measure::LeadToCustomer).or_else(|| self.cells(Measure::MqlRate));
        if self.values.on_leads { leads() } else { self.cells(Measure::WinRate) }
    }

    fn inside(&self, value: usize) -> Vec<bool> {
        (0..self.values.names.len()).map(|other| other == value).collect()
    }

    /// The values that are worth a test. Of two, each is the other's rest: the smaller one.
    fn candidates(&self) -> Vec<usize> {
        let Some(base) = self.base() else { return Vec::new() };
        let units = |value: usize| base.of_value(value).0;
        let mut there: Vec<usize> = (0..self.values.names.len()).filter(|value| units(*value) > 0).collect();
        if let [one, other] = there[..] {
            there = vec![if units(other) < units(one) { other } else { one }];
        }
        there
    }
}

/// Looks through the given columns (ids; unknown ones are passed over). Leads created in the settings' period
/// and before `mature_before` count.
pub fn finds(
    company: &Company,
    sheets: &[SheetInput<'_>],
    chosen: &[String],
    settings: &Settings,
    mature_before: Option<Day>,
) -> Finds {
    let period = mature(settings.period, mature_before);
    let known = columns(sheets);
    let mut found = Finds { currency: company.currency, ..Finds::default() };
    let mut counted: Vec<Counted> = Vec::new();
    for column in known.into_iter().filter(|column| chosen.contains(&column.id)) {
        let Some(values) = Values::read(company, sheets, &column.id) else { continue };
        let count = |measure: &Measure| Some((*measure, Cells::count(company, &values, *measure, period)?));
        let cells: Vec<(Measure, Cells)> = Measure::ALL.iter().filter_map(count).collect();
        let open = cells.iter().map(|(measure, _)| *measure).collect();
        let mut column = Counted { column, values, cells, open };
        found.refused.extend(refuse(&mut column));
        counted.push(column);
    }
    let mut tests: Vec<Test> = (0..).zip(&counted).flat_map(|(at, column)| tests_of(at, column)).collect();
    // The numbers of BH do not depend on it, but ties do.
    tests.sort_by_key(|test| (test.column, test.measure, test.channel, test.value));
    let adjusted = benjamini_hochberg(&tests.iter().map(|test| test.p).collect::<Vec<f64>>());
    found.tests = u32::try_from(tests.len()).unwrap_or(u32::MAX);
    let passed = tests.iter().zip(adjusted).filter(|(_, adjusted)| *adjusted <= FALSE_SHARE);
    let mut finds: Vec<Find> = passed
        .filter_map(|(test, adjusted)| show(company, counted.get(test.column)?, test, adjusted))
        .collect();
    found.passed = u32::try_from(finds.len()).unwrap_or(u32::MAX);
    found.finds = best(&mut finds);
    found
}

/// The period without the days whose leads are too young.
pub(super) fn mature(period: Period, mature_before: Option<Day>) -> Period {
    let last = mature_before.map(|day| day.saturating_sub(1));
    let to = match (period.to, last) {
        (Some(to), Some(last)) => Some(to.min(last)),
        (to, last) => to.or(last),
    };
    Period { from: period.from, to }
}

/// Closes the measures for which the column is filled unlike, and says so.
fn refuse(column: &mut Counted) -> Vec<Refusal> {
    let unlike = |measure: &Measure| {
        let fill = Fill::of(column.cells(witness(*measure))?);
        let SegmentColumn { id, header, .. } = &column.column;
        let (column, header, measure) = (id.clone(), header.clone(), *measure);
        fill.is_unlike().then_some(Refusal { column, header, measure, fill })
    };
    let refused: Vec<Refusal> = column.open.iter().filter_map(unlike).collect();
    column.open.retain(|measure| !refused.iter().any(|refusal| refusal.measure == *measure));
    refused
}

fn tests_of(at: usize, column: &Counted) -> Vec<Test> {
    let mut tests = Vec::new();
    let Some(base) = column.base() else { return tests };
    let candidates = column.candidates();
    for (measure, cells) in column.cells.iter().filter(|(measure, _)| column.open.contains(measure)) {
        for value in &candidates {
            let inside = column.inside(*value);
            // The last channel is none: within it there is nothing to say.
            let alone = (0..cells.channels - 1).map(Some);
            for channel in std::iter::once(None).chain(alone) {
                let pick = |cells| Pick { cells, measure: *measure, inside: &inside, channel };
                let enough = pick(base).sides().iter().all(|(units, _)| *units >= LEAST_LEADS)
                    && pick(cells).sides().iter().all(|(_, hits)| *hits >= LEAST_WINS);
                if let Some(p) = Some(enough).filter(|enough| *enough).and_then(|_| pick(cells).p()) {
                    tests.push(Test { column: at, value: *value, channel, measure: *measure, p });
                }
            }
        }
    }
    // With one channel alone both are the same test.
    if base.channels == 2 {
        tests.retain(|test| test.channel.is_none());
    }
    tests
}

/// `None` if nothing of it is left after drawing.
fn show(company: &Company, column: &Counted, test: &Test, adjusted: f64) -> Option<Find> {
    let cells = column.cells(test.measure)?;
    let mut value = test.value;
    let mut inside = column.inside(value);
    let measure = test.measure;
    let drawn = |inside: &[bool]| -> Option<LnRatio> {
        let overall = Pick { cells, measure, inside, channel: None }.belief(PRIOR)?;
        match test.channel {
            None => Some(overall),
            channel => Pick { cells, measure, inside, channel }.belief((overall.mean, CHANNEL_SPREAD)),
        }
    };
    let mut belief = drawn(&inside)?;
    // Of two values the one that has more is the find, the other its rest.
    if let Some(other) = column.only_other(value).filter(|_| belief.p_above < 0.5) {
        value = other;
        inside = column.inside(value);
        belief = drawn(&inside)?;
    }
    let probability = belief.p_above.max(1.0 - belief.p_above);
    if probability < PROBABLY {
        return None;
    }
    let pick = Pick { cells, measure, inside: &inside, channel: test.channel };
    let compared = pick.compared(Some(belief));
    let extra = compared
        .expected
        .zip(compared.baseline)
        .filter(|_| test.measure.is_rate())
        .map(|(expected, baseline)| f64::from(compared.inside.units) * (expected - baseline));
    let (id, name) = column.values.names.get(value)?.clone();
    let channel = test.channel.and_then(|at| company.channels.get(at)).map(|channel| channel.id.clone());
    Some(Find {
        column: column.column.id.clone(),
        header: column.column.header.clone(),
        value: Part::One { id, name },
        channel,
        measure: test.measure,
        p: test.p,
        adjusted,
        probability,
        extra,
        money: column.worth(test, value, extra, &belief).filter(|money| money.is_finite()),
        compared,
    })
}

impl Counted {
    /// The other one, of two values.
    fn only_other(&self, value: usize) -> Option<usize> {
        let base = self.base()?;
        let mut others =
            (0..self.values.names.len()).filter(|other| *other != value && base.of_value(*other).0 > 0);
        others.next().filter(|_| others.next().is_none())
    }

    /// Extra wins at the group's mean deal (drawn to all deals), extra qualified leads at what one brings, or
    /// larger deals by what they are larger.
    fn worth(&self, test: &Test, value: usize, extra: Option<f64>, belief: &LnRatio) -> Option<f64> {
        let cells = self.cells(Measure::Ticket)?;
        let of = |value: usize| {
            let sizes = (0..cells.channels).flat_map(|channel| cells.sizes(channel, value));
            sizes.fold((0.0, 0.0), |(n, sum), size| (n + 1.0, sum + size))
        };
        let own = of(value);
        let all = (0..cells.values).map(of).fold((0.0, 0.0), |all, part| (all.0 + part.0, all.1 + part.1));
        if all.0 <= 0.0 {
            return None;
        }
        let mean = all.1 / all.0;
        match test.measure {
            Measure::LeadToCustomer | Measure::WinRate => {
                Some(extra? * (own.1 + PSEUDO_DEALS * mean) / (own.0 + PSEUDO_DEALS))
            }
            Measure::MqlRate => {
                let mqls = self.cells(Measure::MqlRate)?;
                let hits = sum((0..mqls.values).map(|value| mqls.of_value(value))).1;
                (hits > 0).then_some(extra? * all.1 / f64::from(hits))
            }
            Measure::Ticket => {
                let inside = self.inside(value);
                let pick = Pick { cells, measure: Measure::Ticket, inside: &inside, channel: test.channel };
                let deals = f64::from(pick.sides().first()?.0);
                let rest = ((all.1 - own.1) / (all.0 - own.0).max(1.0)).max(0.0);
                Some(deals * rest * libm::expm1(belief.mean))
            }
            Measure::Cycle => None,
        }
    }
}

/// The five that matter most. One a group and side of it: what holds in all channels is not repeated for each.
fn best(finds: &mut [Find]) -> Vec<Find> {
    let weight = |find: &Find| {
        let plain = find.compared.ratio.map_or(0.0, |ratio| libm::log(ratio.value).abs());
        let size = find.money.or(find.extra).map_or(plain, f64::abs);
        (find.money.is_some(), find.extra.is_some(), size * find.probability)
    };
    let mut order: Vec<usize> = (0..finds.len()).collect();
    let of = |at: &usize| finds.get(*at).map(weight).unwrap_or_default();
    order.sort_by(|a, b| {
        let (one, other) = (of(a), of(b));
        (other.0, other.1).cmp(&(one.0, one.1)).then(other.2.total_cmp(&one.2)).then(a.cmp(b))
    });
    let mut kept: Vec<&Find> = Vec::new();
    let sorted = || order.iter().filter_map(|at| finds.get(*at));
    // What holds everywhere first, then what one channel adds to it.
    for everywhere in [true, false] {
        for find in sorted().filter(|find| find.channel.is_none() == everywhere) {
            if !kept.iter().any(|known| says_the_same(known, find)) {
                kept.push(find);
            }
        }
    }
    let is_kept = |find: &&Find| kept.iter().any(|known| std::ptr::eq(*known, *find));
    let ordered: Vec<&Find> = sorted().filter(is_kept).collect();
    let mut shown: Vec<Find> = ordered.iter().take(MOST).map(|find| (*find).clone()).collect();
    // How fast a group buys has no price. The last place is for it if money took all.
    let faster = ordered.iter().find(|find| find.measure == Measure::Cycle);
    if let Some(faster) = faster
        && !shown.iter().any(|find| find.measure == Measure::Cycle)
        && let Some(last) = shown.last_mut()
    {
        *last = (*faster).clone();
    }
    shown
}

/// Two ways to say that a group is good at buying, or at the same size.
fn says_the_same(one: &Find, other: &Find) -> bool {
    let more = |find: &Find| find.compared.p_more.is_some_and(|p| p > 0.5);
    let same_measure = one.measure == other.measure || (one.measure.is_rate() && other.measure.is_rate());
    let covers = one.channel.is_none() || one.channel == other.channel;
    one.column == other.column
        && one.value == other.value
        && same_measure
        && covers
        && more(one) == more(other)
}
