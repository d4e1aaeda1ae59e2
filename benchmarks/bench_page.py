"""The page in Chromium: the times to the first and to a new graph, the cost of a step, and the size of the transfer

A step or a jump includes all of its script: the player, the updates of every panel and the painting of the graph. It is
processor time of the main thread, the mean over steps in the most expensive phase. The times to a graph are medians of
wall-clock time from the last keystroke to the frame with the new drawing, including the debounce delay: on a busy
machine they are longer.
"""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

from playwright.sync_api import Page, sync_playwright

from autograd_playground.engine.trace.fold import FOLD_FROM
from tests.support.chromium import FLAGS, HEADLESS_NAMES
from tests.support.pages.playground import Playground
from tests.support.server import running

Row = dict[str, str | int | float]

WATCH = Path(__file__).parent / "page_watch.js"
STEPS = 30  # measured in each phase
PHASES = ("forward", "order", "backward")
KEYSTROKES = 15
GRAPHS = 3  # requests of each large graph
TIMEOUT = 120_000  # milliseconds
# The files that the page needs before Python.
FILES = ("app.js", "app.css", "layout-worker.js")
MAX_KB = 700

TANGLE = """\
x = Value(0.5)
y = Value(0.1)
for k in range({turns}):
    x = x*y
    y = y + x
y.backward()
"""

MLP = """\
from micrograd.nn import MLP
import random

n = MLP({inputs}, [16, 16, 1])
xs = [[random.uniform(-1, 1) for i in range({inputs})] for k in range({samples})]
loss = sum((n(x) - 1.0)**2 for x in xs)
loss.backward()
"""


# The lecture's network and its loss over the lecture's four samples, in one pass.
LECTURE_MLP = """\
from micrograd.nn import MLP

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
n = MLP(3, [4, 4, 1], convention="lecture")
ypred = [n(x) for x in xs]
loss = sum((yout - ygt)**2 for ygt, yout in zip(ys, ypred))
loss.backward()
"""
DRAGS = 40  # moves of a leaf


@contextmanager
def opened_playground() -> Iterator[Playground]:
    executable = next(filter(None, map(shutil.which, HEADLESS_NAMES)))
    with running() as origin, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = chromium.new_page(base_url=origin, viewport={"width": 1440, "height": 900})
        page.set_default_timeout(TIMEOUT)
        page.add_init_script(path=WATCH)
        yield Playground(page)
        chromium.close()


def row(name: str, measured: float, unit: str, target: float) -> Row:
    return {"what": name, "measured": f"{measured:,.1f} {unit}", "target": f"at most {target:,g} {unit}"}


def until_drawn(page: Page, text: str) -> float:
    """Milliseconds from the input of `text` until its graph is drawn."""
    page.evaluate("watch.nextGraph()")
    page.keyboard.insert_text(text)
    return float(page.evaluate("drawn"))


def replaced(playground: Playground, program: str) -> float:
    """Milliseconds until the graph of `program` has replaced a small one."""
    playground.choose_example("a + a")
    playground.text.click()
    playground.press("ControlOrMeta+a")
    return until_drawn(playground.page, program)


def step(playground: Playground, values: int, target: float, unfolded: bool) -> Row:
    replaced(playground, TANGLE.format(turns=(values - 2) // 2))
    if unfolded:
        playground.page.get_by_role("button", name="Fold", exact=True).click()
        playground.page.get_by_role("button", name="Open all").click()
        playground.press("Escape")
        playground.page.locator("graph-view #n2").wait_for(state="attached")  # the root is outside every box
    playground.leave_editor()
    times = {phase: script(playground.page, phase) for phase in PHASES}
    phase = max(PHASES, key=times.__getitem__)
    drawn = "unfolded" if unfolded or values <= FOLD_FROM else "folded"
    return row(f"a step, {values:,} values {drawn} ({phase})", times[phase], "ms", target)


def script(page: Page, phase: str, moves: str = "count => watch.steps(count)") -> float:
    """Milliseconds of processor time per move in script: the mean of STEPS moves from the middle of `phase`."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(each["value"]) for each in metrics if each["name"] == "ScriptDuration")

    page.evaluate("phase => watch.middle(phase)", phase)
    before = seconds()
    page.evaluate(moves, STEPS)
    return 1000 * (seconds() - before) / STEPS


def jump(playground: Playground, values: int, target: float) -> Row:
    """Jumps from one end of a long trace to the other and back."""
    replaced(playground, TANGLE.format(turns=(values - 2) // 2))
    playground.leave_editor()
    each = script(playground.page, "order", "count => watch.jumps(count)")
    return row(f"a jump from end to end, {values:,} values folded", each, "ms", target)


def keystroke(playground: Playground, backend: str, target: float) -> Row:
    """Appends one more term to the README example, again and again."""
    playground.choose_example("micrograd's README")
    playground.text.locator(".cm-line").filter(has_text="f = e**2").click()
    playground.press("End")
    times = [until_drawn(playground.page, f" + {'ab'[i % 2]}") for i in range(KEYSTROKES)]
    return row(f"from a keystroke to the graph, README example, {backend}", median(times), "ms", target)


def drag(playground: Playground, name: str, program: str, backend: str, target: float) -> Row:
    """Moves the first leaf again and again, each time after the numbers of the move before are on screen."""
    replaced(playground, program)
    times = playground.page.evaluate("data => watch.drags(0, data)", [k / 97 for k in range(DRAGS)])
    values = playground.page.locator("values-table caption .soft").text_content()
    return row(f"a leaf dragged, {name} ({values} values), {backend}", median(times), "ms", target)


def drags(playground: Playground, backend: str) -> list[Row]:
    """A program that prints a number of its graph is not static: each of its moves takes a whole trace."""
    small = "a = Value(2.0)\nb = Value(-3.0)\nL = (a*b + 10.0).tanh()\nL.backward()\n"
    return [
        drag(playground, "the lecture's MLP", LECTURE_MLP, backend, 33),
        drag(playground, "the same by whole traces", f"{LECTURE_MLP}print(loss.data)\n", backend, 33),
        drag(playground, "a small graph", small, backend, 17),
    ]


def large(playground: Playground, name: str, samples: int, target: float) -> Row:
    times = []
    for turn in range(GRAPHS):
        times.append(replaced(playground, MLP.format(inputs=8 + turn, samples=samples)) / 1000)
    count = playground.page.locator("values-table caption .soft").text_content()
    return row(f"{name}: {count} values on screen", median(times), "s", target)


def first_graph(playground: Playground) -> Row:
    """Milliseconds from the navigation to the first paint, which has the graph: the page comes with it."""
    times = []
    browser = playground.page.context.browser
    assert browser
    for _ in range(GRAPHS):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(playground.page.url.split("#")[0])
        page.locator("#n0").wait_for()
        times.append(float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")))
        page.close()
    return row("from opening the page to the first graph", median(times), "ms", 500)


def transferred(origin: str) -> Row:
    """The compressed size, as served to a browser that supports brotli."""
    page, text = fetched(f"{origin}/")
    folder = re.search(r'src="(static/[^"]*)app\.js"', text)
    assert folder, "the page names no app.js"
    sizes = [fetched(f"{origin}/{folder[1]}{name}")[0] for name in FILES]
    return row("the page without Python, as transferred", (page + sum(sizes)) / 1000, "kB", MAX_KB)


def fetched(url: str) -> tuple[int, str]:
    """The number of bytes transferred, and the text; the page is compressed with gzip, its files with brotli."""
    with urlopen(Request(url, headers={"Accept": "text/html,*/*", "Accept-Encoding": "gzip, br"})) as response:
        body = response.read()
        encoding = response.headers.get("Content-Encoding")
    return len(body), "" if encoding == "br" else (gzip.decompress(body) if encoding else body).decode()


def run() -> list[Row]:
    with opened_playground() as playground:
        origin = playground.page.url.split("#")[0].rstrip("/")
        rows = [
            first_graph(playground),
            step(playground, 500, 4, unfolded=False),
            step(playground, 2000, 8, unfolded=False),
            step(playground, 2000, 8, unfolded=True),
            jump(playground, 5000, 16),
            keystroke(playground, "server", 120),
            large(playground, "the loss of an MLP, server", 2, 2),
            transferred(origin),
            *drags(playground, "server"),
        ]
        playground.run_in("browser").answered()
        rows += [
            keystroke(playground, "Pyodide", 150),
            large(playground, "the loss of an MLP, Pyodide", 10, 3),
            *drags(playground, "Pyodide"),
        ]
    return rows
