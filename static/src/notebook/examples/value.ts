// Examples of a whole class Value: one that is right, and one with a wrong local derivative.

const CLASS = `class Value:
    """A number that remembers what it was computed from."""

    def __init__(self, data, _children=(), _op="", label=""):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op
        self.label = label

    def __repr__(self):
        return f"Value(data={self.data:.4f}, grad={self.grad:.4f})"

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = _backward
        return out

    def __pow__(self, power):
        out = Value(self.data**power, (self,), f"**{power}")

        def _backward():
            self.grad += power * self.data ** (power - 1) * out.grad

        out._backward = _backward
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,), "tanh")

        def _backward():
            self.grad += (1 - t**2) * out.grad

        out._backward = _backward
        return out

    def exp(self):
        out = Value(math.exp(self.data), (self,), "exp")

        def _backward():
            self.grad += out.data * out.grad

        out._backward = _backward
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other**-1

    def __radd__(self, other):  # other + self
        return self + other

    def __rmul__(self, other):  # other * self
        return self * other

    def __rsub__(self, other):  # other - self
        return -self + other

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for child in value._prev:
                    visit(child)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            value._backward()`;

/** A cell with the class, for examples that build on it. */
export const VALUE_CELL = `# %%
import math


${CLASS}`;

export const VALUE = `# %% [markdown]
# # class Value, all of it
#
# Each operation computes its result and leaves a function \`_backward\` that hands its gradient on to its operands,
# times the local derivative. \`backward()\` calls these in topological order, from the end.

${VALUE_CELL}

# %%
a = Value(2.0, label="a")
b = Value(-3.0, label="b")
c = Value(10.0, label="c")
L = (a * b + c).tanh()
L.backward()
a, b, c

# %% [markdown]
# ## A neuron
#
# The same numbers as in the lecture. \`o\` is written in two ways: with \`tanh\` as one operation, and as
# $\\tanh x = \\frac{e^{2x} - 1}{e^{2x} + 1}$. The gradients of the inputs are the same.

# %%
x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
b = Value(6.8813735870195432, label="b")
n = x1 * w1 + x2 * w2 + b
o = n.tanh()
o.backward()
x1.grad, w1.grad, x2.grad, w2.grad

# %%
x1, x2 = Value(2.0, label="x1"), Value(0.0, label="x2")
w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
b = Value(6.8813735870195432, label="b")
n = x1 * w1 + x2 * w2 + b
e = (2 * n).exp()
o = (e - 1) / (e + 1)
o.backward()
x1.grad, w1.grad, x2.grad, w2.grad
`;

export const WRONG_TANH = `# %% [markdown]
# # A class that is wrong in one line
#
# One line of this class is not what it should be. Its results are right, and a training with it still goes down, which
# is why such a bug lives long. The verdict names the line.

${VALUE_CELL.replace("(1 - t**2)", "(1 - self.data**2)")}

# %%
x1, x2 = Value(2.0, label="x1"), Value(0.5, label="x2")
w1, w2 = Value(-3.0, label="w1"), Value(1.0, label="w2")
b = Value(6.5, label="b")
o = (x1 * w1 + x2 * w2 + b).tanh()
o.backward()

# %% [markdown]
# **Smallest program that fails** looks for the shortest program of this class with a wrong gradient. **Train it beside
# a right one** shows what the bug costs.
`;
