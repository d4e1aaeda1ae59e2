"""Generator of standins.json: what numpy, PyTorch, scikit-learn and matplotlib give for short programs.

Run `python tests/data/make_standins.py` where these are installed; the project itself does not need them.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

STANDINS = Path(__file__).with_name("standins.json")

NUMPY = "import numpy as np"
RANDOM_ARRAYS = """
import random
random.seed(3)
def numbers():
    size, places = random.randint(1, 30), random.choice([0, 1, 3, 6, 15])
    return [round(random.uniform(-1, 1) * 10 ** random.uniform(-places, places), random.choice([0, 1, 3, 20]))
            for _ in range(size)]
rows = [numbers() for _ in range(60)]
"""
LEGENDRE = """
import torch
class Legendre(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return 0.5 * (5 * x ** 3 - 3 * x)
    @staticmethod
    def backward(ctx, grad_output):
        x, = ctx.saved_tensors
        return grad_output * 1.5 * (5 * x ** 2 - 1)
v = torch.tensor([0.5, -1.0], dtype=torch.float64, requires_grad=True)
out = Legendre.apply(v * 2).sum()
out.backward()
"""
NEURON = """
import torch
x1 = torch.Tensor([2.0]).double(); x1.requires_grad = True
w1 = torch.Tensor([-3.0]).double(); w1.requires_grad = True
b = torch.Tensor([6.8813735870195432]).double(); b.requires_grad = True
n = x1*w1 + b
o = torch.tanh(n)
o.backward()
"""
SOFTMAX = """
import torch
import torch.nn.functional as F
z = torch.tensor([0.0, 3.0, -2.0, 1.0], requires_grad=True)
p = torch.softmax(z, dim=0)
loss = -p[3].log()
loss.backward()
"""
UPDATE = """
import torch
w = torch.tensor([1.0, 2.0, 3.0, 4.0], dtype=torch.float64, requires_grad=True)
((w * w).sum() + (w / 2).mean()).backward()
before = w.grad.tolist()
w.data -= 0.1 * w.grad
w.grad.zero_()
(3 - 2 / w).sum().backward()
with torch.no_grad():
    w += w.grad
"""
MICROGRADS_TEST = """
import torch
a = torch.Tensor([-4.0]).double(); a.requires_grad = True
b = torch.Tensor([2.0]).double(); b.requires_grad = True
c = a + b
d = a * b + b**3
c = c + c + 1
c = c + 1 + c + (-a)
d = d + d * 2 + (b + a).relu()
d = d + 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g = g + 10.0 / f
g.backward()
"""
LIMITS = """
import matplotlib.pyplot as plt
seen = []
plt.plot([1, 2, 3], [4, 5, 9])
seen += [plt.xlim(), plt.ylim()]
plt.scatter([0], [20])
plt.axhline(30)
seen += [plt.xlim(), plt.ylim()]
plt.contourf([[1, 2], [3, 4]])
seen += [plt.xlim(), plt.ylim()]
plt.ylim(top=7)
seen += [plt.ylim()]
plt.close()
seen = [[round(float(one), 9) for one in pair] for pair in seen]
"""

CASES: list[tuple[str, list[str]]] = [
    (
        NUMPY,
        [
            "np.arange(-5, 5, 0.25)",
            "str(np.arange(-5, 5, 0.2))",
            "np.arange(10)[::-3]",
            "np.linspace(0, 1, 7)",
            "np.linspace(0, np.pi, 50)",
            "np.array([[1, 2], [3, 4.5]])",
            "np.array([True, False])",
            "str(np.array([True, True]))",
            "np.array([1e-5, 1, 3])",
            "np.array([1e10, 1, 3.25])",
            "np.array([1e100, 1, 3.25e-200])",
            "np.array([np.nan, 1, np.inf])",
            "np.array([np.nan, -np.inf])",
            "np.array([-0.0, 1])",
            "np.array([])",
            "np.zeros((0, 3))",
            "np.zeros((2, 3, 2))",
            "np.arange(2000)",
            "np.arange(2000.0).reshape(40, 50)",
            "str(np.arange(2000.0).reshape(40, 50))",
            "np.array([0.1, 0.2], dtype=np.float32)",
            "np.array([1, 2]).dtype, np.array([1, 2.0]).dtype == np.float64, np.dtype('float32')",
            "np.array(3.0), str(np.array(3.0))",
        ],
    ),
    (
        NUMPY,
        [
            "np.float64(0.5), np.float32(0.1), np.int64(3), np.float64(1) > 0",
            "str(np.float64(0.1)), str(np.float32(1 / 3)), f'{np.float64(2.5):.3f} {np.int64(3)} {np.float32(.1)}'",
            "[np.float32(v) for v in (1e10, 1e-5, 16777216.0, 999999.0, 1e6, 123456.7, 0.0001)]",
            "[np.float64(v) for v in (1e16, 1e15, 0.0001, 0.00001)]",
            "np.int64(3) / 2, 1 - np.int64(3), np.int64(3) ** 2, np.int64(7) // 2, np.int64(7) % 3",
            "np.float64(2) ** -1, 2 ** np.float64(3), np.float64(7) // 2, -np.float64(2), abs(np.float64(-2))",
            "np.float32(0.1) + 1, np.float32(0.1) + np.float64(1), np.float32(0.1) * np.int64(2)",
            "np.float64(1) / 0, np.float64(-1) / 0, np.float64(0) / 0",
            "np.float64(-8) ** (1 / 3), np.float64(10) ** 400",
            "isinstance(np.float64(1), float), isinstance(np.int64(1), int)",
            "type(np.float64(1)), type(np.int64(1) > 0)",
            "sum([np.True_, np.False_, np.True_]), sum([np.True_]) / 2, np.True_ & False",
            "float(np.float64(3)), int(np.int64(4)), [1, 2, 3][np.int64(1)], {1: 2}[np.int64(1)]",
            "round(np.float64(2.567), 2), np.float64(3).shape, np.int64(-3).item(), np.float64(3) == None",
            "np.exp(1), np.sqrt(2), np.log(2.0), np.abs(-3), np.square(3), np.sign(-2.5), np.log(0.0), np.exp(1000.0)",
            "np.int64(2**62) * 4",
        ],
    ),
    (
        NUMPY + "\na = np.arange(6.0).reshape(2, 3)",
        [
            "a.T, a[:, 1], a[1], a[[1, 0, 1]], a[[1, 0], [2, 1]]",
            "a > 2, a[a > 2], a[np.array([True, False])], a[-1, -1]",
            "a.sum(), a.sum(axis=0), a.mean(1), a.max(), a.argmax(axis=1), a.std(), a.sum(axis=1, keepdims=True)",
            "a + 1, 2 * a, a / a, a ** 2, a ** 0.5, -a, a + np.array([[10], [20]]), a * np.arange(3)",
            "np.arange(3) * np.float32(2), np.arange(3) + 1.5, np.arange(3) / 0, 2 ** np.arange(3), np.arange(3) ** 2",
            "np.arange(24).reshape(2, 3, 4)[:, [0, 2], 1], np.arange(24).reshape(2, 3, 4)[0, :, [0, 2]]",
            "np.arange(24).reshape(2, 3, 4)[..., None].shape, a[None].shape, a.ravel(), a.reshape(-1, 2)",
            "np.meshgrid(np.arange(3), np.arange(2)), np.c_[np.arange(3), np.arange(3.0)]",
            "np.where(np.arange(4) > 1, 1.0, 0), np.where(np.arange(4) > 1), np.clip(np.arange(5), 1, 3)",
            "np.arange(4) @ np.arange(4), np.ones((2, 3)) @ np.ones((3, 2)), np.dot([1, 2], [3, 4])",
            "np.vstack([np.arange(3), np.arange(3)])",
            "np.hstack([np.arange(3), np.arange(3)]), np.concatenate([[1], [2.5]])",
            "np.unique([3, 1, 1]), np.cumsum([1, 2, 3]), np.full((2, 2), 7)",
            "np.eye(2), np.sort([3, 1, 2]), np.outer([1], [2])",
            "np.maximum(np.array([1, 2]), 1.5), np.round(np.array([1.234, 2.5]), 1), np.isnan(np.array([np.nan, 1]))",
            "np.allclose([1, 2], [1, 2]), np.array_equal([1], [1]), np.any([0, 1]), np.all([1, 0]), 3.0 in a, len(a)",
            "np.sign(np.array([-1.5, 0, 2])), np.maximum([1, 5], 3), np.mean([1, 2]), np.argmin([3, 1, 2])",
        ],
    ),
    (
        NUMPY + "\na = np.arange(6)\nrow = a.reshape(2, 3)[1]\nrow[0] = 10\na[a > 9] += 1\na[:2] = [7, 8]",
        ["a", "row", "a.tolist()", "a.copy()"],
    ),
    (
        NUMPY + RANDOM_ARRAYS,
        [
            "[np.array(row) for row in rows[:25]]",
            "[str(np.array(row)) for row in rows[25:35]]",
            "[np.array(row, dtype=np.float32) for row in rows[35:60]]",
            "[np.array(row).sum() for row in rows]",
            "[np.array([x * n for x in rows[1] for n in range(1, m)]).sum() for m in (5, 9, 17, 40, 99, 300)]",
            "[np.array([row, row, row]).sum(axis=0)[0] for row in rows]",
            "[np.array(row).mean() for row in rows]",
        ],
    ),
    (
        NUMPY + "\nnp.random.seed(1337)",
        [
            "np.random.uniform(-1, 1), np.random.uniform(-1, 1, (3,)), type(np.random.uniform())",
            "np.random.randn(5), np.random.randn(), np.random.permutation(20), np.random.rand(2, 2)",
            "np.random.randint(0, 10, 5), np.random.randint(10), np.random.choice(10, 3)",
            "np.random.choice(10, 3, replace=False)",
            "np.random.choice([1.5, 2.5], 4, p=[0.2, 0.8]), np.random.choice([1, 2])",
            "np.random.normal(1, 2, 3), np.random.permutation(np.arange(6.0).reshape(3, 2)), np.random.random()",
            "np.random.RandomState(5).rand(2), np.random.RandomState(2**32 - 1).standard_normal(3)",
        ],
    ),
    (
        "import numpy as np\nfrom sklearn.datasets import make_blobs, make_moons\nnp.random.seed(1337)",
        [
            "make_moons(n_samples=100, noise=0.1)",
            "[part.tolist() for part in make_moons(25, noise=0.2, random_state=42)]",
            "[part.tolist() for part in make_moons((3, 4), shuffle=False)]",
            "[part.tolist() for part in make_blobs(11, centers=4, random_state=3)]",
        ],
    ),
    (
        "import torch",
        [
            "torch.Tensor([2.0]), torch.Tensor([2.0]).double()",
            "torch.tensor(3.0), torch.tensor(3), torch.tensor([1.5, 2, 3])",
            "torch.tensor([[1.0, 2], [3, 4.25]]), torch.tensor([1e-5, 1.0])",
            "torch.tensor([1e10, 1.0]), torch.tensor([])",
            "torch.tensor([0.1, float('nan'), float('inf')]), torch.tensor([True, False]), torch.tensor([12345.678])",
            "torch.tensor(list(range(30))), torch.tensor([i / 7 for i in range(30)])",
            "torch.tensor(0.1).item(), torch.tensor(0.1, dtype=torch.float64).item(), f'{torch.tensor(0.5):.3f}'",
            "torch.tensor([1, 2]) * 0.5, torch.tensor([1, 2]) / 2, torch.tensor([1, 2]) + 1, torch.tensor(5.0) ** 2",
            "torch.tensor([0.1]) + torch.tensor([0.2], dtype=torch.float64), torch.tensor([1.0]) > 0",
            "torch.zeros(2, 3), torch.ones((2,)), torch.tensor([1.0]).shape, torch.tensor([1.0]).dtype",
            "[getattr(torch, name)(torch.tensor(0.5)) for name in 'sin cos exp log sqrt tanh sigmoid relu'.split()]",
        ],
    ),
    (NEURON, ["o", "o.data.item()", "x1.grad.item(), w1.grad.item(), b.grad", "x1", "n.grad", "o.is_leaf, x1.is_leaf"]),
    (SOFTMAX, ["p", "loss", "z.grad", "F.cross_entropy(z, torch.tensor(3))", "F.relu(torch.tensor([-1.0, 1.0]))"]),
    (UPDATE, ["before", "w", "w.grad", "w[1]", "w[:2]", "list(w)", "-w", "1 / w", "w.detach()", "w.tolist()"]),
    (LEGENDRE, ["out", "v.grad"]),
    (MICROGRADS_TEST, ["g.item()", "a.grad.item(), b.grad.item()"]),
    (LIMITS, ["seen"]),
]


def make() -> list[dict[str, Any]]:
    warnings.simplefilter("ignore")
    made = []
    for program, expressions in CASES:
        namespace: dict[str, Any] = {}
        exec(program, namespace)
        results = [[expression, repr(eval(expression, namespace))] for expression in expressions]
        made.append({"program": program, "results": results})
    return made


def read() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(STANDINS.read_text(encoding="utf-8"))
    return cases


if __name__ == "__main__":
    STANDINS.write_text(json.dumps(make(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
