"""Correct classes of many shapes. Each program ends with one pass of e = (a * b + a)², at a = 2 and b = -3."""

from __future__ import annotations

SHAPES: dict[str, str] = {}


def shape(name: str, text: str) -> None:
    SHAPES[name] = text


USE = """
a = Value(2.0); b = Value(-3.0)
c = a * b
d = c + a
e = d * d
e.backward()
"""
TOPO = """
    def backward(self):
        topo, seen = [], set()
        def build(v):
            if id(v) not in seen:
                seen.add(id(v))
                for p in v._prev: build(p)
                topo.append(v)
        build(self)
        self.grad = 1.0
        for v in reversed(topo): v._backward()
"""
shape(
    "methods",
    """
class Value:
    def __init__(self, data, prev=(), op=''):
        self.data = data; self.grad = 0; self._prev = prev; self.op = op
    def __add__(self, o): return Value(self.data + o.data, (self, o), '+')
    def __mul__(self, o): return Value(self.data * o.data, (self, o), '*')
    def _backward(self):
        if self.op == '+':
            x, y = self._prev
            x.grad += self.grad; y.grad += self.grad
        elif self.op == '*':
            x, y = self._prev
            x.grad += y.data * self.grad
            y.grad += x.data * self.grad
"""
    + TOPO
    + USE,
)
shape(
    "local gradients",
    """
class Value:
    __slots__ = ('data', 'grad', '_children', '_local_grads')
    def __init__(self, data, children=(), local_grads=()):
        self.data = data; self.grad = 0; self._children = children; self._local_grads = local_grads
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1, 1))
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))
    def backward(self):
        topo = []; visited = set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._children: build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1
        for v in reversed(topo):
            for child, local_grad in zip(v._children, v._local_grads):
                child.grad += local_grad * v.grad
"""
    + USE,
)
shape(
    "renamed",
    """
class Scalar:
    def __init__(self, val, parents=()):
        self.val = val; self.d = 0.0; self.parents = parents; self.pull = lambda: None
    def __add__(self, o):
        r = Scalar(self.val + o.val, (self, o))
        def pull():
            self.d += r.d; o.d += r.d
        r.pull = pull
        return r
    def __mul__(self, o):
        r = Scalar(self.val * o.val, (self, o))
        def pull():
            self.d += o.val * r.d; o.d += self.val * r.d
        r.pull = pull
        return r
    def go(self):
        order = []
        def visit(n):
            if any(n is m for m in order): return
            for p in n.parents: visit(p)
            order.append(n)
        visit(self)
        self.d = 1.0
        for n in order[::-1]: n.pull()
a = Scalar(2.0); b = Scalar(-3.0)
c = a * b
d = c + a
e = d * d
e.go()
""",
)
shape(
    "property",
    """
class Value:
    def __init__(self, data, prev=()):
        self._data = data; self._grad = 0.0; self._prev = prev; self._backward = lambda: None
    @property
    def data(self): return self._data
    @data.setter
    def data(self, x): self._data = x
    @property
    def grad(self): return self._grad
    @grad.setter
    def grad(self, g): self._grad = g
    def __add__(self, o):
        out = Value(self.data + o.data, (self, o))
        def _backward():
            self.grad += out.grad; o.grad += out.grad
        out._backward = _backward
        return out
    def __mul__(self, o):
        out = Value(self.data * o.data, (self, o))
        def _backward():
            self.grad += o.data * out.grad; o.grad += self.data * out.grad
        out._backward = _backward
        return out
"""
    + TOPO
    + USE,
)
shape(
    "dataclass",
    """
from dataclasses import dataclass, field
@dataclass(eq=False)
class Value:
    data: float
    _prev: tuple = ()
    _backward: object = lambda: None
    grad: float = 0.0
    def __add__(self, o):
        out = Value(self.data + o.data, (self, o))
        def _backward():
            self.grad += out.grad; o.grad += out.grad
        out._backward = _backward
        return out
    def __mul__(self, o):
        out = Value(self.data * o.data, (self, o))
        def _backward():
            self.grad += o.data * out.grad; o.grad += self.data * out.grad
        out._backward = _backward
        return out
"""
    + TOPO
    + USE,
)
shape(
    "dataclass with slots",
    SHAPES["dataclass"]
    .replace("eq=False", "eq=False, slots=True")
    .replace("lambda: None", "None")
    .replace("v._backward()", "(v._backward or (lambda: None))()"),
)
shape(
    "frozen",
    """
from dataclasses import dataclass
@dataclass(frozen=True)
class Value:
    data: float
    _prev: tuple = ()
    local: tuple = ()
    grad: float = 0.0
    def __add__(self, o): return Value(self.data + o.data, (self, o), (1.0, 1.0))
    def __mul__(self, o): return Value(self.data * o.data, (self, o), (o.data, self.data))
    def _backward(self):
        for p, l in zip(self._prev, self.local):
            object.__setattr__(p, 'grad', p.grad + l * self.grad)
"""
    + TOPO.replace("self.grad = 1.0", "object.__setattr__(self, 'grad', 1.0)")
    + USE,
)
shape(
    "dict attribute",
    SHAPES["methods"]
    .replace("x.grad += y.data * self.grad", "x.__dict__['grad'] += y.data * self.grad")
    .replace("y.grad += x.data * self.grad", "vars(y)['grad'] += x.data * self.grad"),
)
shape(
    "setattr",
    SHAPES["methods"].replace("x.grad += y.data * self.grad", "setattr(x, 'grad', x.grad + y.data * self.grad)"),
)
shape(
    "list of one",
    SHAPES["methods"]
    .replace("self.grad = 0;", "self.grad = [0.0];")
    .replace("x.grad +=", "x.grad[0] +=")
    .replace("y.grad +=", "y.grad[0] +=")
    .replace("* self.grad", "* self.grad[0]")
    .replace("+= self.grad", "+= self.grad[0]")
    .replace("self.grad = 1.0", "self.grad[0] = 1.0"),
)
shape(
    "attached",
    """
class Node:
    def __init__(self, x): self.x = x; self.g = 0.0; self.back = None; self.ins = []
def add(p, q):
    r = Node(p.x + q.x); r.ins = [p, q]
    def back():
        p.g += r.g; q.g += r.g
    r.back = back
    return r
def mul(p, q):
    r = Node(p.x * q.x); r.ins = [p, q]
    def back():
        p.g += q.x * r.g; q.g += p.x * r.g
    r.back = back
    return r
Node.__add__ = add
Node.__mul__ = mul
def backward(root):
    order = []
    def visit(n):
        if n in order: return
        for i in n.ins: visit(i)
        order.append(n)
    visit(root)
    root.g = 1.0
    for n in reversed(order):
        if n.back: n.back()
a = Node(2.0); b = Node(-3.0)
c = a * b
d = c + a
e = d * d
backward(e)
""",
)
shape(
    "attached lambdas",
    SHAPES["attached"]
    .replace("Node.__add__ = add", "Node.__add__ = lambda p, q: add(p, q)")
    .replace("Node.__mul__ = mul", "setattr(Node, '__mul__', mul)"),
)
shape(
    "recursion",
    """
class Value:
    def __init__(self, data, prev=()): self.data = data; self.grad = 0.0; self.prev = prev
    def __add__(self, o): return Value(self.data + o.data, [(self, 1.0), (o, 1.0)])
    def __mul__(self, o): return Value(self.data * o.data, [(self, o.data), (o, self.data)])
    def backward(self, g=1.0):
        self.grad += g
        for p, l in self.prev: p.backward(g * l)
"""
    + USE,
)
shape(
    "dict of gradients",
    """
class Value:
    def __init__(self, data, prev=()): self.data = data; self.prev = prev
    def __add__(self, o): return Value(self.data + o.data, [(self, 1.0), (o, 1.0)])
    def __mul__(self, o): return Value(self.data * o.data, [(self, o.data), (o, self.data)])
def gradients(root):
    order = []
    def visit(n):
        if n in order: return
        for p, _ in n.prev: visit(p)
        order.append(n)
    visit(root)
    grads = {root: 1.0}
    for n in reversed(order):
        for p, l in n.prev:
            grads[p] = grads.get(p, 0.0) + l * grads[n]
    return grads
a = Value(2.0); b = Value(-3.0)
c = a * b
d = c + a
e = d * d
g = gradients(e)
""",
)
shape(
    "dict by id",
    SHAPES["dict of gradients"]
    .replace("{root: 1.0}", "{}\n    grads[id(root)] = 1.0")
    .replace(
        "grads[p] = grads.get(p, 0.0) + l * grads[n]",
        "grads.setdefault(id(p), 0.0)\n            grads[id(p)] += l * grads[id(n)]",
    ),
)
shape(
    "defaultdict",
    SHAPES["dict of gradients"]
    .replace("{root: 1.0}", "defaultdict(float)\n    grads[root] = 1.0")
    .replace("grads[p] = grads.get(p, 0.0) + l", "grads[p] += l")
    .replace("class Value", "from collections import defaultdict\nclass Value", 1),
)
shape(
    "stored at the end",
    SHAPES["dict of gradients"].replace("    return grads", "    for n in order: n.grad = grads[n]\n    return grads"),
)
shape(
    "tape",
    """
class Value:
    def __init__(self, data): self.data = data; self.grad = 0.0
    def __add__(self, o):
        out = Value(self.data + o.data)
        TAPE.append((out, [(self, 1.0), (o, 1.0)]))
        return out
    def __mul__(self, o):
        out = Value(self.data * o.data)
        TAPE.append((out, [(self, o.data), (o, self.data)]))
        return out
TAPE = []
def backward(root):
    root.grad = 1.0
    for out, ins in reversed(TAPE):
        for x, l in ins: x.grad += l * out.grad
a = Value(2.0); b = Value(-3.0)
c = a * b
d = c + a
e = d * d
backward(e)
""",
)
shape(
    "tape class",
    """
class Tape:
    def __init__(self): self.entries = []
    def backward(self):
        self.entries[-1][0].grad = 1.0
        for out, ins in reversed(self.entries):
            for x, l in ins: x.grad += l * out.grad
class Var:
    def __init__(self, tape, data): self.tape = tape; self.data = data; self.grad = 0.0
    def __add__(self, o):
        out = Var(self.tape, self.data + o.data)
        self.tape.entries.append((out, [(self, 1.0), (o, 1.0)]))
        return out
    def __mul__(self, o):
        out = Var(self.tape, self.data * o.data)
        self.tape.entries.append((out, [(self, o.data), (o, self.data)]))
        return out
t = Tape()
a = Var(t, 2.0); b = Var(t, -3.0)
c = a * b
d = c + a
e = d * d
t.backward()
""",
)
shape(
    "tape of indices",
    """
class Tape:
    def __init__(self): self.nodes = []
    def push(self, *edges): self.nodes.append(edges); return len(self.nodes) - 1
    def var(self, x): return Var(self, self.push(), x)
class Var:
    def __init__(self, tape, index, value): self.tape = tape; self.index = index; self.value = value
    def __add__(self, o):
        place = self.tape.push((self.index, 1.0), (o.index, 1.0))
        return Var(self.tape, place, self.value + o.value)
    def __mul__(self, o):
        place = self.tape.push((self.index, o.value), (o.index, self.value))
        return Var(self.tape, place, self.value * o.value)
    def grad(self):
        derivs = [0.0] * len(self.tape.nodes)
        derivs[self.index] = 1.0
        for i in reversed(range(len(self.tape.nodes))):
            for j, w in self.tape.nodes[i]:
                derivs[j] += w * derivs[i]
        return derivs
t = Tape()
a = t.var(2.0); b = t.var(-3.0)
c = a * b
d = c + a
e = d * d
g = e.grad()
""",
)
shape(
    "functions",
    """
class Function:
    @classmethod
    def apply(cls, *inputs):
        ctx = cls()
        ctx.inputs = inputs
        out = Value(cls.forward(ctx, *[i.data for i in inputs]))
        out.ctx = ctx
        return out
class Add(Function):
    @staticmethod
    def forward(ctx, x, y): return x + y
    @staticmethod
    def backward(ctx, g): return g, g
class Mul(Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.saved = x, y
        return x * y
    @staticmethod
    def backward(ctx, g): x, y = ctx.saved; return g * y, g * x
class Value:
    def __init__(self, data): self.data = data; self.grad = None; self.ctx = None
    def __add__(self, o): return Add.apply(self, o)
    def __mul__(self, o): return Mul.apply(self, o)
    def backward(self):
        order = []
        def visit(v):
            if v in order: return
            if v.ctx:
                for i in v.ctx.inputs: visit(i)
            order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            if v.ctx:
                for i, g in zip(v.ctx.inputs, v.ctx.backward(v.ctx, v.grad)):
                    i.grad = g if i.grad is None else i.grad + g
"""
    + USE,
)
shape(
    "factory",
    """
class Value:
    def __init__(self, data, prev=(), op=''):
        self.data = data; self.grad = 0; self._prev = prev; self._backward = lambda: None
    def _make(self, data, prev, locals_):
        out = Value(data, prev)
        def _backward():
            for p, l in zip(prev, locals_): p.grad += l * out.grad
        out._backward = _backward
        return out
    def __add__(self, o): return self._make(self.data + o.data, (self, o), (1.0, 1.0))
    def __mul__(self, o): return self._make(self.data * o.data, (self, o), (o.data, self.data))
"""
    + TOPO
    + USE,
)
shape(
    "generic unary",
    """
import math
class Value:
    def __init__(self, data, prev=(), local=()):
        self.data = data; self.grad = 0; self._prev = prev; self.local = local
    def _binary(self, o, f, dx, dy):
        o = o if isinstance(o, Value) else Value(o)
        x, y = self.data, o.data
        return Value(f(x, y), (self, o), (dx(x, y), dy(x, y)))
    def __add__(self, o): return self._binary(o, lambda x, y: x + y, lambda x, y: 1.0, lambda x, y: 1.0)
    def __mul__(self, o): return self._binary(o, lambda x, y: x * y, lambda x, y: y, lambda x, y: x)
    def _backward(self):
        for p, l in zip(self._prev, self.local): p.grad += l * self.grad
"""
    + TOPO
    + USE,
)
shape(
    "subclass",
    SHAPES["methods"].replace(
        "a = Value(2.0)",
        """
class Named(Value):
    def __init__(self, data, name='', **kw):
        super().__init__(data, **kw)
        self.name = name
a = Named(2.0, 'alpha')""",
    ),
)
shape(
    "new",
    SHAPES["methods"].replace(
        "    def __init__(self, data, prev=(), op=''):",
        """    count = 0
    def __new__(cls, *args, **kw):
        cls.count += 1
        return super().__new__(cls)
    def __init__(self, data, prev=(), op=''):""",
    ),
)
shape(
    "setattr guard",
    SHAPES["methods"].replace(
        "    def __add__",
        """    def __setattr__(self, name, value):
        super().__setattr__(name, value)
    def __add__""",
        1,
    ),
)
shape("private names", SHAPES["methods"].replace(".grad", ".__grad").replace(".data", ".__data"))
shape(
    "tuple targets",
    SHAPES["methods"].replace(
        "x.grad += self.grad; y.grad += self.grad", "x.grad, _ = x.grad + self.grad, 0; y.grad = z = y.grad + self.grad"
    ),
)
shape(
    "chained",
    SHAPES["methods"]
    .replace("class Value:", "class Value:\n    count = 0", 1)
    .replace("e.backward()", "for v in (a, b, c, d, e): v.grad = 0\ne.backward()"),
)
shape(
    "decorated",
    """
import functools
def coerce(f):
    @functools.wraps(f)
    def wrapper(self, o):
        return f(self, o if isinstance(o, Value) else Value(o))
    return wrapper
"""
    + SHAPES["methods"]
    .replace("    def __add__", "    @coerce\n    def __add__")
    .replace("    def __mul__", "    @coerce\n    def __mul__")
    .replace("d = c + a", "d = 0.0 + (c + a) if False else (c + a)"),
)
shape(
    "pulled",
    """
class Value:
    def __init__(self, data, prev=()): self.data = data; self.users = []; self.prev = prev; self.grad = None
    def __add__(self, o):
        out = Value(self.data + o.data, (self, o))
        self.users.append((out, 1.0)); o.users.append((out, 1.0))
        return out
    def __mul__(self, o):
        out = Value(self.data * o.data, (self, o))
        self.users.append((out, o.data)); o.users.append((out, self.data))
        return out
    def pull(self):
        if self.grad is None:
            self.grad = sum(w * u.pull() for u, w in self.users)
        return self.grad
a = Value(2.0); b = Value(-3.0)
c = a * b
d = c + a
e = d * d
e.grad = 1.0
a.pull(); b.pull()
""",
)
shape(
    "by hand",
    SHAPES["methods"].replace(
        "e.backward()",
        """e.grad = 1.0
d.grad = 2 * d.data
c.grad = d.grad
a.grad = d.grad + b.data * c.grad
b.grad = a.data * c.grad""",
    ),
)
shape(
    "by hand rules",
    SHAPES["methods"].replace("e.backward()", "e.grad = 1.0\ne._backward()\nd._backward()\nc._backward()"),
)
shape("by hand in loop", SHAPES["methods"].replace("e.backward()", "e.grad = 1.0\nfor v in (e, d, c): v._backward()"))
shape(
    "gradient as value",
    """
class Value:
    def __init__(self, data, prev=(), op=''):
        self.data = data; self.grad = None; self._prev = prev; self.op = op
    def __add__(self, o): return Value(self.data + o.data, (self, o), '+')
    def __mul__(self, o): return Value(self.data * o.data, (self, o), '*')
    def backward(self):
        order = []
        def visit(v):
            if v in order: return
            for p in v._prev: visit(p)
            order.append(v)
        visit(self)
        self.grad = Value(1.0)
        for v in reversed(order):
            if v.op == '+': locs = (Value(1.0), Value(1.0))
            elif v.op == '*': locs = v._prev[::-1]
            else: locs = ()
            for p, l in zip(v._prev, locs):
                g = l * v.grad
                p.grad = g if p.grad is None else p.grad + g
"""
    + USE,
)
shape(
    "fraction",
    SHAPES["methods"].replace(
        "a = Value(2.0); b = Value(-3.0)",
        "from fractions import Fraction\na = Value(Fraction(2)); b = Value(Fraction(-3))",
    ),
)
shape(
    "function of two",
    """
class Value:
    def __init__(self, data, grad_fn=None, inputs=()):
        self.data, self.grad, self.grad_fn, self.inputs = data, 0.0, grad_fn, inputs
def add(x, y): return Value(x.data + y.data, lambda g: (g, g), (x, y))
def mul(x, y): return Value(x.data * y.data, lambda g: (g * y.data, g * x.data), (x, y))
def backward(v, g=1.0):
    v.grad += g
    if v.grad_fn:
        for i, gi in zip(v.inputs, v.grad_fn(g)): backward(i, gi)
a = Value(2.0); b = Value(-3.0)
c = mul(a, b)
d = add(c, a)
e = mul(d, d)
backward(e)
""",
)
