//! Special functions of statistics: gamma, beta, normal, with their inverses.
//!
//! Built on `libm` and on + − × ÷ √ alone, so that native and wasm give the same bits.
//! Must never call the transcendental methods of `f64`: those differ between platforms in the last bit.
//! Sources: Abramowitz & Stegun 6.1.41 (Stirling), 6.5.29 and 6.5.31 (incomplete gamma), 26.5.8 (incomplete
//! beta); Lentz's method for continued fractions; Wilson–Hilferty as a first guess of gamma quantiles.
//! For large parameters, where series need thousands of terms, the density is integrated by
//! Gauss–Legendre panels on the log or logit scale instead.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use super::quadrature::panel;

const TINY: f64 = 1e-300;
const EPS: f64 = 1e-16;
/// From here on series are slower than integrating the density.
const LARGE_SHAPE: f64 = 200.0;

/// ln Γ(x), x > 0.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// What Stirling's formula leaves: ln Γ(a) − ((a − ½) ln a − a + ½ ln 2π), a > 0.
fn stirling_rest(a: f64) -> f64 {
    if a < 10.0 {
        return ln_gamma(a) - ((a - 0.5) * libm::log(a) - a + 0.5 * libm::log(2.0 * PI));
    }
    let q = 1.0 / (a * a);
    (1.0 / 12.0 - q * (1.0 / 360.0 - q * (1.0 / 1260.0 - q * (1.0 / 1680.0 - q / 1188.0)))) / a
}

/// e − ln(1 + e) where `e` = `ratio` − 1; both are given because each is exact where the other is not.
fn deviance(ratio: f64, e: f64) -> f64 {
    if ratio < 0.5 { e - libm::log(ratio) } else { e - libm::log1p(e) }
}

/// ln of xᵃ e⁻ˣ / Γ(a). Written around its peak: no cancellation for large `a`.
fn ln_gamma_mass(a: f64, x: f64) -> f64 {
    -a * deviance(x / a, (x - a) / a) + 0.5 * libm::log(a / (2.0 * PI)) - stirling_rest(a)
}

/// The regularised incomplete gamma function P(a, x): P(X ≤ x) for X ~ Gamma(shape a, rate 1).
pub fn gamma_p(a: f64, x: f64) -> f64 {
    gamma_pq(a, x).0
}

/// 1 − P(a, x), without cancellation.
pub fn gamma_q(a: f64, x: f64) -> f64 {
    gamma_pq(a, x).1
}

fn gamma_pq(a: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 || x.is_nan() {
        return (0.0, 1.0);
    }
    if x == f64::INFINITY {
        return (1.0, 0.0);
    }
    let lower = x < a + 1.0;
    let tail = if a > LARGE_SHAPE {
        // In u = ln(t/a) the density is exp(−a(eᵘ − 1 − u)), nearly a normal one of width 1/√a.
        let scale = (a / (2.0 * PI)).sqrt() * libm::exp(-stirling_rest(a));
        let from = libm::log1p((x - a) / a);
        scale * tail_integral(from, 2.0 / a.sqrt(), lower, |u| libm::exp(-a * (libm::expm1(u) - u)))
    } else if lower {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        while term > sum * EPS {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        sum * libm::exp(ln_gamma_mass(a, x))
    } else {
        let mut b = x + 1.0 - a;
        let mut c = 1.0 / TINY;
        let mut d = 1.0 / b;
        let mut fraction = d;
        for i in 1..10_000 {
            let i = f64::from(i);
            let an = -i * (i - a);
            b += 2.0;
            d = 1.0 / away_from_zero(an * d + b);
            c = away_from_zero(b + an / c);
            let change = d * c;
            fraction *= change;
            if (change - 1.0).abs() < EPS {
                break;
            }
        }
        fraction * libm::exp(ln_gamma_mass(a, x))
    };
    let tail = tail.clamp(0.0, 1.0);
    if lower { (tail, 1.0 - tail) } else { (1.0 - tail, tail) }
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

/// ∫ of a bell-shaped `f` from `from` outwards (down if `lower`), panel by panel until nothing is added.
fn tail_integral(from: f64, width: f64, lower: bool, f: impl Fn(f64) -> f64) -> f64 {
    let step = if lower { -width } else { width };
    let (mut at, mut sum) = (from, 0.0);
    for _ in 0..64 {
        let part = panel(at, at + step, &f).abs();
        sum += part;
        if part <= sum * EPS {
            break;
        }
        at += step;
    }
    sum
}

/// x with P(a, x) = p, for a > 0; 0 and ∞ at p = 0 and 1.
pub fn gamma_quantile(a: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let z = normal_quantile(p);
    let root = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * a.sqrt());
    let small = libm::exp((libm::log(p) + ln_gamma(a + 1.0)) / a);
    let guess = if root > 0.3 { a * root * root * root } else { small };
    let error = |x: f64| {
        let (below, above) = gamma_pq(a, x);
        if p < 0.5 { below - p } else { (1.0 - p) - above }
    };
    let slope = |x: f64| libm::exp(ln_gamma_mass(a, x)) / x;
    solve(guess.max(TINY), 0.0, f64::INFINITY, error, slope)
}

/// The root of a rising function: Newton's steps, halving (or doubling) where they leave the bracket.
fn solve(guess: f64, low: f64, high: f64, error: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64) -> f64 {
    let (mut x, mut low, mut high) = (guess, low, high);
    for _ in 0..200 {
        let e = error(x);
        if e == 0.0 {
            break;
        }
        if e > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let mut next = x - e / slope(x);
        if !(next > low && next < high) {
            next = if high == f64::INFINITY { 2.0 * x } else { 0.5 * (low + high) };
        }
        let done = (next - x).abs() <= 4.0 * EPS * x.abs();
        x = next;
        if done {
            break;
        }
    }
    x
}

/// ln of xᵃ yᵇ / B(a, b), y = 1 − x.
fn ln_beta_mass(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    // x·n − a and y·n − b are the same number with two signs; the smaller factor gives it best.
    let off = if x < y { x * n - a } else { b - y * n };
    -(a * deviance(x * n / a, off / a) + b * deviance(y * n / b, -off / b))
        + 0.5 * libm::log(a / n * b / (2.0 * PI))
        + stirling_rest(n)
        - stirling_rest(a)
        - stirling_rest(b)
}

/// The regularised incomplete beta function I_x(a, b): P(X ≤ x) for X ~ Beta(a, b).
pub fn beta_reg(a: f64, b: f64, x: f64) -> f64 {
    beta_reg_split(a, b, x, 1.0 - x)
}

/// I_x(a, b) with y = 1 − x given apart, for callers that know it better than 1 − x does.
pub fn beta_reg_split(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if x <= 0.0 || x.is_nan() {
        return 0.0;
    }
    if y <= 0.0 {
        return 1.0;
    }
    // The smaller tail is the one that converges; the other is its complement.
    if x > (a + 1.0) / (a + b + 2.0) { 1.0 - beta_tail(b, a, y, x) } else { beta_tail(a, b, x, y) }
}

fn beta_tail(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if a > LARGE_SHAPE && b > LARGE_SHAPE {
        let (peak, at) = (ln_beta_mass(a, b, a / (a + b), b / (a + b)), libm::log(x / y));
        let centre = libm::log(a / b);
        // On the logit scale: a·ln(p/p₀) + b·ln(q/q₀), as the distance `d` from the peak tells it.
        let f = |u: f64| {
            let d = u - centre;
            let grow = libm::log1p(a / (a + b) * libm::expm1(d));
            libm::exp(peak + a * d - (a + b) * grow)
        };
        return tail_integral(at, 2.0 * (1.0 / a + 1.0 / b).sqrt(), true, f).clamp(0.0, 1.0);
    }
    let (n, up, down) = (a + b, a + 1.0, a - 1.0);
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - n * x / up);
    let mut fraction = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let twice = 2.0 * m;
        let even = m * (b - m) * x / ((down + twice) * (a + twice));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (n + m) * x / ((a + twice) * (up + twice));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        let change = d * c;
        fraction *= change;
        if (change - 1.0).abs() < 4.0 * EPS {
            break;
        }
    }
    (fraction * libm::exp(ln_beta_mass(a, b, x, y)) / a).clamp(0.0, 1.0)
}

/// x with I_x(a, b) = p.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    let error = |x: f64| beta_reg(a, b, x) - p;
    let slope = |x: f64| libm::exp(ln_beta_mass(a, b, x, 1.0 - x)) / (x * (1.0 - x));
    solve(a / (a + b), 0.0, 1.0, error, slope)
}

/// Φ(z).
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// z with Φ(z) = p: Abramowitz & Stegun 26.2.22 as a first guess, then Newton with curvature (Halley).
pub fn normal_quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    let t = (-2.0 * libm::log(p)).sqrt();
    let mut z = (2.30753 + 0.27061 * t) / (1.0 + t * (0.99229 + 0.04481 * t)) - t;
    for _ in 0..4 {
        let density = libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt();
        if density <= 0.0 {
            break;
        }
        let step = (normal_cdf(z) - p) / density;
        z -= step / (1.0 + 0.5 * z * step);
    }
    z
}

/// t with P(|T| ≤ t) = `level` for Student's T with `freedom` degrees (Abramowitz & Stegun 26.7.1).
pub fn student_reach(level: f64, freedom: f64) -> f64 {
    let y = beta_quantile(0.5, 0.5 * freedom, level);
    (freedom * y / (1.0 - y)).sqrt()
}

/// ψ(x), the slope of ln Γ, x > 0.
pub fn digamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < 12.0 {
        below -= 1.0 / x;
        x += 1.0;
    }
    let q = 1.0 / (x * x);
    let series = q * (1.0 / 12.0 - q * (1.0 / 120.0 - q * (1.0 / 252.0 - q * (1.0 / 240.0 - q / 132.0))));
    below + libm::log(x) - 0.5 / x - series
}

/// ψ′(x), x > 0: the variance of ln X for X ~ Gamma(x).
pub fn trigamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < 12.0 {
        below += 1.0 / (x * x);
        x += 1.0;
    }
    let q = 1.0 / (x * x);
    let series = q * (1.0 / 6.0 - q * (1.0 / 30.0 - q * (1.0 / 42.0 - q * (1.0 / 30.0 - q * 5.0 / 66.0))));
    below + (1.0 + 0.5 / x + series) / x
}
