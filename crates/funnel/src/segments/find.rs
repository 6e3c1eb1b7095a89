//! What the machine found by itself, called "to check".
//!
//! Every group with enough leads and wins inside and outside is tested against the rest, within channels and in
//! each channel alone. Searching until something looks significant always finds something, so Benjamini–Hochberg
//! keeps the false ones among the finds at one of ten, by tests and by claims, and what is shown is drawn towards
//! no difference.
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
use crate::stats::order::order;
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
/// A group of so many times its rest is no group.
const MOSTLY: u32 = 2;

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
        // A list of sales has no lost deals: then the sales themselves.
        let deals = [Measure::WinRate, Measure::Ticket, Measure::Cycle];
        if self.values.on_leads { leads() } else { deals.iter().find_map(|measure| self.cells(*measure)) }
    }

    fn inside(&self, value: usize) -> Vec<bool> {
        (0..self.values.names.len()).map(|other| other == value).collect()
    }

    /// The values that are there, in a channel or in all.
    fn there(&self, channel: Option<usize>) -> Vec<usize> {
        (0..self.values.names.len()).filter(|value| self.units(*value, channel) > 0).collect()
    }

    fn units(&self, value: usize, channel: Option<usize>) -> u32 {
        let Some(base) = self.base() else { return 0 };
        channel.map_or_else(|| base.of_value(value), |at| base.get(at, value)).0
    }

    /// The values that are worth a test. Of two, each is the other's rest: the first one.
    fn candidates(&self, channel: Option<usize>) -> Vec<usize> {
        let mut there = self.there(channel);
        if there.len() == 2 {
            there.truncate(1);
        }
        there
    }

    /// The other one, of two values.
    fn only_other(&self, value: usize, channel: Option<usize>) -> Option<usize> {
        match self.there(channel)[..] {
            [one, other] => Some(if one == value { other } else { one }),
            _ => None,
        }
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
    let tests: Vec<Test> = (0..).zip(&counted).flat_map(|(at, column)| tests_of(at, column)).collect();
    let adjusted = adjust(&tests);
    found.tests = u32::try_from(tests.len()).unwrap_or(u32::MAX);
    let passed = tests.iter().zip(adjusted).filter(|(_, adjusted)| *adjusted <= FALSE_SHARE);
    let mut finds: Vec<Find> = passed
        .filter_map(|(test, adjusted)| show(company, counted.get(test.column)?, test, adjusted))
        .collect();
    found.passed = u32::try_from(finds.len()).unwrap_or(u32::MAX);
    found.finds = best(&mut finds);
    found
}

/// The adjusted p-value of each test, for what is shown. One claim is tested in many ways (leads and deals, all
/// channels and each), and only one of them is shown: counted one by one, a true claim would pay for the false
/// ones beside it ten times over. So a test must pass among all tests, and its claim (Simes 1986 over its tests)
/// among the claims.
fn adjust(tests: &[Test]) -> Vec<f64> {
    let of_tests = benjamini_hochberg(&tests.iter().map(|test| test.p).collect::<Vec<f64>>());
    let claim = |at: &usize| tests.get(*at).map(|test| (test.column, test.value, kind(test.measure)));
    let order = order(tests.len(), &|a, b| claim(&a).cmp(&claim(&b)));
    let claims: Vec<&[usize]> = order.chunk_by(|a, b| claim(a) == claim(b)).collect();
    let simes = |claim: &&[usize]| {
        let p: Vec<f64> = claim.iter().filter_map(|at| tests.get(*at)).map(|test| test.p).collect();
        benjamini_hochberg(&p).into_iter().fold(1.0, f64::min)
    };
    let of_claims = benjamini_hochberg(&claims.iter().map(simes).collect::<Vec<f64>>());
    let mut adjusted = of_tests;
    for (claim, of_claim) in claims.iter().zip(of_claims) {
        for at in *claim {
            adjusted.get_mut(*at).into_iter().for_each(|p| *p = p.max(of_claim));
        }
    }
    adjusted
}

/// Measures that say the same of a group: that it buys, that it is fast, that its deals are large.
fn kind(measure: Measure) -> u8 {
    match measure {
        Measure::Cycle => 1,
        Measure::Ticket => 2,
        _ => 0,
    }
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
    // The last channel is none: within it there is nothing to say.
    let alone = (0..base.channels - 1).map(Some);
    for channel in std::iter::once(None).chain(alone) {
        for value in column.candidates(channel) {
            let inside = column.inside(value);
            let open = column.cells.iter().filter(|(measure, _)| column.open.contains(measure));
            for (measure, cells) in open {
                let pick = |cells| Pick { cells, measure: *measure, inside: &inside, channel };
                let enough = pick(base).sides().iter().all(|(units, _)| *units >= LEAST_LEADS)
                    && pick(cells).sides().iter().all(|(_, hits)| *hits >= LEAST_WINS);
                if let Some(p) = Some(enough).filter(|enough| *enough).and_then(|_| pick(cells).p()) {
                    tests.push(Test { column: at, value, channel, measure: *measure, p });
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
    // Of two values each is the other's rest. The one that has more is the find, unless it is nearly everybody.
    if let Some(other) = column.only_other(value, test.channel) {
        let units = |value: usize| column.units(value, test.channel);
        let is_better = belief.p_above >= 0.5;
        let (better, worse) = if is_better { (value, other) } else { (other, value) };
        let is_most = units(better) > MOSTLY.saturating_mul(units(worse));
        if is_better == is_most {
            value = other;
            inside = column.inside(value);
            belief = drawn(&inside)?;
        }
    }
    let probability = belief.p_above.max(1.0 - belief.p_above);
    if probability < PROBABLY {
        return None;
    }
    let pick = Pick { cells, measure, inside: &inside, channel: test.channel };
    let compared = pick.compared(company, Some(belief));
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

/// The five that matter most, one a claim: what holds in all channels is not repeated for each.
fn best(finds: &mut [Find]) -> Vec<Find> {
    let weight = |find: &Find| {
        let plain = find.compared.ratio.map_or(0.0, |ratio| libm::log(ratio.value).abs());
        let size = find.money.or(find.extra).map_or(plain, f64::abs);
        (find.money.is_some(), find.extra.is_some(), size * find.probability)
    };
    let of = |at: usize| finds.get(at).map(weight).unwrap_or_default();
    let order = order(finds.len(), &|a, b| {
        let (one, other) = (of(a), of(b));
        (other.0, other.1).cmp(&(one.0, one.1)).then(other.2.total_cmp(&one.2))
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

/// Two ways to make one claim.
fn says_the_same(one: &Find, other: &Find) -> bool {
    one.column == other.column && one.value == other.value && kind(one.measure) == kind(other.measure)
}
