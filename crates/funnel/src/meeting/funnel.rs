//! The funnel of the last days against the ones before, all at the same age.
//!
//! The data's last day ends the newest window of so many days (the last lead's day, where no lead is that new); those
//! before lie end to end behind it, so each has the same weekdays. A lead of an older window counts as far as it had
//! got so long after its window's end as the data go on after the newest one's. Where the data do not say when a stage was reached, earlier meetings do:
//! they kept their counts at that age.
//! Must never compare a young cohort with what older ones have become by now.

use serde::{Deserialize, Serialize};

use crate::company::traces::Steps;
use crate::company::{Company, NO_DAY, Reached, SheetInput};
use crate::compare::periods::working_days;
use crate::stats::change::{self, Signal, limits, of_counts, of_rates, signals};
use crate::stats::interval::{LEVEL, wilson};
use crate::trend::Limits;
use crate::{Day, Period};

/// Windows that the newest is compared with.
pub const BEFORE: usize = 6;
/// Windows that are looked at, for the limits of their own variation.
const MOST: usize = 13;
/// Days of a window: two weeks.
pub const FORTNIGHT: Day = 14;
/// A stage of which more than this share of the older leads has no day is not compared by days.
const UNDATED: f64 = 0.05;

/// Leads, mqls, sqls, opportunities, customers.
pub const STAGES: [Reached; 5] =
    [Reached::Lead, Reached::Mql, Reached::Sql, Reached::Opportunity, Reached::Customer];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First and last day.
    pub days: (Day, Day),
    /// Mondays to Fridays.
    pub working: u32,
    /// By [`STAGES`], at the window's end; `None` where nothing tells it.
    pub counts: [Option<u32>; 5],
}

/// One stage: a count per working day for leads, a share of the leads for all others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    pub stage: Reached,
    /// (leads, working days) or (reached, leads), of the newest window.
    pub now: (f64, f64),
    /// 90 % interval of a share.
    pub interval: Option<(f64, f64)>,
    /// The same of the windows before, oldest first, at most six. Empty where they cannot be compared.
    pub before: Vec<(f64, f64)>,
    /// All of `before` together.
    pub usual: Option<(f64, f64)>,
    /// P(truly higher now).
    pub p_up: Option<f64>,
    /// Outside of normal variation.
    pub real: bool,
    /// From eight windows on: mean ± 2.66 × mean moving range, and whether the newest is a signal.
    pub limits: Option<Limits>,
    pub signal: Option<crate::trend::Signal>,
}

impl Stage {
    /// What is drawn: leads as so many in a window of the newest one's working days, shares as they are.
    pub fn point(&self, (x, n): (f64, f64)) -> f64 {
        let share = if n > 0.0 { x / n } else { 0.0 };
        if self.stage == Reached::Lead { share * self.now.1 } else { share }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Funnel {
    /// Days of a window.
    pub days: Day,
    /// Days after a window's end that outcomes count: 0 where leads are as new as the data.
    pub gap: Day,
    /// Oldest first; the newest is the last.
    pub windows: Vec<Window>,
    /// Those that the data can tell.
    pub stages: Vec<Stage>,
}

/// `kept`: the newest windows of earlier meetings. `None` without dated leads, or with less data than a window.
pub fn funnel(company: &Company, sheets: &[SheetInput<'_>], days: Day, kept: &[Window]) -> Option<Funnel> {
    let (first, as_of) = company.first_day.zip(company.as_of)?;
    let days = days.max(1);
    let newest = company.leads.created.iter().copied().filter(|day| *day <= as_of).max()?;
    let last = if as_of.saturating_sub(newest) >= days { newest } else { as_of };
    let gap = as_of.saturating_sub(last);
    let whole = (i64::from(last) - i64::from(first) + 1) / i64::from(days);
    let count = usize::try_from(whole).unwrap_or(0).min(MOST);
    if !company.has_leads || count == 0 {
        return None;
    }
    let steps = Steps::of(company, sheets);
    let mut counted = vec![[0u32; 5]; count];
    // Of the older windows: reached by now at all, and of those without a day.
    let (mut reached_by_now, mut undated) = ([0u32; 5], [0u32; 5]);
    let end = |window: usize| last - days * Day::try_from(window).unwrap_or(0);
    let leads = &company.leads;
    for (lead, (created, reached)) in leads.created.iter().zip(&leads.reached).enumerate() {
        if *created == NO_DAY || *created > last {
            continue;
        }
        let window = usize::try_from((last - *created) / days).unwrap_or(usize::MAX);
        let Some(counts) = counted.get_mut(window) else { continue };
        counts[0] += 1;
        for (stage, days) in (1usize..).zip(&steps.days) {
            if STAGES.get(stage).is_none_or(|least| reached < least) {
                continue;
            }
            let day = days.get(lead).copied().unwrap_or(NO_DAY);
            if window > 0 {
                reached_by_now[stage] += 1;
                undated[stage] += u32::from(day == NO_DAY);
            }
            if window == 0 || (day != NO_DAY && day <= end(window).saturating_add(gap)) {
                counts[stage] += 1;
            }
        }
    }
    let furthest = leads.reached.iter().copied().max().unwrap_or(Reached::Lead);
    let told = |stage: usize| {
        STAGES.get(stage).is_some_and(|least| {
            stage == 0 || furthest >= *least || (*least == Reached::Customer && company.has_deals)
        })
    };
    let comparable: [bool; 5] = std::array::from_fn(|stage| {
        told(stage) && f64::from(undated[stage]) <= UNDATED * f64::from(reached_by_now[stage])
    });
    let windows: Vec<Window> = (0..count)
        .rev()
        .map(|window| {
            let span = (end(window) - days + 1, end(window));
            let counts = counted.get(window).copied().unwrap_or_default();
            Window {
                days: span,
                working: working_days(Period { from: Some(span.0), to: Some(span.1) }).unwrap_or(0),
                counts: std::array::from_fn(|stage| {
                    let tells = if window == 0 { told(stage) } else { comparable[stage] };
                    tells.then_some(counts[stage])
                }),
            }
        })
        .collect();
    let stages = (0..STAGES.len()).filter_map(|stage| line(stage, &windows, kept)).collect();
    Some(Funnel { days, gap, windows, stages })
}

fn line(stage: usize, windows: &[Window], kept: &[Window]) -> Option<Stage> {
    let (newest, older) = windows.split_last()?;
    let of = |window: &Window| {
        let count = f64::from(window.counts.get(stage).copied().flatten()?);
        let whole = if stage == 0 { f64::from(window.working) } else { f64::from(window.counts[0]?) };
        (whole > 0.0).then_some((count, whole))
    };
    let now = of(newest)?;
    let mut series: Vec<(f64, f64)> = older.iter().filter_map(of).collect();
    if series.is_empty() {
        let length = |window: &Window| window.days.1 - window.days.0;
        let same = kept.iter().filter(|w| length(w) == length(newest) && w.days.1 < newest.days.0);
        series = same.filter_map(of).collect();
    }
    let before: Vec<(f64, f64)> =
        series.get(series.len().saturating_sub(BEFORE)..).unwrap_or_default().to_vec();
    let usual = before.iter().copied().reduce(|a, b| (a.0 + b.0, a.1 + b.1));
    let change =
        usual.and_then(|usual| if stage == 0 { of_counts(usual, now) } else { of_rates(usual, now) });
    let interval = if stage == 0 { None } else { wilson(now.0, now.1, LEVEL).map(|i| (i.low, i.high)) };
    let values: Vec<f64> = series.iter().chain([&now]).map(|(x, n)| x / n).collect();
    let found = limits(&values);
    let last = values.len() - 1;
    let signal = found.as_ref().and_then(|found| {
        let signal = signals(&values, found).into_iter().find(|(at, _)| *at == last)?.1;
        Some(match signal {
            Signal::Above => crate::trend::Signal::Above,
            Signal::Below => crate::trend::Signal::Below,
            Signal::RunAbove => crate::trend::Signal::RunAbove,
            Signal::RunBelow => crate::trend::Signal::RunBelow,
        })
    });
    let limits = found.map(|change::Limits { centre, low, high }| Limits { centre, low: low.max(0.0), high });
    Some(Stage {
        stage: STAGES.get(stage).copied()?,
        now,
        interval,
        before,
        usual,
        p_up: change.map(|change| change.p_up),
        real: change.is_some_and(|change| change.is_real()),
        limits,
        signal,
    })
}
