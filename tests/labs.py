"""`coachkit lab` and `coachkit app` as a coach starts them, on a copy of everything, for tests that drive them in a browser."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import ROOT

RUN = r"""() => { const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(each => each.innerText);
    return prompts.length > 0 && prompts.every(each => /^\[\d+\]/.test(each)); }"""
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


@contextmanager
def lab_on(home: Path, practice: Path) -> Iterator[dict]:
    """What JupyterLab says of itself (url, token, ...) once `coachkit lab` has started it in `home`, on a copy of a practice."""
    copy = shutil.copytree(practice, home / "a practice")
    with serving(home, "lab", str(copy)) as server:
        yield started(home, server, noted) | {"practice": copy}


@contextmanager
def app_on(home: Path, *practice: str) -> Iterator[dict]:
    """The address (url, with its token) of the page that `coachkit app` has started in `home`, on a practice or on its own copy of the example."""
    with serving(home, "app", *practice) as server:
        yield started(home, server, addressed)


@contextmanager
def serving(home: Path, *words: str) -> Iterator[subprocess.Popen]:
    """`coachkit WORDS` at work in `home`, on a copy of everything, until the block ends."""
    for name in ("coachkit", "data", "notebooks"):
        shutil.copytree(ROOT / name, home / name, ignore=LEFT_BEHIND)
    command = [sys.executable, "-m", "coachkit", *words]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=home, env=environment(home), stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield server
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        finally:
            os.killpg(server.pid, signal.SIGKILL) if running(server.pid) else None


def environment(home: Path) -> dict[str, str]:
    """The copy's own package and settings: any free port, no window, and root may run it; nothing about the token."""
    settings = {"allow_root": True, "open_browser": False, "port": 0}
    (home / "settings").mkdir()
    (home / "settings" / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": settings}))
    (home / "settings" / "voila.json").write_text(json.dumps({"Voila": {"open_browser": False}}))
    path = os.pathsep.join(filter(None, [str(home), os.environ.get("PYTHONPATH")]))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    return kept | {
        "PYTHONPATH": path,
        "PYTHONUNBUFFERED": "1",
        "JUPYTER_CONFIG_DIR": str(home / "settings"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "lab settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
    }


def started(home: Path, server: subprocess.Popen, look: Callable[[Path], dict]) -> dict:
    """What `look` finds of where the server listens, once it does."""
    for _ in range(600):
        if found := look(home):
            return found | {"home": home}
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"it did not start:\n{(home / 'log').read_text()}")


def noted(home: Path) -> dict:
    """JupyterLab's own note of where it listens."""
    for note in map(Path.read_text, home.glob("runtime/jpserver-*.json")):
        if note and not socket.socket().connect_ex(("127.0.0.1", json.loads(note)["port"])):
            return json.loads(note)
    return {}


def addressed(home: Path) -> dict:
    """The address that Voilà tells in its log."""
    found = re.search(r"http://127\S+", (home / "log").read_text())
    return {"url": found[0]} if found else {}


def running(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def page_on(browser, lab: dict, notebook: str, height: int) -> tuple:
    """A page with a notebook open and its kernel idle, and the list that its errors are told in."""
    page, told = browser.new_page(viewport={"width": 1400, "height": height}), []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{lab['url']}lab/tree/{notebook}.ipynb?token={lab['token']}")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    return page, told


def run_all(page) -> None:
    """Run > Run All Cells, until every cell has run: JupyterLab then makes the last one active."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(RUN, timeout=120_000)


def until(true, seconds: int = 30) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.1)
