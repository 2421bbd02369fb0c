"""Loops that a client's or sponsor's feedback closes."""

import pandas as pd
import pytest

from coachkit import deeds, loops

INTENDS = "Next time I'll stop ten minutes early and ask her what was least use."
TELLS = "You stopped ten minutes early and asked me what was least use, as you had promised."


def sentences(feedback: str, voice: str = "client", client: str = "C01", later: str = "2025-02-03") -> pd.DataFrame:
    rows = [
        ("S1", "sheet", "2025-01-06", "C01", "coach", 1, 0, len(INTENDS), INTENDS),
        ("S2", "sheet", "2025-02-10", "C01", "coach", 1, 0, 33, "The train was late and I was cold."),
        ("F1", "feedback", later, client, voice, 1, 0, len(feedback), feedback),
    ]
    columns = ["source_id", "kind", "date", "client_ids", "voice", "paragraph", "start", "end", "sentence"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(date=pd.to_datetime(frame["date"]).astype("datetime64[s]"))


def followed(*told, **how) -> list:
    labels = pd.DataFrame(
        [("S1", 0, len(INTENDS), "Intention", 0.9), ("S2", 0, 33, "Experience", 0.9)],
        columns=["sheet_id", "start", "end", "label", "probability"],
    )
    found = loops.loops(sentences(*told, **how), labels)
    return found[["closing_source", "closing", "status", "lag_days"]].astype(object).fillna("").to_numpy().tolist()


OPEN = [["", "", "open", ""]]


@pytest.mark.parametrize("voice", ["client", "sponsor"])
def test_an_intention_is_closed_by_the_client_or_sponsor_who_tells_of_it(voice):
    assert followed(TELLS, voice) == [["F1", TELLS, "closed", 28]]


@pytest.mark.parametrize(
    "how", [{"voice": "peer"}, {"client": "C02"}, {"later": "2025-01-05"}], ids=["a peer", "another client", "earlier"]
)
def test_who_was_not_there_or_spoke_before_closes_nothing(how):
    assert followed(TELLS, **how) == OPEN


@pytest.mark.parametrize(
    "said",
    [
        "Next time you could stop ten minutes early and ask me what was least use.",
        "I hope that you stop ten minutes early and ask me what was least use.",
        "You never stopped ten minutes early and asked me what was least use.",
        "You did not stop ten minutes early and ask me what was least use.",
        "We stopped ten minutes early, which was of least use to anybody.",
    ],
)
def test_a_wish_or_a_deed_left_undone_closes_nothing(said):
    assert followed(said) == OPEN


def test_what_is_told_is_put_in_the_coachs_person():
    told = deeds.told(sentences("You asked me about your notes and my boss."))
    assert told["turned"].tolist() == ["i asked they about my notes and their boss."]


def test_an_intention_to_leave_something_undone_is_closed_by_its_being_left():
    assert deeds.refrains("Next time I won't rescue him when he stalls.") and deeds.undone("You did not rescue me.")
    assert not deeds.refrains("I'll stop ten minutes early.") and not deeds.undone("You stopped early.")
