"""How long a change of the explorer takes to be seen, in a real browser: python tests/benchmarks/latency.py [--sizes 500 10000] [--times 30].

Made practices (practices.py) are opened by `coachkit lab` in the machine's own Chromium. A slider is moved by the arrow
key, a box ticked by Space; the time runs from the key to the frame after plotly has drawn. "away": from the browser's
message until the answer that redraws has come (kernel and way); "draw": from then to the frame. The kernel's own parts are
measured apart, in this process, on the same practice: no browser, no way.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import practices

WATCH = """(() => {
  const sent = WebSocket.prototype.send;
  const watch = globalThis.latency = { sent: [], came: [], drawn: {}, key: 0 };
  WebSocket.prototype.send = function (data) {
    if (!this.watched) {
      this.watched = true;
      this.addEventListener("message", (event) => {
        watch.came.push([performance.now(), event.data.byteLength ?? event.data.length]);
      });
    }
    watch.sent.push(performance.now());
    return sent.call(this, data);
  };
  window.addEventListener("keydown", () => { watch.key = performance.now(); watch.sent = []; watch.came = []; watch.drawn = {}; }, true);
})()"""
LISTEN = """() => [...document.querySelectorAll('.js-plotly-plot')].forEach((plot, number) => plot.on('plotly_afterplot', () => {
  const came = latency.came.at(-1)?.[0] ?? 0;
  requestAnimationFrame(() => { latency.drawn[number] = [performance.now(), came]; });
}))"""
READ = """() => ({ key: latency.key, sent: latency.sent[0], drawn: latency.drawn, bytes: latency.came.reduce((all, [, size]) => all + size, 0) })"""
READY = "() => document.querySelectorAll('.js-plotly-plot').length === 6 && document.querySelectorAll('.point path').length > 50"
PLOTS = {0: "hours", 1: "cadence", 2: "feedback", 3: "themes", 4: "reflection", 5: "target"}


def measured(page, press, plots: list[int], times: int) -> dict[str, list[float]]:
    """Milliseconds of each change: until the first and the last of the plots is drawn, and the parts of the first."""
    found: dict[str, list[float]] = {"first": [], "last": [], "away": [], "draw": [], "kB": []}
    for number in range(times):
        press(number)
        page.wait_for_function(f"() => {plots}.every(number => number in latency.drawn)", timeout=60_000)
        told = page.evaluate(READ)
        drawn = [told["drawn"][str(plot)] for plot in plots]
        at, came = min(drawn)
        found["first"].append(at - told["key"])
        found["last"].append(max(drawn)[0] - told["key"])
        found["away"].append(came - told["key"])
        found["draw"].append(at - came)
        found["kB"].append(told["bytes"] / 1000)
        page.wait_for_timeout(600)
    return found


def in_browser(practice: Path, times: int) -> None:
    """Print what a slider and two boxes take in JupyterLab."""
    from playwright.sync_api import sync_playwright

    sys.path.append(str(Path(__file__).parent.parent))
    from labs import lab_on, run_all

    from conftest import CHROMIUM, QUIET, shutil

    with tempfile.TemporaryDirectory() as home, lab_on(Path(home), practice) as lab, sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, CHROMIUM)))
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        page, began = browser.new_page(viewport={"width": 1400, "height": 1000}), time.perf_counter()
        page.add_init_script(WATCH)
        page.goto(f"{lab['url']}lab/tree/explore.ipynb?token={lab['token']}")
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
        run_all(page)
        page.wait_for_function(READY, timeout=1_200_000)
        page.wait_for_timeout(3000)
        print(f"  opened and drawn in {time.perf_counter() - began:.1f} s")
        page.evaluate(LISTEN)
        slider = page.get_by_role("slider").first
        told(
            "slider (holiday)",
            measured(page, lambda n: slider.press("ArrowRight" if n % 20 < 10 else "ArrowLeft"), [5], times),
        )
        planned = page.get_by_role("checkbox", name="in the moment", exact=True)
        told("box (in the moment)", measured(page, lambda _: planned.press("Space"), [0, 1], times))
        theme = page.get_by_role("checkbox", name="delegation", exact=True)
        told("box (one theme)", measured(page, lambda _: theme.press("Space"), [0, 1, 3, 4], times))
        browser.close()


def told(what: str, found: dict[str, list[float]]) -> None:
    """One line a control: median and 90%."""
    parts = [f"{name} {statistics.median(values):.0f} ({_tenth(values):.0f})" for name, values in found.items()]
    print(f"  {what:22s} median (90%): {', '.join(parts)}")


def _tenth(values: list[float]) -> float:
    return statistics.quantiles(values, n=10)[-1]


def in_kernel(practice: Path, times: int) -> None:
    """Print what the parts of a change take in the kernel: choice, tables, figures, and what is set on the widgets."""
    from coachkit import analyse
    from coachkit.desk.explorer import Explorer
    from coachkit.desk.shown import views

    page = Explorer(analyse(practice))
    box, spans = page.controls["planned"].boxes["no"], {}

    def timed(part: str, does):
        began = time.perf_counter()
        result = does()
        spans.setdefault(part, []).append(1000 * (time.perf_counter() - began))
        return result

    for number in range(times):
        box.unobserve_all("value")
        box.value = bool(number % 2)
        page.controls["planned"]._ticked()
        chosen = timed("choose", page._choice)
        for name, view in views(chosen, page._misread).items():
            made = timed(f"{name}: table", view)
            chart = timed(f"{name}: figure", lambda made=made: made.draw(made.table))
            timed(f"{name}: widget and JSON", lambda name=name, chart=chart: page.panels[name].show(chart))
        page.supposing.controls["holiday_weeks"].value = number % 20
        timed("target: dates, sentence, JSON", page.supposing._move)
    for part, values in spans.items():
        print(f"    {part:28s} {statistics.median(values):6.1f} ms")


def main() -> int:
    """Print the times at each size."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--sizes", type=int, nargs="*", default=[500, 10_000])
    asked.add_argument("--times", type=int, default=30)
    given = asked.parse_args()
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            practice = practices.make(Path(folder) / "made", size)
            print(f"{size:,} contacts, in JupyterLab: milliseconds")
            in_browser(practice, given.times)
            print("  in the kernel alone")
            in_kernel(practice, min(given.times, 10))
    return 0


if __name__ == "__main__":
    sys.exit(main())
