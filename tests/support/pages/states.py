"""Table of the playground's states: a name, and the actions that lead to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Route, expect

from tests.support.pages.playground import Playground, menu, practice, tool_tab

LOG_OF_NOTHING = "a = Value(0.0)\nb = a.log()\nc = b * a\nc.backward()"
# The lecture's training, but small: the cost of a check of every element grows with the number of elements.
NETWORK = """\
n = MLP(2, [2, 1], convention="lecture")
for k in range(2):
    loss = sum((n(x) - y)**2 for x, y in zip([[2.0, 3.0], [3.0, -1.0]], [1.0, -1.0]))
    n.zero_grad()
    loss.backward()
    for p in n.parameters():
        p.data += -0.1 * p.grad
"""
# Slightly more values than the threshold of automatic folding.
MANY = "x = Value(1.0)\ny = x\nfor i in range(350):\n    y = y * x + i\ny.backward()"


class State(NamedTuple):
    name: str
    reach: Callable[[Playground], object]
    #: pattern of the network faults that are expected in it
    allow: str = ""


def keys(*pressed: str) -> Callable[[Playground], object]:
    return lambda playground: playground.press(*pressed)


def text(program: str, words: str = "") -> Callable[[Playground], object]:
    """Write a program, and wait for a text in the status line."""

    def write(playground: Playground) -> None:
        playground.write(program)
        expect(playground.status).to_contain_text(words)

    return write


def act(name: str, seen: str) -> Callable[[Playground], object]:
    """Open one of the leaf panels, and wait for its content."""

    def choose(playground: Playground) -> None:
        tool_tab(playground.page, name).click()
        expect(playground.page.locator(seen).first).to_be_visible()

    return choose


def press(name: str, seen: str) -> Callable[[Playground], object]:
    """Press a button of the page, and wait for the element that it shows."""

    def click(playground: Playground) -> None:
        button = playground.page.get_by_role("button", name=name, exact=True)
        if not button.is_visible():
            playground.settings()
        button.click()
        expect(playground.page.locator(seen).first).to_be_visible()

    return click


def share(playground: Playground) -> None:
    """Share where the clipboard is not allowed: a dialogue shows the link."""
    forbid = "() => { Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    playground.page.evaluate(forbid)
    press("Share", "share-dialog dialog")(playground)


def predict(answer: str, feedback: str) -> Callable[[Playground], object]:
    def ask(playground: Playground) -> None:
        practice(playground.page, "Predict").click()
        playground.press("3", "ArrowRight")
        field = playground.page.locator("predict-panel input")
        expect(field).to_be_visible()
        if answer:
            field.fill(answer)
            field.press("Enter")
            expect(playground.page.locator(feedback)).to_be_visible()

    return ask


def mistake(name: str) -> Callable[[Playground], object]:
    def make(playground: Playground) -> None:
        practice(playground.page, name).click()
        expect(playground.page.locator(".stage > .practice-notice")).to_be_visible()

    return make


def leaf_moved(playground: Playground) -> None:
    slider = playground.page.locator("leaves-panel input[type=range]").first
    slider.press("ArrowRight")
    expect(playground.page.locator("leaves-panel .moved")).to_have_count(1)


def plot_of_two(playground: Playground) -> None:
    act("Plot", "plot-panel svg")(playground)
    playground.page.get_by_label("and leaf").select_option(index=1)
    expect(playground.page.locator("plot-panel")).to_contain_text("A map of")


def values(playground: Playground) -> None:
    playground.press("End")
    playground.page.get_by_role("navigation", name="Leaves and values").get_by_role("button", name="Values").click()
    playground.page.locator("values-table").get_by_role("button").first.click()
    expect(playground.page.locator("values-table tr.selected")).to_have_count(1)


def found(playground: Playground) -> None:
    playground.press("/")
    playground.page.keyboard.type("a")
    expect(playground.page.locator(".find-results")).to_be_visible()


def network(playground: Playground) -> None:
    playground.write(NETWORK).answered().leave_editor()
    playground.press("3", "ArrowRight")
    expect(playground.position).to_contain_text("backward")


def folded(playground: Playground) -> None:
    network(playground)
    press("Fold", ".fold-popover")(playground)
    playground.page.get_by_role("button", name="Fold all").click()
    playground.press("Escape")
    expect(playground.page.locator("graph-view .node [role=button]").first).to_be_visible()


def never(route: Route) -> None:
    """Leave a request unanswered."""


def waiting(playground: Playground) -> None:
    playground.page.route("**/api/trace", never)
    text("a = Value(1.0)\nb = a * 2", "The server is at work.")(playground)


def server_gone(playground: Playground) -> None:
    playground.page.route("**/api/**", lambda route: route.abort())
    text("a = Value(1.0)\nb = a * 2", "Try again")(playground)


def loading(playground: Playground) -> None:
    playground.page.route("**/pyodide.asm.wasm", never)
    playground.run_in("browser")
    expect(playground.status).to_contain_text("Python is loading into your browser")


def pyodide_missing(playground: Playground) -> None:
    playground.page.route("**/pyodide/**", lambda route: route.fulfill(status=404))
    playground.run_in("browser")
    expect(playground.status).to_contain_text("Try again")


def error_at_first(playground: Playground) -> None:
    """The page starts with a program that fails, from a link or from local storage: there is no graph to show."""
    text("a = Value(2.0)\nb = a * torch", "torch")(playground)
    expect(playground.page).to_have_url(re.compile("#.+"))
    playground.page.reload()
    expect(playground.status).to_contain_text("torch")


def fold_menu(playground: Playground) -> None:
    network(playground)
    press("Fold", ".fold-popover")(playground)


UNPROCESSABLE = "status of 422"
GONE = "Failed to load resource"

STATES = (
    State("start", keys()),
    State("forward", keys("1", "ArrowRight", "ArrowRight")),
    State("order", keys("2", "ArrowRight", "ArrowRight", "ArrowRight")),
    State("backward", keys("3", "ArrowRight", "ArrowRight")),
    State("end", keys("End")),
    State("training loop", network),
    State("values and a ledger", values),
    State("error", text("a = Value(2.0)\nb = a * torch", "torch"), UNPROCESSABLE),
    State("error at first", error_at_first, UNPROCESSABLE),
    State("warning", text(LOG_OF_NOTHING, "not finite")),
    State("empty", text("", "nothing to run yet")),
    State("comments only", text("# nothing yet", "nothing to run yet")),
    State("prints only", text("print(1)", "Your program ran")),
    State("waiting for the server", waiting),
    State("no server", server_gone, GONE),
    State("loading Python", loading),
    State("no Python", pyodide_missing, GONE),
    State("practice", lambda playground: menu(playground.page, "practice")),
    State("more tools", lambda playground: menu(playground.page, "more-tools")),
    State("settings", lambda playground: playground.settings()),
    State("keys", press("Keys", "keys-dialog dialog")),
    State("share", share),
    State("export", press("Export", "export-dialog dialog")),
    State("embed", press("Embed", "embed-dialog dialog")),
    State("leaf moved", leaf_moved),
    State("nudge", act("Nudge", "nudge-panel svg")),
    State("check", act("Check all", "check-panel table")),
    State("gradient step", act("Gradient step", "descent-panel table")),
    State("plot", act("Plot", "plot-panel svg")),
    State("plot of two leaves", plot_of_two),
    State("compiled", act("Compiled", "code-lines .line")),
    State("predict", predict("", "")),
    State("predicted wrong", predict("123456", ".predict-wrong")),
    State("mistake: =", mistake("= instead of +=")),
    State("mistake: order", mistake("backward in the wrong order")),
    State("find", found),
    State("fold menu", fold_menu),
    State("folded graph", folded),
    State("very large", lambda playground: (text(MANY, "values")(playground), playground.answered())),
)


def act_on_phone(playground: Playground, name: str) -> None:
    """As `act`, on a phone: its leaf panels are behind the tab Try."""
    playground.page.get_by_role("button", name="Try", exact=True).click()
    tool_tab(playground.page, name).click()
    expect(playground.page.locator(".act-pane")).to_be_visible()
