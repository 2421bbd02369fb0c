"""The notebook to explore by hand, as a coach meets it: `coachkit lab`, JupyterLab in a browser, and the keyboard."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from conftest import ROOT

LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
SAYS = "() => [...document.querySelectorAll('p')].map(p => p.innerText).find(text => text.startsWith('Your choice'))"
MARKS = """() => [...document.querySelectorAll('.js-plotly-plot')].map(plot => Object.fromEntries(
    (plot.data ?? []).map(trace => [trace.name, trace.x.length])))"""
DRAWN = "() => document.querySelectorAll('.js-plotly-plot .points path').length > 100"
CHANGED = f"before => ({SAYS})() !== before"


@pytest.fixture(scope="module")
def lab(tmp_path_factory, example) -> Iterator[dict]:
    """What JupyterLab says of itself (url, token, ...) once `coachkit lab` has started it on a copy of everything."""
    home = tmp_path_factory.mktemp("lab")
    for name in ("coachkit", "data", "notebooks"):
        shutil.copytree(ROOT / name, home / name, ignore=LEFT_BEHIND)
    practice = shutil.copytree(example, home / "a practice")
    command = [sys.executable, "-m", "coachkit", "lab", str(practice)]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=home, env=environment(home), stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield started(home, server)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        finally:
            os.killpg(server.pid, signal.SIGKILL) if running(server.pid) else None


def environment(home: Path) -> dict[str, str]:
    """The copy's own package and settings: any free port, no window, and root may run it; nothing about the token."""
    settings = {"ServerApp": {"allow_root": True, "open_browser": False, "port": 0}}
    (home / "settings").mkdir()
    (home / "settings" / "jupyter_server_config.json").write_text(json.dumps(settings))
    path = os.pathsep.join(filter(None, [str(home), os.environ.get("PYTHONPATH")]))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    return kept | {
        "PYTHONPATH": path,
        "JUPYTER_CONFIG_DIR": str(home / "settings"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "lab settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
    }


def started(home: Path, server: subprocess.Popen) -> dict:
    """The server's own note of where it listens, once it does."""
    for _ in range(300):
        for note in map(Path.read_text, home.glob("runtime/jpserver-*.json")):
            if note and not socket.socket().connect_ex(("127.0.0.1", json.loads(note)["port"])):
                return json.loads(note) | {"home": home}
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{(home / 'log').read_text()}")


def running(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_lab_listens_to_this_computer_alone_and_asks_for_a_token(lab, browser):
    assert re.fullmatch(r"http://(127\.0\.0\.1|localhost):\d+/", lab["url"])
    assert re.fullmatch(r"[0-9a-f]{48}", lab["token"])
    with pytest.raises(HTTPError) as refused:
        urlopen(lab["url"] + "api/contents/explore.ipynb")
    assert refused.value.code == 403


def test_a_choice_by_keyboard_changes_the_sentence_and_the_charts_together_and_saving_keeps_none(lab, browser):
    page, told = browser.new_page(viewport={"width": 1600, "height": 1400}), []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{lab['url']}lab/tree/explore.ipynb?token={lab['token']}")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(DRAWN, timeout=60_000)
    everything, marks = page.evaluate(SAYS), page.evaluate(MARKS)
    assert everything.startswith("Your choice holds 165 contacts (103.3 hours), 98 sheets and ")
    assert [sorted(each) for each in marks] == [
        ["in the moment", "no contact", "planned"],
        ["mixed", "negative", "neutral", "positive", "unsure"],
        ["pale: how far its 90% interval reaches", "size: share of the client’s sheets"],
    ]

    page.get_by_role("checkbox", name="planned", exact=True).press("Space")
    page.wait_for_function(CHANGED, arg=everything)
    unplanned = page.evaluate(SAYS)
    assert unplanned.startswith("Your choice holds 90 contacts (21.6 hours), 68 sheets and ")
    until(lambda: sorted(page.evaluate(MARKS)[0]) == ["in the moment", "no contact"])
    until(lambda: page.evaluate(MARKS)[1] == marks[1])
    until(lambda: 0 < sum(page.evaluate(MARKS)[2].values()) < sum(marks[2].values()))

    page.get_by_label("to", exact=True).press("ArrowDown")  # a month, or a day, back
    page.wait_for_function(CHANGED, arg=unplanned)
    page.get_by_role("button", name="none", exact=True).press("Enter")
    page.get_by_text("Nothing to show for this choice.").first.wait_for()
    page.wait_for_function(f"() => ({MARKS})().every(drawn => Object.keys(drawn).length === 0)")

    page.keyboard.press("Control+s")
    file = lab["home"] / "notebooks" / "explore.ipynb"
    until(lambda: '"execution_count": 2' in file.read_text("utf-8"))
    assert re.findall("widget-state|Your choice|C01|a practice", file.read_text("utf-8")) == []
    assert told == []
    page.close()


def until(true, seconds: int = 10) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.1)
