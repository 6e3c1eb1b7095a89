//! The special functions against an independent implementation.

use garimpo_funnel::stats::special::*;
use statrs::function::{beta as oracle_beta, erf, gamma as oracle};

#[track_caller]
fn close(what: &str, got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance * want.abs().max(1e-3), "{what}: got {got:e}, want {want:e}");
}

const SHAPES: [f64; 12] = [0.5, 0.7, 1.0, 2.5, 9.99, 10.0, 20.5, 75.0, 199.5, 200.5, 1234.5, 90_000.5];

#[test]
fn incomplete_gamma() {
    for a in SHAPES {
        for z in [-6.0, -3.0, -1.0, -0.2, 0.0, 0.3, 1.0, 2.5, 5.0] {
            let x = a + z * f64::sqrt(a);
            if x <= 0.0 {
                continue;
            }
            // The oracle itself loses digits for large shapes.
            let tolerance = if a > 1e3 { 1e-8 } else { 1e-10 };
            close(&format!("P({a}, {x})"), gamma_p(a, x), oracle::gamma_lr(a, x), tolerance);
            close(&format!("Q({a}, {x})"), gamma_q(a, x), oracle::gamma_ur(a, x), tolerance);
        }
    }
    assert_eq!((gamma_p(2.0, 0.0), gamma_p(2.0, f64::INFINITY)), (0.0, 1.0));
}

#[test]
fn gamma_tails_agree_where_the_method_changes() {
    for z in [-4.0, -1.0, 0.0, 1.0, 4.0] {
        let p = |a: f64| gamma_p(a, a + z * a.sqrt());
        let (before, at, after) = (p(199.999), p(200.0), p(200.001));
        assert!((at - 0.5 * (before + after)).abs() < 1e-11, "{z}: {before} {at} {after}");
    }
}

#[test]
fn gamma_quantiles_invert() {
    for a in SHAPES {
        for p in [1e-9, 0.001, 0.05, 0.3, 0.5, 0.77, 0.95, 0.999] {
            close(&format!("P({a}, P⁻¹({p}))"), gamma_p(a, gamma_quantile(a, p)), p, 1e-10);
        }
    }
    assert_eq!((gamma_quantile(3.0, 0.0), gamma_quantile(3.0, 1.0)), (0.0, f64::INFINITY));
}

#[test]
fn incomplete_beta() {
    // The oracle's continued fraction stops early for larger shapes; those have their own tests below.
    for a in SHAPES.into_iter().filter(|a| *a < 300.0) {
        for b in SHAPES.into_iter().filter(|b| *b < 300.0) {
            for z in [-4.0, -1.0, 0.0, 0.5, 3.0] {
                let logit = libm::log(a / b) + z * (1.0 / a + 1.0 / b).sqrt();
                let x = 1.0 / (1.0 + libm::exp(-logit));
                close(&format!("I_{x}({a}, {b})"), beta_reg(a, b, x), oracle_beta::beta_reg(a, b, x), 1e-10);
            }
        }
    }
    assert_eq!((beta_reg(2.0, 3.0, 0.0), beta_reg(2.0, 3.0, 1.0)), (0.0, 1.0));
}

#[test]
fn beta_of_two_large_shapes_agrees_with_the_normal_limit() {
    // 1e6 and 1e6: skewness is nil, the logit is normal to 1e-7.
    let z = 1.3;
    let logit = z * (2.0f64 / 1e6).sqrt();
    close("I", beta_reg(1e6, 1e6, 1.0 / (1.0 + libm::exp(-logit))), normal_cdf(z), 1e-6);
}

#[test]
fn beta_tails_agree_where_the_method_changes() {
    for (b, z) in [(0.5, -1.0), (210.0, -2.0), (210.0, 1.0), (5_000.0, 0.0), (90_000.0, 3.0)] {
        let p = |a: f64| {
            let logit = libm::log(a / b) + z * (1.0 / a + 1.0 / b).sqrt();
            beta_reg(a, b, 1.0 / (1.0 + libm::exp(-logit)))
        };
        let (before, at, after) = (p(199.999), p(200.0), p(200.001));
        assert!((at - 0.5 * (before + after)).abs() < 1e-10, "{b} {z}: {before} {at} {after}");
    }
    for n in [1.0, 250.5, 90_000.5, 4e6] {
        assert!((beta_reg(n, n, 0.5) - 0.5).abs() < 1e-10, "{n}");
    }
}

#[test]
fn beta_quantiles_invert() {
    // Near 1 a quantile has no more digits than 1 − x leaves: a is kept below b's scale there.
    for a in [0.5, 1.0, 8.5, 300.0, 900.0] {
        for b in [0.5, 3.0, 250.5, 1e5] {
            for p in [0.001, 0.05, 0.5, 0.95, 0.999] {
                close(&format!("({a}, {b}, {p})"), beta_reg(a, b, beta_quantile(a, b, p)), p, 1e-8);
            }
        }
    }
}

#[test]
fn normal() {
    for i in -70..=70 {
        let z = f64::from(i) / 10.0;
        close(&format!("Φ({z})"), normal_cdf(z), 0.5 * erf::erfc(-z / f64::sqrt(2.0)), 1e-9);
        if z < 5.0 {
            close(&format!("Φ⁻¹(Φ({z}))"), normal_quantile(normal_cdf(z)), z, 1e-9);
        }
    }
    assert!((normal_quantile(0.95) - 1.644_853_626_951_472_2).abs() < 1e-14);
    assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
}

#[test]
fn student() {
    // Tabulated two-sided 90 % and 95 % points.
    for (level, freedom, t) in
        [(0.9, 1.0, 6.313_752), (0.9, 5.0, 2.015_048), (0.95, 10.0, 2.228_139), (0.9, 120.0, 1.657_651)]
    {
        assert!((student_reach(level, freedom) - t).abs() < 1e-6, "{freedom}");
    }
    assert!((student_reach(0.9, 1e6) - normal_quantile(0.95)).abs() < 1e-5);
}

#[test]
fn derivatives_of_ln_gamma() {
    for x in [0.1, 0.5, 1.0, 3.7, 11.9, 12.0, 250.0] {
        close(&format!("ψ({x})"), digamma(x), oracle::digamma(x), 1e-10);
        let h = 1e-4 * x;
        close(&format!("ψ′({x})"), trigamma(x), (digamma(x + h) - digamma(x - h)) / (2.0 * h), 1e-6);
    }
}
