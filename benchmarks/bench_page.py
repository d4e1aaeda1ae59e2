"""The page in Chromium: what a step costs, how long until a new graph is drawn, and what is transferred

A step or a jump is all of its script: the player, the updates of every panel and the painting of the graph. It is
processor time of the page's thread, the mean over steps in the phase where it costs most. The times to a graph are
medians, by the clock, from the last keystroke to the frame with the new drawing, the pause for further keystrokes
included: on a busy machine they are longer.
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
from tests.support.chromium import FLAGS, NAMES
from tests.support.pages.playground import Playground
from tests.support.server import running

Row = dict[str, str | int | float]

WATCH = Path(__file__).parent / "page_watch.js"
STEPS = 30  # measured in each phase
PHASES = ("forward", "order", "backward")
KEYSTROKES = 15
GRAPHS = 3  # times that each large graph is asked for
PATIENCE = 120_000  # milliseconds
# What the page needs before Python, besides itself.
FILES = ("app.js", "app.css", "layout-worker.js")
MOST_KB = 700

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


@contextmanager
def playground() -> Iterator[Playground]:
    executable = next(filter(None, map(shutil.which, NAMES)))
    with running() as origin, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = chromium.new_page(base_url=origin, viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.add_init_script(path=WATCH)
        yield Playground(page)
        chromium.close()


def row(what: str, measured: float, unit: str, target: float) -> Row:
    return {"what": what, "measured": f"{measured:,.1f} {unit}", "target": f"at most {target:,g} {unit}"}


def until_drawn(page: Page, write: str) -> float:
    """Milliseconds from this input until its graph is drawn."""
    page.evaluate("watch.nextGraph()")
    page.keyboard.insert_text(write)
    return float(page.evaluate("drawn"))


def replaced(place: Playground, program: str) -> float:
    """Milliseconds until the graph of `program` is drawn in the place of a small one."""
    place.choose_example("a + a")
    place.text.click()
    place.press("ControlOrMeta+a")
    return until_drawn(place.page, program)


def step(place: Playground, values: int, target: float, unfolded: bool) -> Row:
    replaced(place, TANGLE.format(turns=(values - 2) // 2))
    if unfolded:
        place.page.get_by_role("button", name="Fold", exact=True).click()
        place.page.get_by_role("button", name="Open all").click()
        place.press("Escape")
        place.page.locator("graph-view #n2").wait_for(state="attached")  # the root stands outside of every box
    place.leave_editor()
    times = {phase: script(place.page, phase) for phase in PHASES}
    phase = max(PHASES, key=times.__getitem__)
    drawn = "unfolded" if unfolded or values <= FOLD_FROM else "folded"
    return row(f"a step, {values:,} values {drawn} ({phase})", times[phase], "ms", target)


def script(page: Page, phase: str, moves: str = "count => watch.steps(count)") -> float:
    """Milliseconds of script that each of STEPS moves takes of the processor, beginning in the middle of `phase`."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(each["value"]) for each in metrics if each["name"] == "ScriptDuration")

    page.evaluate("phase => watch.middle(phase)", phase)
    before = seconds()
    page.evaluate(moves, STEPS)
    return 1000 * (seconds() - before) / STEPS


def jump(place: Playground, values: int, target: float) -> Row:
    """From one end of a long trace to the other, there and back."""
    replaced(place, TANGLE.format(turns=(values - 2) // 2))
    place.leave_editor()
    each = script(place.page, "order", "count => watch.jumps(count)")
    return row(f"a jump from end to end, {values:,} values folded", each, "ms", target)


def keystroke(place: Playground, where: str, target: float) -> Row:
    """A further term in the README example, again and again."""
    place.choose_example("micrograd's README")
    place.text.locator(".cm-line").filter(has_text="f = e**2").click()
    place.press("End")
    times = [until_drawn(place.page, f" + {'ab'[i % 2]}") for i in range(KEYSTROKES)]
    return row(f"from a keystroke to the graph, README example, {where}", median(times), "ms", target)


def large(place: Playground, what: str, samples: int, target: float) -> Row:
    times = []
    for turn in range(GRAPHS):
        times.append(replaced(place, MLP.format(inputs=8 + turn, samples=samples)) / 1000)
    count = place.page.locator("values-table caption .soft").text_content()
    return row(f"{what}: {count} values on screen", median(times), "s", target)


def transferred(origin: str) -> Row:
    """As served to a browser that knows brotli."""
    page, text = fetched(f"{origin}/")
    folder = re.search(r'src="(static/[^"]*)app\.js"', text)
    assert folder, "the page names no app.js"
    sizes = [fetched(f"{origin}/{folder[1]}{name}")[0] for name in FILES]
    return row("the page without Python, as transferred", (page + sum(sizes)) / 1000, "kB", MOST_KB)


def fetched(url: str) -> tuple[int, str]:
    """How many bytes come, and the text; the page itself is packed with gzip, its files with brotli."""
    with urlopen(Request(url, headers={"Accept": "text/html,*/*", "Accept-Encoding": "gzip, br"})) as response:
        body = response.read()
        packed = response.headers.get("Content-Encoding")
    return len(body), "" if packed == "br" else (gzip.decompress(body) if packed else body).decode()


def run() -> list[Row]:
    with playground() as place:
        origin = place.page.url.split("#")[0].rstrip("/")
        rows = [
            step(place, 500, 4, unfolded=False),
            step(place, 2000, 8, unfolded=False),
            step(place, 2000, 8, unfolded=True),
            jump(place, 5000, 16),
            keystroke(place, "server", 120),
            large(place, "the loss of an MLP, server", 2, 2),
            transferred(origin),
        ]
        place.run_in("browser").answered()
        rows += [keystroke(place, "Pyodide", 150), large(place, "the loss of an MLP, Pyodide", 10, 3)]
    return rows
