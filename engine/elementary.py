"""Bit-for-bit portable elementary functions.

C libraries disagree in the last bit of tanh, exp and pow, so this module calls none of theirs. It uses only + - * / and
comparisons, whose results IEEE 754 prescribes, and functions that are exact or correctly rounded: abs, copysign, floor,
frexp, sqrt, and ldexp where its result is a normal number. Every function takes and returns floats and never raises.
Its docstring gives its error bound, measured against mpmath in ulp: units in the last place of the true result.

The methods are those of Sun's fdlibm, rearranged; each docstring names the file that publishes the coefficients.
The code uses only constructs that the compiler translates directly: float locals, `if`, `return`, arithmetic, and calls
between these functions. Two idioms stand for one instruction each: `m, k = frexp(x)`, and adding and subtracting ROUND,
which rounds to an integer. Only `_huge_quarters` and `_huge_rest`, for angles past a million, need Python's integers.

Coefficients are inline literals, because a literal is CPython's fastest operand.
"""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, floor, frexp, inf, ldexp, nan
from math import sqrt as _sqrt
from types import FunctionType

ROUND = 6755399441055744.0  # 1.5 * 2**52: a float of this size has no bits left for a fraction
LN2_HI = 6.93147180369123816490e-01  # fdlibm e_exp.c: ln 2 in 32 bits, so that a multiple of it is exact
LN2_LO = 1.90821492927058770002e-10  # fdlibm e_exp.c: the rest of ln 2
PER_LN2 = 1.44269504088896338700e00  # 1 / ln 2
SQRT_HALF = 0.7071067811865476
SPLIT = 134217729.0  # 2**27 + 1: splits a float into two halves of 26 bits


def divide(a: float, b: float) -> float:
    """a / b as IEEE 754 defines it: x / 0 is an infinity of the usual sign, 0 / 0 is nan. Correctly rounded."""
    if b != 0.0:
        return a / b
    if a == 0.0 or a != a:
        return nan
    return copysign(inf, a) * copysign(1.0, b)


def sqrt(x: float) -> float:
    """The square root, correctly rounded; nan below zero."""
    if x < 0.0:
        return nan
    return _sqrt(x)


def exp(x: float) -> float:
    """e**x within 1.2 ulp. x = k ln 2 + r, and e**r = 1 + 2r / (r coth(r/2) - r) (fdlibm e_exp.c)."""
    if -700.0 < x < 700.0:
        k = (x * PER_LN2 + ROUND) - ROUND
        r = (x - k * LN2_HI) - k * LN2_LO
        return ldexp(1.0 + (r + r) / (2.0 - (r - _r_coth(r * r))), floor(k))
    if x != x:
        return x
    return _exp_sum(x, 0.0)


def _r_coth(t: float) -> float:
    """r coth(r/2) - 2 for t = r*r, |r| <= ln(2) / 2 (fdlibm e_exp.c: P1 to P5)."""
    p = 6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)
    return t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * p))


def _exp_sum(x: float, rest: float) -> float:
    """e**(x + rest) for any x except nan and a rest that is below the precision of x."""
    if x > 709.8:
        return inf
    if x < -745.2:
        return 0.0
    k = (x * PER_LN2 + ROUND) - ROUND
    r = (x - k * LN2_HI) - (k * LN2_LO - rest)
    y = 1.0 + (r + r) / (2.0 - (r - _r_coth(r * r)))
    # ldexp raises on overflow and may round twice for subnormal results, so a multiplication does the last step.
    if k > 1000.0:
        return ldexp(y, floor(k) - 100) * 1.2676506002282294e30  # 2**100
    if k < -1000.0:
        return ldexp(y, floor(k) + 100) * 7.888609052210118e-31  # 2**-100
    return ldexp(y, floor(k))


def tanh(x: float) -> float:
    """tanh(x) within 1.5 ulp, exactly odd.

    Below 1, x - x**3 P(x**2) / Q(x**2), where P / Q interpolates (1 - tanh(x) / x) / x**2 at the 7 Chebyshev nodes of
    x**2 in [0, 1] (relative error 2**-59). From 1 on, 1 - 2a / (a+b) with e**2x = b/a, computed as in `exp`.
    """
    if 0.0 < x < 1.0 or -1.0 < x < 0.0:
        z = x * x
        p = ((6.77938647215068e-05 * z + 0.9566609622608291) * z + 84.2061661981231) * z + 1311.1148789557235
        return x - x * z * p / (((z + 96.4252973019768) * z + 1825.9563533412343) * z + 3933.3446368671707)
    if -20.0 < x < 20.0 and x != 0.0:
        k = (x * 2.88539008177792677400 + ROUND) - ROUND  # 2 / ln 2
        r = x + x - k * 0.6931471805599453  # ln 2: an error of r contributes a fifth near 1, and less beyond
        c = _r_coth(r * r)
        a = 2.0 - (r - c)
        b = ldexp(2.0 + (r + c), floor(k))
        if x > 0.0:
            return 1.0 - (a + a) / (a + b)
        return (b + b) / (a + b) - 1.0
    if x >= 20.0:
        return 1.0
    if x <= -20.0:
        return -1.0
    return x


def sinh(x: float) -> float:
    """sinh x within 1.8 ulp, exactly odd: its series below 1, then (e**x - e**-x) / 2."""
    size = abs(x)
    if size < 1.0:
        z = x * x
        r = 1 / 355687428096000 + z * (1 / 121645100408832000)
        r = 1 / 39916800 + z * (1 / 6227020800 + z * (1 / 1307674368000 + z * r))
        return x + x * z * (1 / 6 + z * (1 / 120 + z * (1 / 5040 + z * (1 / 362880 + z * r))))
    if x != x:
        return x
    e = _half_exp(size)
    return copysign(e - 0.25 / e, x)


def cosh(x: float) -> float:
    """cosh x within 1.8 ulp, exactly even: (e**x + e**-x) / 2."""
    e = _half_exp(abs(x))
    return e + 0.25 / e


def _half_exp(x: float) -> float:
    """e**x / 2 for x >= 0 or nan, also where e**x overflows."""
    if x < 700.0 or x != x:
        return 0.5 * exp(x)
    h = x - LN2_HI
    return _exp_sum(h, ((x - h) - LN2_HI) - LN2_LO)


def sigmoid(x: float) -> float:
    """1 / (1 + e**-x) within 1.7 ulp: three forms, each used where it rounds least."""
    if -1.0 < x < 1.0:
        return 0.5 + 0.5 * tanh(0.5 * x)
    if x > 0.0:
        e = exp(-x)
        return 1.0 - e / (1.0 + e)
    e = exp(x)
    return e - e * e / (1.0 + e)


def softplus(x: float) -> float:
    """ln(1 + e**x) within 1.7 ulp: max(x, 0) + ln(1 + e**-|x|)."""
    if x > 0.0:
        return x + _log1p(exp(-x))
    return _log1p(exp(x))


def erf(x: float) -> float:
    """The error function within 1.0 ulp, exactly odd: 2/sqrt(pi) times the integral of e**(-t*t) from 0 to x.

    The ranges of fdlibm's s_erf.c: x + x P / Q of x**2, P(0) = 2/sqrt(pi) - 1; a number near erf(1) plus P / Q of
    |x| - 1; 1 - erfc(|x|); and 1. From 1.25 on erfc is below 0.08, so that its own rounding hardly counts.
    """
    if -0.84375 < x < 0.84375:
        z = x * x
        p = -2.84817495755985104766e-02 + z * (-5.77027029648944159157e-03 + z * -2.37630166566501626084e-05)
        p = 1.28379167095512558561e-01 + z * (-3.25042107247001499370e-01 + z * p)
        q = 5.08130628187576562776e-03 + z * (1.32494738004321644526e-04 + z * -3.96022827877536812320e-06)
        q = 1.0 + z * (3.97917223959155352819e-01 + z * (6.50222499887672944485e-02 + z * q))
        return x + x * (p / q)
    if x != x:
        return x
    size = abs(x)
    if size < 1.25:
        s = size - 1.0
        p = 3.54783043256182359371e-02 + s * -2.16637559486879084300e-03
        p = -3.72207876035701323847e-01 + s * (3.18346619901161753674e-01 + s * (-1.10894694282396677476e-01 + s * p))
        p = -2.36211856075265944077e-03 + s * (4.14856118683748331666e-01 + s * p)
        q = 1.26171219808761642112e-01 + s * (1.36370839120290507362e-02 + s * 1.19844998467991074170e-02)
        q = 5.40397917702171048937e-01 + s * (7.18286544141962662868e-02 + s * q)
        q = 1.0 + s * (1.06420880400844228286e-01 + s * q)
        return copysign(8.45062911510467529297e-01 + p / q, x)
    if size < 6.0:
        return copysign(1.0 - _erfc(size), x)
    return copysign(1.0, x)


def _erfc(x: float) -> float:
    """1 - erf(x) for x in [1.25, 6] within 1e-16: e**(-x**2 - 0.5625 + R / S) / x (fdlibm s_erf.c, below 1/0.35).

    Beyond 1/0.35 fdlibm takes another R / S; there erfc is below 1e-4, and this one is right to ten digits.
    """
    t = 1.0 / (x * x)
    r = -1.84605092906711035994e02 + t * (-8.12874355063065934246e01 + t * -9.81432934416914548592e00)
    r = -6.23753324503260060396e01 + t * (-1.62396669462573470355e02 + t * r)
    r = -6.93858572707181764372e-01 + t * (-1.05586262253232909814e01 + t * r)
    r = -9.86494403484714822705e-03 + t * r
    s = 1.08635005541779435134e02 + t * (6.57024977031928170135e00 + t * -6.04244152148580987438e-02)
    s = 4.34565877475229228821e02 + t * (6.45387271733267880336e02 + t * (4.29008140027567833386e02 + t * s))
    s = 1.0 + t * (1.96512716674392571292e01 + t * (1.37657754143519042600e02 + t * s))
    return exp(r / s - 0.5625 - x * x) / x


def log(x: float) -> float:
    """ln x within 0.9 ulp (fdlibm e_log.c); -inf at 0 and -0, nan for negative x."""
    if 0.0 < x < inf:
        m, k = frexp(x)
        if m < SQRT_HALF:
            return _log_near_one(m + m - 1.0, k - 1)
        return _log_near_one(m - 1.0, k)
    if x == 0.0:
        return -inf
    if x < 0.0:
        return nan
    return x


def _log1p(u: float) -> float:
    """ln(1 + u) for u in [0, 1] or nan."""
    if u < 0.41421356237309503:  # sqrt(2) - 1
        return _log_near_one(u, 0.0)
    return _log_near_one(0.5 * (u - 1.0), 1.0)


def _log_near_one(f: float, k: float) -> float:
    """k ln 2 + ln(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)] (fdlibm e_log.c: Lg1 to Lg7)."""
    s = f / (2.0 + f)
    z = s * s
    h = 0.5 * f * f
    r = 1.818357216161805012e-01 + z * (1.531383769920937332e-01 + z * 1.479819860511658591e-01)
    r = 3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * (2.222219843214978396e-01 + z * r))
    r = z * (6.666666666666735130e-01 + z * r)
    return k * LN2_HI - ((h - (s * (h + r) + k * LN2_LO)) - f)


def sin(x: float) -> float:
    """sin x within 0.8 ulp, and within 1.5 ulp past a million; nan for the infinities."""
    return _sine(x, 0, 0)


def cos(x: float) -> float:
    """cos x within 0.8 ulp, and within 1.5 ulp past a million; nan for the infinities."""
    return _sine(x, 1, 0)


def tan(x: float) -> float:
    """tan x within 1.0 ulp, and within 1.6 ulp past a million; nan for the infinities."""
    if x == 0.0:
        return x
    return _sine(x, 0, 1)


def _sine(x: float, quarters: int, tangent: int) -> float:
    """sin(x + quarters pi/2): x minus a multiple of pi/2 (fdlibm e_rem_pio2.c), then k_sin.c or k_cos.c.

    With `tangent` 1 the quotient of it and of cos(x + quarters pi/2).
    """
    y = x
    tail = 0.0  # of y
    if not -0.7853981633974483 <= x <= 0.7853981633974483:
        if -1e6 < x < 1e6:
            n = (x * 6.36619772367581382433e-01 + ROUND) - ROUND  # 2 / pi
            # pi/2 in parts of 33 bits, so that their multiples are exact: pio2_1, pio2_2, and the remainder, pio2_2t.
            t = x - n * 1.57079632673412561417e00
            w = n * 6.07710050630396597660e-11
            r = t - w
            w = n * 2.02226624879595063154e-21 - ((t - r) - w)
            if -1e-9 < r < 1e-9:  # x is close to a multiple of pi/2: pio2_3 and pio2_3t replace pio2_2t
                t = r
                w = n * 2.02226624871116645580e-21
                r = t - w
                w = n * 8.47842766036889956997e-32 - ((t - r) - w)
            y = r - w
            tail = (r - y) - w
            quarters = quarters + floor(n)
        elif -inf < x < inf:
            y = _huge_rest(x)
            quarters = quarters + _huge_quarters(x)
        else:
            return nan
    if tangent & 1:
        return _tangent(y, tail, quarters)
    z = y * y
    if quarters & 1:
        r = -2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)
        r = 4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * r))
        h = 0.5 * z
        w = 1.0 - h
        s = w + (((1.0 - w) - h) + (z * z * r - y * tail))
    else:
        r = 2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)
        r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * r)
        v = z * y
        s = y - ((z * (0.5 * tail - v * r) - tail) - v * -1.66666666666666324348e-01)
    if quarters & 2:
        return -s
    return s


def _tangent(y: float, tail: float, quarters: int) -> float:
    """tan(y + tail + quarters pi/2) for |y| <= pi/4, as a quotient of sine and cosine in two floats each."""
    z = y * y
    r = 2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)
    r = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * r)
    v = z * y
    rest = (tail - z * (0.5 * tail - v * r)) + v * -1.66666666666666324348e-01
    a = y + rest
    a_lo = (y - a) + rest
    r = -2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)
    r = 4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * r))
    h = 0.5 * z
    w = 1.0 - h
    rest = ((1.0 - w) - h) + (z * z * r - y * tail)
    b = w + rest
    b_lo = (w - b) + rest
    if quarters & 1:
        t = a
        a = -b
        b = t
        t = a_lo
        a_lo = -b_lo
        b_lo = t
    q = a / b
    p = q * b
    if abs(q) < 1e-200 or abs(q) > 1e200:
        return q
    return q + (((a - p) - _product_rest(q, b, p)) + a_lo - q * b_lo) / b


def power(x: float, y: float) -> float:
    """x ** y within 1.3 ulp; special values as IEEE 754 and C's Annex F define them for pow."""
    if y == 2.0:
        return x * x
    if y == 3.0:
        return x * x * x
    if y == -1.0:
        return divide(1.0, x)
    if y == -2.0:
        return divide(divide(1.0, x), x)
    if y == 1.0:
        return x
    if y == 0.5 and x > 0.0:
        return _sqrt(x)
    if y == 0.0 or x == 1.0:
        return 1.0
    if x != x or y != y:
        return nan
    size = abs(x)
    negative = False
    if copysign(1.0, x) < 0.0:
        # Every float from 2**53 on is an even integer; the infinities count as even integers, too.
        whole = abs(y) >= 9007199254740992.0
        if not whole:
            whole = floor(y) == y
            negative = whole and floor(y) & 1 == 1
        if not whole and 0.0 < size < inf:
            return nan
    if size == 1.0:
        result = 1.0
    elif size == 0.0 or size == inf or abs(y) > 1.8446744073709552e19:  # 2**64: at least (1 + 2**-52)**(2**64)
        result = inf if (size > 1.0) == (y > 0.0) else 0.0
    else:
        result = _power(size, y)
    return -result if negative else result


def _power(x: float, y: float) -> float:
    """x ** y for 0 < x < inf and |y| <= 2**64, as e**(y ln x) with ln x accurate to 2**-65.

    As in fdlibm's e_pow.c every intermediate result is a sum of two floats; exact products replace its tables.
    """
    m, k = frexp(x)
    if m < SQRT_HALF:
        m = m + m
        k = k - 1
    # s + s_lo = (m - 1) / (m + 1), from the exact remainder of the division; its square is z + z_lo, its cube c + c_lo.
    d = m + 1.0
    s = (m - 1.0) / d
    p = s * d
    s_lo = ((((m - 1.0) - p) - _product_rest(s, d, p)) - s * (m - (d - 1.0))) / d
    z = s * s
    z_lo = _product_rest(s, s, z) + 2.0 * s * s_lo
    c = s * z
    c_lo = _product_rest(s, z, c) + s * z_lo + s_lo * z
    # ln m = 2 (s + s**3/3 + s**5/5 + ...): two floats for each of the first two terms, one for the sum of the others.
    t = 1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z * (1 / 23 + z * (1 / 25)))))
    t = 1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * (1 / 13 + z * t))))
    q = c / 1.5
    lo = 2.0 * s_lo + ((c - q) - 0.5 * q + c_lo) / 1.5 + 2.0 * (c * z * t)
    # k ln 2 + ln m, the largest term first, so that each difference recovers the rounding error of its sum.
    a = k * LN2_HI
    h = a + 2.0 * s
    hi = h + q
    lo = (2.0 * s - (h - a)) + (q - (hi - h)) + (lo + k * LN2_LO)
    h = hi + lo
    lo = lo - (h - hi)
    p = y * h
    return _exp_sum(p, _product_rest(y, h, p) + y * lo)


def _product_rest(a: float, b: float, p: float) -> float:
    """The exact rounding error of p = a * b (Dekker's product, Veltkamp's split)."""
    t = a * SPLIT
    a1 = t - (t - a)
    a2 = a - a1
    t = b * SPLIT
    b1 = t - (t - b)
    b2 = b - b1
    return ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2


# 2/pi to 1216 bits after the point: the bits that the largest float needs (Payne and Hanek), plus 128 for the result.
TWO_PER_PI = int(
    "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921c"
    "fe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980f"
    "ef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d08"
    "56033046fc7b6bab",
    16,
)
HALF_PI = 0x1921FB54442D18469898CC51701B839A252049C11  # pi/2 to 160 bits after the point


def _huge_product(x: float) -> int:
    """x * 2/pi to 160 bits after the point, for |x| >= 2**19."""
    m, k = frexp(x)
    return int(m * 9007199254740992.0) * TWO_PER_PI >> 1216 - 160 + 53 - k  # 2**53


def _huge_quarters(x: float) -> int:
    """The multiple of pi/2 nearest to x."""
    return (_huge_product(x) + (1 << 159)) >> 160


def _huge_rest(x: float) -> float:
    """x minus the multiple of pi/2 nearest to it, rounded once."""
    rest = _huge_product(x) - (_huge_quarters(x) << 160)
    return float(rest * HALF_PI) * 4.6816763546921983e-97  # 2**-320


# The public functions by name. The rows of ops.py may call them, lower/ compiles them, and the programs' `math` has
# those that Python's has.
FUNCTIONS: dict[str, Callable[..., float]] = {
    name: function for name, function in [*vars().items()] if type(function) is FunctionType and name[0] != "_"
}
