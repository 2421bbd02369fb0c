"""A mail gives its sender, its day and its sender's own words; what is left out is said."""

from base64 import b64encode
from datetime import date
from textwrap import dedent
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.importers.files.mail import day_in_words, read
from coachkit.importers.pages import Document, Letter, Paragraph, Remark, Unreadable

HEAD = "From: Priya Nair <priya@example.org>\nTo: Ann Coach <ann@example.org>\nSubject: Re: Thanks\nDate: Mon, 6 Jan 2025 23:30:00 -0800\n"
LETTER = Letter("Priya Nair", "priya@example.org", ("Ann Coach <ann@example.org>",), date(2025, 1, 6), "Re: Thanks")
KEPT = "the original keeps them"


def mail(body: str, head: str = HEAD) -> Document:
    return read("a.eml", f"{head}\n{body}".encode())


def words(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def left_out(problem: str) -> Remark:
    return Remark("", "", problem, KEPT, note=True)


def test_a_mail_has_its_letter_and_a_paragraph_for_each_line():
    document = mail("Dear Ann,\n\nthank you.\nIt helped.\n")
    assert (document.name, document.kind, document.letter, document.remarks) == ("a.eml", "mail", LETTER, ())
    assert [(block.text, block.place) for block in document.blocks] == [
        ("Dear Ann,", "line 1"),
        ("thank you.", "line 3"),
        ("It helped.", "line 4"),
    ]


def test_the_day_is_the_one_that_the_sender_saw():
    assert mail("x").letter.sent == date(2025, 1, 6)


def test_names_are_decoded_and_several_people_kept_apart():
    head = 'From: =?utf-8?q?Zo=C3=AB_Example?= <z@example.org>\nTo: "Coach, Ann" <a@example.org>\nCc: b@example.org\nDate: 6 Jan 2025 10:00 +0000\n'
    letter = mail("x", head).letter
    assert letter == Letter(
        "Zoë Example", "z@example.org", ('"Coach, Ann" <a@example.org>', "b@example.org"), date(2025, 1, 6), ""
    )


@pytest.mark.parametrize(
    ("head", "value", "problem"),
    [
        ("From: a@example.org\n", "", "has no line that says when it was sent"),
        ("From: a@example.org\nDate: 06/01/2025\n", "06/01/2025", "is no date of a mail"),
    ],
)
def test_a_mail_without_a_readable_date_asks(head, value, problem):
    document = mail("Good.", head)
    cure = "write the day into a text file with the words, as 2025-01-06"
    assert (document.letter.sent, document.remarks) == (None, (Remark("Date", value, problem, cure),))


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "iso-8859-15"])
def test_a_body_is_decoded_from_any_charset(charset):
    coded = b64encode("café, naïve".encode(charset)).decode()
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n"
    assert words(mail(coded, head)) == ["café, naïve"]


def test_a_charset_that_does_not_fit_is_a_problem():
    document = read("a.eml", f"{HEAD}Content-Type: text/plain; charset=nonsense\n\ncafé".encode())
    problem = 'says that its letters are coded as "nonsense", which does not fit them'
    assert words(document) == ["café"]
    assert document.remarks == (Remark("", "", problem, "look at its accents and quotes in a mail program"),)


def test_quoted_printable_and_flowed_lines_are_joined():
    head = (
        f"{HEAD}Content-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: quoted-printable\n"
    )
    assert words(mail("This was =\nlong =20\nand good.\n- one\n", head)) == ["This was long  and good.", "- one"]


# Whose words


@pytest.mark.parametrize(
    ("quoted", "lines"),
    [
        ("On Mon, 6 Jan 2025 at 10:00, Ann <ann@example.org> wrote:\n> How was it?\n>\n> Ann", 4),
        ("On Mon, 6 Jan 2025 at 10:00, Ann Coach\n<ann@example.org> wrote:\n\nHow was it?", 3),
        ("-----Original Message-----\nFrom: Ann\nSent: 6 January 2025\nHow was it?", 4),
        ("________________________________\nFrom: Ann <ann@example.org>\nSent: Monday, 6 January 2025 10:00\nTo: Priya\nSubject: x\n\nHow was it?", 6),
        ("From: Ann\nDate: 6 January 2025\nSubject: x\n\nHow was it?", 4),
    ],
)  # fmt: skip
def test_an_earlier_message_is_left_out_with_a_note(quoted, lines):
    document = mail(f"It helped me.\n\n{quoted}\n")
    assert words(document) == ["It helped me."]
    assert document.remarks == (left_out(f"quotes an earlier message: its {lines} lines are left out"),)


def test_answers_between_quoted_lines_are_the_senders():
    document = mail("On 6 Jan 2025 Ann wrote:\n> Did it help?\nVery much.\n> And the pace?\nA little fast.\n")
    assert words(document) == ["Very much.", "A little fast."]
    assert document.remarks == (left_out("quotes an earlier message: its 3 lines are left out"),)


def test_a_sentence_about_what_somebody_wrote_is_the_senders():
    assert words(mail("On reflection I liked what you wrote:\nit was kind.")) == [
        "On reflection I liked what you wrote:",
        "it was kind.",
    ]


@pytest.mark.parametrize(
    ("signature", "lines"), [("-- \nPriya\nDirector", "3 lines are"), ("Sent from my iPhone", "one line is")]
)
def test_a_signature_is_left_out_with_a_note(signature, lines):
    document = mail(f"It helped me.\n\n{signature}\n")
    assert words(document) == ["It helped me."]
    assert document.remarks == (left_out(f"ends with a signature: its {lines} left out"),)


PASSED_ON = Remark("", "Priya Nair", "passed this message on; it is read as its first sender's", note=True)


@pytest.mark.parametrize(
    "body",
    [
        "---------- Forwarded message ---------\nFrom: Gareth Pugh <g@example.org>\nDate: Fri, Jan 3, 2025 at 10:15 AM\nSubject: Well done\nTo: Priya\n\n\nYou were good.",
        "-----Original Message-----\nFrom: Gareth Pugh [mailto:g@example.org]\nSent: 03 January 2025 10:15\nTo: Priya\nSubject: Well done\n\nYou were good.",
        "Begin forwarded message:\n\n> From: Gareth Pugh <g@example.org>\n> Subject: Well done\n> Date: 3 January 2025 at 10:15:00 GMT\n> To: Priya\n>\n> You were good.",
        "________________________________\n*From:* Gareth Pugh <g@example.org>\n*Sent:* Friday, 3 January 2025 10:15\n*To:* Priya\n*Subject:* Well done\n\nYou were good.",
    ],
)  # fmt: skip
def test_a_message_wholly_passed_on_is_its_first_senders(body):
    document = mail(body, HEAD.replace("Re: Thanks", "Fwd: Well done"))
    assert document.letter == Letter("Gareth Pugh", "g@example.org", ("Priya",), date(2025, 1, 3), "Well done")
    assert (words(document), document.remarks) == (["You were good."], (PASSED_ON,))


def test_a_day_in_figures_of_a_message_passed_on_is_asked():
    body = "---------- Forwarded message ---------\nFrom: Gareth <g@example.org>\nDate: 03/01/2025 10:15\n\nGood."
    document = mail(body)
    undated = Remark(
        "Date",
        "03/01/2025 10:15",
        "is no date of a mail",
        "write the day into a text file with the words, as 2025-01-06",
    )
    assert (words(document), document.letter.sent, document.remarks) == (["Good."], None, (PASSED_ON, undated))


def test_a_message_passed_on_below_own_words_is_asked():
    document = mail(
        "See below.\n\n---------- Forwarded message ---------\nFrom: G <g@example.org>\nDate: 3 Jan 2025\n\nGood."
    )
    problem = "passes on a message below its own words: its 4 lines are not read"
    assert words(document) == ["See below."]
    assert document.remarks == (
        Remark("", "", problem, "if it matters, save that message by itself, as a mail or a text file"),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Monday, 6 January 2025 10:15", date(2025, 1, 6)),
        ("Mon, Jan 6, 2025 at 10:15 AM", date(2025, 1, 6)),
        ("6 Sept 2024", date(2024, 9, 6)),
        ("January 6th, 2025", date(2025, 1, 6)),
        ("Tuesday, 6 January 2025", None),
        ("31 February 2025", None),
        ("06/01/2025", None),
        ("6 January", None),
    ],
)
def test_a_day_in_words_is_read_where_it_is_certain(text, day):
    assert day_in_words(text) == day


# Parts


def parts(*inner: str, kind: str = "mixed") -> str:
    return f'Content-Type: multipart/{kind}; boundary="b"\n\n' + "".join(f"--b\n{part}\n" for part in inner) + "--b--\n"


PLAIN = "Content-Type: text/plain\n\nPlain words."
HTML = "Content-Type: text/html\n\n<p>Web words.</p>"
PDF = 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="form.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERg=='


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (parts(PLAIN, HTML, kind="alternative"), ["Plain words."]),
        (parts("Content-Type: text/plain\n\n ", HTML, kind="alternative"), ["Web words."]),
        (parts(HTML, kind="related"), ["Web words."]),
        (parts(PLAIN, "Content-Type: text/plain\n\nMore."), ["Plain words.", "More."]),
    ],
)
def test_the_plain_text_is_read_where_there_is_one(content, expected):
    document = read("a.eml", (HEAD + content).encode())
    assert (words(document), document.remarks) == (expected, ())


def test_each_attachment_is_named_in_a_note():
    document = read("a.eml", (HEAD + parts(PLAIN, PDF)).encode())
    cure = "save it and import it by itself if it matters"
    assert words(document) == ["Plain words."]
    assert document.remarks == (Remark("", "form.pdf", "is attached and not read", cure, note=True),)


def test_a_mail_cut_short_is_refused_whole():
    with pytest.raises(Unreadable) as refused:
        read("a.eml", (HEAD + parts(PLAIN, PDF)).encode()[:-8])
    assert refused.value.args == ("is cut short: a part of it has no end", "save it again from the mail program")


def test_a_head_in_bare_bytes_is_read():
    head = (
        "From: Siobhán Crane <s@example.org>\nSubject: Zoë's day\nDate: Mon, 6 Jan 2025 10:00:00 +0000\n\nKind words."
    )
    letter = read("a.eml", head.encode()).letter
    assert (letter.sender, letter.address, letter.subject) == ("Siobhán Crane", "s@example.org", "Zoë's day")


def test_a_web_page_becomes_lines_without_styles_and_scripts():
    page = """
        <html><head><title>t</title><style>p {}</style></head><body><script>x</script>
        <div>Dear&nbsp;Ann,<br>it <b>helped</b>
        me.</div><ul><li>one</li><li>two</li></ul>
        <table><tr><td>Trust</td><td>5</td></tr></table>
        <div>On 6 Jan 2025 Ann wrote:</div><blockquote type="cite"><p>How was it?</p></blockquote></body></html>
    """
    document = mail(dedent(page), f"{HEAD}Content-Type: text/html; charset=utf-8\n")
    assert words(document) == ["Dear Ann,", "it helped me.", "- one", "- two", "Trust\t5"]
    assert document.remarks == (left_out("quotes an earlier message: its 2 lines are left out"),)


def test_a_mail_without_words_asks():
    document = mail("\n")
    assert (document.blocks, document.remarks) == (
        (),
        (Remark("", "", "holds no words of its sender", "copy the words you want into a text file"),),
    )


def test_a_head_beyond_all_measure_is_refused():
    with pytest.raises(Unreadable) as refused:
        mail("x", f"{HEAD}X-Long: {'y' * 60_000}\n")
    assert refused.value.args == (
        "has a line of over 50,000 characters in its head",
        "open it in a mail program and save it as .txt",
    )


LINES = st.text(st.sampled_from("abc XYZ.,?!é—>-:_"), max_size=40)


@given(st.lists(LINES, max_size=8))
def test_no_line_of_a_plain_mail_goes_without_a_word(lines):
    document = mail("\n".join(lines), f"{HEAD}Content-Type: text/plain; charset=utf-8\n")
    held = sum(bool(line.strip()) for line in lines)
    if not document.remarks:
        assert sum(isinstance(block, Paragraph) for block in document.blocks) == held


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<a ", "<![", "<![if !x]>", "<!--", "-->", "<td>", "&", "&nbsp;", "<", "]>", "word "]
        )
    )
)
def test_a_web_page_however_broken_is_read(pieces):
    page = "".join(pieces)
    assert isinstance(mail(page, f"{HEAD}Content-Type: text/html; charset=utf-8\n"), Document)


@pytest.mark.parametrize("page", ["<a " * 100_000, "<!--" * 100_000, "<" * 300_000, "<blockquote>" * 20_000])
def test_a_hostile_web_page_is_read_in_time(page):
    before = monotonic()
    mail(page, f"{HEAD}Content-Type: text/html; charset=utf-8\n")
    assert monotonic() - before < 5
