"""Source code of a training with PyTorch: all samples of a step in one batch, in 64 bits."""

from __future__ import annotations

from ...contract.lab import Loss
from ...lower.update import BETA1, BETA2, EPSILON, MOMENTUM
from ...nn import Activation
from ..settings import Settings
from .plan import INDENT, Lines, Plan, batches, joined, rate, samples

_MODULES: dict[Activation, str] = {
    "relu": "torch.nn.ReLU()",
    "tanh": "torch.nn.Tanh()",
    "sigmoid": "torch.nn.Sigmoid()",
}
_LOSSES: dict[Loss, str] = {
    "max-margin": "torch.relu(1 - labels * scores)",
    "sum-squares": "(scores - labels) ** 2",
    "mean-squares": "(scores - labels) ** 2",
    # Past its threshold PyTorch's softplus is the identity; its default, 20, is too early for 64 bits.
    "cross-entropy": "torch.nn.functional.softplus(-labels * scores, threshold=40)",
}


def torch(plan: Plan) -> str:
    return joined(
        [plan.title, "import random"],
        ["import torch"],
        ["torch.set_default_dtype(torch.float64)"],
        samples(plan),
        ["inputs, targets = torch.tensor(xs), torch.tensor(ys)"],
        batches(plan),
        _model(plan),
        [f"optimiser = {_optimiser(plan)}"],
        _loop(plan),
    )


def _model(plan: Plan) -> Lines:
    """The model, its parameters drawn in the order in which an MLP draws them: each neuron's weights, then its bias."""
    settings = plan.settings
    bias = "0.0" if settings.biases == "zero" else "random.uniform(-1, 1)"
    return [
        f"random.seed({settings.seed})",
        f"sizes = {list(plan.sizes)}",
        "modules = []",
        "for nin, nout in zip(sizes, sizes[1:]):",
        f"{INDENT}linear = torch.nn.Linear(nin, nout)",
        f"{INDENT}with torch.no_grad():",
        f"{INDENT * 2}for i in range(nout):",
        f"{INDENT * 3}linear.weight[i] = torch.tensor([random.uniform(-1, 1) for _ in range(nin)])",
        f"{INDENT * 3}linear.bias[i] = {bias}",
        f"{INDENT}modules += [linear, {_MODULES[settings.activation]}]",
        f"model = torch.nn.Sequential({'*modules' if settings.output == 'same' else '*modules[:-1]'})",
    ]


def _optimiser(plan: Plan) -> str:
    settings = plan.settings
    maximize = ", maximize=True" if plan.sign else ""
    arguments = f"model.parameters(), lr={settings.rate!r}"
    if settings.optimiser == "adam":
        return f"torch.optim.Adam({arguments}, betas=({BETA1}, {BETA2}), eps={EPSILON}{maximize})"
    return f"torch.optim.SGD({arguments}{f', momentum={MOMENTUM}' * (settings.optimiser == 'momentum')}{maximize})"


def _loop(plan: Plan) -> Lines:
    settings = plan.settings
    squares = f" + {settings.l2!r} * sum((p * p).sum() for p in model.parameters())" if settings.l2 else ""
    lines = [
        *(["chosen = batch(k)"] if plan.batch else []),
        f"labels = {'targets[chosen]' if plan.batch else 'targets'}",
        f"scores = model({'inputs[chosen]' if plan.batch else 'inputs'}).squeeze(1)",
        f"loss = {_loss(settings)}.{'mean' if plan.mean else 'sum'}(){squares}",
        "right = ((scores > 0) == (labels > 0)).sum().item()",
        'print("step", k, "loss", loss.item(), "accuracy", right / len(scores))',
        "# forgotten: the gradients are not set to zero" if plan.forget else "optimiser.zero_grad()",
        "loss.backward()",
        *(["for group in optimiser.param_groups:", f'{INDENT}group["lr"] = {rate(plan)}'] if settings.decay else []),
        "optimiser.step()",
    ]
    return [f"for k in range({plan.steps}):", *(INDENT + line for line in lines)]


def _loss(settings: Settings) -> str:
    losses = _LOSSES[settings.loss]
    return losses if losses.startswith("torch") else f"({losses})"
