"""Source code of a training with JAX: the loss as one function, compiled with its gradient, in 64 bits."""

from __future__ import annotations

from ...contract.lab import Loss
from ...lower.update import BETA1, BETA2, EPSILON, MOMENTUM
from ...nn import Activation
from .plan import INDENT, Lines, Plan, batches, joined, rate, samples

_FUNCTIONS: dict[Activation, str] = {"relu": "jax.nn.relu", "tanh": "jnp.tanh", "sigmoid": "jax.nn.sigmoid"}
_LOSSES: dict[Loss, str] = {
    "max-margin": "jax.nn.relu(1 - labels * scores)",
    "sum-squares": "(scores - labels) ** 2",
    "mean-squares": "(scores - labels) ** 2",
    "cross-entropy": "jax.nn.softplus(-labels * scores)",
}


def jax(plan: Plan) -> str:
    return joined(
        [plan.title, "import random"],
        ["import jax", "import jax.numpy as jnp"],
        ['jax.config.update("jax_enable_x64", True)'],
        samples(plan),
        ["inputs, targets = jnp.array(xs), jnp.array(ys)"],
        batches(plan),
        _initial_parameters(plan),
        _loss(plan),
        _state(plan),
        _loop(plan),
    )


def _initial_parameters(plan: Plan) -> Lines:
    """The initial parameters, drawn in the order in which an MLP draws them: each neuron's weights, then its bias."""
    weights = "[random.uniform(-1, 1) for _ in range(nin)]"
    neuron = f"{weights} + [0.0]" if plan.settings.biases == "zero" else weights.replace("nin", "nin + 1")
    return [
        f"random.seed({plan.settings.seed})",
        f"sizes = {list(plan.sizes)}",
        "parameters = [  # a matrix for each layer: a row is a neuron's weights, and its bias last",
        f"{INDENT}jnp.array([{neuron} for _ in range(nout)]) for nin, nout in zip(sizes, sizes[1:])",
        "]",
    ]


def _loss(plan: Plan) -> Lines:
    settings = plan.settings
    activation = _FUNCTIONS[settings.activation]
    squares = f" + {settings.l2!r} * sum((layer * layer).sum() for layer in parameters)" if settings.l2 else ""
    last = "x @ parameters[-1][:, :-1].T + parameters[-1][:, -1]"
    return [
        "def loss_of(parameters, x, labels):",
        f"{INDENT}for layer in parameters[:-1]:",
        f"{INDENT * 2}x = {activation}(x @ layer[:, :-1].T + layer[:, -1])",
        f"{INDENT}scores = ({f'{activation}({last})' if settings.output == 'same' else f'{last}'})[:, 0]",
        f"{INDENT}losses = {_LOSSES[settings.loss]}",
        f"{INDENT}return losses.{'mean' if plan.mean else 'sum'}(){squares}, scores",
    ]


def _state(plan: Plan) -> Lines:
    """The compiled function, the optimiser's state, and, for the mistake of not zeroing, the accumulated gradients."""
    state = {"sgd": [], "momentum": ["velocity"], "adam": ["mean", "square"]}[plan.settings.optimiser]
    names = [*state, *(["total"] if plan.forget else [])]
    return [
        "gradient_of = jax.jit(jax.value_and_grad(loss_of, has_aux=True))",
        *(f"{name} = [jnp.zeros_like(layer) for layer in parameters]" for name in names),
    ]


def _loop(plan: Plan) -> Lines:
    arguments = "inputs[chosen], labels" if plan.batch else "inputs, labels"
    lines = [
        *(["chosen = jnp.array(batch(k))"] if plan.batch else []),
        f"labels = {'targets[chosen]' if plan.batch else 'targets'}",
        f"(loss, scores), grads = gradient_of(parameters, {arguments})",
        "right = ((scores > 0) == (labels > 0)).sum().item()",
        'print("step", k, "loss", loss.item(), "accuracy", right / len(scores))',
        *(
            [
                "# forgotten: the gradients of all steps before stay",
                "grads = total = [t + g for t, g in zip(total, grads)]",
            ]
            if plan.forget
            else []
        ),
        f"rate = {rate(plan)}",
        *_update(plan),
    ]
    return [f"for k in range({plan.steps}):", *(INDENT + line for line in lines)]


def _update(plan: Plan) -> Lines:
    sign, comment = ("+", "  # the wrong sign") if plan.sign else ("-", "")
    if plan.settings.optimiser == "sgd":
        return [f"parameters = [p {sign} rate * g for p, g in zip(parameters, grads)]{comment}"]
    if plan.settings.optimiser == "momentum":
        return [
            f"velocity = [{MOMENTUM} * v + g for v, g in zip(velocity, grads)]",
            f"parameters = [p {sign} rate * v for p, v in zip(parameters, velocity)]{comment}",
        ]
    return [
        f"mean = [{BETA1} * m + (1 - {BETA1}) * g for m, g in zip(mean, grads)]",
        f"square = [{BETA2} * s + (1 - {BETA2}) * g * g for s, g in zip(square, grads)]",
        f"of_mean, of_square = 1 - {BETA1} ** (k + 1), 1 - {BETA2} ** (k + 1)",
        "parameters = [",
        f"{INDENT}p {sign} rate * (m / of_mean) / (jnp.sqrt(s / of_square) + {EPSILON}){comment}",
        f"{INDENT}for p, m, s in zip(parameters, mean, square)",
        "]",
    ]
