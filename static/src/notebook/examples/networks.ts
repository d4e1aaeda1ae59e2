// Examples of gradients set by hand, and of a small network that learns.

import { VALUE_CELL } from "./value.js";

export const BY_HAND = `# %% [markdown]
# # Backpropagation by hand
#
# Before there is a \`backward()\`, every gradient is written down: the chain rule, one line for each value. The page
# compares these numbers too.

# %%
class Value:
    def __init__(self, data, children=(), op=""):
        self.data = data
        self.grad = 0.0
        self._prev = set(children)
        self._op = op

    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), "+")

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), "*")

# %%
a = Value(2.0)
b = Value(-3.0)
c = Value(10.0)
f = Value(-2.0)
e = a * b
d = e + c
L = d * f
L

# %% [markdown]
# From the end to the start. \`L\` moves with itself one to one; a product hands on the *other* factor; a sum hands
# on 1.

# %%
L.grad = 1.0
d.grad = f.data * L.grad
f.grad = d.data * L.grad
e.grad = 1.0 * d.grad
c.grad = 1.0 * d.grad
a.grad = b.data * e.grad
b.grad = a.data * e.grad
a, b, c, f
`;

export const NEURON = `# %% [markdown]
# # A neuron, and a network that learns

${VALUE_CELL}

# %%
import random

random.seed(1337)


class Neuron:
    def __init__(self, inputs):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(inputs)]
        self.b = Value(random.uniform(-1, 1))

    def __call__(self, x):
        return sum((wi * xi for wi, xi in zip(self.w, x)), self.b).tanh()

    def parameters(self):
        return self.w + [self.b]


class Layer:
    def __init__(self, inputs, outputs):
        self.neurons = [Neuron(inputs) for _ in range(outputs)]

    def __call__(self, x):
        outs = [neuron(x) for neuron in self.neurons]
        return outs[0] if len(outs) == 1 else outs

    def parameters(self):
        return [p for neuron in self.neurons for p in neuron.parameters()]


class MLP:
    def __init__(self, inputs, outputs):
        sizes = [inputs] + outputs
        self.layers = [Layer(a, b) for a, b in zip(sizes, sizes[1:])]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]

# %%
net = MLP(3, [4, 4, 1])
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]

# %% [markdown]
# Each turn is a backward pass of its own, and each has a verdict. Leave out the two lines that set the gradients to
# zero and run the cell again: from the second pass on the old gradients are still in them.

# %%
for step in range(10):
    predictions = [net(x) for x in xs]
    loss = sum(((p - y) ** 2 for p, y in zip(predictions, ys)), Value(0.0))
    for p in net.parameters():
        p.grad = 0.0
    loss.backward()
    for p in net.parameters():
        p.data -= 0.05 * p.grad
    print(step, loss.data)
`;
