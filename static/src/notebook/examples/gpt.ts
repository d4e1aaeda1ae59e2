// Example of a language model on scalars: one head of attention over letters, trained on a few words.

export const GPT = `# %% [markdown]
# # A very small language model
#
# Letters become vectors, one head of attention looks back at the letters before, and the model guesses the next one.
# All of it is made of single numbers. This class keeps the local derivatives beside the operands, and needs no
# closures.

# %%
import math
import random

random.seed(42)


class Value:
    __slots__ = ("data", "grad", "_children", "_local_grads")

    def __init__(self, data, children=(), local_grads=()):
        self.data = data
        self.grad = 0.0
        self._children = children
        self._local_grads = local_grads

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, power):
        return Value(self.data**power, (self,), (power * self.data ** (power - 1),))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, (self,), (e,))

    def log(self):
        return Value(math.log(self.data), (self,), (1 / self.data,))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other**-1

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, stack = [], set(), [(self, iter(self._children))]
        seen.add(id(self))
        while stack:
            value, children = stack[-1]
            child = next(children, None)
            if child is None:
                order.append(value)
                stack.pop()
            elif id(child) not in seen:
                seen.add(id(child))
                stack.append((child, iter(child._children)))
        self.grad = 1.0
        for value in reversed(order):
            for child, local in zip(value._children, value._local_grads):
                child.grad += local * value.grad

# %%
words = ["anna", "nana", "hanna", "nahan"]
letters = sorted(set("".join(words)))
END = len(letters)  # stands before and behind each word
size, context = 4, 6


def matrix(rows, columns):
    return [[Value(random.gauss(0, 0.3)) for _ in range(columns)] for _ in range(rows)]


weights = {
    "letter": matrix(END + 1, size),
    "place": matrix(context, size),
    "query": matrix(size, size),
    "key": matrix(size, size),
    "value": matrix(size, size),
    "out": matrix(END + 1, size),
}
parameters = [p for rows in weights.values() for row in rows for p in row]
print(len(parameters), "parameters")

# %%
def linear(x, rows):
    return [sum((w * xi for w, xi in zip(row, x)), Value(0.0)) for row in rows]


def softmax(logits):
    largest = max(logit.data for logit in logits)
    exps = [(logit - Value(largest)).exp() for logit in logits]
    total = sum(exps, Value(0.0))
    return [e / total for e in exps]


def loss_of(word):
    tokens = [END] + [letters.index(letter) for letter in word] + [END]
    keys, values, losses = [], [], []
    for place, (token, target) in enumerate(zip(tokens, tokens[1:])):
        x = [a + b for a, b in zip(weights["letter"][token], weights["place"][place])]
        query = linear(x, weights["query"])
        keys.append(linear(x, weights["key"]))
        values.append(linear(x, weights["value"]))
        attention = softmax([sum((q * k for q, k in zip(query, key)), Value(0.0)) * size**-0.5 for key in keys])
        seen = [sum((a * v[i] for a, v in zip(attention, values)), Value(0.0)) for i in range(size)]
        hidden = [(a + b).relu() for a, b in zip(x, seen)]
        losses.append(-softmax(linear(hidden, weights["out"]))[target].log())
    return sum(losses, Value(0.0)) * (1 / len(losses))

# %%
for step in range(12):
    loss = loss_of(words[step % len(words)])
    loss.backward()
    for p in parameters:
        p.data -= 0.5 * p.grad
        p.grad = 0.0
    print(step, words[step % len(words)], round(loss.data, 4))
`;
