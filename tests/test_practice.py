"""A practice folder as a whole: what stands, what is left out, and that no name is in anything shown."""

import hashlib
import random

import pandas as pd
import pytest
from folders import CLIENTS, CONTACTS, found, read, write

from coachkit.errors import UsageError
from coachkit.practice import find_practice, read_practice
from coachkit.schema import SOURCES, TABLES
from coachkit.shown import FAULT_COLUMNS, LONGEST

REGISTER = (
    "client_id,name,aliases,organisation,sponsor,consent,email\n"
    "C01,Ingrid Solberg,Inge,Harrow & Vane,Hugh Lascelles,yes,ingrid@harrow.example\n"
    "C02,Tobias Wren,,Harrow & Vane,,no,\n"
)
FULL = {
    "practice.toml": 'coach = "Petra Okonkwo"\n',
    "clients.csv": REGISTER,
    "contacts.csv": "contact_id,sheet_id,date,client_id,minutes,model,room\n"
    "K1,S1,2025-01-06,C01,60,GROW for Ingrid,at Harrow & Vane\nK2,S1,2025-01-13,C02,45,,\n",
    "sheets.csv": 'sheet_id,written_on,text\nS1,2025-01-08,"Ingrid Solberg came.\nTobias Wren did not."\nS2,2025-01-09,No contact.\n',
    "feedback.csv": "feedback_id,date,client_id,voice,solicited,text\nF1,2025-01-07,C01,client,yes,Thank you Petra. Ingrid\n",
    "supervision.csv": "supervision_id,date,minutes,supervisor,text\nV1,2025-01-10,60,Dr Maren Frost,Maren Frost asked about Ingrid Solberg.\n",
    "documents.csv": "document_id,title,kind,date,text\nD1,Contract with Tobias Wren,contract,2025-01-02,Signed by Hugh Lascelles.\n",
    "evidence.csv": "evidence_id,criterion,source_id,start,end,quote,decision,reason\n"
    "E1,700-1.1,S1,0,20,Ingrid Solberg came.,accepted,Ingrid Solberg says it\nE2,700-1.1,S1,0,9,Tobias Wren did not.,later,\n",
    "decisions/cues.csv": "criterion,sentence\n700-1.1,As when Tobias Wren paused\n",
}
NAMES = ("Ingrid", "Solberg", "Tobias", "Wren", "Harrow", "Vane", "Lascelles", "Petra", "Okonkwo", "Frost", "Inge")


def test_contacts_alone_are_a_practice(tmp_path):
    practice = read(tmp_path, {"contacts.csv": CONTACTS})
    assert practice.counts == {"contacts": 2}
    assert (len(practice.problems), len(practice.notes), len(practice.sources)) == (0, 0, 0)
    assert f"{practice.settings.as_of:%Y-%m-%d}" == "2025-01-20"


@pytest.mark.parametrize("log", ["contact_id,date,client_id,minutes\n", CONTACTS])
def test_every_frame_has_its_columns_whatever_is_missing(tmp_path, log):
    practice = read(tmp_path, {"contacts.csv": log})
    hidden = {"name", "aliases", "email", "phone"}
    for name, table in TABLES.items():
        if name not in ("name_decisions", "import_decisions", "waivers"):
            kept = [column for column in table.names if name != "clients" or column not in hidden]
            assert list(getattr(practice, name).columns) == kept
    assert pd.isna(practice.settings.as_of) == (log != CONTACTS)


@pytest.mark.parametrize("files", [{}, {"clients.csv": CLIENTS}])
def test_without_contacts_that_is_the_problem(tmp_path, files):
    practice = read(tmp_path, files)
    assert found(practice.problems) == [("contacts.csv", None, "", "", "is missing")]
    assert len(practice.contacts) == 0


def test_a_file_in_other_letters_is_told(tmp_path):
    practice = read(tmp_path, {"Contacts.CSV": CONTACTS})
    assert found(practice.problems) == [("Contacts.CSV", None, "", "", "is not read: the letters of its name differ")]


def test_a_folder_that_is_a_file_or_is_not_there_is_a_mistake_in_the_call(tmp_path):
    file = write(tmp_path, {"contacts.csv": CONTACTS}) / "contacts.csv"
    with pytest.raises(UsageError) as refused:
        find_practice(file)
    assert str(refused.value) == f"{file}: is a file; give the folder that holds contacts.csv"
    with pytest.raises(UsageError) as refused:
        find_practice(tmp_path / "gone")
    gone = tmp_path / "gone"
    assert str(refused.value) == f"{gone}: there is no such folder; `coachkit new {gone}` makes an empty practice there"


def test_the_example_is_found_from_anywhere_and_has_no_problem(tmp_path, monkeypatch, example):
    monkeypatch.chdir(tmp_path)
    practice = read_practice("example")
    assert practice.folder == example
    assert len(practice.problems) == 0
    assert (len(practice.contacts), practice.contacts["minutes"].sum() > 6000, len(practice.sheets)) == (173, True, 98)


# What is left out


def test_rows_with_problems_are_left_out_listed_and_counted_in_rows_and_minutes(tmp_path):
    log = (
        CONTACTS
        + "K3,2025-02-30,C01,30\nK4,2025-01-06,C99,20\nK5,2025-01-06,C01,x\nK6,2025-01-07\nK1,2025-01-06,C01,7\n"
    )
    practice = read(tmp_path, {"contacts.csv": log, "clients.csv": CLIENTS})
    assert practice.contacts["contact_id"].tolist() == ["K1", "K2"]
    assert practice.problems["line"].tolist() == [7, 4, 6, 8, 5]
    assert (practice.left_out_rows, practice.left_out_minutes) == (5, 30 + 20 + 7)
    assert practice.counts == {"clients": 2, "contacts": 2}


def test_all_problems_of_all_files_are_told_at_once(tmp_path):
    files = {
        "practice.toml": 'framework = "nope"\nas_of = 3\n',
        "contacts.csv": "contact_id,date,client_id,minutes\nK1,6/1/25,C01,60\n",
        "clients.csv": "client_id,client_id\nC01,C01\n",
        "sheets.csv": b"\xff\xfe",
        "decisions/names.csv": "surface,decision\nInge,perhaps\n",
    }
    assert [(place[0], place[1]) for place in found(read(tmp_path, files).problems)] == [
        ("practice.toml", None),
        ("practice.toml", None),
        ("clients.csv", 1),
        ("contacts.csv", 2),
        ("sheets.csv", None),
        ("decisions/names.csv", 2),
    ]


def test_the_period_of_the_call_overrides_that_of_the_settings(tmp_path):
    write(tmp_path, {"contacts.csv": CONTACTS, "practice.toml": "period_start = 2025-01-01\nperiod_end = 2025-06-30"})
    settings = read_practice(tmp_path, start="2025-02-01").settings
    assert [f"{day:%Y-%m-%d}" for day in (settings.period_start, settings.period_end)] == ["2025-02-01", "2025-06-30"]
    with pytest.raises(UsageError) as refused:
        read_practice(tmp_path, start="2025-07-01")
    assert str(refused.value) == "the period starts on 2025-07-01, after its end on 2025-06-30"


def test_evidence_may_be_held_against_an_own_framework_beside_the_practice(tmp_path):
    files = {
        "contacts.csv": CONTACTS,
        "practice.toml": 'framework = "own.csv"',
        "own.csv": "criterion,text\nA1,Listens\n",
        "evidence.csv": "evidence_id,criterion,source_id,decision\nE1,A1,S1,accepted\nE2,700-1.1,S1,accepted\n",
    }
    practice = read(tmp_path, files)
    assert practice.framework["criterion"].tolist() == ["A1"]
    kept = "is not a criterion of this framework; the decision is kept to be judged again, and not counted"
    assert found(practice.notes)[:1] == [("evidence.csv", 3, "criterion", "700-1.1", kept)]
    assert practice.evidence["evidence_id"].tolist() == ["E1"]
    assert practice.to_judge_again["evidence_id"].tolist() == ["E2"]


# Names


def test_no_registered_name_is_in_anything_that_is_shown(tmp_path):
    folder = tmp_path / "Ingrid Solberg 2025"
    practice = read(folder, FULL | {"contracts.csv": "client_id,topic,settled_on\nC09,fees with Tobias Wren,\n"})
    frames = [name for name in TABLES if name not in ("name_decisions", "import_decisions", "waivers")] + [
        "problems",
        "notes",
    ]
    shown = "\n".join(getattr(practice, name).to_csv() for name in frames)
    shown += practice.name + practice.sources.drop(columns="replaced").to_csv()
    assert [name for name in NAMES if name in shown] == []
    assert practice.name == "C01 2025"


def test_persons_become_ids_and_roles(tmp_path):
    practice = read(tmp_path, FULL)
    assert practice.sheets["text"].tolist() == ["C01 came.\nC02 did not.", "No contact."]
    assert practice.contacts.loc[0, ["model", "room"]].tolist() == ["GROW for C01", "at O01"]
    assert practice.feedback["text"].tolist() == ["Thank you coach. C01"]
    assert practice.supervision[["supervisor", "text"]].values.tolist() == [
        ["supervisor", "supervisor asked about C01."]
    ]
    assert practice.documents[["title", "text"]].values.tolist() == [["Contract with C02", "Signed by sponsor."]]
    assert practice.clients[["organisation", "sponsor"]].values.tolist() == [["O01", "sponsor"], ["O01", ""]]
    assert practice.cues["sentence"].tolist() == ["As when C02 paused"]


def test_a_quote_is_shown_as_its_source_is_and_its_place_is_that_in_the_text_as_written(tmp_path):
    practice = read(tmp_path, FULL)
    evidence = practice.evidence
    assert evidence[["start", "end", "quote"]].values.tolist() == [[0, 20, "C01 came."], [21, 41, "C02 did not."]]
    assert evidence["reason"].tolist() == ["C01 says it", ""]
    assert found(practice.notes)[0] == (
        "evidence.csv", 3, "source_id", "S1", "has a quoted passage that now stands at 21 to 41, not 0",
    )  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        "C01,Ingrid Solberg,,2025-13-45\n",
        "C01,Ingrid Solberg\n",
        "C02,Ingrid Solberg,,\n",
        ",Ingrid Solberg,,\n",
    ],
)
def test_a_name_is_replaced_also_where_its_row_of_the_register_has_a_problem(tmp_path, row):
    register = f"client_id,name,aliases,contracted_on\nC02,Tobias Wren,,\n{row}"
    sheets = "sheet_id,text\nS1,Ingrid Solberg came.\n"
    practice = read(tmp_path, {"contacts.csv": CONTACTS, "clients.csv": register, "sheets.csv": sheets})
    assert len(practice.problems) > 0
    shown = practice.sheets.to_csv() + practice.problems.to_csv() + practice.clients.to_csv()
    assert "Ingrid" not in shown and "Solberg" not in shown
    assert practice.sheets["text"].tolist() == [f"{row.split(',')[0] or 'client'} came."]


def test_sources_have_their_kind_date_clients_and_voice(tmp_path):
    sources = read(tmp_path, FULL).sources
    columns = ["source_id", "kind", "client_ids", "voice", "solicited"]
    assert sources[columns].values.tolist() == [
        ["S1", "sheet", "C01;C02", "coach", ""],
        ["S2", "sheet", "", "coach", ""],
        ["F1", "feedback", "C01", "client", "yes"],
        ["V1", "supervision", "", "coach", ""],
        ["D1", "document", "", "coach", ""],
    ]
    dates = ["2025-01-13", "2025-01-09", "2025-01-07", "2025-01-10", "2025-01-02"]
    assert sources["date"].dt.strftime("%Y-%m-%d").tolist() == dates
    assert set(sources["kind"]) == set(SOURCES.values())


# Hostile files, and what is left alone


def test_a_long_value_is_shown_short(tmp_path):
    practice = read(
        tmp_path, {"contacts.csv": f"contact_id,date,client_id,minutes\nK1,2025-01-06,C01,{'9' * 10_000_000}\n"}
    )
    [value] = practice.problems["value"]
    assert value == "9" * (LONGEST - 3) + "..."


def test_a_name_is_not_cut_in_two_where_a_value_is_shown_short(tmp_path):
    value = "x" * (LONGEST - 10) + " Ingrid Solberg"
    files = {"contacts.csv": f"contact_id,date,client_id,minutes\nK1,{value},C01,30\n", "clients.csv": REGISTER}
    [shown] = read(tmp_path, files).problems["value"]
    assert shown == "x" * (LONGEST - 10) + " C01"


@pytest.mark.parametrize("seed", range(3))
def test_files_of_chance_bytes_give_problems_and_nothing_breaks(tmp_path, seed):
    chance = random.Random(seed)
    files = {table.file: chance.randbytes(5000) for table in TABLES.values()} | {"practice.toml": chance.randbytes(300)}
    practice = read(tmp_path, files)
    assert tuple(practice.problems.columns) == FAULT_COLUMNS
    assert {"contacts.csv", "clients.csv", "practice.toml"} <= set(practice.problems["file"])
    assert [len(getattr(practice, name)) for name in ("contacts", "sources", "evidence", "labels", "cues")] == [0] * 5


def test_the_folder_is_left_as_it_was(tmp_path):
    def state():
        files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
        return [(path, hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files]

    write(tmp_path, FULL)
    before = state()
    practice = read_practice(tmp_path)
    assert len(practice.sources) + len(practice.evidence) + len(practice.problems) == 7
    assert state() == before
