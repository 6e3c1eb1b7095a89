//! How each model shares one customer among the touches before it (domain.md c.1).
//!
//! Works on one journey's touches, in order of time, already without those that get nothing (after the
//! conversion, outside of the lookback, excluded channels, opens): so shares renormalise by themselves.
//! Must never give a share that depends on other journeys: Markov's does, and lives in `markov`.

use serde::{Deserialize, Serialize};

macro_rules! models {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Model { $($(#[$doc])* $variant),* }

        impl Model {
            pub const ALL: &'static [Model] = &[$(Model::$variant),*];

            /// A word for hooks and columns, independent of language.
            pub fn name(self) -> &'static str {
                match self { $(Model::$variant => $name),* }
            }
        }
    };
}

models! {
    First = "first",
    Last = "last",
    /// The last touch that is not direct; all direct: the last one.
    LastNonDirect = "last-non-direct",
    /// The same to each touch: a channel that comes twice gets twice as much.
    Linear = "linear",
    /// The same to each channel of the journey.
    LinearUnique = "linear-unique",
    /// 40 first, 40 last, 20 among those between; two touches: 50 and 50.
    Position = "position",
    /// Halved for each half-life that a touch lies further back.
    TimeDecay = "time-decay",
    /// 40 first, 40 the touch that made the lead, 20 among those between (HubSpot, Ruler).
    UShaped = "u",
    /// 50 first, 50 the touch that made the lead, nothing else (Marketo Measure).
    UMarketo = "u-marketo",
    /// 30 first, 30 lead, 30 opportunity, 10 among those between (Marketo, HubSpot).
    WShaped = "w",
    /// 30 first, 30 lead, 30 the last touch before the close, 10 among those between (Ruler).
    WRuler = "w-ruler",
    /// 22.5 first, lead, opportunity and close, 10 among those between.
    FullPath = "full-path",
    /// Removal effect in the absorbing chain of all journeys, with those that did not end in a customer.
    Markov = "markov",
    /// The same chain of journeys that ended in a customer only: other numbers.
    MarkovConverting = "markov-converting",
}

impl Model {
    /// Needs all journeys at once, and has no shares of single ones.
    pub fn is_chain(self) -> bool {
        matches!(self, Self::Markov | Self::MarkovConverting)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Index into the channels.
    pub channel: u16,
    /// Seconds since 1970.
    pub at: i64,
}

/// The credited touches of one person (or of several that are alike), in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey {
    pub touches: Vec<Touch>,
    /// The touch that made the lead, and the one that made the opportunity: positions in `touches`.
    pub lead: Option<usize>,
    pub opportunity: Option<usize>,
    /// Customers that it ended in: usually 1 or 0.
    pub customers: u32,
    /// What they bought, minor units.
    pub value: i64,
    /// Journeys like this that ended in no customer.
    pub nulls: u32,
}

/// What the models need to know beside the journey.
pub struct Rules<'a> {
    /// By channel.
    pub is_direct: &'a [bool],
    pub half_life_days: f64,
}

const DAY: f64 = 86_400.0;

/// The share of each touch, adding up to 1 (to rounding); nothing for a journey without touches or a chain.
pub fn weigh(model: Model, journey: &Journey, rules: &Rules<'_>, shares: &mut Vec<f64>) {
    let touches = &journey.touches;
    shares.clear();
    let Some(last) = touches.len().checked_sub(1) else { return };
    shares.resize(touches.len(), 0.0);
    let close = Some(last);
    let only = |shares: &mut Vec<f64>, at: usize| shares.iter_mut().skip(at).take(1).for_each(|s| *s = 1.0);
    match model {
        Model::First => only(shares, 0),
        Model::Last => only(shares, last),
        Model::LastNonDirect => {
            let is_direct = |touch: &Touch| rules.is_direct.get(usize::from(touch.channel)) == Some(&true);
            only(shares, touches.iter().rposition(|touch| !is_direct(touch)).unwrap_or(last));
        }
        Model::Linear => shares.fill(1.0 / touches.len() as f64),
        Model::LinearUnique => unique(touches, shares),
        Model::Position if last == 1 => shares.fill(0.5),
        Model::Position => milestones(shares, &[(Some(0), 0.4), (close, 0.4)], 0.2),
        Model::TimeDecay => decay(touches, rules.half_life_days, shares),
        Model::UShaped => milestones(shares, &[(Some(0), 0.4), (journey.lead, 0.4)], 0.2),
        Model::UMarketo => milestones(shares, &[(Some(0), 0.5), (journey.lead, 0.5)], 0.0),
        Model::WShaped => {
            let marks = [(Some(0), 0.3), (journey.lead, 0.3), (journey.opportunity, 0.3)];
            milestones(shares, &marks, 0.1);
        }
        Model::WRuler => {
            milestones(shares, &[(Some(0), 0.3), (journey.lead, 0.3), (close, 0.3)], 0.1);
        }
        Model::FullPath => {
            let marks =
                [(Some(0), 0.225), (journey.lead, 0.225), (journey.opportunity, 0.225), (close, 0.225)];
            milestones(shares, &marks, 0.1);
        }
        Model::Markov | Model::MarkovConverting => shares.clear(),
    }
}

/// Milestones on one touch add. `rest` goes to the touches between the first and the last of them that are no
/// milestone; without such touches, or without a milestone, what there is becomes the whole.
fn milestones(shares: &mut [f64], marks: &[(Option<usize>, f64)], rest: f64) {
    let told = || marks.iter().filter_map(|(at, weight)| Some(((*at)?, *weight)));
    for (at, weight) in told() {
        shares.iter_mut().skip(at).take(1).for_each(|share| *share += weight);
    }
    let from = told().map(|(at, _)| at).min().unwrap_or(0);
    let to = told().map(|(at, _)| at).max().unwrap_or(0);
    let between = || (from..to).filter(|at| told().all(|(mark, _)| mark != *at));
    let count = between().count();
    for at in between() {
        shares.iter_mut().skip(at).take(1).for_each(|share| *share = rest / count as f64);
    }
    let whole: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= whole);
}

/// Each channel the same, on its first touch.
fn unique(touches: &[Touch], shares: &mut [f64]) {
    let mut seen: Vec<u16> = Vec::new();
    for (touch, share) in touches.iter().zip(shares.iter_mut()) {
        if !seen.contains(&touch.channel) {
            seen.push(touch.channel);
            *share = 1.0;
        }
    }
    shares.iter_mut().for_each(|share| *share /= seen.len() as f64);
}

/// Relative to the last touch: when the customer was won after it changes no share.
fn decay(touches: &[Touch], half_life_days: f64, shares: &mut [f64]) {
    let newest = touches.last().map_or(0, |touch| touch.at);
    for (touch, share) in touches.iter().zip(shares.iter_mut()) {
        let days = newest.saturating_sub(touch.at) as f64 / DAY;
        *share = libm::exp2(-days / half_life_days);
    }
    let whole: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= whole);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journey(channels: &[u16], lead: Option<usize>, opportunity: Option<usize>) -> Journey {
        let touches =
            (0..).zip(channels).map(|(at, channel)| Touch { channel: *channel, at: at * 86_400 }).collect();
        Journey { touches, lead, opportunity, customers: 1, ..Journey::default() }
    }

    #[track_caller]
    fn check(model: Model, journey: &Journey, expected: &[f64]) {
        let mut shares = Vec::new();
        let rules = Rules { is_direct: &[false, false, false, true], half_life_days: 7.0 };
        weigh(model, journey, &rules, &mut shares);
        assert_eq!(shares.len(), expected.len());
        for (got, want) in shares.iter().zip(expected) {
            assert!((got - want).abs() < 1e-12, "{model:?}: {shares:?}, not {expected:?}");
        }
    }

    /// domain.md c.1, the rule of coinciding milestones.
    #[test]
    fn milestones_add_where_they_coincide() {
        let abc = journey(&[0, 1, 2], Some(0), Some(2));
        check(Model::WShaped, &abc, &[0.6, 0.1, 0.3]);
        check(Model::WShaped, &journey(&[0, 1], Some(1), Some(1)), &[1.0 / 3.0, 2.0 / 3.0]);
        let six = journey(&[0, 1, 2, 0, 1, 2], Some(2), Some(4));
        check(Model::WShaped, &six, &[0.3, 0.05, 0.3, 0.05, 0.3, 0.0]);
        check(Model::FullPath, &six, &[0.225, 0.05, 0.225, 0.05, 0.225, 0.225]);
        check(Model::UShaped, &six, &[0.4, 0.2, 0.4, 0.0, 0.0, 0.0]);
        check(Model::UMarketo, &six, &[0.5, 0.0, 0.5, 0.0, 0.0, 0.0]);
        let third = 0.1 / 3.0;
        check(Model::WRuler, &six, &[0.3, third, 0.3, third, third, 0.3]);
    }

    #[test]
    fn one_touch_gets_everything() {
        let one = journey(&[3], Some(0), Some(0));
        for model in Model::ALL.iter().filter(|model| !model.is_chain()) {
            check(*model, &one, &[1.0]);
            check(*model, &journey(&[1], None, None), &[1.0]);
        }
    }

    #[test]
    fn an_unknown_milestone_leaves_its_weight_to_the_others() {
        check(Model::WShaped, &journey(&[0, 1, 2], Some(2), None), &[3.0 / 7.0, 1.0 / 7.0, 3.0 / 7.0]);
        check(Model::UShaped, &journey(&[0, 1, 2], None, None), &[1.0, 0.0, 0.0]);
    }

    #[test]
    fn positions_and_directs() {
        check(Model::Position, &journey(&[0, 1], None, None), &[0.5, 0.5]);
        check(Model::Position, &journey(&[0, 1, 2, 0], None, None), &[0.4, 0.1, 0.1, 0.4]);
        check(Model::LastNonDirect, &journey(&[0, 1, 3, 3], None, None), &[0.0, 1.0, 0.0, 0.0]);
        check(Model::LastNonDirect, &journey(&[3, 3], None, None), &[0.0, 1.0]);
        check(Model::LinearUnique, &journey(&[0, 1, 0, 0], None, None), &[0.5, 0.5, 0.0, 0.0]);
        check(Model::Linear, &journey(&[0, 1, 0, 0], None, None), &[0.25; 4]);
        check(Model::First, &journey(&[], None, None), &[]);
    }

    #[test]
    fn a_half_life_halves() {
        let mut two = journey(&[0, 1], None, None);
        two.touches[1].at = two.touches[0].at + 7 * 86_400;
        check(Model::TimeDecay, &two, &[1.0 / 3.0, 2.0 / 3.0]);
        // A thousand years back: nothing, not a NaN.
        two.touches[1].at = two.touches[0].at + 365_000 * 86_400;
        check(Model::TimeDecay, &two, &[0.0, 1.0]);
    }
}
