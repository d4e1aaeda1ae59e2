"""Search for the costliest request of each method: programs and parameters are mutated, and the costliest kept."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from autograd_playground.engine.service import api
from autograd_playground.engine.service.methods import recordings
from autograd_playground.web.api.answer import GZIP_LEVEL

CORPUS = Path(__file__).with_name("corpus.json")
MOST_BYTES = 8_000_000  # of a reply
MOST_SECONDS = 1.5  # of processor time, with encoding and compressing
MOST_MEGABYTES = 200

Params = Mapping[str, Any]

LABELS = ("'x'", "'\\\\'", "'\"'", "'é'", "'\U0001f600'", "'₁'", "'a b'", "'&'")
OWN = "h = operation('h', lambda x: {sum}, lambda x: {slope})\n"
BODIES = (
    "t = t * t", "t = t * a + b", "t = a + b", "t = exp(t * 0.1)", "t = max(t, a)", "t = a / (t * t + 1.0)", "t = t**2",
    "t.backward()", "t.grad = 1.0; t._backward()", "t = h(t)", "a.data = a.data + 0.1", "t = silu(t) + gelu(t)",
    "t = n([t, a, b])", "print(t)", "a = Value(0.5)", "a.grad = 0.0", "t = sum([t, a, b] * 9)",
    "(t * t).backward(create_graph=True); t = a.grad",
)  # fmt: skip
LEVELS = ("atoms", "lecture", "compact")


class Genome(NamedTuple):
    """A program by its parts, and the choices of its request."""

    label: str
    length: int
    bodies: tuple[str, ...]
    turns: int
    tail: int
    level: str
    choice: int

    def source(self) -> str:
        lines = ["a = Value(0.5); b = Value(1.5); n = MLP(3, [4, 1]); t = a * b"]
        if any("h(t)" in body for body in self.bodies):
            count = 1 + self.length % 24
            total, slope = (" + ".join([f"{name}(x)"] * count) for name in ("sin", "cos"))
            lines.insert(0, OWN.format(sum=total, slope=slope).strip())
        lines.append(f"s = {self.label} * {self.length}")
        lines.append(f"for i in range({self.turns}):")
        lines += [f"  {body}" for body in self.bodies]
        lines += ["  t.label = s"] * (self.length > 1)
        lines += ["t"] * self.tail
        return "\n".join(lines)


def first(random: Random) -> Genome:
    return Genome(
        random.choice(LABELS), random.choice((1, 10, 200, 1_000)), (random.choice(BODIES),),
        random.choice((10, 100, 500, 1_000, 3_000)), 0, random.choice(LEVELS), random.randrange(1_000),
    )  # fmt: skip


def mutated(genome: Genome, random: Random) -> Genome:
    """A neighbour: one part is another one."""
    match random.randrange(7):
        case 0:
            return genome._replace(label=random.choice(LABELS))
        case 1:
            return genome._replace(length=max(1, min(1_000, int(genome.length * random.uniform(0.3, 3.0)))))
        case 2:
            return genome._replace(bodies=(*genome.bodies, random.choice(BODIES))[-4:])
        case 3:
            return genome._replace(bodies=tuple(random.sample(genome.bodies, max(1, len(genome.bodies) - 1))))
        case 4:
            return genome._replace(turns=max(1, min(10_000, int(genome.turns * random.uniform(0.3, 3.0)))))
        case 5:
            return genome._replace(tail=random.choice((0, 0, 500, 3_500)), level=random.choice(LEVELS))
    return genome._replace(choice=random.randrange(1_000))


def lab_settings(genome: Genome) -> dict[str, Any]:
    width = 1 + genome.length % 48
    return {
        "layers": [width] * (1 + genome.choice % 3),
        "batch": genome.tail % 7,
        "data": {"kind": ("moons", "spirals", "lecture")[genome.choice % 3], "count": max(2, genome.turns)},
        "loss": ("max-margin", "cross-entropy")[genome.choice % 2],
        "optimiser": ("sgd", "adam")[genome.choice % 2],
    }


def params_of(method: str, genome: Genome) -> Params:
    """The parameters of a request of this method."""
    choice = genome.choice
    if method.startswith("lab"):
        settings = lab_settings(genome)
        if method == "lab_code":
            return {"settings": settings, "format": ("micrograd", "torch", "jax")[choice % 3], "steps": genome.turns}
        if method == "lab_sample":
            sizes = [3 if settings["data"]["kind"] == "lecture" else 2, *settings["layers"], 1]
            count = sum((a + 1) * b for a, b in pairwise(sizes))
            return {"settings": settings, "row": 0, "parameters": [-0.1234567890123456] * count}
        return {"settings": settings}
    params: dict[str, Any] = {"source": genome.source(), "level": genome.level}
    axis = {"leaf": 0, "from": -1.0, "to": 1.0, "count": 2 + choice % 399}
    if method in ("trace", "numbers", "check", "export", "compare", "plot"):
        params["mistake"] = (None, "overwrite", "shuffled")[choice % 3]
    match method:
        case "draw":
            params |= {"closed": [], "constants": choice % 2 == 0} if choice % 3 else {}
        case "export":
            params["format"] = ("torch", "jax", "micrograd", "latex", "json", "dot")[choice % 6]
        case "compare":
            params["library"] = ("torch", "jax", "micrograd")[choice % 3]
        case "plot":
            params |= {"x": axis, "y": {**axis, "leaf": 1}} if choice % 2 else {"x": axis}
        case "nudge":
            params["by"] = {"0": 0.1}
        case "numbers":
            params["node"] = params["contribution"] = 0
    return params


class Cost(NamedTuple):
    """What one request takes."""

    bytes: int
    seconds: float

    @property
    def size(self) -> float:
        """Of what is allowed, the part that is used of the scarcer one."""
        return max(self.bytes / MOST_BYTES, self.seconds / MOST_SECONDS)


def cost_of(method: str, params: Params) -> Cost:
    """The cost of a request to a server, up to the bytes that it sends."""
    recordings.clear()
    start = time.process_time()
    text = api.encode(api.handle({"method": method, "params": params}))
    gzip.compress(text.encode("ascii"), GZIP_LEVEL)
    return Cost(len(text), time.process_time() - start)


def search(method: str, seconds: float, seed: int, start: list[Genome]) -> tuple[Genome, Cost, int]:
    """The costliest genome that is found in so many seconds, its cost, and how many were tried."""
    random = Random(seed)
    pool = [(cost_of(method, params_of(method, genome)), genome) for genome in start or [first(random)]]
    tried = len(pool)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        genome = first(random) if random.random() < 0.15 else mutated(random.choice(pool)[1], random)
        pool.append((cost_of(method, params_of(method, genome)), genome))
        pool = sorted(pool, key=lambda each: -each[0].size)[:8]
        tried += 1
    cost, genome = pool[0]
    return genome, cost, tried


def corpus() -> dict[str, list[Genome]]:
    """The costliest genomes that earlier searches found, by method."""
    if not CORPUS.exists():
        return {}
    kept = json.loads(CORPUS.read_text(encoding="utf-8"))
    return {
        method: [Genome(**{**each, "bodies": tuple(each["bodies"])}) for each in genomes]
        for method, genomes in kept.items()
    }


def keep(found: Mapping[str, list[Genome]]) -> None:
    """Write the corpus."""
    listed = {method: [genome._asdict() for genome in genomes] for method, genomes in found.items()}
    CORPUS.write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
