//! The special functions at 10,000 points of 50 digits (tests/reference/special.py made them).
//!
//! Centre: the smaller tail is at least 1 in 1,000 (for ln Γ and ψ: everywhere). Tails: down to 1e-240.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use garimpo_funnel::stats::special::*;

const POINTS: &str = include_str!("reference/special.txt");
const CENTRE: f64 = 1e-13;
const TAILS: f64 = 1e-10;

#[derive(Default)]
struct Worst {
    count: u32,
    error: f64,
    line: &'static str,
}

impl Worst {
    fn add(&mut self, line: &'static str, error: f64) {
        self.count += 1;
        if error.is_nan() || error > self.error {
            (self.error, self.line) = (error, line);
        }
    }
}

fn relative(got: f64, want: f64) -> f64 {
    if got == want { 0.0 } else { (got - want).abs() / want.abs() }
}

/// The smaller tail as the file has it (negative: the upper one) against both tails as computed.
fn of_tails(want: f64, (lower, upper): (f64, f64)) -> f64 {
    let (small, large) = if want < 0.0 { (upper, lower) } else { (lower, upper) };
    relative(small, want.abs()).max(relative(large, 1.0 - want.abs()))
}

#[test]
fn ten_thousand_points() {
    let kinds = ["g", "b", "G", "B", "n", "N", "d", "l"];
    let mut centre = kinds.map(|_| Worst::default());
    let mut tails = kinds.map(|_| Worst::default());
    for line in POINTS.lines() {
        let mut words = line.split(' ');
        let kind = words.next().unwrap();
        let n: Vec<f64> = words.map(|word| word.parse().unwrap()).collect();
        let (tail, error) = match (kind, n.as_slice()) {
            ("g", &[a, x, want]) => (want.abs(), of_tails(want, (gamma_p(a, x), gamma_q(a, x)))),
            ("b", &[a, b, x, want]) => (want.abs(), of_tails(want, beta_pq(a, b, x, 1.0 - x))),
            ("G", &[a, p, want]) => (p.min(1.0 - p), relative(gamma_quantile(a, p), want)),
            ("B", &[a, b, p, want]) => (p.min(1.0 - p), relative(beta_quantile(a, b, p), want)),
            ("n", &[z, want]) => (want.min(1.0 - want), relative(normal_cdf(z), want)),
            ("N", &[p, want]) => (p.min(1.0 - p), relative(normal_quantile(p), want)),
            ("d", &[x, want]) => (1.0, relative(digamma(x), want)),
            ("l", &[x, want]) => (1.0, relative(ln_gamma(x), want)),
            _ => panic!("{line}"),
        };
        let at = kinds.iter().position(|k| *k == kind).unwrap();
        let worst = if tail >= 1e-3 { &mut centre[at] } else { &mut tails[at] };
        worst.add(line, error);
    }
    for (place, limit, worst) in [("centre", CENTRE, &centre), ("tails", TAILS, &tails)] {
        for (kind, worst) in kinds.iter().zip(worst) {
            eprintln!("{kind} {place}: {:.1e} over {} points, at {}", worst.error, worst.count, worst.line);
        }
        for (kind, worst) in kinds.iter().zip(worst) {
            assert!(worst.error <= limit, "{kind} {place}: {:e} at {}", worst.error, worst.line);
        }
    }
    let count: u32 = centre.iter().chain(&tails).map(|worst| worst.count).sum();
    assert_eq!(count, 10_000);
}
