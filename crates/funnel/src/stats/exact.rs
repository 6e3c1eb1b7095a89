//! Mean and standard deviation of decimals, from sums that are exact.
//!
//! Values are whole numbers of the last decimal place (cents of money, thousandths of a measurement). They are
//! summed as integers; only the last division and the root round. Must never sum squares of floating numbers:
//! nine digits that differ in the last one lose seven of fifteen that way.

/// What a list of decimals says of itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    pub count: u64,
    pub mean: f64,
    /// With n − 1 under the root; `None` for a single value.
    pub deviation: Option<f64>,
}

/// Of values in units of 10^−`places` (cents: 2). `None` for no value, or where a sum of squares is beyond
/// 127 bits (values that lie further than 10^15 units apart, in their millions).
pub fn moments(values: &[i64], places: u32) -> Option<Moments> {
    let count = i128::try_from(values.len()).ok().filter(|n| *n > 0)?;
    let sum: i128 = values.iter().map(|x| i128::from(*x)).sum();
    let unit = unit_of(places)?;
    // Around the whole number below the mean: Σ(x − mean)² = Σ(x − whole)² − rest²/n.
    let (whole, rest) = (sum.div_euclid(count), sum.rem_euclid(count));
    let square = |x: &i64| (i128::from(*x) - whole).checked_mul(i128::from(*x) - whole);
    let mut squares: i128 = 0;
    for x in values {
        squares = squares.checked_add(square(x)?)?;
    }
    let less = rest.checked_mul(rest)?;
    let spread = (squares - less.div_euclid(count)) as f64 - less.rem_euclid(count) as f64 / count as f64;
    let deviation = (count > 1).then(|| (spread / (count - 1) as f64).sqrt() / unit);
    Some(Moments { count: count as u64, mean: sum as f64 / (count as f64 * unit), deviation })
}

/// 10^places, where a double has it exactly.
fn unit_of(places: u32) -> Option<f64> {
    (places <= 22).then(|| (0..places).fold(1.0, |unit, _| unit * 10.0))
}
