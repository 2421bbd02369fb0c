"""The page: assembled in order, everything escaped, nothing fetched, each chart drawn, readable without scripts."""

import itertools
import re

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from coachkit import show
from coachkit.figures import Chart
from coachkit.figures.chart import blank, nothing
from coachkit.page import markdown, page, policy, sections_of

HOSTILE = '</script><script>document.title = "taken"</script><img src=x onerror="document.title=1">'


def shown(thing) -> nbformat.NotebookNode:
    """A code cell that showed this."""
    output = new_output("execute_result", data=thing._repr_mimebundle_(), execution_count=1)
    return new_code_cell("x", outputs=[output], execution_count=1)


def asked(text: str, *tags: str) -> nbformat.NotebookNode:
    return new_markdown_cell(text, metadata={"tags": list(tags)})


def chart(name: str, title: str = "Two of three") -> Chart:
    figure = blank(height=200).add_bar(x=["a", HOSTILE], y=[1, 2])
    return Chart(figure, title, f"Bars. {title}.", name, {"margin.l": 2})


TABLE = pd.DataFrame({"client_id": ["C01", HOSTILE], "minutes": [90, 30]})


def notebook(*cells) -> nbformat.NotebookNode:
    return new_notebook(cells=list(cells))


def small() -> dict[str, nbformat.NotebookNode]:
    """Three notebooks with one of everything that can be shown."""
    quote = {"text": f"I asked. {HOSTILE}", "place": "S001, paragraph 2", "why": "not checked", "source_id": "S001"}
    found = [
        {"text": "One is thin.", "link": "coverage", "quotes": [quote]},
        {"text": "Notes.", "link": "records", "quotes": []},
        {"text": "Elsewhere.", "link": "nowhere", "quotes": []},
    ]
    return {
        "00-overview": notebook(
            asked("# What is worth your attention?", "section:overview"), shown(show.findings(found))
        ),
        "01-hours": notebook(
            asked("# Where did the hours go?\n\nIn *minutes*.", "section:hours"),
            shown(show.chart(chart("first"))),
            shown(show.sentence("Two of three.")),
            shown(show.table(TABLE, "Minutes by client")),
            asked("## And then?"),
            shown(show.chart(chart("second", "A title"))),
            shown(show.sentence(f"A finding. {HOSTILE}")),
            shown(show.quotes(pd.DataFrame({"source_id": ["S002"], "passage": [HOSTILE]}), "Said")),
            shown(
                show.words(
                    "hours",
                    "In your own words",
                    f"# Mine\n\n{HOSTILE} [here](javascript:alert(1)) <https://x.test>",
                    changed=True,
                )
            ),
        ),
        "04-coverage": notebook(
            asked("# Where is the evidence thin?", "section:coverage"),
            shown(show.words("coverage", "Questions to you", prompts=["What then?"])),
        ),
        "06-commentary": notebook(
            asked("# What have you written?", "section:commentary"),
            asked("# How was this made?", "section:made"),
            asked("## What was read?", "section:records"),
            shown(show.table(TABLE, "Notes", rows=1)),
        ),
    }


@pytest.fixture(scope="module")
def html() -> str:
    return page(small(), "Practice report: example", "2024 to 2026", "0.1.0")


def test_sections_stand_in_the_order_of_the_page_and_findings_link_to_them(html):
    body = html[html.index("<body>") : html.rindex("<script>")]
    assert re.findall(r'<section id="([^"]+)"', body) == ["overview", "coverage", "hours", "commentary", "made"]
    assert re.findall(r'<a href="#([^"]+)">', body[: body.index("<nav")]) == ["coverage", "records"]
    assert 'id="records">What was read?</h3>' in body


def test_headings_nest_and_there_is_one_of_the_first_level(html):
    levels = [
        int(level)
        for level in re.findall(
            r"<h([1-6])", html[html.index("<body>") : html.rindex("<script>", 0, html.rindex("<script>"))]
        )
    ]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_sentence_stands_above_its_chart_unless_the_title_says_the_same_and_tables_are_folded_under_it():
    blocks = sections_of(small()["01-hours"], "hours")[0].blocks
    assert [block["kind"] for block in blocks] == [
        "markdown",
        "chart",
        "heading",
        "sentence",
        "chart",
        "quotes",
        "words",
    ]
    assert [table["caption"] for table in blocks[1]["tables"]] == ["Minutes by client"]


def test_tables_can_be_read_by_a_screen_reader(html):
    assert "<caption>Minutes by client</caption>" in html
    assert html.count("<th ") == html.count('<th scope="col"') + html.count('<th scope="row"') == 6 + 3
    assert 'role="region" tabindex="0" aria-label="Minutes by client"' in html
    assert "The first 1 rows" not in html
    assert "Only the first row is shown; all 2 stand in tables/ beside this page." in html


def test_a_chart_or_table_of_nothing_is_one_line():
    cells = (
        asked("# Anything?"),
        shown(show.chart(nothing("none", "no contact"))),
        shown(show.table(TABLE.iloc[:0], "Contacts")),
    )
    text = page({"01-hours": notebook(*cells)}, "Empty")
    assert '<p class="aside">Nothing to show yet: no contact.</p>' in text
    assert '<p class="aside">Contacts: nothing to list.</p>' in text
    assert "<figure" not in text[: text.rindex("<script>", 0, text.rindex("<script>"))]


def test_what_comes_from_the_records_stays_text(html):
    assert HOSTILE not in html
    assert "<img" not in html[: html.rindex("<script>", 0, html.rindex("<script>"))]
    assert 'href="javascript' not in html and 'https://x.test"' not in html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b**\n\n- c", "<p>a <strong>b</strong></p>\n<ul>\n<li>c</li>\n</ul>\n"),
        ("# One\n\n###### Two", "<h4>One</h4>\n<h6>Two</h6>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("<script>\nx\n</script>", "<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>\n"),
        ("[a](javascript:x) ![i](http://x.test/i.png)", "<p>[a](javascript:x) ![i](http://x.test/i.png)</p>\n"),
        ("[a]: http://x.test\n\n[a]", "<p>[a]: http://x.test</p>\n<p>[a]</p>\n"),
    ],
)
def test_markdown_keeps_its_html_and_links_as_text(text, expected):
    assert str(markdown(text)) == expected


def test_the_policy_lets_only_these_scripts_run_and_nothing_be_fetched():
    assert policy(["alert(1)"]) == (
        "default-src 'none'; script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src 'none'; form-action 'none'; base-uri 'none'"
    )


def test_a_page_can_be_made_of_no_notebook_at_all():
    assert "<h1>Empty</h1>" in page({}, "Empty")


LOOK = """() => ({
  drawn: [...document.querySelectorAll('.js-plotly-plot')].map(plot => plot.querySelectorAll('svg.main-svg .bars path').length),
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  title: document.title, images: document.images.length,
  ink: getComputedStyle(document.querySelector('.xtick text')).fill,
})"""


@pytest.fixture(scope="module")
def opened(browser, html, tmp_path_factory):
    """The page in a real browser, with what the browser complained of and asked for."""
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(html, encoding="utf-8")

    def look(width: int, **how):
        heard = []
        tab = browser.new_page(viewport={"width": width, "height": 900}, **how)
        tab.on("console", lambda message: heard.append(message.text))
        tab.on("pageerror", lambda error: heard.append(str(error)))
        tab.on("request", lambda request: heard.append(request.url) if request.url != path.as_uri() else None)
        tab.goto(path.as_uri())
        return tab, heard

    return look


@pytest.mark.parametrize(
    ("width", "scheme", "ink"), [(1200, "light", "rgb(43, 43, 43)"), (360, "dark", "rgb(230, 230, 230)")]
)
def test_every_chart_is_drawn_with_no_request_and_no_complaint(opened, width, scheme, ink):
    tab, heard = opened(width, color_scheme=scheme)
    tab.wait_for_selector("#chart-second svg.main-svg .bars path")
    found = tab.evaluate(LOOK)
    tab.close()
    assert found == {"drawn": [2, 2], "wide": False, "title": "Practice report: example", "images": 0, "ink": ink}
    assert heard == []


def test_without_scripts_each_chart_says_what_it_shows_and_its_table_is_there(opened):
    tab, _ = opened(1200, java_script_enabled=False)
    assert tab.locator(".plot .alt").all_inner_texts() == ["Bars. Two of three.", "Bars. A title."]
    tab.locator("#chart-first summary").click()
    assert tab.locator("#chart-first table").is_visible()
    tab.close()


def test_in_print_a_long_table_is_one_line_that_names_its_file(browser, tmp_path):
    long = pd.DataFrame({"client_id": ["C01"] * 61})
    cells = (asked("# Hours?"), shown(show.table(long, "Loops", name="loops")))
    (tmp_path / "long.html").write_text(page({"01-hours": notebook(*cells)}, "Long"), encoding="utf-8")
    tab = browser.new_page()
    tab.goto((tmp_path / "long.html").as_uri())
    assert tab.locator("summary").inner_text() == "Table: Loops (61 rows)"
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("summary").inner_text() == "Table: Loops (61 rows, not printed; see tables/loops.csv)"
    assert not tab.locator("table").is_visible()
    tab.close()


def test_no_line_ends_within_an_n_or_an_id():
    text = page({"01-hours": notebook(asked("# Hours?"), shown(show.sentence("700-1.3 <b> (n = 34).")))}, "Whole")
    assert (
        '<p class="finding"><span class="whole">700-1.3</span> &lt;b&gt; (<span class="whole">n = 34</span>).</p>'
        in text
    )


def test_in_print_folded_tables_are_open_navigation_is_gone_and_charts_fit_the_sheet(opened):
    tab, _ = opened(1200)
    tab.wait_for_selector("#chart-second svg.main-svg .bars path")
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("#chart-first table").is_visible()
    assert not tab.locator("nav").is_visible()
    assert (
        tab.evaluate("Math.max(...[...document.querySelectorAll('svg.main-svg')].map(one => one.clientWidth))") <= 660
    )
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    tab.emulate_media(media="screen")
    assert not tab.locator("#chart-first table").is_visible()
    tab.close()
