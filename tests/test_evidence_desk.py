"""The evidence desk: what a decision does to the disk and to the queue, told without widgets; then the widgets over it."""

import csv
import errno

import desk_practice
import ipywidgets
import pandas as pd
import pytest
from desk_practice import SHEETS

from coachkit import analyse, desk, disk
from coachkit.desk import markup
from coachkit.desk.evidence import Desk
from coachkit.desk.passage import MOVES, Passage
from coachkit.desk.queue import Queue
from coachkit.desk.reviews import BrokenLinks, Labels, Names
from coachkit.desk.sitting import Sitting
from coachkit.errors import RecordsError, UsageError
from coachkit.names import Replaced

CONFIDENTIAL = "I told Ada Quill that what she says stays confidential between us."


@pytest.fixture
def folder(tmp_path):
    return desk_practice.made(tmp_path / "practice")


def sit(folder) -> Queue:
    """A queue as a new kernel would have it: from what is on the disk alone."""
    return Queue(Sitting(analyse(folder)))


def rows(folder, file: str = "evidence.csv") -> list[dict]:
    with (folder / file).open(encoding="utf-8", newline="") as held:
        return list(csv.DictReader(held))


def offered(queue: Queue) -> list[tuple[str, str]]:
    return [(offer.source_id, written(offer)) for offer in queue.offers]


def written(offer) -> str:
    texts = SHEETS | {"F1": "You keep what I say confidential and I trust that agreement."}
    return texts[offer.source_id][offer.start : offer.end]


# The passage in its source

TEXT = "One. I saw Ada.\n\nTwo went on. Three stayed. Four left.\n\nFive."
SHOWN = Replaced(TEXT.replace("Ada", "C01"), ((11, 14, "C01", "client"),))


def passage(words: str) -> Passage:
    start = SHOWN.text.index(words)
    return Passage(SHOWN, start, start + len(words))


@pytest.mark.parametrize(
    ("move", "after"),
    [
        ("start back", "Two went on. Three stayed."),
        ("end on", "Three stayed. Four left."),
        ("start on", "Three stayed."),
        ("end back", "Three stayed."),
        ("start a word back", "on. Three stayed."),
        ("start a word on", "stayed."),
        ("end a word back", "Three"),
        ("end a word on", "Three stayed. Four"),
    ],
)
def test_each_end_of_a_passage_moves_by_a_sentence_or_a_word(move, after):
    assert passage("Three stayed.").moved(move).words == after


def test_every_move_is_tried():
    tried = next(mark for mark in test_each_end_of_a_passage_moves_by_a_sentence_or_a_word.pytestmark)
    assert {move for move, _ in tried.args[1]} == set(MOVES)


def test_a_passage_of_two_sentences_is_narrowed_to_one_at_either_end():
    both = passage("Two went on. Three stayed.")
    assert (both.moved("start on").words, both.moved("end back").words) == ("Three stayed.", "Two went on.")


@pytest.mark.parametrize(("words", "move"), [("One.", "start back"), ("Five.", "end on"), ("Five.", "end a word on")])
def test_an_end_stays_where_the_text_ends(words, move):
    assert passage(words).moved(move) == passage(words)


def test_words_that_are_chosen_are_taken_whole():
    start = SHOWN.text.index("wo went")
    assert passage("Three stayed.").chosen(start, start + 4).words == "Two went"
    assert passage("Three stayed.").chosen(0, 0) == passage("Three stayed.")


def test_a_passage_knows_its_place_in_the_text_as_written():
    shown = passage("I saw C01.")
    start, end = shown.written
    assert TEXT[start:end] == "I saw Ada."
    assert Passage.of_written(SHOWN, start, end) == shown


def test_it_is_shown_in_its_paragraph_with_the_sentence_before_and_after_also_of_other_paragraphs():
    start, end = passage("Two went on.").around
    assert SHOWN.text[start:end] == "I saw C01.\n\nTwo went on. Three stayed. Four left."
    assert passage("Two went on.").goes_on == (True, True)
    assert passage("Five.").goes_on == (True, False)


def test_the_passage_is_marked_by_more_than_colour_and_nothing_of_the_text_is_read_as_html():
    shown = Replaced("Plain. <b>Bold & brave.</b> After.")
    html = markup.passage(Passage(shown, 7, 27))
    assert '<span class="bracket">[</span><mark data-from="7">&lt;b&gt;Bold &amp; brave.&lt;/b&gt;</mark>' in html
    assert "<b>" not in html


# The queue


def test_the_weakest_criterion_comes_first_and_its_likeliest_passage_stands_on_the_desk(folder):
    queue = sit(folder)
    assert queue.criterion == "Q1"
    assert (queue.standing["accepted"], queue.standing["needed"]) == (0, 2)
    assert offered(queue)[:2] == [
        ("S4", "The confidential part of our contract came up again."),
        ("F1", "You keep what I say confidential and I trust that agreement."),
    ]


def test_an_accepted_passage_is_on_the_disk_as_written_and_not_offered_for_it_again(folder):
    queue = sit(folder)
    queue.move(2)
    assert queue.passage.words == CONFIDENTIAL.replace("Ada Quill", "C01")
    said = queue.accept("Says what stays between us.")
    (row,) = rows(folder)
    assert (row["evidence_id"], row["criterion"], row["source_id"]) == ("E001", "Q1", "S1")
    assert (row["quote"], row["decision"], row["kind"]) == (CONFIDENTIAL, "accepted", "RA")
    assert (row["reason"], SHEETS["S1"][int(row["start"]) : int(row["end"])]) == (
        "Says what stays between us.",
        CONFIDENTIAL,
    )
    assert said == "E001 is accepted for Q1, and written. Q1 has 1 of 2."
    assert CONFIDENTIAL not in [words for _, words in offered(queue)]
    assert CONFIDENTIAL not in [words for _, words in offered(sit(folder))]


def test_a_rejected_passage_is_not_offered_again_also_after_a_restart(folder):
    queue = sit(folder)
    first = offered(queue)[0]
    assert queue.reject() == "E001 is rejected for Q1, and written. It will not be offered for it again."
    assert first not in offered(queue)
    assert first not in offered(sit(folder))
    assert rows(folder)[0]["decision"] == "rejected"


def test_a_passage_put_off_comes_back_at_the_end_with_its_ends_and_its_reason_also_after_a_restart(folder):
    queue = sit(folder)
    queue.span("end on")
    queue.later("perhaps for another one")
    assert offered(queue)[-1] == ("S4", SHEETS["S4"][:102])
    assert offered(queue)[0][0] == "F1"
    again = sit(folder)
    assert offered(again)[-1] == ("S4", SHEETS["S4"][:102])
    assert (again.offers[-1].put_off, again.offers[-1].reason) == (True, "perhaps for another one")
    again.move(99)
    again.accept()
    assert [(row["decision"], row["reason"], row["evidence_id"]) for row in rows(folder)] == [
        ("accepted", "perhaps for another one", "E001")
    ]


def test_of_two_passages_put_off_the_one_put_off_last_comes_last(folder):
    queue = sit(folder)
    queue.later()
    queue.later()
    waiting = [offer.source_id for offer in queue.offers if offer.put_off]
    queue.move(len(queue.offers) - 2 - queue.at)
    queue.later()
    assert waiting == ["S4", "F1"]
    assert [offer.source_id for offer in queue.offers if offer.put_off] == ["F1", "S4"]


def test_the_ends_as_they_were_moved_are_what_is_accepted(folder):
    queue = sit(folder)
    queue.span("end on")
    queue.span("start a word on")
    queue.accept(kind="PD")
    assert [(row["quote"], row["kind"]) for row in rows(folder)] == [(SHEETS["S4"][4:102], "PD")]


def test_a_decision_that_is_taken_back_is_off_the_disk_and_its_passage_on_the_desk(folder):
    sitting = Sitting(analyse(folder))
    queue = Queue(sitting)
    first = queue.offer
    queue.accept()
    queue.next_criterion()
    undone = sitting.undo()
    queue.put_back(undone)
    assert rows(folder) == []
    assert (queue.criterion, queue.passage.written) == ("Q1", (first.start, first.end))
    with pytest.raises(UsageError, match=r"^there is no decision to take back$"):
        sitting.undo()


def test_next_criterion_goes_from_the_weakest_on_and_back_again(folder):
    queue = sit(folder)
    order = [queue.criterion]
    for _ in range(3):
        queue.next_criterion()
        order.append(queue.criterion)
    assert order == ["Q1", "Q2", "Q3", "Q1"]
    queue.previous_criterion()
    assert queue.criterion == "Q3"


def test_a_criterion_that_has_what_it_needs_is_followed_by_the_weakest_that_was_not_shown(folder):
    queue = sit(folder)
    queue.go_to("Q3")
    assert (
        queue.accept() == "E001 is accepted for Q3, and written. Q3 has 1 of 1, but one-sided: all from one source, S3."
    )
    queue.next_criterion()
    assert queue.criterion == "Q2"


def test_a_restart_goes_on_at_the_criterion_of_the_last_decision_while_it_falls_short(folder):
    queue = sit(folder)
    queue.go_to("Q2")
    queue.reject()
    second = offered(queue)[0]
    assert (sit(folder).criterion, offered(sit(folder))[0]) == ("Q2", second)


def test_looking_on_decides_nothing_and_stops_at_both_ends(folder):
    queue = sit(folder)
    queue.move(-1)
    assert queue.at == 0
    queue.move(99)
    assert queue.at == len(queue.offers) - 1
    assert not (folder / "evidence.csv").exists()


def test_when_every_passage_is_decided_there_is_none_to_decide_on(folder):
    queue = sit(folder)
    while queue.offers:
        queue.reject()
    assert queue.passage is None
    with pytest.raises(UsageError, match=r"^there is no passage on the desk to decide on$"):
        queue.accept()


def test_a_full_disk_is_told_and_the_same_passage_stays(folder, monkeypatch):
    queue = sit(folder)
    shown = queue.offer

    def full(path, data, mode=0o600):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(disk, "write", full)
    with pytest.raises(RecordsError, match=r"the decision was not written: .*No space left on device"):
        queue.accept()
    assert queue.offer == shown
    monkeypatch.undo()
    queue.accept()
    assert len(rows(folder)) == 1


def test_a_framework_without_criteria_is_told(folder):
    (folder / "own.csv").write_text("criterion,text\n")
    with pytest.raises(RecordsError, match=r"^the framework cannot be read"):
        sit(folder)


# The reviews


def test_a_broken_link_is_linked_to_the_nearest_text_and_its_decision_stands(folder):
    broken = (
        'E001,Q1,S1,15,81,"I told Ada Quill what she said stays confidential with us.",RA,accepted,mine,2025-02-01\n'
    )
    desk_practice.made(folder, broken)
    links = BrokenLinks(Sitting(analyse(folder)))
    assert (links.how_many, links.passage.words) == (1, CONFIDENTIAL.replace("Ada Quill", "C01"))
    assert links.relink() == "E001 quotes this passage now, and it is written."
    (row,) = rows(folder)
    assert (row["quote"], row["decision"], row["reason"]) == (CONFIDENTIAL, "accepted", "mine")
    assert links.row is None
    with pytest.raises(UsageError, match=r"^there is nothing on the desk to decide on$"):
        links.relink()


def test_a_broken_link_that_is_kept_is_shown_the_next_time(folder):
    desk_practice.made(folder, 'E001,Q1,S1,0,5,"Words that nobody wrote there.",RA,accepted,,2025-02-01\n')
    before = (folder / "evidence.csv").read_bytes()
    links = BrokenLinks(Sitting(analyse(folder)))
    links.keep()
    assert links.how_many == 0
    assert (folder / "evidence.csv").read_bytes() == before
    assert BrokenLinks(Sitting(analyse(folder))).how_many == 1


def test_sentences_come_least_sure_first_and_one_that_is_labelled_is_not_asked_again(folder):
    labels = Labels(Sitting(analyse(folder)))
    assert labels.left["probability"].is_monotonic_increasing
    sheet, words, before = labels.row["sheet_id"], labels.passage.words, labels.how_many
    read = labels.row["label"]
    other = "Belief" if read != "Belief" else "Learning"
    assert labels.label(other) == f"The sentence of {sheet} is {other}, not {read}, and it is written."
    (row,) = rows(folder, "decisions/labels.csv")
    assert (row["sheet_id"], row["label"]) == (sheet, other)
    assert row["quote"].replace("Ada Quill", "C01").replace("Ada", "C01") == words
    assert (labels.how_many, Labels(Sitting(analyse(folder))).how_many) == (before - 1, before - 1)


def test_a_label_that_is_taken_back_is_asked_again(folder):
    sitting = Sitting(analyse(folder))
    labels = Labels(sitting)
    before = labels.how_many
    labels.label("Other")
    sitting.undo()
    labels.load()
    assert labels.how_many == before


def test_a_name_in_no_register_is_decided_everywhere_and_not_asked_again(folder):
    sitting = Sitting(analyse(folder))
    names = Names(sitting)
    assert list(names.left["surface"]) == ["Petra", "Petra Lund"]
    assert names.clients == ["C01", "C02"]
    assert names.decide("replace", "C02") == "“Petra” is shown as C02, everywhere; the decision is on the disk."
    assert [(r["surface"], r["decision"], r["client_id"]) for r in rows(folder, "decisions/names.csv")] == [
        ("Petra", "replace", "C02")
    ]
    assert "Later I asked C02 about it." in sitting.results.practice.sources.set_index("source_id").loc["S4", "text"]


def test_names_that_are_kept_or_none_are_not_asked_about_after_a_restart(folder):
    names = Names(Sitting(analyse(folder)))
    assert names.decide("keep") == "“Petra” stays as it is, everywhere; the decision is on the disk."
    assert names.decide("not_a_name") == "“Petra Lund” is no name, everywhere; the decision is on the disk."
    assert Names(Sitting(analyse(folder))).how_many == 0


# The widgets


@pytest.fixture
def on_desk(folder) -> Desk:
    return desk.evidence_desk(str(folder))


def all_of(widget, kind) -> list:
    """The widgets of a kind that are shown."""
    if widget.layout.display == "none":
        return []
    found = [widget] if isinstance(widget, kind) else []
    return found + [each for child in getattr(widget, "children", ()) for each in all_of(child, kind)]


def shown_buttons(on_desk: Desk, name: str) -> list:
    return [each for each in all_of(on_desk, ipywidgets.Button) if each.description.startswith(name)]


def press(on_desk: Desk, name: str) -> str:
    """Press the one shown button whose name begins so; what the desk says then."""
    (found,) = shown_buttons(on_desk, name)
    found.click()
    return on_desk.said.says


def shown(on_desk: Desk) -> str:
    return " ".join(each.value for each in all_of(on_desk, ipywidgets.HTML))


def test_the_buttons_of_every_part_have_a_label_a_tip_and_a_key_of_their_own(on_desk):
    for part in ("Passages", "Broken links", "Reflection sentences", "Names"):
        press(on_desk, part)
        buttons = all_of(on_desk, ipywidgets.Button)
        keys = [name for each in buttons for name in each._dom_classes if name.startswith("key-")]
        assert len(keys) == len(set(keys)) == len(buttons)
        assert all(each.description and each.tooltip for each in buttons)


def test_what_is_accepted_on_the_desk_is_written_with_its_reason_which_is_then_gone(on_desk, folder):
    passages = on_desk._parts["Passages"]
    passages.reason.value = "It names what stays between us."
    passages.kind.value = "PD"
    said = press(on_desk, "Accept")
    assert said == "E001 is accepted for Q1, and written. Q1 has 1 of 2."
    assert [(row["reason"], row["kind"]) for row in rows(folder)] == [("It names what stays between us.", "PD")]
    assert (passages.reason.value, passages.kind.value) == ("", "")
    assert "Decided in this sitting: 1 (1 accepted)." in shown(on_desk)
    assert "has <b>1 of 2</b> needed, thin" in shown(on_desk)
    assert "It names what stays between us." in shown(on_desk)


def test_a_reason_and_a_kind_stay_while_the_ends_of_the_passage_move(on_desk):
    passages = on_desk._parts["Passages"]
    passages.reason.value, passages.kind.value = "Mine.", "PD"
    press(on_desk, "End later")
    assert (passages.reason.value, passages.kind.value) == ("Mine.", "PD")
    press(on_desk, "Next passage")
    assert (passages.reason.value, passages.kind.value) == ("", "")


def hear(on_desk: Desk, name: str, turn: int | None = None, reason: str = "", selected: list | None = None) -> str:
    """What the page sends when the one shown button whose name begins so is pressed; what the desk says then."""
    keys = on_desk.said
    (found,) = [n for n, each in enumerate(keys._buttons) if each in shown_buttons(on_desk, name)]
    boxes = {str(keys._boxes.index(on_desk._parts["Passages"].reason)): reason}
    pressed = {"press": found, "turn": keys.turn if turn is None else turn, "boxes": boxes, "selected": selected}
    keys._heard(keys, pressed, [])
    return keys.says


def test_a_press_carries_the_reason_that_stands_in_the_box(on_desk, folder):
    hear(on_desk, "Accept", reason="Typed a moment ago.")
    assert [row["reason"] for row in rows(folder)] == ["Typed a moment ago."]
    assert on_desk._parts["Passages"].reason.value == ""


def test_a_press_on_what_is_shown_no_more_does_nothing(on_desk, folder):
    turn = on_desk.said.turn
    hear(on_desk, "Accept", turn)
    hear(on_desk, "Accept", turn, reason="Meant for the one before.")
    assert [(row["decision"], row["reason"]) for row in rows(folder)] == [("accepted", "")]
    assert on_desk._parts["Passages"].reason.value == ""


def test_the_words_chosen_by_mouse_are_the_passage_once(on_desk):
    assert hear(on_desk, "Words I chose", selected=[4, 10]) == "From “confidential” to “confidential”: 1 word."
    assert hear(on_desk, "Words I chose") == (
        "Choose words of the text with the mouse first; by keyboard the arrow keys move its ends."
    )


def test_undo_takes_the_last_decision_back_from_any_part(on_desk, folder):
    press(on_desk, "Reject")
    press(on_desk, "Names")
    press(on_desk, "Keep")
    assert press(on_desk, "Undo") == "Taken back: the last decision, on a name."
    assert on_desk._parts["Names"].review.how_many == 2
    assert press(on_desk, "Undo") == "Taken back: E001, which was rejected, is not decided any more."
    assert press(on_desk, "Undo") == "Not done: there is no decision to take back."
    press(on_desk, "Passages")
    assert "The confidential part of our contract came up again." in shown(on_desk)


def test_going_to_a_criterion_by_its_list_shows_it(on_desk):
    on_desk._parts["Passages"].criterion.value = "Q3"
    assert "<h2>Q3: Uses supervision to look at the own practice</h2>" in shown(on_desk)
    assert "Q1" in press(on_desk, "Criterion before")


def test_a_table_that_cannot_be_written_is_told_in_one_line_and_nothing_else_changes(on_desk, folder, monkeypatch):
    before = shown(on_desk)

    def locked(source, target):
        raise PermissionError(errno.EACCES, "Permission denied", str(target))

    monkeypatch.setattr(disk, "move", locked)
    said = press(on_desk, "Accept")
    assert said == "Not written: practice: the decision was not written: evidence.csv: Permission denied."
    assert shown(on_desk) == before
    assert not (folder / "evidence.csv").exists()


def test_the_turn_is_given_back_after_every_press_also_after_a_refusal(on_desk):
    turns = [on_desk.said.turn]
    for name in ("Undo", "Reject", "Next criterion"):
        press(on_desk, name)
        turns.append(on_desk.said.turn)
    assert turns == [turns[0] + n for n in range(4)]


def test_a_practice_that_is_not_there_is_told_in_one_line(tmp_path):
    shown_instead = desk.evidence_desk(str(tmp_path / "none"))
    assert "there is no such folder" in shown_instead.children[0].value


def test_a_blank_practice_is_the_one_that_the_lab_was_started_for(folder, monkeypatch):
    monkeypatch.setenv("COACHKIT_PRACTICE", str(folder))
    assert desk.evidence_desk().sitting.results.practice.folder == folder.resolve()


def test_the_shipped_example_is_said_to_be_one_and_takes_no_decision(example):
    before = {path: path.stat().st_mtime_ns for path in example.rglob("*")}
    results = analyse(example)
    results.__dict__["coverage"] = analyse(example)._accepted
    on_desk = Desk(results)
    assert "This is the example that ships with coachkit, and nothing is written to it." in shown(on_desk)
    assert "The finder has learnt from the example’s own texts" in shown(on_desk)
    assert press(on_desk, "Accept") == (
        "Not done: the example that ships is not written to; `coachkit lab` makes a copy of it to try things on."
    )
    assert {path: path.stat().st_mtime_ns for path in example.rglob("*")} == before


def test_progress_is_told_in_words_and_squares():
    assert [markup.shape(*of) for of in [(0, 2), (1, 2), (3, 2), (0, 0)]] == ["□□", "■□", "■■■", "–"]
    row = pd.Series({"accepted": 1, "needed": 2, "status": "thin", "remark": ""})
    assert markup.state(row) == (
        '<p><span class="shape" aria-hidden="true">■□</span> has <b>1 of 2</b> needed, thin</p>'
    )


def test_what_a_criterion_sounds_like_is_kept_taught_and_taken_back(folder):
    queue = sit(folder)
    said = queue.teach("  stays confidential between us ")
    assert said == f"The finder has learnt it for {queue.criterion}, and it is written in decisions/cues.csv."
    (kept,) = rows(folder, "decisions/cues.csv")
    assert (kept["criterion"], kept["sentence"]) == (queue.criterion, "stays confidential between us")
    first = queue.offers[0]
    assert "stays confidential" in queue.passage.words and first.why.startswith("like your own words")
    with pytest.raises(UsageError, match="write words or a sentence"):
        queue.teach("  ")
