"""Tests of the budgets: for each one the largest program that keeps to it, and the next one, which is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, NamedTuple

import pytest

from autograd_playground.engine import budgets, meter
from autograd_playground.engine.budgets import BROWSER, IN_BROWSER, SERVER, Budget
from autograd_playground.engine.service import api, methods

SUM = "t = Value(1.0)\nfor i in range({}): t = t + i\n"


class Limit(NamedTuple):
    """A budget; a program of each size; the largest size that is allowed, and words of the refusal of the next one."""

    name: str
    program: Callable[[int], str]
    largest: int
    words: str
    method: str = "trace"


def elifs(count: int) -> str:
    return "if 1 > 2: 1\n" + "elif 1 > 2: 1\n" * count + "a = Value(1.0)"


def blocks(count: int) -> str:
    return "\n".join(" " * i + "if 1 < 2:" for i in range(count)) + "\n" + " " * count + "a = 1.0"


def nested(count: int) -> str:
    """Brackets around a call that waits for six calls with twenty brackets each."""
    body = "(1.0 + " * 20 + "f(k - 1)" + ")" * 20
    return f"def f(k): return 1.0 if k == 0 else {body}\n" + "(1.0 + " * count + "f(6)" + ")" * count


def values(count: int) -> str:
    """Many values for few steps, by a neuron, and `count` more."""
    return f"xs = [1.0] * 100\nn = Neuron(100)\nfor i in range(150): n(xs)\nfor i in range({count}): Value(1.0)"


LIMITS = (
    Limit("MAX_NESTING", lambda n: "(" * n + "1.0" + ")" * n, 32, "32 deep"),
    Limit("MAX_CHAIN", lambda n: "1" + "+1" * n, 149, "300"),
    Limit("MAX_LINE_TOKENS", lambda n: "[" + "1," * n + "]; Value(1.0)", 1_996, "4,000"),
    Limit("MAX_INDENT", blocks, 12, "12 deep"),
    Limit("MAX_BRANCHES", elifs, 50, "50 `elif`"),
    Limit("MAX_LITERAL", lambda n: "1." + "0" * (n - 2), 40, "may have 40"),
    Limit("MAX_NAME", lambda n: "a" * n + " = 1.0", 32, "may have 32"),
    Limit("MAX_STRING", lambda n: f"s = '{'x' * n}'; Value(1.0)", 200, "200 characters"),
    Limit("MAX_DEPTH", nested, 14, "wait for one another"),
    Limit("MAX_CALL_DEPTH", lambda n: f"def f(n): return 1.0 if n == 1 else f(n - 1)\nf({n})", 32, "32 other calls"),
    Limit("MAX_LIST", lambda n: f"xs = [0] * {n}; Value(1.0)", 10_000, "10,000 items"),
    Limit("MAX_TEXT", lambda n: f"s = 'x' * {n}; Value(1.0)", 1_000, "1,000 characters"),
    Limit("MAX_WIDTH", lambda n: f"print(f'{{1.0:{n}}}'); Value(1.0)", 40, "40"),
    Limit(
        "MAX_OUTPUT",
        lambda n: f"for i in range({n // 100}): print('x' * 99)\nprint('y' * {n % 100}, end='')\nValue(1.0)",
        10_000,
        "10,000 characters",
    ),
    Limit("MAX_BITS", lambda n: f"k = 2**62 - {64 - n} + 2**62; Value(1.0)", 63, "64 bits"),
    Limit("characters", lambda n: "a = 1.0\n" + "#" * (n - 8), 8_000, "allows 8,000"),
    Limit("shown_values", lambda n: SUM.format((n - 1) // 2), 5_000, "shows up to 5,000", "check"),
    Limit("compiled_values", lambda n: SUM.format((n - 1) // 2), 2_000, "compiles up to 2,000", "compile"),
    Limit("values", values, 4_749, "50,000 values"),
    Limit(
        "steps", lambda n: f"for i in range({n // 5}):\n  for j in range(3): pass\nValue(1.0)", 22_724, "50,000 steps"
    ),
    Limit("reply_bytes", lambda n: f"t = Value(1.0)\nfor i in range({n}): t = t * t", 2_114, "8 MB"),
)

# Limits of time, which the tests below turn into readings of the clock.
TIMES = ("seconds", "total_seconds")


def message_of(limit: Limit, size: int) -> str:
    """The message of the refusal of a program of this size; empty if it is allowed."""
    reply = api.handle({"method": limit.method, "params": {"source": limit.program(size)}}, SERVER)
    return str(reply["error"]["message"] if "error" in reply else "")


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_the_largest_program_is_allowed_and_the_next_one_is_refused(limit: Limit) -> None:
    assert message_of(limit, limit.largest) == ""
    assert limit.words in message_of(limit, limit.largest + 1)


def test_every_budget_has_its_largest_program() -> None:
    constants = {name for name in vars(budgets) if name.startswith("MAX_")}
    amounts = {field.name for field in fields(Budget)} - {"backend", *TIMES}
    assert {limit.name for limit in LIMITS} == constants | amounts


def clock_that_jumps(jump: float, after: int) -> Callable[[], float]:
    """A clock that stands at 0 for its first readings, `after` of them, and then at `jump`."""
    readings = iter([0.0] * after)
    return lambda: next(readings, jump)


@pytest.mark.parametrize(
    ("budget", "allowed", "refused"), [(SERVER, 0.99, 1.01), (BROWSER, 7.99, 8.01)], ids=["server", "browser"]
)
def test_a_run_has_so_many_seconds(
    budget: Budget, allowed: float, refused: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = {"method": "trace", "params": {"source": "a = Value(1.0)\nfor i in range(300): a"}}
    monkeypatch.setattr(meter, "clock", clock_that_jumps(allowed, after=1))
    assert "error" not in api.handle(request, budget)
    monkeypatch.setattr(meter, "clock", clock_that_jumps(refused, after=1))
    error = api.handle(request, budget)["error"]
    assert (error["code"], error["line"]) == ("limit", 2)
    assert error["message"].startswith("This program runs longer than")


FOLLOWING: dict[str, dict[str, Any]] = {
    "trace": {},
    "numbers": {},
    "check": {},
    "draw": {},
    "export": {"format": "torch"},
    "compare": {"library": "jax"},
    "plot": {"x": {"leaf": 0, "from": 0.0, "to": 1.0, "count": 9}},
    "nudge": {"by": {"0": 0.1}},
    "compile": {},
}


@pytest.mark.parametrize("method", FOLLOWING)
@pytest.mark.parametrize(
    ("budget", "allowed", "refused"), [(SERVER, 1.09, 1.11), (BROWSER, 17.9, 18.1)], ids=["server", "browser"]
)
def test_what_follows_the_run_is_charged_to_the_same_clock(
    method: str, budget: Budget, allowed: float, refused: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock is read when a request begins and when its short run is over; whatever reads it next comes after."""
    params = {"source": "a = Value(2.0)\nb = a * a", **FOLLOWING[method]}
    methods.recordings.clear()
    monkeypatch.setattr(meter, "clock", clock_that_jumps(allowed, after=2))
    assert "error" not in api.handle({"method": method, "params": params}, budget)
    methods.recordings.clear()
    monkeypatch.setattr(meter, "clock", clock_that_jumps(refused, after=2))
    error = api.handle({"method": method, "params": params}, budget)["error"]
    assert error["code"] == "limit"
    assert error["message"].startswith("To run this program and to show it takes longer than")


def test_the_browsers_budget_is_the_servers_times_the_factor_that_its_hint_names() -> None:
    for field in fields(Budget):
        if field.name not in ("backend", "total_seconds"):
            assert getattr(BROWSER, field.name) == IN_BROWSER * getattr(SERVER, field.name)
