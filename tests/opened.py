"""A report's page opened in a browser, with all that it asked for, said and drew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

WATCH = """
window.seen = [];
addEventListener("securitypolicyviolation", (event) => seen.push(`refused ${event.blockedURI || event.violatedDirective}`));
addEventListener("afterprint", () => seen.push(`printed with ${document.querySelectorAll("details:not([open])").length} folded`));
"""
CHARTS = """() => [...document.querySelectorAll(".plot")].map((plot) => ({
    id: plot.dataset.figure,
    marks: plot.querySelectorAll("svg.main-svg .cartesianlayer :is(.trace path, .hm image)").length,
    width: plot.querySelector("svg.main-svg")?.getBoundingClientRect().width ?? 0,
    height: plot.querySelector("svg.main-svg")?.getBoundingClientRect().height ?? 0,
}))"""
TEXT = """() => {
    const body = document.body.cloneNode(true);
    body.querySelectorAll("script, style").forEach((one) => one.remove());
    return body.textContent;
}"""
READY = "() => [...document.querySelectorAll('.plot')].every((plot) => plot.querySelector('svg.main-svg'))"


@dataclass
class Opened:
    """The page and what was seen of it; `told` has console errors, script errors and dialogs."""

    page: object
    address: str
    requests: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def charts(self) -> list[dict]:
        """Each place for a chart: its id, how many marks are drawn in it, and its size in pixels."""
        return self.page.evaluate(CHARTS)

    def blank(self) -> list[str]:
        """The charts without a mark or without a size."""
        return [one["id"] for one in self.charts() if not (one["marks"] and one["width"] and one["height"])]

    def text(self) -> str:
        """All that stands in the page for people to read, what is folded too."""
        return self.page.evaluate(TEXT)

    def trouble(self) -> list[str]:
        """Everything that a page that keeps to itself never does."""
        asked = [address for address in self.requests if address != self.address]
        return [*asked, *self.told, *(one for one in self.page.evaluate("seen") if one.startswith("refused"))]


@contextmanager
def opened(browser, file: Path, width: int = 1280) -> Iterator[Opened]:
    """The page of a report, from the disk, with every chart drawn; nothing that it asks for but itself is given."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    seen = Opened(page, file.as_uri())
    page.add_init_script(WATCH)
    context.on("request", lambda request: seen.requests.append(request.url))
    context.route("**/*", lambda route: route.continue_() if route.request.url == seen.address else route.abort())
    page.on("console", lambda said: seen.told.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.told.append(str(error)))
    page.on("dialog", lambda dialog: (seen.told.append(f"dialog {dialog.message}"), dialog.dismiss()))
    try:
        page.goto(seen.address, wait_until="load")
        page.wait_for_function(READY, timeout=30_000)
        yield seen
    finally:
        context.close()
