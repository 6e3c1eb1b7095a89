#!/usr/bin/env python3
"""Writes special.txt: 10,000 points of the special functions, computed with 50 digits by mpmath.

    python3 special.py > special.txt

Every argument is a double; what the file says of a function is its value at exactly that double, rounded to 17
digits. Incomplete functions are summed here by their series (every term positive), not by the methods that the
program uses. Quantiles are not searched: a point x is chosen, p = P(x) is rounded to a double, and the quantile
of that double is x + (p - P(x))/density, whose next term is below 1e-30.

One line a point, by kind:
    g a x L      incomplete gamma; L is the smaller tail, negative where it is the upper one
    b a b x L    incomplete beta, likewise
    G a p x      gamma quantile
    B a b p x    beta quantile
    n z p        normal distribution
    N p z        its quantile
    d x v        digamma
    l x v        ln gamma
"""
from mpmath import mp, mpf, loggamma, exp, log, sqrt, digamma, erfc, pi, betainc, gammainc

mp.dps = 50
state = 20240917


def uniform():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 11) / 2**53


def between(low, high):
    """Log-uniform."""
    return low * (high / low) ** uniform()


def short(x, digits):
    """A double of few decimal digits: the file stays small."""
    return float(f"%.{digits}g" % x)


def ratio(number):
    """A double or an mpf as an exact fraction of whole numbers."""
    sign, mantissa, exponent, _ = mpf(number)._mpf_
    assert not sign
    return (int(mantissa) << exponent, 1) if exponent >= 0 else (int(mantissa), 1 << -exponent)


# Series are summed in whole numbers with so many binary places: mpmath's own numbers are ten times slower.
PLACES = 260


def lower_gamma(a, x, places):
    """P(a, x) by x^a e^-x / Gamma(a+1) * (1 + x/(a+1) + ...)."""
    (a_top, a_bottom), (x_top, x_bottom) = ratio(a), ratio(x)
    up, down, step = x_top * a_bottom, x_bottom * a_top, x_bottom * a_bottom
    term = total = 1 << places
    while term > total >> (places - 80):
        down += step
        term = term * up // down
        total += term
    return mpf(total) / mpf(2) ** places * exp(a * log(x) - x - loggamma(a + 1))


def gamma_tails(a, x):
    """Both tails; (0, 0) where the smaller one is below 1e-240."""
    a, x = mpf(a), mpf(x)
    # An upper tail of e^-t is the complement of a number with t/2.3 nines: that many more digits.
    nats = a * (x / a - 1 - log(x / a))
    if nats > 560:
        return mpf(0), mpf(0)
    if x < a:
        nats = mpf(0)
    mp.dps = 70 + int(nats / mpf("2.3"))
    p = lower_gamma(a, x, 260 + int(nats * mpf("1.45")))
    q = 1 - p
    mp.dps = 50
    return +p, +q


def beta_lower(a, b, x, y):
    """I_x(a, b) by x^a y^b / (a B(a, b)) * (1 + (a+b)/(a+1) x + ...), every term positive."""
    (a_top, a_bottom), (b_top, b_bottom), (x_top, x_bottom) = ratio(a), ratio(b), ratio(x)
    # (a + b + n) x over (a + 1 + n), both times all bottoms.
    step = a_bottom * b_bottom
    up, down = a_top * b_bottom + b_top * a_bottom, a_top * b_bottom + step
    term = total = 1 << PLACES
    while term > total >> 180:
        term = term * (up * x_top) // (down * x_bottom)
        up += step
        down += step
        total += term
    front = a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a + 1) - loggamma(b)
    return mpf(total) / mpf(2) ** PLACES * exp(front)


def beta_tails(a, b, x):
    a, b, x = mpf(a), mpf(b), mpf(x)
    mp.dps = 60
    n = a + b
    if a * log(a / n / x) + b * log(b / n / (1 - x)) > 560:
        return mpf(0), mpf(0)
    # The series of the tail that is expected to be the smaller one: no complement is taken.
    if x < a / (a + b):
        lower = beta_lower(a, b, x, 1 - x)
        upper = 1 - lower
    else:
        upper = beta_lower(b, a, 1 - x, x)
        lower = 1 - upper
    mp.dps = 50
    return +lower, +upper


def signed(lower, upper):
    return f"{mp.nstr(lower, 17)}" if lower <= upper else f"-{mp.nstr(upper, 17)}"


def shape(most):
    """Halves, as counts of outcomes give them, and any numbers."""
    if uniform() < 0.5:
        return float(int(between(1, most))) + 0.5 if uniform() < 0.9 else 0.5
    return short(between(0.3, most), 5)


def normal_like():
    """Most points in the centre, a quarter of them far out."""
    r = uniform() + uniform() + uniform() + uniform() - 2
    return 2.0 * r if uniform() < 0.75 else 9.0 * r


def gamma_point(most):
    while True:
        a = shape(most)
        x = a + normal_like() * a**0.5
        if uniform() < 0.1:
            x = a * between(0.001, 8)
        x = short(x, 6)
        if x > 0:
            lower, upper = gamma_tails(a, x)
            if min(lower, upper) > mpf(10) ** -250:
                return a, x, lower, upper


def beta_point(most):
    import math

    while True:
        a, b = shape(most), shape(most)
        logit = math.log(a / b) + normal_like() * (1 / a + 1 / b) ** 0.5
        x = short(1 / (1 + math.exp(-logit)), 6)
        if 0 < x < 1:
            lower, upper = beta_tails(a, b, x)
            if min(lower, upper) > mpf(10) ** -250:
                return a, b, x, lower, upper


def main():
    for _ in range(2500):
        a, x, lower, upper = gamma_point(2e5)
        print("g", f"{a!r}", f"{x!r}", signed(lower, upper))
    for _ in range(3000):
        a, b, x, lower, upper = beta_point(2e5)
        print("b", f"{a!r}", f"{b!r}", f"{x!r}", signed(lower, upper))
    count = 0
    while count < 1200:
        a, x, lower, upper = gamma_point(1e4)
        p = float(lower)
        if not 1e-200 < p < 1 - 1e-6:
            continue
        density = exp((mpf(a) - 1) * log(mpf(x)) - mpf(x) - loggamma(mpf(a)))
        print("G", f"{a!r}", f"{p!r}", mp.nstr(x + (p - lower) / density, 17))
        count += 1
    count = 0
    while count < 1200:
        a, b, x, lower, upper = beta_point(1e4)
        p = float(lower)
        if not 1e-200 < p < 1 - 1e-6:
            continue
        ma, mb, mx = mpf(a), mpf(b), mpf(x)
        ln_beta = loggamma(ma) + loggamma(mb) - loggamma(ma + mb)
        density = exp((ma - 1) * log(mx) + (mb - 1) * log(1 - mx) - ln_beta)
        print("B", f"{a!r}", f"{b!r}", f"{p!r}", mp.nstr(mx + (p - lower) / density, 17))
        count += 1
    for _ in range(700):
        z = short(9 * normal_like() if uniform() < 0.2 else 2 * normal_like(), 6)
        print("n", f"{z!r}", mp.nstr(erfc(-mpf(z) / sqrt(mpf(2))) / 2, 17))
    count = 0
    while count < 700:
        z = short(3 * normal_like() if uniform() < 0.3 else normal_like(), 6)
        exact = erfc(-mpf(z) / sqrt(mpf(2))) / 2
        p = float(exact)
        if not 1e-300 < p < 1 - 1e-6:
            continue
        print("N", f"{p!r}", mp.nstr(z + (p - exact) * sqrt(2 * pi) * exp(mpf(z) ** 2 / 2), 17))
        count += 1
    for _ in range(350):
        x = short(between(0.05, 1e6), 6)
        print("d", f"{x!r}", mp.nstr(digamma(mpf(x)), 17))
    for _ in range(350):
        x = short(between(0.05, 1e6), 6)
        print("l", f"{x!r}", mp.nstr(loggamma(mpf(x)), 17))


# The series above against mpmath's own functions, at small arguments.
for a, x in [(0.5, 0.2), (7.5, 4.0), (40.25, 61.0)]:
    assert abs(gamma_tails(a, x)[0] - gammainc(a, 0, x, regularized=True)) < mpf(10) ** -45
for a, b, x in [(0.5, 3.0, 0.2), (12.5, 30.0, 0.4)]:
    assert abs(beta_tails(a, b, x)[0] - betainc(a, b, 0, x, regularized=True)) < mpf(10) ** -45
main()
