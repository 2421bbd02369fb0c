"""What a cell shows is plain JSON for the page, escaped HTML for JupyterLab and text for a terminal."""

import json

import pandas as pd
import pytest

from coachkit import figures, show

HOSTILE = "<script>alert(1)</script>"
FRAME = pd.DataFrame(
    {
        "client_id": [HOSTILE, "C02"],
        "minutes": pd.array([90, None], dtype="Int64"),
        "date": pd.to_datetime(["2025-03-02", None]),
        "share": [0.256, 1.0],
        "ok": [True, False],
        "start": [0, 50],
    }
)
CHART = figures.hours_waterfall(pd.DataFrame({"step": ["logged", "claimable"], "minutes": [600, 600]}))

EVERY = {
    "sentence": show.sentence(HOSTILE),
    "chart": show.chart(CHART),
    "table": show.table(FRAME, HOSTILE, name="hours"),
    "quotes": show.quotes(FRAME, HOSTILE, text="client_id", source="client_id", why="ok"),
    "findings": show.findings(
        [{"text": HOSTILE, "link": "hours", "quotes": [{"text": HOSTILE, "place": "S1", "why": "", "source_id": "S1"}]}]
    ),
    "words": show.words("hours", HOSTILE, markdown=HOSTILE, changed=True),
    "prompts": show.words("hours", "Hours", prompts=[HOSTILE]),
}


@pytest.mark.parametrize("kind", EVERY)
def test_every_bundle_is_plain_json_with_html_and_text(kind):
    bundle = EVERY[kind]._repr_mimebundle_()
    assert json.loads(json.dumps(bundle, allow_nan=False)) == bundle
    assert bundle[show.MIME]["kind"] == ("words" if kind == "prompts" else kind)
    assert bundle["text/plain"]
    assert "<script" not in bundle["text/html"]


def test_only_a_chart_has_a_plotly_form_and_there_it_carries_its_title():
    forms = {kind for kind, shown in EVERY.items() if "application/vnd.plotly.v1+json" in shown._repr_mimebundle_()}
    assert forms == {"chart"}
    bundle = EVERY["chart"]._repr_mimebundle_()
    assert bundle["application/vnd.plotly.v1+json"]["layout"]["title"]["text"] == "All 10.0 hours logged can be claimed"
    assert "title" not in bundle[show.MIME]["figure"]["layout"]
    assert set(bundle[show.MIME]) == {"kind", "name", "title", "alt", "figure", "narrow", "dark"}


def test_a_table_shows_hours_beside_minutes_and_blanks_as_nothing():
    data = show.table(FRAME, "Hours", name="hours").data
    assert [column["label"] for column in data["columns"]] == [
        "Client id",
        "Hours",
        "Minutes",
        "Date",
        "Share",
        "Ok",
        "Start",
    ]
    assert [column["numeric"] for column in data["columns"]] == [False, True, True, False, True, False, True]
    assert data["rows"] == [
        [HOSTILE, "1.5", "90", "2025-03-02", "0.26", "yes", "0"],
        ["C02", "", "", "", "1", "no", "50"],
    ]
    assert data["more"] == 0


def test_a_table_picks_and_names_columns_and_counts_the_rows_not_shown():
    data = show.table(FRAME, "Clients", columns={"client_id": "Client"}, rows=1).data
    assert (data["columns"], data["rows"], data["more"]) == (
        [{"name": "client_id", "label": "Client", "numeric": False}],
        [[HOSTILE]],
        1,
    )


def test_an_empty_table_keeps_its_columns():
    shown = show.table(FRAME.head(0), "Hours")
    assert shown.data["rows"] == []
    assert len(shown.data["columns"]) == 7


def test_a_table_in_jupyterlab_has_a_caption_and_scopes():
    html = show.table(FRAME[["client_id"]].tail(1), "A & B").html
    assert html == (
        '<table><caption>A &amp; B</caption><thead><tr><th scope="col">Client id</th></tr></thead>'
        '<tbody><tr><th scope="row">C02</th></tr></tbody></table>'
    )


def test_quotes_carry_their_place():
    sentences = pd.DataFrame({"source_id": ["C02", "C02"], "paragraph": [1, 2], "start": [0, 40]})
    items = show.quotes(FRAME.tail(1), "Said", text="client_id", source="client_id", sentences=sentences).data["items"]
    assert items == [{"text": "C02", "place": "C02, paragraph 2", "why": "", "source_id": "C02"}]
    some = show.quotes(FRAME, "Said", text="client_id", source="client_id", most=1).data
    assert (some["caption"], len(some["items"])) == (f"Said (1 of {len(FRAME)})", 1)
    assert show.quotes(FRAME.head(0), "Said", text="client_id", source="client_id").data["items"] == []


def test_words_are_the_coachs_own_or_else_questions():
    assert show.words("hours", "Hours", "Mine.").data == {
        "kind": "words",
        "section": "hours",
        "title": "Hours",
        "changed": False,
        "markdown": "Mine.",
    }
    assert show.words("hours", "Hours", " ", ["Why?"]).data == {
        "kind": "words",
        "section": "hours",
        "title": "Hours",
        "changed": False,
        "prompts": ["Why?"],
    }


def test_no_findings_is_said():
    assert repr(show.findings([])) == "Nothing needs your attention."
