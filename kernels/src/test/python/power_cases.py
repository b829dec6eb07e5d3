"""Writes powers.csv: bases, exponents of twice a double's precision, and their powers, computed with 80 digits.

python3 power_cases.py > ../resources/io/alphafair/powers.csv
"""
import random
import sys

from mpmath import ldexp, log, mp, mpf

mp.dps = 80
random.seed(20)


def exponents():
    """gamma = (1-alpha)/alpha and 1-alpha, each as high + low, over the alphas that problems have and far beyond."""
    for alpha in [1e-6, 1e-3, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999, 1 - 2**-40, 1 + 2**-40, 1.1, 1.5, 2.0, 3.0, 7.0, 50.0,
                  1e3, 1e6]:
        for exact in (1 / mpf(alpha) - 1, 1 - mpf(alpha)):
            high = float(exact)
            yield high, float(exact - mpf(high))
    for _ in range(60):
        high = random.choice([-1, 1]) * 10 ** random.uniform(-4, 4)
        yield high, high * random.uniform(-1, 1) * 2.0**-54


def bases(high):
    """Anywhere, near 1, at the edges of the reduction, and such that the power nears the ends of the double range."""
    root = 0.5**0.5
    yield from [1.0, 0.5, 2.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1 - 2.0**-53, 1 + 2.0**-52]
    for edge in (root, 2 * root):
        for step in (-1, 0, 1):
            yield edge * (1 + step * 2.0**-52)
    for _ in range(10):
        yield float(ldexp(mpf(random.uniform(1, 2)), random.randint(-1022, 1023)))
        yield 1 + random.uniform(-1, 1) * 2.0 ** -random.randint(1, 50)
        # A power of 2^-1074 to 2^1023.
        reach = mpf(random.uniform(-1074, 1023)) / mpf(high)
        if abs(reach) < 1000:
            yield float(mpf(2) ** reach)


for high, low in exponents():
    for base in bases(high):
        logarithm = (mpf(high) + mpf(low)) * log(mpf(base), 2)
        if -1074 < logarithm < 1023.99:
            result = float(mpf(2) ** logarithm)
            sys.stdout.write(f"{base.hex()},{high.hex()},{low.hex()},{result.hex()}\n")
