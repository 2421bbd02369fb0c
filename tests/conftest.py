"""What tests share: the shipped practice's folder, and a real browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


collect_ignore = ["benchmarks", "gold"]  # scripts that measure, and labels
LONGEST = ("test_nbval", "test_lab", "test_evidence_lab", "test_end_to_end", "test_notebooks")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that drive a browser; the files that take longest come first, so that no worker waits for them at the end."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def example() -> Path:
    """The folder of the fictional practice."""
    return ROOT / "data" / "example"


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """A headless Chromium of the machine's own; one line and a skip without it, a failure where it is required."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        required = os.environ.get("CI") == "true" or os.environ.get("COACHKIT_REQUIRE_BROWSER") == "1"
        (pytest.fail if required else pytest.skip)(f"no Chromium found: install one of {', '.join(CHROMIUM)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()
