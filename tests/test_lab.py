"""The notebook to explore by hand, as a coach meets it: `coachkit lab`, JupyterLab in a browser, and the keyboard."""

import json
import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from labs import lab_on, page_on, run_all, until

SAYS = "() => [...document.querySelectorAll('p')].map(p => p.innerText).find(text => text.startsWith('Your choice'))"
SUPPOSED = "() => [...document.querySelectorAll('p.says')].at(-1).innerText"
MARKS = """() => [...document.querySelectorAll('.js-plotly-plot')].map(plot => Object.fromEntries((plot.data ?? [])
    .filter(trace => trace.visible !== false && trace.x?.length).map(trace => [trace.name, trace.x.length])))"""
REACH = "() => document.querySelectorAll('.js-plotly-plot')[5].data.find(t => t.name === 'if it were so').x.length"
DRAWN = "() => document.querySelectorAll('.js-plotly-plot').length === 6 && document.querySelectorAll('.point path').length > 100"
CHANGED = f"before => ({SAYS})() !== before"
HOURS, CADENCE, FEEDBACK, THEMES, REFLECTION = range(5)


@pytest.fixture(scope="module")
def lab(tmp_path_factory, example) -> Iterator[dict]:
    with lab_on(tmp_path_factory.mktemp("lab"), example) as running:
        yield running


@pytest.fixture(scope="module")
def page(lab, browser):
    """The notebook, run once for all tests, in their order; `told` collects what the browser complains of."""
    page, page_told = page_on(browser, lab, "explore", 1400)
    page.told = page_told
    run_all(page)
    page.wait_for_function(DRAWN, timeout=120_000)
    yield page
    page.close()


def test_the_lab_listens_to_this_computer_alone_and_asks_for_a_token(lab, browser):
    assert re.fullmatch(r"http://(127\.0\.0\.1|localhost):\d+/", lab["url"])
    assert re.fullmatch(r"[0-9a-f]{48}", lab["token"])
    with pytest.raises(HTTPError) as refused:
        urlopen(lab["url"] + "api/contents/explore.ipynb")
    assert refused.value.code == 403


def test_no_request_leaves_this_computer(lab, browser):
    page, asked = browser.new_page(), set()
    page.on("request", lambda request: asked.add(urlsplit(request.url.removeprefix("blob:")).hostname))
    page.on("websocket", lambda socket: asked.add(urlsplit(socket.url).hostname))
    page.goto(f"{lab['url']}lab/tree/explore.ipynb?token={lab['token']}")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    assert asked - {None} <= {"127.0.0.1", "localhost"}
    assert page.get_by_text("Jupyter news").count() == 0
    answer = page.request.get(f"{lab['url']}lab?token={lab['token']}")
    assert answer.headers["content-security-policy"].startswith("default-src 'self' data: blob:;")
    page.close()


def test_a_slider_moved_by_keyboard_moves_the_date_and_the_chart_and_nothing_of_the_notebook(page):
    drawn = page.evaluate(REACH)
    assert page.evaluate(SUPPOSED).startswith("As things are. Planned hours: likely by ")
    active = "() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(cell => cell.classList.contains('jp-mod-active'))"
    cell, slider = page.evaluate(active), page.get_by_role("slider").first
    slider.press("ArrowRight")
    slider.press("ArrowUp")
    until(lambda: page.evaluate(SUPPOSED).startswith("No contact for 2 weeks from today. Planned hours: likely by "))
    assert page.evaluate(SUPPOSED).endswith("That is 14 days later than as things are, 7 August 2026.")
    until(lambda: page.evaluate(REACH) == drawn + 2)
    assert page.evaluate(active) == cell
    assert page.told == []


def test_what_stands_behind_a_bar_is_read_by_click_and_by_keyboard(page):
    text = page.get_by_role("region", name=re.compile("^Text of"))
    page.locator(".js-plotly-plot").nth(HOURS).locator(".bars .point path").first.click(force=True)
    page.get_by_role("heading", name=re.compile("^September 2024, planned: ")).wait_for()
    first = text.get_attribute("aria-label")
    page.get_by_role("button", name="later", exact=True).press("Enter")
    until(lambda: text.get_attribute("aria-label") not in (None, first))
    second = text.get_attribute("aria-label")
    page.get_by_role("combobox", name="Read", exact=True).press("ArrowDown")
    until(lambda: text.get_attribute("aria-label") not in (first, second))
    page.locator(".js-plotly-plot").nth(REFLECTION).locator(".bars .point path").first.click(force=True)
    page.get_by_role(
        "heading", name=re.compile(r"^September 2024, Experience: \d+ sentences in \d+ sheets$")
    ).wait_for()
    assert text.locator("mark").count() > 0
    assert "Pemberley" not in text.inner_text() and "C01" in text.inner_text()
    assert page.told == []


def test_a_choice_by_keyboard_changes_the_sentence_and_the_charts_together_and_saving_keeps_none(lab, page):
    everything, marks = page.evaluate(SAYS), page.evaluate(MARKS)
    assert everything.startswith("Your choice holds 165 contacts (103.3 hours), 98 sheets and ")
    assert [sorted(each) for each in marks[:4]] == [
        ["in the moment", "planned"],
        ["in the moment", "no contact", "planned"],
        ["mixed", "negative", "neutral", "positive", "unsure"],
        ["pale: how far its 90% interval reaches", "size: share of the client’s sheets"],
    ]
    n = "() => document.querySelectorAll('.js-plotly-plot')[4].layout.annotations.map(each => each.text).join()"
    sentences = page.evaluate(n)

    page.get_by_role("checkbox", name="planned", exact=True).press("Space")
    page.wait_for_function(CHANGED, arg=everything)
    unplanned = page.evaluate(SAYS)
    assert unplanned.startswith("Your choice holds 90 contacts (21.6 hours), 68 sheets and ")
    until(lambda: sorted(page.evaluate(MARKS)[HOURS]) == ["in the moment"])
    until(lambda: sorted(page.evaluate(MARKS)[CADENCE]) == ["in the moment", "no contact"])
    until(lambda: page.evaluate(MARKS)[FEEDBACK] == marks[FEEDBACK])
    until(lambda: 0 < sum(page.evaluate(MARKS)[THEMES].values()) < sum(marks[THEMES].values()))
    until(lambda: page.evaluate(n) != sentences)

    page.get_by_label("to", exact=True).press("ArrowDown")  # a month, or a day, back
    page.wait_for_function(CHANGED, arg=unplanned)
    page.get_by_role("button", name="none", exact=True).first.press("Enter")
    page.get_by_text("Nothing to show for this choice.").first.wait_for()
    until(lambda: page.evaluate(MARKS)[HOURS:FEEDBACK] == [{}, {}])
    until(lambda: page.evaluate(MARKS)[:5] == [{}] * 5)

    page.keyboard.press("Control+s")
    file = lab["practice"] / "private" / "notebooks" / "explore.ipynb"
    until(lambda: '"execution_count": 2' in file.read_text("utf-8"))
    assert re.findall("widget-state|Your choice|C01", file.read_text("utf-8")) == []
    shipped = json.loads((lab["home"] / "notebooks" / "explore.ipynb").read_text("utf-8"))
    assert [cell["execution_count"] for cell in shipped["cells"] if cell["cell_type"] == "code"] == [None, None]
    assert page.told == []
