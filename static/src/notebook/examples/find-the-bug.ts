// First example: a class Value up to backward(), with one line that is wrong where a value is used twice.

export const FIND_THE_BUG = `# %% [markdown]
# # Find the bug
#
# This is a notebook of real Python. It runs in your browser: nothing is sent anywhere. Press **Shift+Enter** to run a
# cell and go on to the next one.
#
# Below is a class \`Value\` as one writes it the first time. After each backward pass the page compares every gradient
# with the true one and says whether they agree.

# %%
class Value:
    def __init__(self, data, children=(), op=""):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(children)
        self._op = op

    def __repr__(self):
        return f"Value(data={self.data})"

    def __add__(self, other):
        out = Value(self.data + other.data, (self, other), "+")

        def _backward():
            self.grad = out.grad
            other.grad = out.grad

        out._backward = _backward
        return out

    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other), "*")

        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad

        out._backward = _backward
        return out

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
            value._backward()

# %% [markdown]
# ## The lecture's expression
#
# Every value is used once here. Run the cell: all gradients are right, although the class has a bug.

# %%
a = Value(2.0)
b = Value(-3.0)
c = Value(10.0)
f = Value(-2.0)
L = (a * b + c) * f
L.backward()

# %% [markdown]
# ## A value that is used twice
#
# \`b = a + a\` is \`2a\`, so the gradient of \`a\` is 2. What does the class say?
#
# The verdict names the line first. **Why?** tells the rule that it breaks, and then **Show the line** how it should
# read. Try to find it yourself before you ask. **Step through it** shows your own run, one step at a time.

# %%
a = Value(3.0)
b = a + a
b.backward()
a.grad

# %% [markdown]
# Mend the class, run its cell and then this one again. There is a second place with the same bug: the next cell
# finds it.

# %%
a = Value(-2.0)
b = Value(3.0)
d = a * b
e = a + b
f = d * e
f.backward()
`;
