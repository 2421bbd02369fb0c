"""A Word file gives what a person sees in it, in reading order, each word once, with the place a person counts to."""

import re
import warnings
from collections import Counter
from io import BytesIO
from time import monotonic

import docx as python_docx
import pytest
from docx2python import docx2python
from docx_made import (
    box,
    changed,
    docx,
    field,
    gone,
    ins,
    p,
    picture,
    r,
    saved,
    sdt,
    style,
    tbl,
    tc,
    tick,
    tr,
    zipped,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.importers.files import word
from coachkit.importers.pages import Grid, Paragraph, Remark, Unreadable


def read(*body: str, **parts):
    return word.read("notes.docx", docx(*body, **parts))


def paragraphs(document) -> list[tuple[str, str]]:
    return [(block.place, block.text) for block in document.blocks if isinstance(block, Paragraph)]


def text(*body: str, **parts) -> list[str]:
    return [text for _, text in paragraphs(read(*body, **parts))]


def table(*rows: str) -> list[list[str]]:
    (grid,) = read(tbl(*rows)).grids()
    return [[cell.text for cell in row] for row in grid.rows]


def note(place: str, value: str, problem: str, cure: str) -> tuple[Remark]:
    return (Remark(place, value, problem, cure, note=True),)


# Paragraphs


def test_paragraphs_that_hold_text_are_counted_from_1_outside_tables():
    document = read(p("One"), p(), p("Two"), tbl(tr("in the table")), p("Three"))
    assert paragraphs(document) == [("paragraph 1", "One"), ("paragraph 2", "Two"), ("paragraph 3", "Three")]
    assert (document.name, document.kind, document.remarks) == ("notes.docx", "word", ())


def test_a_form_line_with_tab_leaders_stays_one_paragraph_and_a_leading_tab_stays():
    line = p(r("Date:"), r(inside="<w:tab/>"), r("6th Jan 25"))
    assert text(line, p(r(inside="<w:tab/>"), r("40 "))) == ["Date:\t6th Jan 25", "\t40"]


@pytest.mark.parametrize(
    ("inside", "read_as"),
    [
        ("<w:br/>", "a\nb"),
        ("<w:cr/>", "a\nb"),
        ('<w:br w:type="page"/>', "a\nb"),
        ("<w:lastRenderedPageBreak/>", "ab"),
        ("<w:noBreakHyphen/>", "a-b"),
        ("<w:softHyphen/>", "ab"),
        ("<w:t>\u00a0</w:t>", "a b"),
        ("<w:t>\u2011</w:t>", "a-b"),
        ('<w:ptab w:alignment="right"/>', "a\tb"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "a☑b"),
        ('<w:sym w:font="Wingdings 2" w:char="0052"/>', "a☑b"),
        ('<w:sym w:font="Symbol" w:char="F0AE"/>', "a→b"),
        ('<w:sym w:font="Calibri" w:char="00BC"/>', "a¼b"),
        ('<w:footnoteReference w:id="9"/>', "ab"),
        ("<w:ruby><w:rt><w:r><w:t>small</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>big</w:t></w:r></w:rubyBase></w:ruby>", "abigb"),
        ("<mc:AlternateContent><mc:Choice Requires='w16se'/><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent>", "a☺b"),
    ],
)  # fmt: skip
def test_what_stands_between_letters(inside, read_as):
    assert text(p(r("a"), r(inside=inside), r("b"))) == [read_as]


def test_a_page_break_alone_is_nothing():
    assert text(p("One"), p(r(inside='<w:br w:type="page"/>')), p("Two")) == ["One", "Two"]


def test_letters_in_a_font_of_symbols_are_read_as_the_signs_they_show():
    assert text(p(r("ü", props='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), r(" done"))) == ["✓ done"]


def test_a_symbol_that_no_table_knows_is_a_problem_at_its_place():
    document = read(p("One"), p(r("Rated "), r(inside='<w:sym w:font="Webdings" w:char="F050"/>')))
    assert document.remarks == (
        Remark(
            "paragraph 2",
            "Rated \ufffd",
            "holds a symbol that cannot be read",
            "type a plain character in its place",
        ),
    )


def test_an_equation_keeps_its_stroke_and_is_noted():
    half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    document = read(p(r("Lasted "), half, r(" hour")))
    assert paragraphs(document) == [("paragraph 1", "Lasted 1/2 hour")]
    assert document.remarks == note(
        "paragraph 1",
        "12",
        "is an equation, read as plain text in one line",
        "type it as plain text if it reads otherwise",
    )


def test_text_of_links_smart_tags_and_lists_stays_and_the_signs_of_lists_do_not():
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    link = f'<w:hyperlink r:id="none">{r("her notes")}</w:hyperlink>'
    tag = f"<w:smartTag>{r(' in March')}</w:smartTag>"
    assert text(p(r("See "), link, tag, props=listed)) == ["See her notes in March"]


# Headings


@pytest.mark.parametrize(
    ("style_id", "level"),
    [("berschrift2", 2), ("Own", 2), ("Titel", 1), ("Outline", 3), ("Toc", 0), ("Plain", 0), ("Heading4", 4)],
)
def test_a_heading_is_told_by_the_name_or_the_outline_level_of_its_style_in_any_language(style_id, level):
    styles = (
        style("berschrift2", "heading 2")
        + style("Own", "My own", based_on="berschrift2")
        + style("Titel", "Title")
        + style("Outline", "Kop", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("Toc", "TOC Heading", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based_on="berschrift2")
        + style("Plain", "Normal")
    )
    assert [block.heading for block in read(p("Contact 1", style=style_id), styles=styles).blocks] == [level]


def test_a_paragraph_of_its_own_outline_level_is_a_heading():
    assert [block.heading for block in read(p("Contact 1", props='<w:outlineLvl w:val="0"/>')).blocks] == [1]


def test_styles_based_on_each_other_in_a_ring_are_no_heading():
    ring = style("A", "One", based_on="B") + style("B", "Two", based_on="A")
    assert [block.heading for block in read(p("x", style="A"), styles=ring).blocks] == [0]


# Tables


def test_cells_are_told_by_table_row_and_column():
    document = read(tbl(tr("a")), tbl(tr("Date", "Client"), tr("6 Jan", tc("Priya", "by phone"))))
    grid = list(document.grids())[1]
    assert grid.place == "table 2"
    assert [(cell.place, cell.text) for cell in grid.rows[1]] == [
        ("table 2, row 2, column 1", "6 Jan"),
        ("table 2, row 2, column 2", "Priya\nby phone"),
    ]


def test_a_cell_merged_across_and_down_is_one_object_in_every_place_it_covers():
    (grid,) = read(
        tbl(
            tr(tc("wide and high", span=2, merge="restart"), "b"),
            tr(tc(span=2, merge="continue"), "d"),
            tr("e", "f", "g"),
        )
    ).grids()
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["wide and high", "wide and high", "b"],
        ["wide and high", "wide and high", "d"],
        ["e", "f", "g"],
    ]
    assert len({id(cell) for row in grid.rows[:2] for cell in row[:2]}) == 1


def test_cells_merged_the_older_way_are_one_object():
    begins, goes_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    (grid,) = read(tbl(tr(tc("ab", props=begins), tc(props=goes_on), "c"), tr("d", "e", "f"))).grids()
    assert [cell.text for cell in grid.rows[0]] == ["ab", "ab", "c"]
    assert grid.rows[0][0] is grid.rows[0][1]


def test_rows_of_unequal_length_are_padded_with_blank_cells():
    assert table(tr("a", "b", "c"), tr("d"), tr("e", props='<w:gridBefore w:val="1"/>')) == [
        ["a", "b", "c"],
        ["d", "", ""],
        ["", "e", ""],
    ]


def test_borders_dragged_apart_do_not_move_cells_to_another_column():
    dragged = tr(tc("6 Jan", span=2), "Priya", tc("40", span=2))
    assert table(tr("Date", tc("Client", span=2), tc("Mins", span=2)), dragged) == [
        ["Date", "Client", "Mins"],
        ["6 Jan", "Priya", "40"],
    ]


def test_a_column_that_only_repeats_the_one_before_in_every_row_is_dropped():
    assert table(tr(tc("Title", span=4)), tr(tc("Date", span=2), tc("Mins", span=2))) == [
        ["Title", "Title"],
        ["Date", "Mins"],
    ]


def test_a_cell_said_to_span_a_thousand_million_columns_is_read():
    assert table(tr(tc("wide", span=10**9)), tr("a", "b")) == [["wide", "wide", "wide"], ["a", "b", ""]]


def test_text_under_a_merged_cell_is_a_problem():
    document = read(tbl(tr(tc("Priya", merge="restart"), "a"), tr(tc("Gareth", merge="continue"), "b")))
    assert document.remarks == (
        Remark(
            "table 1, row 1, column 1",
            "Gareth",
            "lies under a merged cell, where Word does not show it, and is not read",
            "split the cell in Word, and remove the text or put it where it belongs",
        ),
    )


def test_a_cell_that_goes_on_nothing_is_a_cell_of_its_own():
    assert table(tr(tc("a", merge="continue"), "b"), tr(tc("c", merge="restart"), "d")) == [["a", "b"], ["c", "d"]]


def test_a_table_inside_a_cell_follows_as_a_grid_of_its_own():
    inner = tbl(tr("x", tc("y", tbl(tr("deep")), p())))
    document = read(tbl(tr("a", tc("b", inner, p())), tr("c", "d")), p("after"))
    assert [(block.place, [[cell.text for cell in row] for row in block.rows]) for block in document.grids()] == [
        ("table 1", [["a", "b"], ["c", "d"]]),
        ("table 1, row 1, column 2, table 1", [["x", "y"]]),
        ("table 1, row 1, column 2, table 1, row 1, column 2, table 1", [["deep"]]),
    ]


# Content controls

TICKED = '<w14:checked w14:val="1"/><w14:checkedState w14:val="00FE" w14:font="Wingdings"/>'


def test_text_in_content_controls_is_read_wherever_they_stand():
    row = sdt(tr(sdt(tc(sdt(p(sdt(r("in all four")))))), "b"))
    document = read(p(r("Client: "), sdt(r("Priya"))), sdt(p("block")), tbl(row))
    assert paragraphs(document) == [("paragraph 1", "Client: Priya"), ("paragraph 2", "block")]
    assert [[cell.text for cell in row] for grid in document.grids() for row in grid.rows] == [["in all four", "b"]]


@pytest.mark.parametrize(
    ("control", "read_as"),
    [
        (sdt(r("coaching"), props='<w:dropDownList><w:listItem w:value="c"/></w:dropDownList>'), "coaching"),
        (sdt(r("06/01/2025"), props='<w:date w:fullDate="2025-01-06T00:00:00Z"/>'), "06/01/2025"),
        (tick(True), "☒"),
        (tick(False), "☐"),
        (tick(True, "✓"), "☒"),
        (tick(True, " "), "☒"),
        (tick(True, "ticked"), "ticked"),
        (sdt(r(inside='<w:sym w:font="Wingdings" w:char="F0FE"/>'), props="<w14:checkbox/>"), "☑"),
        (
            sdt(r(inside='<w:sym w:font="Wingdings" w:char="F0FE"/>'), props=f"<w14:checkbox>{TICKED}</w14:checkbox>"),
            "☒",
        ),
    ],
)
def test_a_control_gives_what_it_shows(control, read_as):
    assert text(p(r("Paid: "), control)) == ["Paid: " + read_as]


@pytest.mark.parametrize("props", ["<w:showingPlcHdr/>", ""])
def test_the_prompt_of_an_empty_control_is_blank(props):
    document = read(p("One"), p(r("Client: "), sdt(r("Click or tap here to enter text."), props=props)))
    assert paragraphs(document) == [("paragraph 1", "One"), ("paragraph 2", "Client:")]
    assert document.remarks == note(
        "paragraph 2",
        "Click or tap here to enter text.",
        "is the prompt of a field that nobody has filled in; it is read as blank",
        "fill it in in Word if something belongs there",
    )


def test_a_box_that_shows_other_than_it_stores_is_read_as_shown_with_a_note():
    document = read(p("One"), p(r("Paid: "), tick(True, "☐")))
    assert paragraphs(document)[1] == ("paragraph 2", "Paid: ☐")
    assert document.remarks == note(
        "paragraph 2",
        "☐",
        "is shown in a box whose stored state is the other one; it is read as shown",
        "tick or clear the box in Word once more",
    )


def test_an_empty_control_around_a_cell_leaves_the_cell():
    empty = sdt(tc("Choose who"), props="<w:showingPlcHdr/>")
    assert table(tr("Client", empty), tr("Mins", "40")) == [["Client", ""], ["Mins", "40"]]


def test_a_control_that_says_it_shows_no_prompt_is_read():
    assert text(p(sdt(r("Priya"), props='<w:showingPlcHdr w:val="0"/>'))) == ["Priya"]


# Boxes, changes, fields, hidden text


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it():
    document = read(p(r("before"), box(p("in the box"), tbl(tr("cell"))), r(" after")), p("next"), p(box(p("second"))))
    assert [(block.place, getattr(block, "text", "")) for block in document.blocks] == [
        ("paragraph 1", "before after"),
        ("text box 1", "in the box"),
        ("text box 1, table 1", ""),
        ("paragraph 2", "next"),
        ("text box 2", "second"),
    ]


def test_a_text_box_in_a_cell_or_in_a_box_is_read_once():
    document = read(tbl(tr("a", tc(p(r("b"), box(p("boxed")))))), p(box(p(r("outer"), box(p("inner"))))))
    assert paragraphs(document) == [("text box 1", "boxed"), ("text box 2", "outer"), ("text box 3", "inner")]


def test_insertions_are_kept_and_deletions_and_what_was_moved_away_are_not():
    moved = f"<w:moveFrom>{r('moved ')}</w:moveFrom>"
    document = read(
        p(r("Lasted "), gone("30"), ins(r("40")), r(" minutes "), moved),
        p(f"<w:moveTo>{r('moved ')}</w:moveTo>", "here"),
    )
    assert paragraphs(document) == [("paragraph 1", "Lasted 40 minutes"), ("paragraph 2", "moved here")]
    assert document.remarks == note(
        "",
        "",
        "holds 4 tracked changes; it is read as if all were accepted",
        "reject in Word what is not meant, and accept the rest",
    )


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    ended = p(r("Lasted 40"), props="<w:rPr><w:del/></w:rPr>")
    document = read(ended, p(r(" minutes"), style="Own"), styles=style("Own", "heading 1"))
    assert [(block.text, block.heading) for block in document.blocks] == [("Lasted 40 minutes", 1)]
    assert document.remarks[0].problem == "holds 1 tracked change; it is read as if all were accepted"


def test_a_paragraph_deleted_whole_is_one_change():
    document = read(p("One"), p(gone("Two"), props="<w:rPr><w:del/></w:rPr>"), p("Three"))
    assert paragraphs(document) == [("paragraph 1", "One"), ("paragraph 2", "Three")]
    assert document.remarks[0].problem == "holds 1 tracked change; it is read as if all were accepted"


def test_deleted_rows_and_cells_are_not_read_and_inserted_rows_are():
    assert table(
        tr("Date", "Mins"),
        tr("6 Jan", "30", props="<w:del/>"),
        tr("7 Jan", "40", props="<w:ins/>"),
        tr("8 Jan", tc("gone", props="<w:cellDel/>"), "50"),
    ) == [["Date", "Mins"], ["7 Jan", "40"], ["8 Jan", "50"]]


def test_a_former_style_of_a_paragraph_does_not_make_it_a_heading():
    former = '<w:pPrChange><w:pPr><w:pStyle w:val="Heading1"/><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>'
    assert [block.heading for block in read(p("plain", props=former)).blocks] == [0]


@pytest.mark.parametrize(
    ("inside", "read_as"),
    [
        (field("REF who", r("Priya")), "Priya"),
        (f'<w:fldSimple w:instr=" REF who ">{r("Priya")}</w:fldSimple>', "Priya"),
        (field(f"IF {field('REF who', r('inner'))} = x", r("Priya")), "Priya"),
        (field("REF who", r("Pri"), field("REF b", r("ya"))), "Priya"),
        (field("PAGE", r("7")), ""),
        (f'<w:fldSimple w:instr="NUMPAGES">{r("7")}</w:fldSimple>', ""),
        (field("FORMTEXT", r("Priya"), data="<w:textInput/>"), "Priya"),
        (field("FORMTEXT", r("\u2002\u2002\u2002"), data="<w:textInput/>"), ""),
        (field("FORMCHECKBOX", data='<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'), "☒"),
        (field("FORMCHECKBOX", data='<w:checkBox><w:default w:val="0"/></w:checkBox>'), "☐"),
        (
            field("FORMDROPDOWN", r("no"), data='<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/></w:ddList>'),
            "yes",
        ),
    ],
)  # fmt: skip
def test_a_field_gives_what_it_shows(inside, read_as):
    assert text(p(r("Paid: "), inside)) == [("Paid: " + read_as).strip()]


def test_a_field_in_one_single_run_gives_its_result():
    one = '<w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>shown</w:t><w:fldChar w:fldCharType="end"/>'
    assert text(p(r(inside=one))) == ["shown"]


def test_a_field_that_never_ends_swallows_nothing():
    assert text(p(r(inside='<w:fldChar w:fldCharType="begin"/>'), r("kept")), p("too")) == ["kept", "too"]


def test_a_table_of_contents_is_left_out_with_a_note():
    begin = r(inside='<w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o "1-3" </w:instrText>')
    first = p(begin, r(inside='<w:fldChar w:fldCharType="separate"/>'), r("Contact 1"), field("PAGEREF x", r("3")))
    document = read(first, p("Contact 2"), p(r(inside='<w:fldChar w:fldCharType="end"/>')), p("Contact 1"))
    assert paragraphs(document) == [("paragraph 1", "Contact 1")]
    assert document.remarks == note(
        "paragraph 1",
        "",
        "holds a table of contents, which is left out since it repeats the headings",
        "nothing to mend",
    )


def test_a_date_that_word_renews_is_read_with_a_note():
    document = read(p(r("Date: "), field('DATE \\@ "d MMM yyyy"', r("6 Jan 2025"))))
    assert paragraphs(document) == [("paragraph 1", "Date: 6 Jan 2025")]
    assert document.remarks == note(
        "paragraph 1",
        "6 Jan 2025",
        "is a date that Word itself renews, so it may not be the day of the record",
        "type the date in its place if it is another day",
    )


def test_hidden_text_is_left_out_with_one_note_at_the_first():
    styles = style("Hid", "Hidden one", "<w:rPr><w:vanish/></w:rPr>")
    document = read(
        p(r("One"), r(" secret", props="<w:vanish/>"), r(" shown", props='<w:vanish w:val="0"/>')),
        p("by its style", style="Hid"),
        p(r("but not this", props='<w:vanish w:val="0"/>'), style="Hid"),
        tbl(tr("a"), tr("hidden row", props="<w:hidden/>")),
        styles=styles,
    )
    assert paragraphs(document) == [("paragraph 1", "One shown"), ("paragraph 2", "but not this")]
    assert [[cell.text for cell in row] for grid in document.grids() for row in grid.rows] == [["a"]]
    assert document.remarks == note(
        "paragraph 1",
        "secret",
        "is hidden text, which is left out (and 2 more)",
        "show it in Word (Font, Hidden) if it belongs to the record",
    )


def test_pictures_and_comments_are_told():
    document = read(p("One"), p("Two", picture()), p(picture()), comments="<w:comment/><w:comment/>")
    assert document.remarks == (
        *note(
            "", "", "holds 2 comments, left out since only the text itself is read",
            "copy into the text what belongs to the record",
        ),
        *note(
            "paragraph 2", "", "holds a picture, a chart or another object, in which no text is read (and 1 more)",
            "type what is written in it if it belongs to the record",
        ),
    )  # fmt: skip


def test_unseen_marks_are_taken_out_with_one_note():
    document = read(p("Pri\u200bya"), tbl(tr(tc("4\u00ad0", span=2)), tr("a", "b")))
    assert paragraphs(document) == [("paragraph 1", "Priya")]
    (grid,) = document.grids()
    assert (grid.rows[0][0].text, grid.rows[0][0] is grid.rows[0][1]) == ("40", True)
    assert [(remark.place, remark.note) for remark in document.remarks] == [("paragraph 1", True)]


# Headers, footers, notes


def _used(*names: str) -> str:
    kinds = {"": "default", "first": "first", "even": "even"}
    return "".join(
        f'<w:{name.split("_")[0]}Reference w:type="{kinds[name.partition("_")[2]]}" r:id="{name}"/>' for name in names
    )


def test_headers_come_first_and_footers_last_each_text_once():
    document = read(
        p("body"),
        section=_used("header", "header_first", "footer") + "<w:titlePg/>",
        header=p("Contact sheet") + p("Coach: A. Brook"),
        header_first=p("Contact sheet"),
        footer=p(r("Page "), field("PAGE", r("1")), r(" of "), field("NUMPAGES", r("3"))) + tbl(tr("Confidential")),
    )
    assert [(block.place, getattr(block, "text", "")) for block in document.blocks] == [
        ("header", "Contact sheet"),
        ("header", "Coach: A. Brook"),
        ("paragraph 1", "body"),
        ("footer, table 1", ""),
    ]


@pytest.mark.parametrize(
    ("titled", "settings", "shown"),
    [
        ("", "", ["default"]),
        ("<w:titlePg/>", "", ["default", "first"]),
        ("", "<w:evenAndOddHeaders/>", ["default", "even"]),
    ],
)
def test_headers_that_no_page_shows_are_not_read(titled, settings, shown):
    document = read(
        p("body"),
        section=_used("header", "header_first", "header_even") + titled,
        header=p("default"),
        header_first=p("first"),
        header_even=p("even"),
        settings=settings,
    )
    assert [text for place, text in paragraphs(document) if place == "header"] == shown


def test_footnotes_and_endnotes_follow_the_body_in_the_order_of_their_numbers():
    def refer(kind, number):
        return r(inside=f'<w:{kind}Reference w:id="{number}"/>')

    def written(kind, number, text):
        return f'<w:{kind} w:id="{number}">{p(r(inside=f"<w:{kind}Ref/>"), text)}</w:{kind}>'

    document = read(
        p(r("One"), refer("footnote", 3), r(" two"), refer("footnote", 2), refer("endnote", 2)),
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        + written("footnote", 2, "later")
        + written("footnote", 3, "first")
        + written("footnote", 4, "not referred to"),
        endnotes=written("endnote", 2, "end"),
    )
    assert paragraphs(document) == [
        ("paragraph 1", "One two"),
        ("footnote 1", "first"),
        ("footnote 2", "later"),
        ("endnote 1", "end"),
    ]


# Broken and huge files


def test_strict_files_are_read_alike():
    body = [p("One", style="Heading1"), tbl(tr(tc("a", span=2)), tr("b", "c")), p(box(p("boxed")))]
    parts = {"section": _used("header"), "header": p("Contact sheet")}
    strict, usual = (read(*body, **parts, strict=strict) for strict in (True, False))
    assert _shape(strict) == _shape(usual)


def _shape(document):
    return [
        (block.place, block.text, block.heading)
        if isinstance(block, Paragraph)
        else [[(cell.place, cell.text) for cell in row] for row in block.rows]
        for block in document.blocks
    ]


GOOD = docx(p("text"))
AGAIN = "open it in Word and save it again as a Word document (.docx)"


@pytest.mark.parametrize(
    ("data", "problem", "cure"),
    [
        (b"", "is no Word document, or only the beginning of one", AGAIN),
        (b"PK\x03\x04 and no more", "is no Word document, or only the beginning of one", AGAIN),
        (GOOD[: len(GOOD) // 2], "is no Word document, or only the beginning of one", AGAIN),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "is protected by a password, or is an older Word document (.doc) under another name",
            "save a copy without a password as a Word document (.docx)",
        ),
        (
            changed(GOOD, "word/document.xml", None),
            "has no part that holds its text, so it is damaged or no Word document",
            AGAIN,
        ),
        (zipped({}), "has no part that holds its text, so it is damaged or no Word document", AGAIN),
        (changed(GOOD, "word/document.xml", b""), "is damaged: a part of it is no well-formed XML", AGAIN),
        (
            changed(GOOD, "word/document.xml", b"<w:document><w:body>"),
            "is damaged: a part of it is no well-formed XML",
            AGAIN,
        ),
        (
            changed(GOOD, "word/document.xml", b"<workbook/>"),
            "is no Word document, whatever its name says",
            "open it in the program that wrote it, and give it the ending of that program",
        ),
        (
            changed(GOOD, "word/document.xml", b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><d>&e;</d>'),
            "holds a document type declaration, which no Word document needs",
            AGAIN,
        ),
        (docx(p(), tbl(tr("", ""))), "holds no text", "check that it is the right file"),
        (
            docx(p(picture())),
            "holds pictures and no text, as a scanned page does",
            "type what they show, or give the file that was printed",
        ),
        (
            docx('<w:altChunk r:id="chunk"/>'),
            "holds its text in a file of its own inside it, which is not read",
            AGAIN,
        ),
        (
            docx("<w:sdt><w:sdtContent>" * 600 + p("deep") + "</w:sdtContent></w:sdt>" * 600),
            "has tables or controls inside each other too many times",
            "flatten them in Word",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(data, problem, cure):
    with pytest.raises(Unreadable) as refused:
        word.read("notes.docx", data)
    assert refused.value.args == (problem, cure)


def test_a_part_that_cannot_be_unpacked_is_refused_by_name():
    place = GOOD.index(b"word/document.xml") + 40
    with pytest.raises(Unreadable) as refused:
        word.read("notes.docx", GOOD[:place] + b"\xff" * 20 + GOOD[place + 20 :])
    assert refused.value.args == ("is damaged: a part of it cannot be unpacked", AGAIN)


def test_an_encrypted_part_is_refused_by_name():
    locked = bytearray(GOOD)
    for start in (found.start() for found in re.finditer(b"PK\x01\x02", GOOD)):
        locked[start + 8] |= 1
    with pytest.raises(Unreadable) as refused:
        word.read("notes.docx", bytes(locked))
    assert refused.value.args == ("is protected by a password", "save a copy without a password")


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_file_with_wrong_bytes_is_read_or_refused(wrong):
    data = bytearray(GOOD)
    for place, byte in wrong:
        data[place] = byte
    try:
        word.read("notes.docx", bytes(data))
    except Unreadable as refused:
        assert refused.args[1]


def test_a_document_type_is_refused_in_utf_16_too():
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d><d/>'.encode("utf-16")
    with pytest.raises(Unreadable, match="document type"):
        word.read("notes.docx", changed(GOOD, "word/document.xml", xml))


def test_text_in_a_file_inside_the_file_is_a_problem():
    assert read(p("One"), '<w:altChunk r:id="chunk"/>').remarks == (
        Remark(
            "paragraph 1",
            "",
            "the text after this stands in a file of its own inside this one and is not read",
            "open the file in Word and save it again as a Word document (.docx)",
        ),
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (p(r("word " * 2_000_000)), 2_000_000),
        (p(*(r("some words ") for _ in range(100_000))), 200_000),
        (tbl(*(tr("6 Jan 2025", "Priya", "40", "coaching", "by phone", "said yes") for _ in range(5_000))), 50_000),
        ("".join(p("some words") for _ in range(100_000)), 200_000),
        ("".join(p("some words ", props="<w:rPr><w:del/></w:rPr>") for _ in range(20_000)), 40_000),
    ],
    ids=["10 MB in a run", "100,000 runs", "5,000 rows", "100,000 paragraphs", "20,000 joined paragraphs"],
)
def test_a_huge_file_is_read_in_under_ten_seconds(body, words):
    data = docx(body)
    began = monotonic()
    document = word.read("notes.docx", data)
    assert monotonic() - began < 10
    assert sum(_words(document).values()) == words


ANY = st.recursive(
    st.sampled_from(["<w:t>x</w:t>", '<w:sym w:font="Wingdings" w:char="zz"/>', "<w:vanish/>", "<w:del/>", "<w:ins/>",
                     "<w:cellDel/>", "<w:hidden/>", '<w:gridSpan w:val="-2"/>', "<w:vMerge/>", "<w:hMerge/>",
                     "<w:showingPlcHdr/>", "<w14:checkbox/>", '<w:fldChar w:fldCharType="begin"/>', "<w:altChunk/>",
                     '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "<w:ddList/>",
                     "<w:instrText>PAGE</w:instrText>", '<w:outlineLvl w:val="x"/>', "<w:moveFrom/>"]),
    lambda inner: st.builds(
        lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag}>",
        st.sampled_from("w:p w:r w:pPr w:rPr w:tbl w:tr w:trPr w:tc w:tcPr w:sdt w:sdtPr w:sdtContent w:ins w:del w:ffData "
                        "w:txbxContent mc:AlternateContent mc:Choice mc:Fallback m:oMath w:fldSimple w:ruby w:rt".split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(ANY, max_size=4))
def test_pieces_in_any_order_are_read_or_refused(pieces):
    try:
        read(*pieces)
    except Unreadable as refused:
        assert refused.args[0]


# Each word once


def _words(document) -> Counter:
    """How often each word stands in a document, a merged cell counted once."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            cells = {id(cell): cell.text for row in block.rows for cell in row}
            found += [word for text in cells.values() for word in text.split()]
        else:
            found += block.text.split()
    return Counter(found)


class Numbered:
    """Words of which no two are alike: those to be read, those that are not."""

    def __init__(self):
        self.kept: list[str] = []
        self.dropped: list[str] = []

    def keep(self) -> str:
        self.kept.append(f"w{len(self.kept)}")
        return f" {self.kept[-1]} "

    def drop(self) -> str:
        self.dropped.append(f"gone{len(self.dropped)}")
        return f" {self.dropped[-1]} "


RUNS = st.lists(
    st.sampled_from("plain control prompt inserted deleted moved hidden field page link box".split()), max_size=4
)
CELLS = st.recursive(st.tuples(RUNS), lambda inner: st.tuples(RUNS, st.lists(inner, max_size=3)), max_leaves=4)
ROWS = st.lists(
    st.tuples(st.sampled_from(["row", "controlled", "deleted"]), st.lists(st.tuples(CELLS, st.integers(1, 3), st.booleans()), min_size=1, max_size=4)),
    min_size=1,
    max_size=4,
)  # fmt: skip
BODY = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["paragraph", "control"]), RUNS),
        st.tuples(st.just("table"), ROWS),
    ),
    min_size=1,
    max_size=6,
)


def _run(kind: str, numbered: Numbered) -> str:
    made = {
        "plain": lambda: r(numbered.keep()),
        "control": lambda: sdt(r(numbered.keep())),
        "prompt": lambda: sdt(r(numbered.drop()), props="<w:showingPlcHdr/>"),
        "inserted": lambda: ins(r(numbered.keep()), gone(numbered.drop())),
        "deleted": lambda: gone(numbered.drop()),
        "moved": lambda: f"<w:moveFrom>{r(numbered.drop())}</w:moveFrom>",
        "hidden": lambda: r(numbered.drop(), props="<w:vanish/>"),
        "field": lambda: field(f"IF {field('REF', r(numbered.drop()))}", r(numbered.keep())),
        "page": lambda: field("PAGE", r(numbered.drop())),
        "link": lambda: f"<w:hyperlink>{r(numbered.keep())}</w:hyperlink>",
        "box": lambda: box(p(r(numbered.keep())), tbl(tr(numbered.keep()))),
    }
    return made[kind]()


def _paragraph(kinds, numbered: Numbered) -> str:
    return p(*(_run(kind, numbered) for kind in kinds))


def _cell(cell, span: int, goes_on: bool, numbered: Numbered) -> str:
    if goes_on:
        return tc(span=span, merge="continue")
    kinds, *inner = cell
    tables = [tbl(tr(*(_cell(one, 1, False, numbered) for one in inner[0])))] if inner and inner[0] else []
    return tc(_paragraph(kinds, numbered), *tables, p(), span=span, merge="restart")


def _row(kind: str, cells, first: bool, numbered: Numbered) -> str:
    mine = Numbered() if kind == "deleted" else numbered
    made = tr(
        *(_cell(cell, span, goes_on and not first, mine) for cell, span, goes_on in cells),
        props="<w:del/>" if kind == "deleted" else "",
    )
    if kind == "deleted":
        return re.sub(r"\bw([0-9]+)\b(?=[^<>]*<)", r"goneinrow\1", made)
    return sdt(made) if kind == "controlled" else made


def _block(kind: str, inside, numbered: Numbered) -> str:
    if kind == "table":
        return tbl(*(_row(kind, cells, not index, numbered) for index, (kind, cells) in enumerate(inside)))
    made = _paragraph(inside, numbered)
    return sdt(made) if kind == "control" else made


@settings(deadline=None, max_examples=150)
@given(BODY)
def test_every_word_that_is_written_and_not_deleted_is_read_exactly_once(body):
    numbered = Numbered()
    made = [_block(kind, inside, numbered) for kind, inside in body]
    document = read(*made, p(r(numbered.keep())))
    assert _words(document) == Counter(numbered.kept)


@settings(deadline=None, max_examples=100)
@given(BODY)
def test_every_row_of_a_grid_is_equally_long_and_every_place_is_told_once(body):
    numbered = Numbered()
    document = read(*(_block(kind, inside, numbered) for kind, inside in body), p(r(numbered.keep())))
    for grid in document.grids():
        assert len({len(row) for row in grid.rows}) == 1
    cells = {id(cell): cell.place for grid in document.grids() for row in grid.rows for cell in row if cell.text}
    assert len(set(cells.values())) == len(cells)


# Beside docx2python


def _by_docx2python(data: bytes) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return docx2python(BytesIO(data), duplicate_merged_cells=False).text.split()


def test_what_docx2python_reads_right_is_read_alike():
    document = python_docx.Document()
    document.add_heading("Contact sheet", 0)
    document.add_paragraph("Seen on Monday, by phone")
    for cells in (grid := document.add_table(3, 3)).rows:
        for cell in cells.cells:
            cell.text = f"cell {len((cell._tc.getparent().getprevious() is not None and 'x') or '')} words"
    grid.cell(1, 0).merge(grid.cell(1, 1)).text = "merged across"
    document.add_paragraph("Afterwards a note", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "In the header"
    document.sections[0].footer.paragraphs[0].text = "In the footer"
    data = saved(document)
    ours = _words(word.read("notes.docx", data))
    assert ours == Counter(found for found in _by_docx2python(data) if found != "--")


@pytest.mark.parametrize(
    ("body", "ours", "theirs"),
    [
        (p(r("a"), box(p("boxed"))), "a boxed", "boxed boxed a"),
        (p(r("a "), f"<w:moveFrom>{r('away ')}</w:moveFrom>", r("b")), "a b", "a away b"),
        (p(r("a "), r("secret ", props="<w:vanish/>"), r("b")), "a b", "a secret b"),
        (p(r("a "), sdt(r("prompt "), props="<w:showingPlcHdr/>"), r("b")), "a b", "a prompt b"),
        (tbl(tr("a"), tr("gone", props="<w:del/>")), "a", "a gone"),
        (p(field(f"IF {field('REF x', r('instructed '))}", r("a"))), "a", "instructed a"),
        (p(r("a"), r(inside="<w:noBreakHyphen/>"), r("b")), "a-b", "ab"),
    ],
)
def test_what_docx2python_reads_otherwise_is_why_the_xml_is_walked_here(body, ours, theirs):
    data = docx(body)
    assert list(_words(word.read("notes.docx", data)).elements()) == ours.split()
    assert _by_docx2python(data) == theirs.split()


def test_text_struck_through_is_left_out_and_named():
    run = "<w:r><w:rPr><w:strike/></w:rPr><w:t>40 mins</w:t></w:r><w:r><w:t> 45 mins</w:t></w:r>"
    plain = "<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>kept</w:t></w:r>"
    document = read(f"<w:p>{run}</w:p>", f"<w:p>{plain}</w:p>")
    assert [block.text.strip() for block in document.blocks] == ["45 mins", "kept"]
    problem = "is struck through, and so left out"
    assert document.remarks == (Remark("paragraph 1", "40 mins", problem, "type it again if it counts", note=True),)
