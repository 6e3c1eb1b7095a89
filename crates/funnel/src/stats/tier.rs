//! Tiers: channels that the data cannot tell apart share one.
//!
//! The rule: walk down the ordered list and open a new tier when the tier's best is better than the next one
//! with probability 0.9 or more. Must never look at anything but the order and the pair probabilities.

/// From here on two channels are told apart.
pub const TOLD_APART: f64 = 0.9;

/// One tier of positions in the ordered list.
#[derive(Clone, Debug, PartialEq)]
pub struct TierOf {
    pub members: std::ops::Range<usize>,
    /// P(the best of the tier before is better than this tier's best); `None` for the first.
    pub worse_than_before: Option<f64>,
}

/// Tiers of `count` channels given best first. `p_better(i, j)` is P(i better than j).
pub fn tiers(count: usize, p_better: impl Fn(usize, usize) -> f64) -> Vec<TierOf> {
    let mut found: Vec<TierOf> = Vec::new();
    for next in 0..count {
        match found.last_mut() {
            None => found.push(TierOf { members: 0..1, worse_than_before: None }),
            Some(tier) => {
                let p = p_better(tier.members.start, next);
                if p >= TOLD_APART {
                    found.push(TierOf { members: next..next + 1, worse_than_before: Some(p) });
                } else {
                    tier.members.end = next + 1;
                }
            }
        }
    }
    found
}

/// The most outcomes that are worth telling as "that many more would settle it".
const MOST: u32 = 100_000;

/// The smallest number of further outcomes at which `p` reaches [`TOLD_APART`]; `None` if none up to 100,000
/// does. `p(n)` is the probability after n more outcomes at the present rate.
pub fn settles_after(p: impl Fn(u32) -> f64) -> Option<u32> {
    let mut high = 1;
    while p(high) < TOLD_APART {
        if high >= MOST {
            return None;
        }
        high = (2 * high).min(MOST);
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if p(middle) < TOLD_APART {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}
