"""The desk as a page without code, as a coach meets it: `coachkit app` in a browser, without a folder."""

import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from labs import app_on, until

SAID = "() => [...document.querySelectorAll('p.says')].map(p => p.innerText)"
BARS = "() => document.querySelectorAll('.js-plotly-plot')[0].querySelectorAll('.bars .point').length"
DRAWN = "() => document.querySelectorAll('.js-plotly-plot').length === 6 && document.querySelectorAll('.point path').length > 100"
KERNEL = "00000000-0000-0000-0000-000000000000"


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[dict]:
    """The page as `coachkit app` serves it on a copy of the example."""
    with app_on(tmp_path_factory.mktemp("app")) as started:
        yield started


def test_the_page_listens_to_this_computer_alone_and_asks_for_a_token(app, browser):
    address = urlsplit(app["url"])
    assert address.hostname == "127.0.0.1"
    assert re.fullmatch("token=[0-9a-f]{48}", address.query)
    for path in ("voila/api/contents", f"voila/api/shutdown/{KERNEL}", f"api/kernels/{KERNEL}/channels"):
        with pytest.raises(HTTPError) as refused:
            urlopen(f"http://{address.netloc}/{path}")
        assert refused.value.code in (403, 405)
    for path in ("", "voila/tree", "voila/render/explore.ipynb"):
        answer = urlopen(f"http://{address.netloc}/{path}")
        assert answer.url.startswith(f"http://{address.netloc}/login?")
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self' data: blob:;")


def test_it_says_in_one_line_that_it_works_on_a_copy_of_the_example(app, browser):
    assert (app["home"] / "log").read_text().splitlines()[:2] == [
        "This is a copy of the example, in the folder example-practice; what you decide in it is kept there.",
        "The desk of example-practice opens as a page; Ctrl+C stops it.",
    ]
    assert (app["home"] / "example-practice" / "contacts.csv").is_file()


def test_without_code_a_choice_and_a_slider_change_the_charts_and_no_request_leaves_this_computer(app, browser):
    page, asked, told = browser.new_page(viewport={"width": 1400, "height": 1000}), set(), []
    page.on("request", lambda request: asked.add(urlsplit(request.url.removeprefix("blob:")).hostname))
    page.on("websocket", lambda socket: asked.add(urlsplit(socket.url).hostname))
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.goto(app["url"])
    page.get_by_role("link", name="Explore your practice").click()
    page.wait_for_function(DRAWN, timeout=180_000)
    assert page.get_by_text("desk.explore").count() == 0
    before, bars = page.evaluate(SAID), page.evaluate(BARS)
    assert before[0].startswith("Your choice holds 165 contacts (103.3 hours), 98 sheets and ")

    page.get_by_role("checkbox", name="planned", exact=True).press("Space")
    until(lambda: page.evaluate(SAID)[0].startswith("Your choice holds 90 contacts (21.6 hours), 68 sheets and "))
    until(lambda: page.evaluate(BARS) < bars)
    page.get_by_role("slider").first.press("ArrowRight")
    until(lambda: page.evaluate(SAID)[-1].endswith("That is 7 days later than as things are, 7 August 2026."))
    assert asked - {None} == {"127.0.0.1"}
    assert told == []
    page.close()
