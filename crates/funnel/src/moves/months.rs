//! What each channel spent month by month: the range that moves must stay in, and the level they start from.
//!
//! Only months that the spend covers from end to end count (three days may lack at either side). A channel with
//! money whose month is not told has no months: spreading it would invent a range.
//! Must never take a half month for a small one.

use garimpo_table::value::civil;

use crate::company::{Company, NO_DAY};
use crate::ranking::scope::Scope;
use crate::{Day, Period, Settings};

/// Days that may lack at the ends of the data.
const SLACK: Day = 3;
/// A row about more days than this does not tell its month.
const LONGEST: Day = 31;

/// Consecutive months of one channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Months {
    /// Minor units by month, from the channel's first month with spend to its last.
    pub spent: Vec<i64>,
    /// Which of them lie in the chosen period.
    pub chosen: Vec<bool>,
    /// Its last month is the last one of the data.
    pub goes_on: bool,
    /// Some of its money tells no month.
    pub unknown: bool,
}

impl Months {
    /// The mean month of the chosen ones, minor units.
    pub fn level(&self) -> Option<f64> {
        let chosen = || self.spent.iter().zip(&self.chosen).filter(|(_, chosen)| **chosen);
        let count = chosen().count();
        (count > 0).then(|| chosen().map(|(spent, _)| *spent as f64).sum::<f64>() / count as f64)
    }

    /// Variance of the logarithm of spend over the months with any.
    pub fn ln_variance(&self) -> f64 {
        let logs: Vec<f64> =
            self.spent.iter().filter(|spent| **spent > 0).map(|spent| libm::log(*spent as f64)).collect();
        let n = logs.len().max(1) as f64;
        let mean = logs.iter().sum::<f64>() / n;
        logs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n
    }
}

/// First and last day of the month of a day.
fn month_of(day: Day) -> (Day, Day) {
    let (year, month, _) = civil::date(day);
    let first = civil::days(year, month, 1).unwrap_or(day);
    (first, first.saturating_add(civil::month_length(year, month) as Day - 1))
}

/// The months that the company's spend covers.
fn covered(company: &Company) -> Vec<(Day, Day)> {
    let Some((from, to)) = company.spans.spend else { return Vec::new() };
    let mut months = Vec::new();
    let mut month = month_of(from);
    // A thousand years of months are enough for any company.
    while month.0 <= to && months.len() < 12_000 {
        if from <= month.0.saturating_add(SLACK) && to >= month.1.saturating_sub(SLACK) {
            months.push(month);
        }
        month = month_of(month.1.saturating_add(1));
    }
    months
}

/// One entry a channel.
pub fn months(company: &Company, settings: &Settings) -> Vec<Months> {
    let covered = covered(company);
    let mut spent = vec![vec![0i64; covered.len()]; company.channels.len()];
    let mut unknown = vec![false; company.channels.len()];
    let spend = &company.spend;
    let rows = spend.channel.iter().zip(&spend.from).zip(&spend.to).zip(&spend.amount);
    for (((channel, from), to), amount) in rows {
        let (Some(sums), Some(unknown)) =
            (spent.get_mut(usize::from(*channel)), unknown.get_mut(usize::from(*channel)))
        else {
            continue;
        };
        if *from == NO_DAY || *to == NO_DAY || to.saturating_sub(*from) > LONGEST {
            *unknown = true;
            continue;
        }
        let first = covered.partition_point(|(_, last)| last < from);
        for (sum, month) in sums.iter_mut().zip(&covered).skip(first) {
            if month.0 > *to {
                break;
            }
            let of = Period { from: Some(month.0), to: Some(month.1) };
            let scope = Scope::new(&Settings { period: of, ..Settings::default() });
            let part = scope.spend(*from, *to, *amount).map_or(0, |(part, _)| part);
            *sum = sum.saturating_add(part);
        }
    }
    let is_chosen = |month: &(Day, Day)| {
        let period = settings.period;
        period.is_whole() || period.contains(month.0) && period.contains(month.1)
    };
    let chosen: Vec<bool> = covered.iter().map(is_chosen).collect();
    let trim = |(sums, unknown): (Vec<i64>, bool)| {
        let first = sums.iter().position(|sum| *sum > 0).unwrap_or(sums.len());
        let last = sums.iter().rposition(|sum| *sum > 0).map_or(first, |at| at + 1);
        Months {
            goes_on: last == sums.len() && first < last,
            spent: sums.get(first..last).unwrap_or_default().to_vec(),
            chosen: chosen.get(first..last).unwrap_or_default().to_vec(),
            unknown,
        }
    };
    spent.into_iter().zip(unknown).map(trim).collect()
}
