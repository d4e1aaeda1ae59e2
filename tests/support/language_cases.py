"""Table of programs for the language's tests: the results of those that run, the errors of those that are refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Runs(NamedTuple):
    """A program, its last value (or the root of backward()), some gradients by label, and its printed lines."""

    source: str
    data: float
    grads: Mapping[str, float] = MappingProxyType({})
    prints: tuple[str, ...] = ()


class Refused(NamedTuple):
    """A program, the error's code, the characters of its span, and an excerpt of its message or hint."""

    source: str
    code: str
    characters: str
    excerpt: str


README = """\
from micrograd.engine import Value

a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
print(f'{g.data:.4f}') # prints 24.7041, the outcome of this forward pass
g.backward()
print(f'{a.grad:.4f}') # prints 138.8338, i.e. the numerical value of dg/da
print(f'{b.grad:.4f}') # prints 645.5773, i.e. the numerical value of dg/db
"""

LECTURE = """\
a = Value(2.0, label='a')
b = Value(-3.0, label='b')
c = Value(10.0, label='c')
e = a*b; e.label = 'e'
d = e + c; d.label = 'd'
f = Value(-2.0, label='f')
L = d * f; L.label = 'L'
L.backward()
"""

NEURON = """\
# inputs x1,x2
x1 = Value(2.0, label='x1')
x2 = Value(0.0, label='x2')
# weights w1,w2
w1 = Value(-3.0, label='w1')
w2 = Value(1.0, label='w2')
# bias of the neuron
b = Value(6.8813735870195432, label='b')
# x1*w1 + x2*w2 + b
x1w1 = x1*w1; x1w1.label = 'x1*w1'
x2w2 = x2*w2; x2w2.label = 'x2*w2'
x1w1x2w2 = x1w1 + x2w2; x1w1x2w2.label = 'x1*w1 + x2*w2'
n = x1w1x2w2 + b; n.label = 'n'
"""

TRAINING = """\
import random
random.seed(1337)
n = MLP(3, [4, 4, 1], convention='lecture')
xs = [
  [2.0, 3.0, -1.0],
  [3.0, -1.0, 0.5],
  [0.5, 1.0, 1.0],
  [1.0, 1.0, -1.0],
]
ys = [1.0, -1.0, -1.0, 1.0] # desired targets
for k in range(20):

  # forward pass
  ypred = [n(x) for x in xs]
  loss = sum((yout - ygt)**2 for ygt, yout in zip(ys, ypred))

  # backward pass
  for p in n.parameters():
    p.grad = 0.0
  loss.backward()

  # update
  for p in n.parameters():
    p.data += -0.1 * p.grad

print(k, len(n.parameters()), loss.data)
ypred
"""

_NEURON_GRADS = {"x1": -1.5, "x2": 0.5, "w1": 1.0, "w2": 0.0}

RUNS = [
    # the lecture's cells
    Runs(
        README,
        24.70408163265306,
        {"a": 138.83381924198252, "b": 645.5772594752186},
        prints=(
            "24.7041",
            "138.8338",
            "645.5773",
        ),
    ),
    Runs(LECTURE, -8.0, {"L": 1.0, "d": -2.0, "f": 4.0, "c": -2.0, "e": -2.0, "a": 6.0, "b": -4.0}),
    Runs(NEURON + "o = n.tanh(); o.label = 'o'\no.backward()", 0.7071067811865476, _NEURON_GRADS),
    Runs(NEURON + "e = (2*n).exp()\no = (e - 1) / (e + 1)\no.backward()", 0.7071067811865477, _NEURON_GRADS),
    Runs(TRAINING, 0.01778187468615766, prints=("19 41 0.01778187468615766",)),
    Runs("def f(x):\n  return 3*x**2 - 4*x + 5\nf(3.0)", 20.0),
    Runs("def f(x): return 3*x**2 - 4*x + 5\nh = 0.001\nx = 3.0\n(f(x+h) - f(x))/h", 14.00300000000243),
    Runs(
        "h = 0.0001\na = 2.0; b = -3.0; c = 10.0\nd1 = a*b + c\nc += h\nd2 = a*b + c\nprint('slope', (d2 - d1)/h)",
        0.9999999999976694,
        prints=("slope 0.9999999999976694",),
    ),
    Runs("a = Value(3.0)\nb = a + a\nb.backward()", 6.0, {"a": 2.0}),
    Runs(
        "a = Value(-2.0)\nb = Value(3.0)\nd = a * b\ne = a + b\nf = d * e\nf.backward()", -6.0, {"a": -3.0, "b": -8.0}
    ),
    # plain style: numbers given to names are the leaves
    Runs(
        "a = 2; b = -3; L = tanh(a*b + 10)\nL.backward()",
        0.999329299739067,
        {"a": -0.0040228520490775965, "b": 0.002681901366051731},
    ),
    Runs("a = -2.0", -2.0),
    Runs("a, b = 2, 3\nL = a*b\nL.backward()", 6.0, {"a": 3.0, "b": 2.0}),
    Runs("x = 1e308 * 10", float("inf")),
    Runs("n = 3\ns = 0.0\nx = 2.0\nfor i in range(n):\n  s += x**i\ns.backward()", 7.0, {"x": 5.0}),
    Runs("k = 1\nxs = [10.0, 20.0]\nxs[k] * k", 20.0),
    Runs("a = b = 3.0\nL = a*b\nL.backward()", 9.0, {"a": 3.0, "b": 3.0}),
    Runs("a = 5\nfor i in range(3): b = a*i\n", 10.0),
    Runs("def scale(x):\n  k = 2\n  return k*x\na = 3\nscale(a)", 6.0),
    Runs("  a = 3\n  a*a", 9.0),
    Runs("\ta = 3\n\tif a > 2:\n\t\ta = a*2\n\ta", 6.0),
    Runs("a = 3 # type: ignore[\na*a", 9.0),
    Runs("a = 1\r\nb = a + \\\r\n  1\r\n", 2.0),
    # numbers alone
    Runs("1 + 2*3", 7.0),
    Runs("2**10 // 3 % 5", 1.0),
    Runs("7 // 2 + 7 % 4 - -1", 7.0),
    Runs("0x1F + 1_000 + .5 + 1.e1", 1041.5),
    Runs("print(2**62, 4**0.5, (-2)**3, 2**-1)\n1", 1.0, prints=("4611686018427387904 2.0 -8 0.5",)),
    Runs(
        "print(1/3, 10/5, 7//2, True + 1, round(2.675, 2), round(2.5), int(-2.7), float(3))\n1",
        1.0,
        prints=("0.3333333333333333 2.0 3 2 2.67 2 -2 3.0",),
    ),
    Runs("import math\nmath.sqrt(16) + math.exp(0) + math.log(1) + math.pi - math.pi", 5.0),
    Runs("import math as m\nm.pow(2, 3)", 8.0),
    Runs("from math import pi, cos\ncos(pi)", -1.0),
    # values never raise
    Runs("log(0)", float("-inf")),
    Runs("Value(1.0) / 0", float("inf")),
    Runs("a = 0.0\na**-1", float("inf")),
    Runs("exp(1000)", float("inf")),
    Runs("import math\na = Value(2.0)\nmath.tanh(a) * 0 + math.sqrt(a) ** 2", 2.0000000000000004),
    Runs("a = Value(-2.0)\nmax(a, 1.0) + min(a, 0) + abs(a) + max([1, 2]) + a.max(3)", 6.0),
    Runs("xs = [Value(1.0), Value(2.0)]\nsum(x * x for x in xs)", 5.0),
    Runs("a = Value(2.0)\nL = a * a\ndraw_dot(L)", 4.0),
    # control
    Runs("xs = [[1], [2]]\nk = [0]\ndef i():\n  k[0] += 1\n  return k[0]\nxs[i()][0] += 10\nxs[1][0] + k[0]", 13.0),
    Runs("a = Value(1.0)\nprint('θ', a)", 1.0, prints=("θ Value(data=1.0, grad=0.0)",)),
    Runs("a = Value(1.0)\nb = a + 1\nstep = 0.1", 2.0),
    Runs("a = 1.0\nb = a + 1\nstep = 0.1", 2.0),
    Runs("a = Value(1.0)\nb = a + 1\nb.data", 2.0),
    Runs("n = 2\nxs = [1.5] * n\nsum(xs)", 3.0),
    Runs("t = 0\nfor i in range(10):\n  if i == 2: continue\n  elif i > 4: break\n  else:\n    t += i\nt", 8.0),
    Runs("x = 3.0\ny = x if x > 2 and not x > 5 or x == 7 else -x\ny", 3.0),
    Runs("def fact(n):\n  if n == 0:\n    return 1\n  return n * fact(n - 1)\nfact(5)", 120.0),
    Runs("def f(a, b=2, c=3):\n  '''adds'''\n  return a + b*c\nf(1, c=4)", 9.0),
    Runs("g = lambda x, k=2: x**k\ng(3.0)", 9.0),
    Runs("def adder(n):\n  def add(x):\n    return x + n\n  return add\nadder(2)(3)", 5.0),
    Runs("def tanh(x):\n  e = exp(2*x)\n  return (e - 1) / (e + 1)\na = 0.0\ntanh(a)", 0.0),
    Runs("for _ in range(3):\n  pass\nx = 1 < 2 < 3\n3 if x else 4", 3.0),
    # sets, dictionaries, None, membership, identity
    Runs(
        "s = {3, 1, 3}\nprint(s, len(s), 1 in s, 2 not in s, set(), set([2, 2]))\n1",
        1.0,
        prints=("{3, 1} 2 True True set() {2}",),
    ),
    Runs(
        "a = Value(2.0); b = Value(2.0)\nseen = set()\nfor x in [a, b, a]: seen.add(x)\n"
        "print(len(seen), a in seen, a in [b], a in (a,), 2.0 in [a])\na*b",
        4.0,
        prints=("2 True False True False",),
    ),
    Runs("x = 2.0\nseen = {x}\nprint(2 in seen, x in [2.0, 3.0])\nx*1", 2.0, prints=("True True",)),
    Runs(
        "d = {'a': 1, 2: (3,)}\nd['z'] = 5; d['a'] += 1\nfor k, v in d.items(): print(k, v)\n"
        "print(d.get('q'), d.get('q', 7), d.keys(), d.values(), list(d), 'a' in d, d.pop('z'), d)\n1",
        1.0,
        prints=("a 2", "2 (3,)", "z 5", "None 7 ['a', 2, 'z'] [2, (3,), 5] ['a', 2, 'z'] True 5 {'a': 2, 2: (3,)}"),
    ),
    Runs(
        "print({k: k*k for k in range(3)}, {k % 2 for k in range(5)}, dict(a=1), dict([(1, 2)]))\n1",
        1.0,
        prints=("{0: 0, 1: 1, 2: 4} {0, 1} {'a': 1} {1: 2}",),
    ),
    Runs(
        "a = {1, 2}; b = {2, 3}\nprint(a - b, a.union(b), a.intersection(b), a == {2, 1}, a.issubset(b))\n1",
        1.0,
        prints=("{1} {1, 2, 3} {2} True False",),
    ),
    Runs(
        "def f(x=None):\n  return 1 if x is None else x\nprint(f(), f(None), f(3), None is None, str(None))\n1",
        1.0,
        prints=("1 1 3 True None",),
    ),
    Runs(
        "a = Value(1); b = a\nprint(a is b, a is not Value(1), a is None, [] == [], (1, 2) == (1, 2), 1 == 'a')\na",
        1.0,
        prints=("True True False True True False",),
    ),
    # the lecture's topological order, as it is written there
    Runs(
        "a = Value(2.0); b = a*3; c = b*b\ndef order(v, edges):\n  topo = []\n  visited = set()\n  def build(v):\n"
        "    if v not in visited:\n      visited.add(v)\n      for child in edges.get(v, []):\n        build(child)\n"
        "      topo.append(v)\n  build(v)\n  return topo\n"
        "print([v.data for v in reversed(order(c, {c: [b, b], b: [a]}))])\nc",
        36.0,
        prints=("[36.0, 6.0, 2.0]",),
    ),
    # types, assert, *
    Runs(
        "def f(x: float, *rest: 'Value', k: 'list[int] | None' = 2) -> dict[str, tuple[int, ...]]:\n"
        "  y: float = x\n  z: int\n"
        "  return [y, rest, k]\nprint(f(1), f(1, 2, 3), f(1, *[2, 3], k=9), f(*range(2)))\n1",
        1.0,
        prints=("[1, (), 2] [1, (2, 3), 2] [1, (2, 3), 9] [0, (1,), 2]",),
    ),
    Runs("def f(x: Value): return x * 2\na = 3.0\nf(a)", 6.0),
    Runs(
        "a, *b = 1, 2, 3\n*c, d = ['d']\nprint(b, c, d, [*b, *(4,)], (*b, 5), {*b})\n1",
        1.0,
        prints=("[2, 3] [] d [2, 3, 4] (2, 3, 5) {2, 3}",),
    ),
    Runs(
        "for a, *b in [(1, 2, 3)]: print(a, b)\nprint(*[1, 2], *'')\n1".replace(", *''", ""),
        1.0,
        prints=("1 [2, 3]", "1 2"),
    ),
    Runs(
        "a = Value(3.0)\nb = a * a\nb.backward()\nassert a.grad == 6.0, 'gradient'\nassert abs(a.grad - 6) < 1e-9",
        9.0,
        {"a": 6.0},
    ),
    Runs(
        "print(sorted([3, 1, 2]), sorted(['b', 'a'], reverse=True), sorted([-2, 1], key=abs))\n"
        "print(sorted([(1, 'b'), (1, 'a')]))\n1",
        1.0,
        prints=("[1, 2, 3] ['b', 'a'] [1, -2]", "[(1, 'a'), (1, 'b')]"),
    ),
    Runs(
        "xs = [3, 1]; xs.sort(); xs.extend((7, 8)); xs.insert(0, 9)\n"
        "print(xs.pop(), xs.pop(0), xs, xs.index(3), xs.count(1), list(reversed(xs)), ', '.join(['a', 'b']))\n1",
        1.0,
        prints=("8 9 [1, 3, 7] 1 1 [7, 3, 1] a, b",),
    ),
    Runs(
        "print(isinstance(Value(1), Value), isinstance(1, (int, float)), isinstance('a', list))\n1",
        1.0,
        prints=("True True False",),
    ),
    Runs(
        "print(any(x > 2 for x in [1, 3]), all([]))\n"
        "print('%.4f %5.1f|%-4s|%03d|%+d|%s %%' % (Value(2.5), 2.25, 'ab', 7, 3, [1]))\n1",
        1.0,
        prints=("True True", "2.5000   2.2|ab  |007|+3|[1] %"),
    ),
    Runs(
        "print(math.log(8, 2), math.floor(-2.5), math.ceil(2.1))\n"
        "print(math.isnan(math.nan), math.isinf(Value(1)), math.isfinite(1))\n1",
        1.0,
        prints=("3.0 -3 3", "True False True"),
    ),
    Runs("x = Value(0.5)\ny = x.tan()\ny.backward()", 0.5463024898437905, {"x": 1.2984464104095249}),
    Runs("x = Value(0.5)\ny = sinh(x) + math.cosh(x)\ny.backward()", 1.6487212707001282, {"x": 1.6487212707001282}),
    Runs("tan = 3.0\nset = [tan]\nany = set[0] * 2", 6.0),
    # import lines, taken apart
    Runs(
        "import numpy as np, os\nimport torch.nn as nn\nfrom math import tau, pi\nfrom numpy import array, exp\n"
        "from random import *\n"
        "from micrograd.engine import *\nfrom __future__ import annotations\nValue(1.0) * pi",
        3.141592653589793,
    ),
    # pasted prompts
    Runs(">>> a = Value(2.0)\n>>> for i in range(2):\n...     a = a * 2\n... \n>>> a.data\n8.0\n>>> a", 8.0),
    Runs(
        "In [9]: a = Value(2.0)\nIn [10]: for i in range(2):\n    ...:     a = a * 2\n\n"
        "In [11]: a\nOut[11]: Value(data=8.0)\n",
        8.0,
    ),
    # strings and their order
    Runs(
        "s = 'abc'\nprint(s[0], s[-1], s[1:], s[::-1], list(s), [c + c for c in s], *s)\n"
        "print(sorted('cab'), list(enumerate('ab')), list(zip('ab', [1, 2])), set('aa'))\n"
        "x, y = 'pq'\nfor c in x + y: print(c)\n1",
        1.0,
        prints=(
            "a c bc cba ['a', 'b', 'c'] ['aa', 'bb', 'cc'] a b c",
            "['a', 'b', 'c'] [(0, 'a'), (1, 'b')] [('a', 1), ('b', 2)] {'a'}",
            "p",
            "q",
        ),
    ),
    Runs(
        "print((1, 2) < (1, 3), (1, 2) <= (1, 2), [2] > [1, 9], (1,) >= (1, 0), 'a' < 'b', 'b' >= 'ba', () < (0,))\n"
        "print((math.nan,) <= (1,), (1, 'a') < (2, 3))\n1",
        1.0,
        prints=("True True True False True False True", "False True"),
    ),
    Runs(
        "x = 1234567.891; w = 12; n = 3; s = 'a'\n"
        "print(f'{x:,.2f}|{x:_.1f}|{x!r}|{x=}|{x = :.1f}|{n=!s}|{s!r:>5}|{s!s}|{s=}|{s:*^5}|{n:+,}|{n:b}|{n !r}')\n"
        "print(f'{x:{w}.2f}|{x:>{w}.{n}f}|{s:{w}}|{n:{w}}{n}|{x==n}')\n1",
        1.0,
        prints=(
            "1,234,567.89|1_234_567.9|1234567.891|x=1234567.891|x = 1234567.9|n=3|  'a'|a|s='a'|**a**|+3|11|3",
            "  1234567.89| 1234567.891|a           |           33|False",
        ),
    ),
    Runs(
        "x = Value(2)\nprint(f'{x=} {x!r} {x.data:,.1f}')",
        2.0,
        prints=("x=Value(data=2.0, grad=0.0) Value(data=2.0, grad=0.0) 2.0",),
    ),
    Runs(
        "print(repr('a'), repr([1.0, 'b']), repr(2), repr(Value(1)))\n1",
        1.0,
        prints=("'a' [1.0, 'b'] 2 Value(data=1.0, grad=0.0)",),
    ),
    Runs("repr = 2.0\nrepr * 2", 4.0),
    # the else of a loop
    Runs(
        "for i in range(3):\n  if i == 1: break\nelse:\n  print('through')\n"
        "for i in []: pass\nelse: print('none')\n"
        "for i in range(2):\n  for j in [1]: pass\n  else: continue\n  print('never')\nelse:\n  print('end', i)\n"
        "def f():\n  for i in [1]: return 'left'\n  else: return 'else'\nprint(f())\n"
        "if 1 > 2: pass\nelse:\n  for i in [1]: pass\n  else: print('inner')\n1",
        1.0,
        prints=("none", "end 1", "left", "inner"),
    ),
    # a Value is equal to itself only
    Runs(
        "a = Value(2.0); b = Value(2.0)\nprint(a == 2, a != 2, a == b, a == a, a in [2, b], a in [a], [a] == [2.0])\n"
        "print(a.data == 2, a.data == b.data, 2 == 2.0, a < 3)\na",
        2.0,
        prints=("False True False True False True False", "True True True True"),
    ),
    # the ends of the whole numbers
    Runs(
        "print(-9223372036854775808, 9223372036854775807, 1 - 9223372036854775808, -9223372036854775807 - 1)\n1",
        1.0,
        prints=("-9223372036854775808 9223372036854775807 -9223372036854775807 -9223372036854775808",),
    ),
    Runs("for i in range(Value(3.0)): x = Value(i) * 1", 2.0),
    # lists and tuples
    Runs("xs = [1, 2, 3]\nxs[0] = 10\nxs.append(4)\nxs += [5]\nsum(xs) + len(xs) + xs[-1] + sum(xs[1:3])", 39.0),
    Runs("[(a, b), [c]] = [(1, 2), (3,)]\na*100 + b*10 + c", 123.0),
    Runs("sum(x*y for x, y in zip([1, 2], [3, 4]))", 11.0),
    Runs("sum([i*j for i in range(3) for j in range(4) if i < j if j > 1], 0.5)", 11.5),
    Runs("g = (x for x in [1, 2])\nsum(g) + 10*sum(g)", 3.0),
    Runs("x = [5]\nsum(x for x in x for y in [1, 2])", 10.0),
    Runs("def f(n): return (x*n for x in [1, 2])\nn = [0]\nsum(f(3))", 9.0),
    Runs("a, b = (x for x in [1, 2])\nprint(a, b, list(zip((x for x in [1, 2, 3]), [4, 5])))\n1", 1.0),
    Runs("sum([10*i + x for i, x in enumerate([1, 2, 3])])", 36.0),
    Runs(
        "print([1, 2.0, 'a'], (1,), (), range(3), list(range(3)), tuple([1]))\n1",
        1.0,
        prints=("[1, 2.0, 'a'] (1,) () range(0, 3) [0, 1, 2] (1,)",),
    ),
    Runs(
        "print('=' * 3 + 'x', str(1.5), f'{1/3:.3f}|{5:>4}|{2:+.1e}|{0.25:.0%}|{{}}', f'{[1]}{Value(1)}')\n1",
        1.0,
        prints=("===x 1.5 0.333|   5|+2.0e+00|25%|{} [1]Value(data=1.0, grad=0.0)",),
    ),
    Runs("print(\"a\\tb\\n\\'c\\'\", '''two\nlines''')\n1", 1.0, prints=("a\tb\n'c' two\nlines",)),
    Runs(
        "import random\nrandom.seed(42)\nprint(random.uniform(-1, 1), random.random())\n1",
        1.0,
        prints=("0.2788535969157675 0.025010755222666936",),
    ),
    # just inside the limits, where the parser and the interpreter use the most stack
    Runs("(" * 32 + "1" + ")" * 32, 1.0),
    Runs("-" * 298 + "1", 1.0),
    Runs("1" + "+1" * 149, 150.0),
    Runs("2" + "**1" * 149, 2.0),
    Runs("3 if " + "not " * 290 + "1 < 2 else 4", 3.0),
    Runs("1 if 1 > 2 else " * 49 + "5", 5.0),
    Runs("(" * 31 + "1" + "+1" * 60 + ")" * 31 + "*1" * 50, 61.0),
    Runs("tanh(" * 32 + "0" + ")" * 32, 0.0),
    Runs("xs = " + "[" * 32 + "7" + "]" * 32 + "\nxs" + "[0]" * 32, 7.0),
    Runs("x = Value(1)\nx" + ".relu()" * 70, 1.0),
    Runs("f = " + "lambda: " * 140 + "1\n2", 2.0),
    Runs("def f(n): return f(n - 1) + 1 if n > 0 else 0\nf(31)", 31.0),
    Runs("".join(" " * i + "if 1 < 2:\n" for i in range(12)) + " " * 12 + "x = " + "(" * 32 + "1" + ")" * 32, 1.0),
    Runs("if 1 > 2: x = 1\n" + "elif 1 > 2: x = 2\n" * 50 + "else: x = 3\n", 3.0),
    Runs("xs = [" + "1," * 1990 + "]\nlen(xs)", 1990.0),
    # programs that change values
    Runs(
        "a = Value(2.0)\na.data = 3\na.data += 1\na.grad = 5.0\na.label = 'weight'\n"
        "print(a.label, a.data, a.grad)\na*1",
        4.0,
        prints=("weight 4.0 5.0",),
    ),
    Runs("a = Value(2.0)\n(a*a).backward()\na.zero_grad()\n(a*3).backward()", 6.0, {"a": 3.0}),
    Runs(
        "n = MLP(2, [1])\nfor p in n.parameters(): p.data = 1.0\nx = n([2, 3])\nx.backward()\nn.zero_grad()\n"
        "print(n, n.layers[0].neurons[0].w[1].grad, len(n.layers))",
        6.0,
        prints=("MLP of [Layer of [LinearNeuron(2)]] 0.0 1",),
    ),
    Runs("n = nn.Neuron(2, nonlin=False)\nn.w[0].data = 2.0; n.w[1].data = 0.0\nn((4, 5))", 8.0),
    Runs("l = nn.Layer(1, 2)\nfor p in l.parameters(): p.data = 0.5\no = l([2.0])\no[0] + o[1]", 3.0),
]

REFUSED = [
    # constructs that are refused by name
    Refused("while True:\n  pass", "unsupported", "while", "`while` is not part of this language"),
    Refused("class Value:\n  pass", "unsupported", "class", "leave the class out"),
    Refused("try:\n  a\nexcept:\n  b", "unsupported", "try", "`try`"),
    Refused("with a: b", "unsupported", "with", "`with`"),
    Refused("del a", "unsupported", "del", "`del`"),
    Refused("x = yield", "unsupported", "yield", "`yield`"),
    Refused("a = 1\nb = a @ a", "unsupported", "@", "sum of products"),
    Refused("@wraps\ndef f(): pass", "unsupported", "@", "Decorators"),
    Refused("(a := 1)", "unsupported", ":=", "line of its own"),
    Refused("f(**a)", "unsupported", "**", "Unpacking"),
    Refused("def f(**a): pass", "unsupported", "**", "Name each parameter"),
    Refused("f(**{1: 2})", "unsupported", "**", "Unpacking"),
    Refused("{**{1: 2}}", "unsupported", "**", "Unpacking"),
    Refused("1 is 1", "type", "1 is 1", "Compare with =="),
    Refused("'%x' % 3", "unsupported", "'%x' % 3", "%.4f"),
    Refused("'%(a)s' % 3", "unsupported", "'%(a)s' % 3", "%.4f"),
    Refused("match a:\n  case 1: pass", "unsupported", "match", "Write if, elif and else"),
    Refused("type X = int", "unsupported", "type", "`type` statements"),
    Refused("r'a'", "unsupported", "r'", "Plain strings and f-strings"),
    Refused("'a' 'b'", "unsupported", "'b'", "side by side"),
    Refused("f'{x!a}'", "syntax", "!", "before r or s"),
    Refused("x = 1\nf'{x = 2}'", "syntax", "2", "may follow the `=`"),
    Refused("x = 1\nf'{x=", "syntax", "{", "never closed"),
    Refused("x = 1\nf'{x!r", "syntax", "{", "never closed"),
    Refused("x = 1\nf'{x:{x}", "syntax", "{", "never closed"),
    Refused("x = 1\nf'{x:{x:3}}'", "unsupported", ":", "no format of its own"),
    Refused("x = 1\nf'{x:{}}'", "syntax", "}", "empty"),
    Refused("x = 1\nf'{x:z}'", "unsupported", ":z", "The format `z`"),
    Refused("x = 1; w = 'n'\nf'{x:{w}}'", "unsupported", "w", "The format `n`"),
    Refused("x = 1; w = 41\nf'{x:{w}}'", "limit", "w", "40"),
    Refused("x = 1; w = '9' * 99\nf'{x:.{w}f}'", "limit", "w", "40"),
    Refused("w = 'a' * 600\nf'{1:{w}{w}}'", "limit", "f'{1:{w}{w}}'", "1,000 characters"),
    Refused("f'{[1]:>5}'", "type", "[1]", "does not fit a list"),
    Refused("f'{\"a\"}'", "unsupported", '"', "inside the braces"),
    Refused("f'{lambda x: 1}'", "unsupported", "lambda", "inside an f-string"),
    Refused("xs = [1, 2]\nxs[0:1] = [3]", "unsupported", "xs[0:1]", "Assign to one item"),
    Refused("%matplotlib inline", "unsupported", "%", "commands of a notebook"),
    Refused("!pip install micrograd", "unsupported", "!", "commands of a notebook"),
    # syntax errors
    Refused("a b", "syntax", "b", "between `a` and `b`"),
    Refused("2a", "syntax", "2a", "write 2 * a"),
    Refused("a = 2\nb = 3 a", "syntax", "a", "write 3 * a"),
    Refused("x^2", "unsupported", "^", "x**2"),
    Refused("x² + 1", "syntax", "²", "x**2"),
    Refused("a − b", "syntax", "−", "Type - instead"),
    Refused("“a”", "syntax", "“", "quotation mark"),
    Refused("print 1", "syntax", "print", "print(x)"),
    Refused("if a = 3:\n  b", "syntax", "=", "write =="),
    Refused("if a == 3\n  b", "syntax", "3", "colon"),
    Refused("for i in range(3)\n  b", "syntax", ")", "colon"),
    Refused("for i in range(3) print(i)", "syntax", "print", "colon"),
    Refused("if a b: c", "syntax", "b", "no operator"),
    Refused("x = * 2", "syntax", "*", "missing between `=` and `*`"),
    Refused("for i range(3): b", "syntax", "range", "no `in`"),
    Refused("if a > 1: b\nelse if c: d", "syntax", "if", "elif"),
    Refused("else: a", "syntax", "else", "belongs to no `if`"),
    Refused("for i in [1]: i\nelif 1 > 2: i", "syntax", "elif", "after a `for`"),
    Refused("for i in [1]: i\nelse: i\nelse: i", "syntax", "else", "belongs to no `if`"),
    Refused("for i in [1]: i\nelse: break", "syntax", "break", "outside of a loop"),
    Refused("c = 1\nc++", "syntax", "+", "c += 1"),
    Refused("a = ", "syntax", "=", "missing after `=`"),
    Refused("a = (1 + 2\nb = 3", "syntax", "(", "never closed"),
    Refused("a = 1 + 2)", "syntax", ")", "closes nothing"),
    Refused("a = [1, 2)", "syntax", ")", "does not close the `[` of line 1, column 5"),
    Refused("a = 'abc", "syntax", "'", "never closed"),
    Refused("1 = a", "syntax", "1", "name stands on the left"),
    Refused("f(x) = a", "syntax", "f(x)", "result of a call"),
    Refused("a + 1 = 2", "syntax", "a + 1", "cannot assign"),
    Refused("x = *a", "syntax", "*", "none stands around it"),
    Refused("(*a)", "syntax", "*", "none stands around it"),
    Refused("[*a for a in b]", "syntax", "*", "none stands around it"),
    Refused("*a, *b = [1]", "syntax", "*a, *b", "cannot assign"),
    Refused("{1: 2, 3}", "syntax", "}", "colon and a value"),
    Refused("{1, 2: 3}", "syntax", ":", "colon"),
    Refused("def f(*): pass", "syntax", ")", "parameter"),
    Refused("def f(a: ): pass", "syntax", ")", "a type"),
    Refused("x: = 3", "syntax", "=", "a type"),
    Refused("assert", "syntax", "assert", "missing"),
    Refused("f'{1, 2}'", "syntax", ",", "own braces"),
    Refused("a, b += 1", "syntax", "a, b", "cannot assign"),
    Refused("a\n  b", "syntax", "  ", "indented"),
    Refused("if 1 < 2:\na", "syntax", "if 1 < 2:", "indented line is missing"),
    Refused("if 1 < 2:\n    a\n  b", "syntax", "  ", "fits none"),
    Refused("if 1 < 2:\n\ta\n        b", "syntax", "        ", "mixed"),
    Refused("a;;b", "syntax", ";", "no statement before"),
    Refused("2 * * 3", "syntax", "*", "missing between"),
    Refused("[1,,2]", "syntax", ",", "missing between"),
    Refused("a if b", "syntax", "b", "no `else`"),
    Refused("xs[]", "syntax", "]", "index"),
    Refused("f(a=1, 2)", "syntax", "2", "named arguments last"),
    Refused("f(x for x in y, 1)", "syntax", "x", "only argument"),
    Refused("def f(a, a): pass", "syntax", "a", "Two parameters"),
    Refused("def f(a=1, b): pass", "syntax", "b", "defaults last"),
    Refused("return 1", "syntax", "return 1", "outside of a function"),
    Refused("def f():\n  break\nf()", "syntax", "break", "outside of a loop"),
    Refused("007", "syntax", "007", "not a number"),
    Refused("'\\d'", "syntax", "\\d", "escape"),
    Refused("f'{}'", "syntax", "}", "empty"),
    Refused("f'a}'", "syntax", "}", "}}"),
    Refused("a = 5 # \u200b", "syntax", "\u200b", "invisible"),
    # names
    Refused("lerning = 1\nlearning", "name", "learning", "Did you mean lerning?"),
    Refused("Tanh(1)", "name", "Tanh", "Did you mean tanh?"),
    Refused("np.exp(1)", "name", "np.exp", "Write exp."),
    Refused("import os\nos.getcwd()", "name", "os.getcwd", "math, random and micrograd"),
    Refused("from math import tau\nValue(1) * tau", "name", "tau", "2 * math.pi"),
    Refused("import matplotlib.pyplot as plt\nplt.plot([1])", "name", "plt.plot", "draws the graph"),
    Refused("__builtins__", "name", "__builtins__", "underscore"),
    Refused("for _x in [1]: pass", "name", "_x", "underscore"),
    Refused("lambda _x: 1", "name", "lambda _x: 1", "underscore"),
    Refused("print = 3", "name", "print", "belongs to the playground"),
    Refused("for sum in [1]: pass", "name", "sum", "belongs to the playground"),
    Refused("def f():\n  y = x\n  x = 1\nx = 2\nf()", "name", "x", "before it is assigned"),
    # types
    Refused("a = Value(1)\na.foo", "type", "foo", "has no `.foo`"),
    Refused("(2.0).tanh()", "type", "tanh", "Value(2.0).tanh"),
    Refused("len(x for x in [1])", "type", "len(x for x in [1])", "A generator has no items"),
    Refused("draw_dot(1)", "type", "draw_dot(1)", "shows a Value"),
    Refused("a = Value(1)\na.backwards()", "type", "backwards", ".backward?"),
    Refused("a = Value(1)\nif a: a", "type", "a", "x.data > 0"),
    Refused("a = Value(1)\na % 2", "type", "a % 2", "plain numbers"),
    Refused("a = Value(1)\na.data = a", "type", "a.data", ".data behind it"),
    Refused("Value('a')", "type", "Value('a')", "needs a number"),
    Refused("Value(1, foo=2)", "type", "Value(1, foo=2)", "no argument `foo`"),
    Refused("[1] + 1", "type", "[1] + 1", "[x + 1 for x in xs]"),
    Refused("1 < [1]", "type", "1 < [1]", "does not compare"),
    Refused("3(4)", "type", "3(4)", "write *"),
    Refused("range(1.5)", "type", "range(1.5)", "whole number"),
    Refused("[1][True]", "type", "True", "whole number"),
    Refused("for x in 3: x", "type", "3", "range(10)"),
    Refused("def f(x): return x\nf()", "type", "f()", "gets no `x`"),
    Refused("def f(x): return x\nf(1, 2)", "type", "f(1, 2)", "takes 1"),
    Refused("def f(x): return x\nf(y=1)", "type", "f(y=1)", "no parameter `y`"),
    Refused("len(3)", "type", "len(3)", "list"),
    Refused("n = MLP(2, [1])\nn(3)", "type", "n(3)", "list"),
    Refused("n = MLP(2, 1)", "type", "MLP(2, 1)", "[4, 4, 1]"),
    Refused("def f(): pass\n1 + f()", "type", "1 + f()", "with return"),
    Refused("'a' + 1", "type", "'a' + 1", "f-string"),
    Refused("max()", "type", "max()", "at least 1"),
    Refused("a = 1\nbackward(a)", "name", "backward", "a.backward()"),
    Refused("input()", "name", "input", "`input` is not known"),
    Refused("launch()", "name", "launch", "with def"),
    # values
    Refused("1/0", "value", "1/0", "divides by zero"),
    Refused("5 % 0", "value", "5 % 0", "divides by zero"),
    Refused("(-8) ** 0.5", "value", "(-8) ** 0.5", "not a real number"),
    Refused("10.0 ** 400", "value", "10.0 ** 400", "largest number"),
    Refused("2 ** 64", "value", "2 ** 64", "64 bits"),
    Refused("2 ** 63", "value", "2 ** 63", "2.0 ** 63 is 9.223372036854776e+18"),
    Refused("Value(10**30)", "value", "10**30", "10.0 ** 30 is 1e+30"),
    Refused("Value(10**400)", "value", "10**400", "beyond the largest number"),
    Refused("9223372036854775808", "value", "9223372036854775808", "64 bits"),
    Refused("-9223372036854775809", "value", "9223372036854775809", "64 bits"),
    Refused("-(-9223372036854775808)", "value", "-(-9223372036854775808)", "64 bits"),
    Refused("x = 1.5\nfor i in range(x): x", "type", "range(x)", "not 1.5"),
    Refused("n = 3.0\nfor i in range(n): n", "type", "range(n)", "Write 3, without a point"),
    Refused("i = 1.0\n[1, 2][i]", "type", "i", "Write 1, without a point"),
    Refused("i = 1.0\n[1, 2, 3][:i]", "type", "i", "Write 1, without a point"),
    Refused("[1, 2][1.0]", "type", "1.0", "Write 1, without a point"),
    Refused("n = 2.0\n[0] * n", "type", "[0] * n", "Write 2, without a point"),
    Refused("n = 2.0\nround(1.234, n)", "type", "round(1.234, n)", "Write 2, without a point"),
    Refused("math.sin(math.inf)", "value", "math.sin(math.inf)", "has no value"),
    Refused("math.log(8, 1)", "value", "math.log(8, 1)", "no base 1"),
    Refused("'abc'[3]", "value", "3", "0 to 2"),
    Refused("s = 'abc'\ns[0] = 'x'", "type", "s[0]", "The items of a string cannot be assigned to"),
    Refused("sum(['a', 'b'])", "type", "sum(['a', 'b'])", "''.join(xs)"),
    Refused("(1, 'a') < (1, 2)", "type", "(1, 'a') < (1, 2)", "compare a string with a whole number"),
    Refused("{1} < {1, 2}", "type", "{1} < {1, 2}", "a.issubset(b)"),
    Refused("a = Value(2)\nassert a == 2", "value", "a == 2", "write a.data == 2"),
    Refused("9223372036854775807 + 1", "value", "9223372036854775807 + 1", "64 bits"),
    Refused("99999999999999999999", "value", "99999999999999999999", "99999999999999999999.0"),
    Refused("1e400", "value", "1e400", "largest number"),
    Refused("math.log(0)", "value", "math.log(0)", "Value"),
    Refused("int(1e308 * 10)", "value", "int(1e308 * 10)", "whole"),
    Refused("[1, 2][2]", "value", "2", "0 to 1"),
    Refused("a, b = 1, 2, 3", "value", "a, b", "2 names"),
    Refused("range(1, 2, 0)", "value", "range(1, 2, 0)", "steps of 0"),
    Refused("max([])", "value", "max([])", "nothing"),
    Refused("MLP(2, [])", "value", "MLP(2, [])", "layer"),
    Refused("MLP(2, [1], convention='x')", "value", "MLP(2, [1], convention='x')", "'micrograd' or 'lecture'"),
    Refused("MLP(2, [1])([1, 2, 3])", "value", "MLP(2, [1])([1, 2, 3])", "2 weights"),
    Refused("a, *b, c = [1]", "value", "a, *b, c", "At least 2 names"),
    Refused("{'a': 1}['b']", "value", "'b'", "Its keys are 'a'"),
    Refused("assert 1 > 2, 'too small'", "value", "1 > 2", "does not hold: too small"),
    Refused("x = Value(2)\n(x*x).backward()\nassert x.grad == 5", "value", "x.grad == 5", "compares 4.0 with 5"),
    Refused("s = {1}\nfor x in s: s.add(x + 1)", "value", "for x in s: s.add(x + 1)", "changes while"),
    Refused("{[1]}", "type", "{[1]}", "tuple(xs)"),
    Refused("'%d' % 'a'", "type", "'%d' % 'a'", "needs a number"),
    Refused("'%d %d' % 1", "type", "'%d %d' % 1", "more places"),
    Refused("'%d' % (1, 2)", "type", "'%d' % (1, 2)", "place"),
    Refused("isinstance(1, 2)", "type", "isinstance(1, 2)", "needs a type"),
    Refused("sorted([1, 'a'])", "type", "sorted([1, 'a'])", "compare"),
    Refused("set().pop()", "value", "set().pop()", "empty"),
    Refused("math.floor(math.inf)", "value", "math.floor(math.inf)", "whole number"),
    # limits
    Refused("t = ()\nfor i in range(40): t = (t,)\n{t}", "limit", "{t}", "32 deep"),
    Refused("t = 1\nfor i in range(20): t = (t, t)\n{t}", "limit", "{t}", "50,000 steps"),
    Refused(
        "t = 1; u = 1\nfor i in range(20): t = (t, t); u = (u, u)\nprint(t == u)", "limit", "t == u", "50,000 steps"
    ),
    Refused("s = set()\nfor i in range(20000): s.add(i)", "limit", "range(20000)", "10,000"),
    Refused("'%99d' % 1", "limit", "'%99d' % 1", "40"),
    Refused("f = lambda *a: f(*a, *a)\nf(1)", "limit", "f(*a, *a)", ""),
    Refused("for i in range(10000):\n  for j in range(3): pass", "limit", "for j in range(3): pass", "50,000 steps"),
    Refused("n = MLP(9, [99, 99, 9])\nx = [1] * 9\nfor i in range(9): n(x)", "limit", "n(x)", "50,000 values"),
    Refused("for i in range(9): [0] * 9999", "limit", "[0] * 9999", "50,000 steps"),
    Refused("range(10**9)", "limit", "range(10**9)", "10,000"),
    Refused("[0] * 10**6", "limit", "[0] * 10**6", "10,000"),
    Refused(
        "[x for x in range(10**4) for y in range(9)]",
        "limit",
        "[x for x in range(10**4) for y in range(9)]",
        "10,000 items",
    ),
    Refused("'a' * 10**6", "limit", "'a' * 10**6", "1,000 characters"),
    Refused("f'{1:99}'", "limit", ":99", "40"),
    Refused("for i in range(999): print('a' * 99)", "limit", "print('a' * 99)", "prints more"),
    Refused("def f(n): return f(n)\nf(1)", "limit", "f(n)", "32 other calls"),
    Refused("def f(n): return 1 + (2 * (3 + (4 * f(n - 1))))\nf(30)", "limit", "4", "wait for one another"),
    Refused("x = [1]\nx.append(x)\nprint(x)", "limit", "print(x)", "32 deep"),
    Refused("(" * 40 + "1" + ")" * 40, "limit", "(", "32 deep"),
    Refused("1" + "+1" * 200, "limit", "1", "300"),
    Refused("'" + "a" * 201 + "'", "limit", "'", "200 characters"),
    Refused("\n".join(" " * i + "if 1 < 2:" for i in range(20)) + " 1", "limit", "if", "12 deep"),
    Refused("if 1 < 2: 1\n" + "elif 1 < 2: 1\n" * 60, "limit", "elif", "50 `elif`"),
    Refused("[" + "1," * 3000 + "]", "limit", ",", "4,000"),
    Refused("x = 1\n" * 1500, "limit", "", "9,000 characters"),
]
