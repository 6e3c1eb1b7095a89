//! The metrics beyond the first ones: unfinished business, loaded and marginal cost, margins and lifetime value,
//! stages and pace.
//!
//! `count` looks at the rows once more, `costs`, `worth` and `pace` make numbers of what it found. They start from
//! what the tallies and rows say already, so that a number that has two names is one number.
//! Must never change a metric that is there, nor complete a count without saying so.

mod costs;
mod count;
mod pace;
mod worth;

use super::scope::Scope;
use super::tally::{Tallies, Tally};
use super::{ChannelRow, Metric, MetricId, Row, State};
use crate::company::kept::survey;
use crate::company::{Channel, Company, Status};
use crate::maturity::{HORIZON_SHARE, Lag, Survey, Unfinished, YOUNG, months};
use crate::{Clock, Day, Settings};
use count::{Extra, Lags};

pub use costs::{marginal, shares};

/// One deal of more than this share of a channel's won money is told apart: a mean with it is its mean.
pub const ONE_BIG_DEAL: f64 = 0.4;

/// What all channels' numbers are made with.
struct Whole<'a> {
    settings: &'a Settings,
    clock: Clock,
    /// Some deal tells its margin, or a person did.
    has_margins: bool,
    leads: Option<Lag>,
    deals: Option<Lag>,
    /// Whether any deal of the company is so: a list of sales alone tells no share that is won, and a list of closed
    /// deals nothing of open ones.
    has_lost: bool,
    has_open: bool,
    horizon: Option<Day>,
    /// Of the whole company: a stage that nobody stopped at is not told.
    survey: &'a Survey,
}

/// One channel, or the totals.
struct Of<'a> {
    tally: &'a Tally,
    extra: &'a Extra,
}

/// Fills in the further metrics of all rows.
pub fn fill(
    company: &Company,
    settings: &Settings,
    scope: &Scope,
    tallies: &Tallies,
    channels: &mut [ChannelRow],
    totals: &mut Row,
) -> Unfinished {
    let survey = survey(company);
    let lags = Lags { leads: survey.lag(), deals: Lag::of_deals(company) };
    let chosen = settings.horizon.filter(|day| *day > 0);
    let counted = count::count(company, settings, scope, &survey, &lags);
    let Lags { leads, deals } = lags;
    let whole = Whole {
        settings,
        clock: settings.clock,
        has_lost: company.deals.status.contains(&Status::Lost),
        has_open: company.deals.status.contains(&Status::Open),
        has_margins: settings.money.sound_margin().is_some() || !company.deals.profit.is_empty(),
        horizon: chosen.or_else(|| deals.as_ref().map(|lag| lag.day_of(HORIZON_SHARE))),
        leads,
        deals,
        survey: &survey,
    };
    let all: Vec<&Channel> = channels.iter().map(|row| &row.channel).collect();
    let loaded = costs::loaded(&all, tallies, &counted.channels, settings);
    let paid = costs::paid(&all, tallies, &counted.channels);
    let rows = channels.iter_mut().zip(&tallies.channels).zip(&counted.channels).zip(&loaded.channels);
    for (((row, tally), extra), loaded) in rows {
        let of = Of { tally, extra };
        costs::fill(&mut row.row, &whole, &of, *loaded);
        worth::fill(&mut row.row, &whole, &of);
        pace::fill(&mut row.row, &whole, &of);
    }
    let of = Of { tally: &tallies.totals, extra: &counted.totals };
    costs::fill(totals, &whole, &of, loaded.totals);
    costs::fill_totals(totals, &of, paid);
    worth::fill(totals, &whole, &of);
    pace::fill(totals, &whole, &of);

    let young = channels.iter().filter(|row| is_young(&row.row));
    Unfinished {
        young: young.map(|row| row.channel.id.clone()).collect(),
        months: company
            .as_of
            .map_or_else(Vec::new, |as_of| months(&counted.ages, as_of, whole.leads.as_ref())),
        horizon: whole.horizon,
        horizon_is_chosen: chosen.is_some(),
        lead_to_win: whole.leads.as_ref().map(Lag::median),
        followed: whole.leads.as_ref().map(|lag| lag.followed),
        lag: scope.lag(),
        undated_wins: whole.leads.as_ref().map_or(0, |lag| lag.left_out),
    }
}

/// Too young to be put in an order: less than half of what its leads will bring has come. What is not known to be
/// young is not.
pub fn is_young(row: &Row) -> bool {
    row.get(MetricId::Maturity).value.is_some_and(|maturity| maturity < YOUNG)
}

fn set(row: &mut Row, id: MetricId, metric: Metric) {
    if let Some(slot) = row.metrics.get_mut(id as usize) {
        *slot = metric.sound();
    }
}

/// The variance of the logarithm behind a 90 % interval, as if it were a normal one.
fn ln_variance(metric: &Metric) -> Option<f64> {
    let (low, high) = (metric.low.filter(|low| *low > 0.0)?, metric.high?);
    let sd = (libm::log(high) - libm::log(low))
        / (2.0 * crate::stats::interval::z_of(crate::stats::interval::LEVEL));
    Some(sd * sd)
}

/// A product or quotient of independent numbers: its interval from theirs, its state the least sure of theirs.
fn made_of(value: Option<f64>, parts: &[Metric]) -> Metric {
    let variance: Option<f64> = parts.iter().map(ln_variance).sum();
    let few = parts.iter().any(|part| part.state == State::TooFew);
    let state = if few { State::TooFew } else { State::Ok };
    let z = crate::stats::interval::z_of(crate::stats::interval::LEVEL);
    let ends = value.filter(|value| *value > 0.0).zip(variance).map(|(value, variance)| {
        let reach = libm::exp(z * variance.sqrt());
        (value / reach, value * reach)
    });
    Metric { value, state, low: ends.map(|ends| ends.0), high: ends.map(|ends| ends.1), over: None }
}
