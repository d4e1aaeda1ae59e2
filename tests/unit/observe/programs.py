"""Programs of all of Python's ways, which must do observed what they do plain."""

from __future__ import annotations

DEEP = f"x = {' + '.join(['1'] * 900)}\nprint(x)\ny = {'(' * 80}1{')' * 80}\nprint(y)\n"

PROGRAMS = {
    "future first": '''
"""Doc of the cell."""
from __future__ import annotations
def f(x: Undefined) -> AlsoUndefined: return x
print(f(1), f.__annotations__, __doc__)
''',
    "introspection": '''
import inspect, functools
class Value:
    """A value."""
    kind = "scalar"
    def __init__(self, data, *, label=""):
        "Makes one."
        self.data = data; self.grad = 0.0; self.label = label
    def __add__(self, other: "Value") -> "Value":
        """Adds."""
        return Value(self.data + other.data)
    @staticmethod
    def of(x): return Value(x)
    @classmethod
    def zero(cls): return cls(0.0)
    @property
    def double(self): return 2 * self.data
v = Value(1.0, label="v")
v.extra = 3
print(type(v) is Value, isinstance(v, Value), Value.__name__, Value.__qualname__, Value.__doc__, Value.__module__)
print(list(vars(v)), vars(v), v.__dict__)
print(Value.__add__.__name__, Value.__add__.__qualname__, Value.__add__.__doc__, Value.__add__.__annotations__)
print(inspect.signature(Value), inspect.signature(Value.__add__), inspect.signature(Value.__init__))
print(Value.__init__.__doc__, Value.__init__.__kwdefaults__, Value.of(2).data, Value.zero().data, v.double)
print([name for name in vars(Value) if not name.startswith("__")], inspect.isfunction(Value.__add__))
print(Value.__add__ is Value.__add__, v.__add__ == v.__add__, Value.__add__.__code__.co_argcount)
print(Value.__add__.__code__.co_varnames[:2], Value.__add__.__defaults__, callable(v))
''',
    "locals, dir and vars": """
def f(a, b=2):
    c = a + b
    def inner(): return a, sorted(locals())
    print(sorted(locals()), sorted(vars()), sorted(dir()), inner())
    return list(locals())
print(f(1))
print([name for name in dir() if not name.startswith("__")])
print([name for name in locals() if not name.startswith("__")])
class A:
    x = 1
    print(sorted(name for name in locals() if name[0] != "_"))
""",
    "scopes": """
x = 10
def outer():
    x = 1
    def inner():
        nonlocal x
        x += 1
        return x
    def other():
        global x
        x = 99
        return [x for x in range(3)], x
    return inner(), inner(), other(), x
print(outer(), x)
class C:
    x = 5
    y = [x for _ in range(2)]
    z = [i for i in range(x)]
    def get(self): return x
print(C.y, C.z, C().get())
print([(y := i * 2) for i in range(3)], y)
print({k: v for k, v in zip("ab", (1, 2))}, {i % 2 for i in range(5)}, list(i for i in range(4) if i % 2))
print([[i * j for j in range(3) if j != i] for i in range(3)])
""",
    "closures in a loop": """
fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
print([f() for f in fs], [g() for g in gs])
compose = lambda f, g: lambda x: f(g(x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5), (lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
print(sorted([3, -1, 2], key=lambda x: -x), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
""",
    "stores of all kinds": """
class Box:
    pass
b = Box(); b.x = 1; b.x += 2; b.x **= 3; b.x //= 2; b.x -= 1; b.x *= 2
b.x %= 7; b.x <<= 2; b.x |= 1; b.x ^= 3; b.x &= 6
print(b.x)
b.y, b.z = 1, 2
[b.p, *b.q] = 1, 2, 3
b.r = b.s = c = []
print(b.y, b.z, b.p, b.q, b.r is b.s is c)
d = {}; d["k"] = 1; d["k"] += 1; d[1, 2] = 3
l = [0] * 6; l[0] = 1; l[-1] += 5; l[1:3] = [7, 8, 9]; l[::2] = [1, 1, 1, 1]
print(d, l)
for b.i in range(3): pass
for l[0] in (5, 6): pass
with open(__import__("os").devnull) as b.file: pass
print(b.i, l[0], b.file.closed)
b.n: int = 4
print(b.n)
s = "a"; s += "b"; n = 3; n **= 2
print(s, n)
del b.n
print(hasattr(b, "n"))
class M:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
m = M(); m[1:2] = 3; m[1, ::2] = 4; m[...] = 5
m[0] += 1
""",
    "order of evaluation": """
def say(x, v=None):
    print(x, end=" ")
    return v
class B: pass
b = B(); b.v = 1
def get(): say("get"); return b
get().v = say("value", 2)
get().v += say("operand", 3)
d = {"k": 1}
def container(): say("container"); return d
def key(): say("key"); return "k"
container()[key()] = say("content", 5)
container()[key()] += say("more", 6)
print(b.v, d)
get().v, container()[key()] = say("left", 1), say("right", 2)
print(vars(b), d)
""",
    "private names": """
class Counter:
    def __init__(self): self.__n = 0; self.__d = {}
    def step(self, __by=1):
        self.__n += __by
        self.__d["a"] = self.__n
        other = self
        other.__n = self.__n + 1
        return self.__n
class _Under(Counter):
    def __init__(self):
        super().__init__()
        self.__n = 5
    def own(self): self.__n -= 1; return self.__n
c = _Under()
print(c.step(), c.step(2), c.own(), sorted(vars(c)))
""",
    "inheritance": """
class A:
    def __init__(self, x): self.x = x; self.setup()
    def setup(self): self.y = self.x * 2
    def who(self): return "A"
class B(A):
    def __init__(self, x, z):
        super().__init__(x)
        self.z = z
    def setup(self):
        super().setup()
        self.y += 1
    def who(self): return "B" + super().who()
    class Inner:
        def __init__(self): self.v = 1
        def get(self): return __class__.__qualname__
print(vars(B(1, 2)), B(1, 2).who(), B.Inner().get(), B.__mro__[1] is A)
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print("making", name, kw, [k for k in ns if not k.startswith("__")])
        return super().__new__(m, name, bases, ns)
    def __call__(cls, *a): print("calling", a); return super().__call__(*a)
class D(metaclass=Meta, flag=True):
    def __init__(self, v): self.v = v
    def __init_subclass__(cls, **kw): print("sub", cls.__name__)
class E(D): pass
print(E(3).v)
""",
    "descriptors": """
class Positive:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, kind): return self if obj is None else getattr(obj, self.name)
    def __set__(self, obj, value):
        if value < 0: raise ValueError(f"{self.name} must not be negative")
        setattr(obj, self.name, value)
class P:
    x = Positive()
    def __init__(self, x): self.x = x
    def __add__(self, o): return P(self.x + o.x)
p = P(1); p.x += 2
print(p.x, vars(p), (p + p).x)
p.x -= 10
""",
    "generators": """
def count(n):
    i = 0
    while i < n:
        got = yield i
        i += 1 if got is None else got
g = count(10)
print(next(g), g.send(3), next(g), list(g))
def chain(*its):
    for it in its: yield from it
print(list(chain("ab", (x for x in range(3)))))
def closing():
    try: yield 1
    finally: print("closed")
c = closing(); next(c); c.close()
class Tree:
    def __init__(self, v, *kids): self.v = v; self.kids = kids
    def __iter__(self):
        yield self.v
        for kid in self.kids: yield from kid
print(list(Tree(1, Tree(2, Tree(3)), Tree(4))))
class Down:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Down(3)), sum(Down(4)))
""",
    "async": """
class Pause:
    def __await__(self): yield
async def double(x):
    await Pause()
    return 2 * x
async def numbers():
    for i in range(3): yield i
class Lock:
    async def __aenter__(self): return self
    async def __aexit__(self, *a): print("exit", a[0])
async def main():
    async with Lock() as lock:
        lock.v = 1
        out = [await double(i) async for i in numbers()]
        async for i in numbers(): lock.v += i
    return out, lock.v, await double(4)
def run(coroutine):
    try:
        while True: coroutine.send(None)
    except StopIteration as end:
        return end.value
print(run(main()))
""",
    "match": """
class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x = x; self.y = y
def what(p):
    match p:
        case Point(0, 0): return "origin"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case {"k": [a, *rest], **others}: return a, rest, others
        case [1, 2] | (3, 4): return "pair"
        case str() as s:
            for _ in range(2): s += "!"
            return s
        case _: return None
print([what(p) for p in (Point(0, 0), Point(2, 2), {"k": [1, 2], "z": 3}, [1, 2], "hi", 4)])
""",
    "exceptions": """
class MyError(Exception):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
def fail(n):
    try:
        if n == 0: raise MyError(7)
        return fail(n - 1)
    except KeyError:
        print("never")
    finally:
        print("finally", n)
def caught():
    try: fail(2)
    except MyError as e:
        print(e, e.code, e.__traceback__.tb_lineno)
        return "returned"
    else: return "else"
    finally: print("done")
print(caught())
def early():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
        finally: print("f", i)
    else: print("no")
    return i
print(early())
def swallow():
    try: 1 / 0
    finally: return "swallowed"
print(swallow())
try:
    raise ExceptionGroup("many", [ValueError(1), TypeError(2)])
except* ValueError as group: print(group.exceptions)
except* TypeError as group: print(group.exceptions)
def chained():
    try: {}["x"]
    except KeyError as e: raise RuntimeError("chained") from e
chained()
""",
    "decorators": '''
import functools, contextlib
def twice(f):
    @functools.wraps(f)
    def wrapper(*a, **k):
        f(*a, **k)
        return f(*a, **k)
    return wrapper
calls = []
@twice
def g(x):
    """g's doc."""
    calls.append(x)
    return x
print(g(3), calls, g.__name__, g.__doc__, g.__wrapped__.__name__)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info())
@contextlib.contextmanager
def context():
    print("in")
    try: yield 5
    finally: print("out")
with context() as c: print(c)
@functools.singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
print(show(1), show("s"))
def mark(cls): cls.marked = True; return cls
@mark
class K:
    @functools.cached_property
    def slow(self): print("once"); return 1
    @functools.total_ordering
    class N:
        def __init__(self, v): self.v = v
        def __eq__(self, o): return self.v == o.v
        def __lt__(self, o): return self.v < o.v
k = K(); print(k.slow, k.slow, K.marked, K.N(1) >= K.N(0))
''',
    "dataclasses and friends": """
import dataclasses, enum, typing, abc, collections
@dataclasses.dataclass(order=True)
class V:
    data: float
    grad: float = 0.0
    tags: list = dataclasses.field(default_factory=list, compare=False)
    def __add__(self, o): return V(self.data + o.data)
    def __post_init__(self): self.tags.append("made")
v = V(1.0); v.grad += 2
print(v, v == V(1.0, 2), v < V(2.0), v + v, dataclasses.replace(v, data=3.0), dataclasses.asdict(v))
import inspect
print(inspect.signature(V), V.__init__.__qualname__, V.__init__.__name__, V.__doc__)
@dataclasses.dataclass(frozen=True, slots=True)
class F:
    data: float
    def __mul__(self, o): return F(self.data * o.data)
print(F(2.0) * F(3.0), hash(F(1.0)) == hash(F(1.0)), F.__slots__)
class Color(enum.Enum):
    RED = 1
    GREEN = 2
    def next(self): return Color(self.value % 2 + 1)
print(Color.RED.next(), list(Color))
class T(typing.NamedTuple):
    a: int
    b: int = 2
    def __add__(self, o): return T(self.a + o.a, self.b)
print(T(1) + T(2), T(1)._asdict())
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
print(Sq(3).area())
Pt = collections.namedtuple("Pt", "x y"); print(Pt(1, 2)._replace(x=5))
try: F(1.0).data = 2
except Exception as e: print(type(e).__name__, e)
V()
""",
    "copies": """
import copy, pickle
class Value:
    def __init__(self, data, prev=()): self.data = data; self.grad = 0.0; self.prev = list(prev)
    def __add__(self, o): return Value(self.data + o.data, (self, o))
    def __repr__(self): return f"Value({self.data})"
a = Value(1.0); b = a + a
c, d = copy.copy(b), copy.deepcopy(b)
print(c.prev is b.prev, d.prev[0] is d.prev[1], d.prev[0] is a, d)
d.grad += 1; print(b.grad, d.grad, (c + d).data)
e = pickle.loads(pickle.dumps(b)); print(e, e.prev)
""",
    "odd comparison and attributes": """
class Odd:
    def __init__(self, v): self.v = v; self.grad = 0.0
    def __eq__(self, o): raise TypeError("no comparison")
    __hash__ = None
    def __bool__(self): raise TypeError("no truth")
    def __len__(self): raise TypeError("no length")
    def __getattr__(self, name): print("asked for", name); raise AttributeError(name)
    def __add__(self, o): return Odd(self.v + o.v)
a = Odd(1); b = a + a; b.grad = 1.0; b.grad += 2
print(b.v, b.grad, hasattr(b, "nothing"), getattr(b, "other", 5))
class Loud:
    def __init__(self, v): self.v = v
    def __setattr__(self, name, value): print("set", name, value); super().__setattr__(name, value)
    def __getattribute__(self, name): print("get", name); return super().__getattribute__(name)
    def __mul__(self, o): return Loud(self.v * o.v)
l = Loud(2); m = l * l; m.v += 1; setattr(m, "w", 3); object.__setattr__(m, "u", 4)
print(m.v)
""",
    "slots": """
class S:
    __slots__ = ("data", "grad")
    def __init__(self, data): self.data = data; self.grad = 0
    def __add__(self, o): return S(self.data + o.data)
s = S(1) + S(2); s.grad += 1
print(s.data, s.grad, hasattr(s, "__dict__"))
s.other = 1
""",
    "errors of attributes": """
class A:
    def __init__(self): self.x = 1
    def __add__(self, o): return A()
    @property
    def fixed(self): return 1
a = A()
for action in ("a.y += 1", "a.fixed = 2", "a.x += 'a'", "a.x **= None", "a.x @= 2", "(1).x = 2", "a.fixed += 1"):
    try: exec(action)
    except Exception as e: print(type(e).__name__, e)
def f():
    a.x += "a"
try: f()
except TypeError as e: print(e)
def g():
    a.fixed = 3
try: g()
except AttributeError as e: print(e)
def h():
    t = (1, 2)
    t[0] = 3
try: h()
except TypeError as e: print(e)
def i():
    d = {}
    d["k"] += 1
try: i()
except KeyError as e: print(repr(e))
def j():
    l = []
    l[3] = 1
try: j()
except IndexError as e: print(e)
def k():
    x = None
    x.grad = 1
k()
""",
    "errors of operators in place": """
ops = ["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "|", "&", "^"]
class A: pass
for op in ops:
    a = A(); a.x = 1
    try: exec(f"def f(): a.x {op}= None\\nf()")
    except TypeError as e: print(e)
a.x = 1
a.x **= "s"
""",
    "error on a line of several": """
class V:
    def __init__(self, d): self.d = d; self.grad = 0
def f(v, w):
    v.grad = (
        w.d
        + v.d
        * w.nothing
    )
def g():
    return f(
        V(1),
        V(2),
    )
x = [
    1,
    g(),
]
""",
    "error in a lambda": """
class Value:
    def __init__(self, d): self.d = d; self.grad = 0.0; self.b = lambda: None
    def __mul__(self, o):
        out = Value(self.d * o.d)
        def b():
            self.grad += o.missing * out.grad
        out.b = b
        return out
    def __rmul__(self, o): return self * o
f = lambda v: (
    v.d /
    0)
try: f(Value(1))
except ZeroDivisionError as e: print(e, e.__traceback__.tb_next is not None)
v = Value(2) * Value(3)
v.grad = 1.0
v.b()
""",
    "error of a call": """
def f(a, b): return a
class V:
    def __init__(self, data): self.data = data
    def __add__(self, o): return V(self.data + o.data)
for call in (lambda: f(1), lambda: f(1, 2, 3), lambda: f(c=1), lambda: V(), lambda: V(1) + 1, lambda: 1 + V(1)):
    try: call()
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
V(1)(2)
""",
    "unbound names": """
def f():
    if False: x = 1
    try: return x
    except UnboundLocalError as e: print(e)
    del y
f()
""",
    "exit": """
import sys
def leave():
    try: sys.exit("bye")
    finally: print("cleaning up")
leave()
""",
    "assertion": """
def check(x):
    assert isinstance(x, (int, float)), "only supporting int/float powers for now"
    return x
check("a")
""",
    "recursion": """
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(500))
def endless(n): return endless(n + 1)
try: endless(0)
except RecursionError as e: print(str(e)[:32])
def build(v, seen):
    if len(seen) < 400:
        seen.append(v)
        build(v + 1, seen)
    return seen
print(len(build(0, [])))
""",
    "threads of control": """
def f(x):
    while True:
        x += 1
        if x > 5: return x
    else: print("never")
print(f(0))
for i in range(3):
    if i == 5: break
else: print("else")
n = 0
while n < 3: n += 1
else: print("while else", n)
for x in []: pass
else: print("empty")
i = 10
while i:
    i -= 1
    if i % 2: continue
    if i == 4: break
print(i)
""",
    "globals and exec": """
exec("z = 3"); print(z, eval("z + 1"), "z" in globals())
globals()["q"] = 5; print(q)
def f():
    exec("hidden = 1")
    return eval("a + 1", {"a": 2})
print(f())
code = compile("w = z * 2", "inner", "exec"); exec(code); print(w)
""",
    "names reused": """
print = print
list = [1, 2]
def f(len): return len
slice = "mine"
a = [1, 2, 3]; a[0:2] = [9]; print(a, f(3), slice)
id = lambda x: 7
d = {id(a): 1.0}; d[id(a)] += 1; print(d)
setattr = lambda *x: print("own setattr", len(x))
setattr(a, "x", 1)
""",
    "new and del": """
class Once:
    made = 0
    def __new__(cls, *a):
        cls.made += 1
        return super().__new__(cls)
    def __init__(self, v=0): self.v = v
    def __add__(self, o): return Once(self.v + o.v)
    def __del__(self): print("gone", self.v)
a = Once(1); b = Once(2); c = a + b
print(c.v, Once.made)
class Single:
    it = None
    def __new__(cls):
        if cls.it is None: cls.it = object.__new__(cls)
        return cls.it
print(Single() is Single())
del c
print("end")
""",
    "weak references": """
import weakref, gc
class Value:
    def __init__(self, v): self.v = v
    def __add__(self, o): return Value(self.v + o.v)
a = Value(1)
w = weakref.ref(a, lambda _: print("died"))
del a
print(w())
b = Value(1); c = b + b
w = weakref.ref(c); del c
print(w())
""",
    "context and operators": """
class V:
    def __init__(self, v): self.v = v
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __iadd__(self, o): self.v += o; return self
    def __call__(self, x): return self.v * x
    def __getitem__(self, k): return self.v + k
    def __contains__(self, x): return x == self.v
    def __neg__(self): return V(-self.v)
    def __lt__(self, o): return self.v < o.v
    def __format__(self, spec): return f"<{self.v:{spec}}>"
with V(2) as v:
    v += 3
    print(v.v, v(2), v[1], 5 in v, (-v).v, f"{v:.1f}", sorted([V(2), V(1)])[0].v)
    raise ValueError
print("after")
""",
    "docstrings and empty bodies": '''
def only_doc():
    """Doc."""
def dots(): ...
def nothing(): pass
class Empty: """Empty's doc."""
class Dots: ...
def doc_and_global():
    "d"
    global made
    made = 1
doc_and_global()
print(only_doc(), only_doc.__doc__, dots(), nothing(), Empty.__doc__, Dots.__doc__, doc_and_global.__doc__, made)
def f_string_is_no_doc():
    f"no {1}"
    return 1
print(f_string_is_no_doc.__doc__)
''',
    "a return without a value": """
def f(x):
    if x: return
    for _ in range(2): return
print(f(1), f(0))
def g():
    def h(): return
    return h
print(g()())
""",
    "deep expression": DEEP,
    "syntax error": "x = 1\nfor i in range(3)\n    pass\n",
    "return outside": "x = 1\nreturn x\n",
    "nonlocal outside": "def f():\n    nonlocal q\n    q = 1\n",
    "await outside": "def f():\n    await g()\n",
    "indentation": "def f():\nprint(1)\n",
    "star target": "*a = 1\n",
    "assigned literal": "a.b = 1\n1 = a\n",
}
