"""The minimax polynomials of io.alphafair.Powers, by Remez' exchange in 60 digits. Needs mpmath; takes a minute."""
from mpmath import atanh, cos, factorial, log, lu_solve, matrix, mp, mpf, nstr, pi, polyval, power, sign, sqrt

mp.dps = 60
GRID = 2000


def minimax(f, weight, a, b, degree, rounds=12):
    """Coefficients c that make max |(sum c_i x^i - f(x)) weight(x)| on [a, b] smallest, and that maximum."""
    n = degree + 1
    points = [(a + b) / 2 - (b - a) / 2 * cos(pi * i / n) for i in range(n + 1)]
    grid = [a + (b - a) * (1 - cos(pi * mpf(i) / GRID)) / 2 for i in range(GRID + 1)]
    for _ in range(rounds):
        system = matrix(n + 1, n + 1)
        right = matrix(n + 1, 1)
        for row, x in enumerate(points):
            for column in range(n):
                system[row, column] = x**column
            system[row, n] = (-1) ** row / weight(x)
            right[row] = f(x)
        solution = lu_solve(system, right)
        c = [solution[i] for i in range(n)]
        error = [(polyval(c[::-1], x) - f(x)) * weight(x) for x in grid]
        extrema = [0]
        for i in range(1, len(grid)):
            if sign(error[i]) != sign(error[extrema[-1]]) and error[i] != 0:
                extrema.append(i)
            elif abs(error[i]) > abs(error[extrema[-1]]):
                extrema[-1] = i
        extrema = sorted(sorted(extrema, key=lambda i: -abs(error[i]))[: n + 1])
        points = [grid[i] for i in extrema]
    return c, max(abs(e) for e in error)


def show(name, first, coefficients, error):
    print(f"{name}: relative error {nstr(error, 3)}")
    for index, c in enumerate(coefficients):
        print(f"    {name}{first + index} = {float(c).hex()}")


LN2 = log(mpf(2))
# log2 m = f (L0 + s P(s)), f = (m-1)/(m+1), s = f^2, m between the roots of 1/2 and 2.
largest = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf("1.0001")
tail = lambda s: 2 / LN2 * sum(s**k / (2 * k + 3) for k in range(40))
whole = lambda s: 2 / LN2 * (1 if s == 0 else atanh(sqrt(s)) / sqrt(s))
print("    L0 =", float(2 / LN2).hex())
show("L", 1, *minimax(tail, lambda s: (s + mpf(10) ** -9) / whole(s), mpf(0), largest, 6))
# 2^r = 1 + r P(r), |r| <= 1/2.
half = mpf("0.5001")
show("E", 1, *minimax(lambda r: sum(LN2 ** (k + 1) * r**k / factorial(k + 1) for k in range(45)),
                      lambda r: (abs(r) + mpf(10) ** -9) / power(2, r), -half, half, 10))
