"""The evidence desk as a coach meets it: JupyterLab in a browser, and the keyboard alone."""

import csv
import os
import signal
from collections.abc import Iterator

import desk_practice
import pytest
from labs import lab_on, page_on, run_all, until

SAYS = "() => document.querySelector('.coachkit-says')?.innerText ?? ''"
MARKED = "() => document.querySelector('.coachkit-desk .text mark')?.innerText ?? ''"
IN_DESK = "() => document.activeElement.classList.contains('coachkit-desk')"
CELLS = ".jp-Notebook .jp-Cell"


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[dict]:
    made = desk_practice.made(tmp_path_factory.mktemp("made") / "practice")
    with lab_on(tmp_path_factory.mktemp("desk"), made) as running:
        yield running


def rows(lab: dict) -> list[tuple[str, ...]]:
    """(criterion, decision, quote, reason) of evidence.csv."""
    path = lab["practice"] / "evidence.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as held:
        return [
            tuple(row[name] for name in ("criterion", "decision", "quote", "reason")) for row in csv.DictReader(held)
        ]


def opened(page) -> None:
    """The desk is shown, with a passage, and has the focus."""
    page.wait_for_function(f"() => ({MARKED})() !== '' && ({IN_DESK})()", timeout=120_000)


def press(page, key: str, says: str) -> None:
    """Press a key; wait until the desk says this."""
    page.keyboard.press(key)
    page.wait_for_function(f"says => ({SAYS})().startsWith(says)", arg=says, timeout=30_000)


def kernel(lab: dict) -> int:
    """The process of the one kernel: the only one whose command names a file of this server."""
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/cmdline", "rb") as held:
                command = held.read().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "ipykernel_launcher" in command and any(str(lab["home"]) in part for part in command):
            return int(entry)
    raise AssertionError("there is no kernel")


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="finds the kernel's process by /proc")
def test_decisions_by_keyboard_alone_are_on_the_disk_and_outlast_the_kernel(lab, browser):
    page, told = page_on(browser, lab, "evidence-desk", 1000)
    run_all(page)
    opened(page)
    cells = page.locator(CELLS).count()
    assert page.evaluate(MARKED) == "The confidential part of our contract came up again."

    press(page, "]", "From “The confidential part of our”")
    press(page, "Shift+ArrowLeft", "From “The confidential part of our” to “the sponsor hears nothing from”")
    page.keyboard.press("w")
    page.keyboard.type("all rules: nothing leaves the room")  # a, r, l, u and n are words here
    page.keyboard.press("Escape")
    assert page.evaluate(IN_DESK)
    assert rows(lab) == []
    press(page, "a", "E001 is accepted for Q1, and written. Q1 has 1 of 2.")
    quote = "The confidential part of our contract came up again. We agreed that the sponsor hears nothing from"
    assert rows(lab) == [("Q1", "accepted", quote, "all rules: nothing leaves the room")]

    for key in ("d", "d", "z"):  # JupyterLab's own keys to delete a cell, and others
        page.keyboard.press(key)
    rejected = page.evaluate(MARKED)
    press(page, "r", "E002 is rejected")
    page.keyboard.press("w")
    page.keyboard.type("later, maybe")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(f"() => ({SAYS})().startsWith('E003 is accepted')", timeout=30_000)
    assert [row[1] for row in rows(lab)] == ["accepted", "rejected", "accepted"]
    assert rows(lab)[2][3] == "later, maybe"
    press(page, "u", "Taken back: E003, which was accepted, is not decided any more.")
    assert [row[1] for row in rows(lab)] == ["accepted", "rejected"]
    assert page.locator(CELLS).count() == cells

    here = page.evaluate(MARKED)
    before = kernel(lab)
    os.kill(before, signal.SIGKILL)
    until(lambda: kernel_or_none(lab) not in (None, before), 60)  # JupyterLab starts another
    page.keyboard.press("Escape")
    dismissed = page.get_by_role("button", name="Ok", exact=True)
    if dismissed.count():
        dismissed.first.click()
    page.reload()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    run_all(page)
    opened(page)
    assert page.evaluate(MARKED) == here
    assert "1 of 2" in page.locator(".coachkit-desk").inner_text()
    offered = {page.evaluate(MARKED)}
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(150)
        offered.add(page.evaluate(MARKED))
    assert rejected not in offered
    assert len(offered) > 2
    assert [message for message in told if "WebSocket" not in message and "kernels" not in message] == []
    page.close()


def kernel_or_none(lab: dict) -> int | None:
    try:
        return kernel(lab)
    except AssertionError:
        return None


def test_tab_reaches_every_button_of_the_desk_and_enter_presses_it(lab, browser):
    page, told = page_on(browser, lab, "evidence-desk", 1000)
    run_all(page)
    opened(page)
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.innerText.trim()")
        if not page.evaluate("document.activeElement.closest('.coachkit-desk') !== null"):
            break
        reached.append(name)
        if name.startswith("BUTTON Next criterion"):
            page.keyboard.press("Enter")
            page.wait_for_function(f"() => ({SAYS})().startsWith('Q')", timeout=30_000)
    shown = page.locator(".coachkit-desk button:visible").all_inner_texts()
    assert {name.removeprefix("BUTTON ") for name in reached if name.startswith("BUTTON")} == {
        each.strip() for each in shown
    }
    assert {"TEXTAREA", "SELECT"} <= {name.split()[0] for name in reached}
    assert told == []
    page.close()
