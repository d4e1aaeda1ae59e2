"""The lab in Chromium: frames per second while the demo trains, the cost of each drawing, and steps per second

The demo is micrograd's: 100 moons, a network of [2, 16, 16, 1] with 337 parameters, every point in every step. A frame
redraws the plane with its scores, the network and the curves. Times are wall-clock times: on a busy machine they are
longer. The time of a frame is processor time of the main thread, with all work of the browser there to show it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.support.chromium import FLAGS, HEADLESS_NAMES
from tests.support.server import running

Row = dict[str, str | int | float]

WATCH = Path(__file__).parent / "lab_watch.js"
FRAMES = 300
TURNS = 5  # presses of Play
FRAME_TIME = 1000 / 60  # milliseconds
TIMEOUT = 120_000  # milliseconds
DRAWINGS = {"lab-surface": "the plane", "lab-network": "the network", "lab-curves": "the curves"}


@contextmanager
def lab() -> Iterator[Page]:
    """The lab after loading, its first network ready to train."""
    executable = next(filter(None, map(shutil.which, HEADLESS_NAMES)))
    with running() as origin, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = chromium.new_page(base_url=origin, viewport={"width": 1440, "height": 900})
        page.set_default_timeout(TIMEOUT)
        page.goto("lab/")
        page.locator("lab-page[data-training='rests']").wait_for()
        page.evaluate(WATCH.read_text())
        page.evaluate("watch.listen()")
        yield page
        chromium.close()


def row(name: str, measured: str, target: str = "") -> Row:
    return {"what": name, "measured": measured, "target": target}


def percentile(numbers: Sequence[float], hundredths: int) -> float:
    return quantiles(numbers, n=100)[hundredths - 1]


def to_first_frame(page: Page) -> Row:
    """The median time from Play to the first frame with a trained step, each time from the initial parameters."""
    times = []
    for _ in range(TURNS):
        times.append(float(page.evaluate("watch.play()")))
        page.get_by_role("button", name="Pause", exact=True).click()
        page.get_by_role("button", name="Reset").click()
        page.evaluate("watch.atStart()")
    return row("from Play to the first trained frame", f"{median(times):.1f} ms")


def main_thread_time(session: CDPSession) -> float:
    """Milliseconds of processor time that the main thread has used."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def while_training(page: Page, speed: str) -> list[Row]:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.get_by_label("Speed").select_option(label=speed)
    page.get_by_role("button", name="Play", exact=True).click()
    before = main_thread_time(session)
    frames = page.evaluate("count => watch.recordFrames(count)", FRAMES)
    used = main_thread_time(session) - before
    page.get_by_role("button", name="Pause", exact=True).click()
    times, steps, costs = frames["times"], frames["steps"], frames["costs"]
    between = [later - earlier for earlier, later in pairwise(times)]
    seconds = (times[-1] - times[0]) / 1000
    spread = ", ".join(f"{each:.1f}" for each in (median(between), percentile(between, 95), percentile(between, 99)))
    rows = [
        row(f"frames a second, {speed}", f"{len(between) / seconds:.1f}", "60"),
        row("  time between frames, median, 95 %, 99 %", f"{spread} ms", f"{FRAME_TIME:.1f} ms"),
        row("  time of a frame", f"{used / len(times):.1f} ms", f"{FRAME_TIME:.1f} ms"),
        row("  steps a second", f"{(steps[-1] - steps[0]) / seconds:,.0f}"),
    ]
    for name, label in DRAWINGS.items():
        cost = f"{median(costs[name]):.2f}, {percentile(costs[name], 95):.2f} ms"
        rows.append(row(f"  script that draws {label}, median and 95 %", cost))
    return rows


def run() -> list[Row]:
    with lab() as page:
        return [to_first_frame(page), *while_training(page, "1 a frame"), *while_training(page, "fastest")]
