//! Logarithmic scales and their ticks: money spans decades, so distance means ratio.
//!
//! Pure arithmetic. Where a value is not positive there is no position, and the caller says so in words.

/// From `low` to `high`, both positive, `low < high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Log {
    low: f64,
    high: f64,
}

/// Where an interval lies on a scale, 0 to 1; ends beyond the axis are cut and said to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub from: f64,
    pub to: f64,
    pub cut_low: bool,
    pub cut_high: bool,
}

impl Log {
    /// `None` when no scale can be made of these ends.
    pub fn new(low: f64, high: f64) -> Option<Log> {
        (low > 0.0 && high > low && high.is_finite()).then_some(Log { low, high })
    }

    /// The round scale (1, 2, 5 × 10ⁿ) around all positive values; `None` if there is none.
    pub fn around(values: impl IntoIterator<Item = f64>) -> Option<Log> {
        let (low, high) = extent(values)?;
        let (low, high) = (round_down(low), round_up(high));
        Log::new(low, if high > low { high } else { round_up(high * 1.01) })
    }

    pub fn low(&self) -> f64 {
        self.low
    }
    pub fn high(&self) -> f64 {
        self.high
    }

    pub fn decades(&self) -> f64 {
        log10(self.high / self.low)
    }

    /// 0 at `low`, 1 at `high`, outside of these beyond them; `None` for values that have no logarithm.
    pub fn at(&self, value: f64) -> Option<f64> {
        (value > 0.0 && value.is_finite()).then(|| log10(value / self.low) / self.decades())
    }

    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// An interval; a `None` end goes on without end, an end that is not positive lies below every axis.
    pub fn span(&self, low: Option<f64>, high: Option<f64>) -> Span {
        let place = |value: f64| self.at(value).unwrap_or(f64::NEG_INFINITY);
        let from = low.map_or(f64::NEG_INFINITY, place);
        let to = high.map_or(f64::INFINITY, place);
        Span { from: from.clamp(0.0, 1.0), to: to.clamp(0.0, 1.0), cut_low: from < 0.0, cut_high: to > 1.0 }
    }

    /// Round numbers inside, at most `most` of them: 1-2-5 if they fit, else whole decades, else every second
    /// decade, and so on. The scale's own ends come with them when they are round.
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        let fine = self.round_numbers(&[1.0, 2.0, 5.0]);
        if fine.len() <= most {
            return fine;
        }
        let decades = self.round_numbers(&[1.0]);
        let step = decades.len().div_ceil(most.max(1)).max(1);
        decades.into_iter().step_by(step).collect()
    }

    fn round_numbers(&self, steps: &[f64]) -> Vec<f64> {
        let first = log10(self.low).floor() as i32;
        let last = log10(self.high).ceil() as i32;
        (first..=last)
            .flat_map(|decade| steps.iter().map(move |step| step * power10(decade)))
            .filter(|value| *value >= self.low * (1.0 - 1e-9) && *value <= self.high * (1.0 + 1e-9))
            .collect()
    }
}

/// Two scales with the same length a decade, so that equal ratios are 45° lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Square {
    pub x: Log,
    pub y: Log,
}

impl Square {
    /// Around both sets of values, with some air, for a plot of this width and height.
    pub fn around(
        xs: impl IntoIterator<Item = f64>,
        ys: impl IntoIterator<Item = f64>,
        width: f64,
        height: f64,
    ) -> Option<Square> {
        const AIR: f64 = 0.16;
        let (x, y) = (extent(xs)?, extent(ys)?);
        let wide = log10(x.1 / x.0) + 2.0 * AIR;
        let tall = log10(y.1 / y.0) + 2.0 * AIR;
        // Never so close that rounding of the input would fill the plot.
        let per_decade = (width / wide).min(height / tall).min(width / 1.2);
        let axis = |(low, high): (f64, f64), length: f64| {
            let middle = log10(low * high) / 2.0;
            let half = length / per_decade / 2.0;
            Log::new(pow10(middle - half), pow10(middle + half))
        };
        Some(Square { x: axis(x, width)?, y: axis(y, height)? })
    }
}

fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| *value > 0.0 && value.is_finite()).fold(None, |extent, value| {
        match extent {
            None => Some((value, value)),
            Some((low, high)) => Some((value.min(low), value.max(high))),
        }
    })
}

fn round_down(value: f64) -> f64 {
    let decade = power10(log10(value).floor() as i32);
    let of = value / decade * (1.0 + 1e-9);
    decade
        * if of >= 5.0 {
            5.0
        } else if of >= 2.0 {
            2.0
        } else {
            1.0
        }
}

/// The next of 1, 2 or 5 × 10ⁿ. `value` is positive.
pub fn round_up(value: f64) -> f64 {
    let decade = power10(log10(value).floor() as i32);
    let of = value / decade * (1.0 - 1e-9);
    decade
        * if of <= 1.0 {
            1.0
        } else if of <= 2.0 {
            2.0
        } else if of <= 5.0 {
            5.0
        } else {
            10.0
        }
}

fn log10(value: f64) -> f64 {
    value.log2() * std::f64::consts::LOG10_2
}

fn pow10(exponent: f64) -> f64 {
    (exponent * std::f64::consts::LOG2_10).exp2()
}

/// Exact for the decades that money has.
fn power10(decade: i32) -> f64 {
    let size = (0..decade.unsigned_abs().min(300)).fold(1.0, |power, _| power * 10.0);
    if decade < 0 { 1.0 / size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_round_and_holds_everything() {
        let check = |values: &[f64], low: f64, high: f64| {
            let scale = Log::around(values.iter().copied()).expect("a scale");
            assert_eq!((scale.low(), scale.high()), (low, high), "{values:?}");
            assert!(values.iter().all(|value| scale.holds(*value)));
        };
        check(&[806.5, 19_511.6], 500.0, 20_000.0);
        check(&[53.3, 2_261.0], 50.0, 5_000.0);
        check(&[100.0], 100.0, 200.0);
        check(&[0.004, 0.02], 0.002, 0.02);
        assert_eq!(Log::around([0.0, -3.0, f64::NAN]), None);
    }

    #[test]
    fn ticks_are_round_and_few() {
        let scale = Log::new(500.0, 20_000.0).expect("a scale");
        assert_eq!(scale.ticks(7), [500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0, 20_000.0]);
        assert_eq!(scale.ticks(4), [1_000.0, 10_000.0]);
        assert_eq!(Log::new(1.0, 1e9).expect("a scale").ticks(5), [1.0, 100.0, 1e4, 1e6, 1e8]);
    }

    #[test]
    fn an_interval_beyond_the_axis_is_cut_and_says_so() {
        let scale = Log::new(100.0, 10_000.0).expect("a scale");
        let span = scale.span(Some(10.0), Some(1_000.0));
        assert_eq!((span.from, span.cut_low, span.cut_high), (0.0, true, false));
        assert!((span.to - 0.5).abs() < 1e-12);
        let bound = scale.span(Some(1_000.0), None);
        assert!(bound.cut_high && bound.to == 1.0);
        let free = scale.span(Some(0.0), Some(0.0));
        assert_eq!((free.from, free.to, free.cut_low, free.cut_high), (0.0, 0.0, true, false));
    }

    #[test]
    fn a_decade_is_equally_long_on_both_axes() {
        let plot = Square::around([90.0, 961.0], [53.0, 2_261.0], 410.0, 420.0).expect("a plot");
        assert!((410.0 / plot.x.decades() - 420.0 / plot.y.decades()).abs() < 1e-6);
        assert!(plot.x.holds(90.0) && plot.x.holds(961.0) && plot.y.holds(53.0) && plot.y.holds(2_261.0));
    }
}
