"""Source code of a training with Values: for micrograd itself, and as a program for the stepper of this playground."""

from __future__ import annotations

from ...contract.lab import Loss
from ...lower.update import BETA1, BETA2, EPSILON, MOMENTUM
from ...nn import parameter_count
from ..settings import Settings
from .plan import INDENT, Lines, Plan, batches, joined, rate, samples

# Operations that micrograd lacks: the result, an expression of x.data, and its derivative, which may use the result y.
_MISSING = {
    "tanh": ("math.tanh(x.data)", "1 - y * y"),
    "sigmoid": ("0.5 + 0.5 * math.tanh(x.data / 2)", "y * (1 - y)"),
    "softplus": ("max(x.data, 0.0) + math.log1p(math.exp(-abs(x.data)))", "0.5 + 0.5 * math.tanh(x.data / 2)"),
}
_LOSSES: dict[Loss, str] = {
    "max-margin": "(1 + -y * score).relu()",
    "sum-squares": "(score - y) ** 2",
    "mean-squares": "(score - y) ** 2",
    "cross-entropy": "softplus(-y * score)",
}
_LONG_SUM = 300  # terms; micrograd sorts a sum by recursion, which Python limits to a depth of a thousand
_ZERO_GRAD = ["model.zero_grad()"]


def micrograd(plan: Plan) -> str:
    """Source code for micrograd from PyPI; activations and random biases that its networks lack are written out."""
    settings = plan.settings
    used = (settings.activation, "softplus" if settings.loss == "cross-entropy" else "")
    missing = [name for name in _MISSING if name in used]
    as_micrograd = settings.activation == "relu" and settings.output == "linear" and settings.biases == "zero"
    terms = max(plan.batch or len(plan.rows), parameter_count(plan.sizes) if settings.l2 else 0)
    modules = ["math"] * bool(missing) + ["random"] + ["sys"] * (terms > _LONG_SUM)
    classes = ["from micrograd.engine import Value"] * (bool(missing) or not as_micrograd)
    library = ["from micrograd.nn import MLP"] * as_micrograd
    return joined(
        [plan.title, *(f"import {name}" for name in modules)],
        [*classes, *library],
        [f"sys.setrecursionlimit({1_000 + 3 * terms})  # for micrograd's sort of a long sum"] * (terms > _LONG_SUM),
        *(_operation(name) for name in missing),
        samples(plan),
        batches(plan),
        _mlp(plan, "") if as_micrograd else _layers(plan),
        [] if as_micrograd else _forward(settings),
        _state(plan),
        _loop(plan, _ZERO_GRAD if as_micrograd else ["for p in parameters:", f"{INDENT}p.grad = 0.0"]),
    )


def playground(plan: Plan) -> str:
    """Source code for the stepper, whose language has all operations, and whose MLP has all activations and biases."""
    settings = plan.settings
    return joined(
        [plan.title, "import random", "from micrograd.nn import MLP"],
        samples(plan),
        batches(plan),
        _mlp(plan, options(settings, "micrograd" if settings.biases == "zero" else "lecture")),
        _state(plan),
        _loop(plan, _ZERO_GRAD),
    )


def options(settings: Settings, convention: str = "micrograd") -> str:
    """The keyword arguments of the playground's MLP, with a comma in front of each; defaults are left out."""
    relu = convention == "micrograd"
    arguments = {
        "convention": None if relu else convention,
        "activation": None if settings.activation == ("relu" if relu else "tanh") else settings.activation,
        "output": None if settings.output == ("linear" if relu else "same") else settings.output,
    }
    return "".join(f", {name}={value!r}" for name, value in arguments.items() if value)


def loss(settings: Settings) -> str:
    """The loss of one sample, as an expression of its `score` and its label `y`."""
    return _LOSSES[settings.loss]


def _operation(name: str) -> Lines:
    result, derivative = _MISSING[name]
    return [
        f"def {name}(x):",
        f"{INDENT}y = {result}",
        f"{INDENT}out = Value(y, (x,), {name!r})",
        "",
        f"{INDENT}def _backward():",
        f"{INDENT * 2}x.grad += ({derivative}) * out.grad",
        "",
        f"{INDENT}out._backward = _backward",
        f"{INDENT}return out",
    ]


def _mlp(plan: Plan, keywords: str) -> Lines:
    return [
        f"random.seed({plan.settings.seed})",
        f"model = MLP({plan.sizes[0]}, {list(plan.sizes[1:])}{keywords})",
        "parameters = model.parameters()",
    ]


def _layers(plan: Plan) -> Lines:
    """The initial parameters, drawn in the order in which an MLP draws them: each neuron's weights, then its bias."""
    weights = "[Value(random.uniform(-1, 1)) for _ in range(nin)]"
    neuron = (
        f"{weights} + [Value(0.0)]"
        if plan.settings.biases == "zero"
        else weights.replace("range(nin)", "range(nin + 1)")
    )
    return [
        f"random.seed({plan.settings.seed})",
        f"sizes = {list(plan.sizes)}",
        "layers = [  # of neurons: their weights, and the bias last",
        f"{INDENT}[{neuron} for _ in range(nout)] for nin, nout in zip(sizes, sizes[1:])",
        "]",
        "parameters = [p for layer in layers for neuron in layer for p in neuron]",
    ]


def _forward(settings: Settings) -> Lines:
    def activated(activation: str) -> str:
        total = "sum((w * xi for w, xi in zip(neuron, x)), neuron[-1])"
        return f"{total}.relu()" if activation == "relu" else f"{activation}({total})" if activation else total

    last = activated(settings.activation if settings.output == "same" else "")
    return [
        "def model(x):",
        f"{INDENT}for layer in layers[:-1]:",
        f"{INDENT * 2}x = [{activated(settings.activation)} for neuron in layer]",
        f"{INDENT}neuron = layers[-1][0]",
        f"{INDENT}return {last}",
    ]


def _state(plan: Plan) -> Lines:
    """The optimiser's state of each parameter."""
    names = {"sgd": (), "momentum": ("velocity",), "adam": ("mean", "square")}[plan.settings.optimiser]
    return [f"{name} = [0.0] * len(parameters)" for name in names]


def _loop(plan: Plan, zero: Lines) -> Lines:
    settings = plan.settings
    labels = "labels" if plan.batch else "ys"
    total = "sum(losses) * (1.0 / len(losses))" if plan.mean else "sum(losses)"
    squares = f" + {settings.l2!r} * sum(p * p for p in parameters)" if settings.l2 else ""
    right = f"sum([1 if (score.data > 0) == (y > 0) else 0 for score, y in zip(scores, {labels})])"
    lines = [
        *(["chosen = batch(k)"] if plan.batch else []),
        f"scores = [model({'xs[i]' if plan.batch else 'x'}) for {'i in chosen' if plan.batch else 'x in xs'}]",
        *(["labels = [ys[i] for i in chosen]"] if plan.batch else []),
        f"losses = [{loss(settings)} for score, y in zip(scores, {labels})]",
        f"loss = {total}{squares}",
        f"right = {right}",
        'print("step", k, "loss", loss.data, "accuracy", right / len(scores))',
        *(["# forgotten: the gradients are not set to zero"] if plan.forget else zero),
        "loss.backward()",
        f"rate = {rate(plan)}",
        *_update(plan),
    ]
    return [f"for k in range({plan.steps}):", *(INDENT + line for line in lines)]


def _update(plan: Plan) -> Lines:
    sign, comment = ("+=", "  # the wrong sign") if plan.sign else ("-=", "")
    if plan.settings.optimiser == "sgd":
        return ["for p in parameters:", f"{INDENT}p.data {sign} rate * p.grad{comment}"]
    if plan.settings.optimiser == "momentum":
        return [
            "for i, p in enumerate(parameters):",
            f"{INDENT}velocity[i] = {MOMENTUM} * velocity[i] + p.grad",
            f"{INDENT}p.data {sign} rate * velocity[i]{comment}",
        ]
    return [
        "for i, p in enumerate(parameters):",
        f"{INDENT}mean[i] = {BETA1} * mean[i] + (1 - {BETA1}) * p.grad",
        f"{INDENT}square[i] = {BETA2} * square[i] + (1 - {BETA2}) * p.grad ** 2",
        f"{INDENT}m = mean[i] / (1 - {BETA1} ** (k + 1))",
        f"{INDENT}v = square[i] / (1 - {BETA2} ** (k + 1))",
        f"{INDENT}p.data {sign} rate * m / (v ** 0.5 + {EPSILON}){comment}",
    ]
