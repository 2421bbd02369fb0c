"""The tables keep what the design promises, on the example and on practices with other people and odder texts."""

import csv
import io
import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandas.testing as pdt
import pytest

import coachkit
from coachkit.errors import RecordsError
from coachkit.result_tables import RESULT_TABLES
from coachkit.results import Results
from coachkit.schema import ASPECTS, POLARITIES, REFLECTION_LABELS, VOICES
from conftest import ROOT

EXAMPLE = ROOT / "data" / "example"
TEXTS = {"sheets": "sheet_id", "feedback": "feedback_id", "supervision": "supervision_id", "documents": "document_id"}
PEOPLE = [
    "Grace Marker", "Hope Okonjo-Wren", "Will Summers", "Rose Field", "Mark Penny", "Art Chase", "Summer Bright", "Faith Strong",
    "June Rivers", "Zoë Ångström", "Nuala O’Hare", "Max Power", "Pat Long", "Bill Price",
]  # fmt: skip
FIRMS = [
    "Orchard & Pole",
    "Harbour Trust",
    "Bright Works",
    "Next",
    "Vellum",
    "Kestrel Foods",
    "Halden Bank",
    "The Mill",
    "Sable",
    "Umber",
    "Quarry Rail",
    "Pike",
]
EARLY = [f"S{number:03}" for number in range(1, 13)]  # the sheets of a smaller practice


def rows_of(table: str) -> list[dict]:
    """The rows of one table of the example, as text."""
    with (EXAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(rows: list[dict]) -> str:
    """The rows as the text of a CSV file, with LF."""
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def small(**changed: list[dict]) -> dict[str, list[dict]]:
    """The example's tables with its first sheets alone; a table given here stands instead."""
    tables = {table: rows_of(table) for table in ("clients", "contacts", "evidence", *TEXTS)} | changed
    kept = {row[key] for table, key in TEXTS.items() for row in tables[table] if table != "sheets" or row[key] in EARLY}
    tables["contacts"] = [row for row in tables["contacts"] if row["sheet_id"] in EARLY]
    tables["sheets"] = [row for row in tables["sheets"] if row["sheet_id"] in EARLY]
    tables["evidence"] = [row for row in tables["evidence"] if row["source_id"] in kept]
    return tables


def write(folder: Path, tables: dict[str, list[dict]], settings: str = "", encoded=str.encode) -> Path:
    """A practice folder with these tables; `encoded` makes the bytes of the text tables."""
    folder.mkdir(exist_ok=True)
    for table, rows in tables.items():
        (folder / f"{table}.csv").write_bytes((encoded if table in TEXTS else str.encode)(as_csv(rows)))
    (folder / "practice.toml").write_text(settings or (EXAMPLE / "practice.toml").read_text("utf-8"), "utf-8")
    return folder


def other_people(folder: Path) -> Path:
    """The same practice of other people and firms, most of whose names are also words."""
    registered = rows_of("clients")
    swapped = dict(zip((row["name"] for row in registered), PEOPLE, strict=True))
    words = {
        old: new
        for name, other in swapped.items()
        for old, new in zip(name.split()[::-1], other.split()[::-1], strict=False)
    }
    firms = dict(zip(sorted({row["organisation"] for row in registered}), FIRMS, strict=False))
    words |= firms | {firm.split()[0]: other for firm, other in firms.items()} | {"Isla": "Dawn", "Thornbury": "Winter"}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?!\w)")
    tables = {
        table: [
            {column: pattern.sub(lambda match: words[match[0]], cell) for column, cell in row.items()} for row in rows
        ]
        for table, rows in small().items()
    }
    for row, name in zip(tables["clients"], PEOPLE, strict=True):
        row |= {"name": name, "aliases": ""}
    return write(
        folder,
        tables,
        'coach = "Dawn Winter"\nframework = "ilm-l7-diploma"\npreset = "ilm-l7-diploma"\n[rules]\nhours_total = 20\ncount_mentoring = false\n',
    )


def odd(text: str) -> str:
    """The text with what programs and telephones put in, and one of its sentences twice."""
    doubled = re.sub(r"([A-Z][^.?!\n]{20,60}\.) ", r"\1 \1 ", text, count=1)
    return (
        "\n\n \t\n"
        + doubled.replace("\n\n", " 🙂\n\n", 1).replace("é", "e\u0301").replace(". ", ".\u00a0 ", 1)
        + "\n👩🏽\u200d💻 𝔬𝔨.\n"
    )


def odd_texts(folder: Path) -> Path:
    """CRLF, a byte order mark, characters beyond the first plane, combining accents, blank lines ahead, sentences twice."""
    tables = small()
    for table in TEXTS:
        tables[table] = [row | {"text": odd(row["text"])} for row in tables[table]]
    tables["clients"][0]["name"] = unicodedata.normalize("NFD", "Gareth Pémberley")
    return write(folder, tables, encoded=lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())


def windows_texts(folder: Path) -> Path:
    """Windows-1252 with curly quotes; a sheet of three clients, one without a contact, blank texts, feedback of nobody."""
    tables = small()
    shared = [row for row in tables["contacts"] if row["client_id"] in ("C01", "C03", "C05")][:5]
    for row in shared:
        row["sheet_id"] = "S002"
    tables["sheets"].append(
        {"sheet_id": "S900", "written_on": "2024-12-01", "text": "I will ask less next time. It rained."}
    )
    tables["sheets"].append({"sheet_id": "S901", "written_on": "", "text": ""})
    tables["sheets"][0]["text"] = "   "
    for row in tables["feedback"][:6]:
        row["client_id"] = ""
    tables["feedback"][7]["text"] = ""
    tables["feedback"] += [
        {"feedback_id": f"F9{n}", "date": "2025-02-01", "client_id": "C01", "voice": voice, "trust": str(rating)}
        for n, (voice, rating) in enumerate([("coach", 5), ("coach", 4), ("client", 3), ("client", 4), ("client", 4)])
    ]
    curly = lambda text: re.sub(r"(?<=\s)'(?=\w)", "‘", text.replace("n't", "n’t")).encode("cp1252", errors="replace")  # noqa: E731
    return write(folder, tables, encoded=curly)


def only_contacts(folder: Path) -> Path:
    """contacts.csv and nothing else."""
    folder.mkdir()
    shutil.copy(EXAMPLE / "contacts.csv", folder)
    return folder


def no_register(folder: Path) -> Path:
    """Neither clients nor feedback; own criteria."""
    tables = small()
    tables["evidence"] = [row | {"criterion": "A"} for row in tables["evidence"][:3]]
    del tables["clients"], tables["feedback"]
    write(folder, tables, 'framework = "mine.csv"\n')
    (folder / "mine.csv").write_text(
        "criterion,text,needed\nA,Listens to the client and stays silent,2\nB,Uses supervision,1\nC,Keeps time,\n",
        "utf-8",
    )
    return folder


BUILT = {
    "other people": other_people,
    "odd texts": odd_texts,
    "windows": windows_texts,
    "only contacts": only_contacts,
    "no register": no_register,
}
CASES = ["example", *BUILT]


@dataclass
class Case:
    """One practice: its results, and the tables of its folder read by plain means."""

    name: str
    r: Results
    tables: dict[str, pd.DataFrame]

    def __getattr__(self, table: str) -> pd.DataFrame:
        return self.tables[table]


@pytest.fixture(scope="module", params=CASES)
def case(request, tmp_path_factory) -> Case:
    """Each practice in turn, with all its tables."""
    build = BUILT.get(request.param, lambda _: "example")
    results = coachkit.analyse(build(tmp_path_factory.mktemp("contract") / "practice"))
    return Case(request.param, results, {table: getattr(results, table) for table in RESULT_TABLES})


def texts_as_written(folder: Path) -> dict[str, str]:
    """The text of every source: LF, no byte order mark, nothing stripped."""
    found = {}
    for table, key in TEXTS.items():
        path = folder / f"{table}.csv"
        if path.exists():
            data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
            try:
                text = data.decode()
            except UnicodeDecodeError:
                text = data.decode("cp1252")
            found |= {
                row[key]: row["text"] for row in csv.DictReader(io.StringIO(text.replace("\r\n", "\n"), newline=""))
            }
    return found


SPANS = {
    "theme_passages": [("source_id", "start", "end", "passage")],
    "feedback_sentences": [("feedback_id", "start", "end", "sentence")],
    "triangulation_sentences": [("source_id", "start", "end", "sentence")],
    "openings": [("sheet_id", "start", "end", "sentence")],
    "silence_sentences": [("source_id", "start", "end", "sentence")],
    "ethical_moments": [("source_id", "start", "end", "passage")],
    "candidates": [("source_id", "start", "end", "passage")],
    "broken_links": [("source_id", "nearest_start", "nearest_end", "nearest")],
    "reflection_sentences": [("sheet_id", "start", "end", "sentence")],
    "loops": [
        ("intention_sheet", "intention_start", "intention_end", "intention"),
        ("closing_source", "closing_start", "closing_end", "closing"),
    ],
}


def test_every_table_with_places_in_texts_is_held_to_them():
    with_places = {
        name for name, table in RESULT_TABLES.items() if any(column.endswith("start") for column in table.names)
    }
    assert with_places == set(SPANS)


def test_every_table_has_its_columns_and_no_blank_where_a_value_is_due(case):
    may_be_blank = {
        "hours_forecast": {"quantile", "date"},
        "requirements": {"needed", "have"},
        "rating_gaps": {"coach", "client", "gap"},
        "coverage": {"latest"},
        "vacsr": set(RESULT_TABLES["vacsr"].names[3:17]) - {"current"},
        "broken_links": {"nearest_start", "nearest_end", "likeness"},
        "loops": {"closing_start", "closing_end", "lag_days"},
        "triangulation_sentences": {"start", "end"},
        "feedback_reach": {"latest", "days_since"},
        "silences": {"latest"},
        "contract_topics": {"settled_on"},
        "contracts_by_client": {"latest"},
    }
    for name, table in case.tables.items():
        assert tuple(table.columns) == RESULT_TABLES[name].names, name
        blank = {column for column in table.columns if table[column].isna().any()}
        assert blank <= may_be_blank.get(name, set()), name


def test_every_place_finds_its_words_in_the_text_as_written(case):
    written = texts_as_written(case.r.practice.folder)
    replaced = case.r.practice.sources.set_index("source_id")["replaced"]
    for table, spans in SPANS.items():
        for source, start, end, words in spans:
            for row in case.tables[table][[source, start, end, words]].dropna().itertuples(index=False):
                text, names = written[row[0]], replaced[row[0]].names
                within = [name for name in names if name[0] >= row[1] and name[1] <= row[2]]
                shown = text[row[1] : row[2]]
                for opens, closes, who, _ in reversed(within):
                    shown = shown[: opens - row[1]] + who + shown[closes - row[1] :]
                assert row[2] > row[1]
                assert shown.split() == row[3].split(), (table, row)


def test_labels_are_those_of_the_design(case):
    assert set(case.feedback_sentences["polarity"]) <= set(POLARITIES)
    assert set(case.feedback_sentences["likeliest"]) <= set(POLARITIES) - {"unsure"}
    assert case.feedback_sentences["score"].between(-1, 1).all()
    assert set(";".join(case.feedback_sentences["aspects"]).split(";")) <= {*ASPECTS, ""}
    assert set(case.triangulation["voice"]) <= set(VOICES)
    assert set(case.triangulation["kind"]) <= {"aspect", "theme"}
    assert set(case.reflection_sentences["label"]) <= set(REFLECTION_LABELS)
    assert case.reflection_sentences["probability"].between(0, 1).all()
    assert set(case.loops["status"]) <= {"closed", "open"}
    assert set(case.requirements["met"]) <= {"yes", "no", "not checked"}
    assert set(case.hours_forecast["status"]) <= {"met", "forecast", "not enough history"}
    assert set(case.hours_forecast["quantile"].dropna()) <= {0.1, 0.5, 0.9}


def test_minutes_add_up(case):
    minutes = case.hours_summary.set_index("measure")["minutes"]
    assert list(minutes.index) == [
        "logged",
        "on_a_sheet",
        "claimable",
        "planned",
        "in_the_moment",
        "coaching",
        "mentoring",
        "blend",
        "supervision",
    ]
    assert minutes["logged"] == case.r.practice.contacts["minutes"].sum()
    assert case.hours_excluded["minutes"].sum() == minutes["logged"] - minutes["claimable"]
    assert case.hours_excluded["contact_id"].is_unique
    for table in (case.hours_by_month, case.hours_by_client):
        assert table["minutes"].sum() == minutes["claimable"]
        assert table.groupby("role")["minutes"].sum().to_dict() == {
            role: minutes[role] for role in table["role"].unique()
        }
    assert minutes["planned"] + minutes["in_the_moment"] == minutes["claimable"]


def test_coverage_is_weakest_first_and_its_status_as_defined(case):
    assert list(case.coverage["status"]) == sorted(
        case.coverage["status"], key=["missing", "thin", "one-sided", "covered"].index
    )
    assert set(case.coverage["criterion"]) == set(case.r.practice.framework["criterion"])
    accepted = case.r.practice.evidence.query("decision == 'accepted'")
    sheets = case.r.practice.sources.set_index("source_id")["client_ids"]
    clients = case.r.practice.clients
    refused = set(clients.loc[clients["consent"] == "no", "client_id"])
    for row in case.coverage.itertuples():
        of = [
            (source, clients_of(quote, sheets[source]))
            for source, quote in accepted.loc[accepted["criterion"] == row.criterion, ["source_id", "quote"]].values
        ]
        of = [(source, clients) for source, clients in of if not (clients and clients <= refused)]
        one_client = bool(of) and len(of[0][1]) == 1 and all(clients == of[0][1] for _, clients in of)
        one_sided = len({source for source, _ in of}) == 1 or one_client
        expected = "missing" if not of else "thin" if len(of) < row.needed else "one-sided" if one_sided else "covered"
        assert (row.accepted, row.status) == (len(of), expected), row.criterion


def clients_of(words: str, client_ids: str) -> set[str]:
    """The clients named in the words, else those of the source."""
    return set(re.findall(r"\bC\d\d\b", words)) or set(client_ids.split(";")) - {""}


def test_candidates_are_for_criteria_below_their_need_and_never_decided_or_without_consent(case):
    short = case.coverage.loc[case.coverage["accepted"] < case.coverage["needed"], "criterion"]
    assert set(case.candidates["criterion"]) == (set(short) if len(case.r.sentences) else set())
    decided = case.r.practice.evidence.query("decision in ('accepted', 'rejected')").dropna(subset=["start"])
    sources = case.r.practice.sources.set_index("source_id")
    clients = case.r.practice.clients
    refused = set(clients.loc[clients["consent"] == "no", "client_id"])
    for criterion, rows in case.candidates.groupby("criterion"):
        assert list(rows["rank"]) == list(range(1, len(rows) + 1))
        assert len(rows) <= 10
        for row in rows.itertuples():
            of = clients_of(row.passage, sources.at[row.source_id, "client_ids"])
            assert not of or not of <= refused, row
            there = decided[(decided["criterion"] == criterion) & (decided["source_id"] == row.source_id)]
            assert not any(there["start"].eq(row.start) & there["end"].eq(row.end)), row


def test_a_closing_is_later_than_its_intention_by_the_days_told(case):
    dates = case.r.practice.sources.set_index("source_id")["date"]
    closed = case.loops[case.loops["status"] == "closed"]
    assert [(dates[row.closing_source] - dates[row.intention_sheet]).days for row in closed.itertuples()] == list(
        closed["lag_days"]
    )
    assert (closed["lag_days"] > 0).all()
    opened = case.loops[case.loops["status"] == "open"]
    assert (opened[["closing_source", "closing"]] == "").all(axis=None)
    assert opened[["closing_start", "closing_end", "lag_days"]].isna().all(axis=None)


def test_clients_sentences_count_in_triangulation_as_they_stand_in_feedback_and_the_reading_follows(case):
    voices = case.r.practice.feedback.set_index("feedback_id")["voice"]
    said = case.feedback_sentences
    said = said[(said["polarity"] != "unsure") & (said["feedback_id"].map(voices) == "client")]
    for row in case.triangulation.query("voice == 'client' and kind == 'aspect'").itertuples():
        of = said[
            said["aspects"].str.split(";").map(lambda aspects, subject=row.subject: subject in aspects).astype(bool)
        ]
        counts = [len(of), sum(of["polarity"] == "positive"), sum(of["polarity"] == "negative")]
        assert [row.n, row.positive, row.negative] == counts, row.subject
    assert not case.triangulation.duplicated(["subject", "kind", "voice"]).any()
    for _, rows in case.triangulation.groupby(["subject", "kind"]):
        coach, client = (rows[rows["voice"] == voice].iloc[0] for voice in ("coach", "client"))
        assert set(rows["reading"]) == {reading(coach, client)}


def reading(coach: pd.Series, client: pd.Series) -> str:
    """The reading of a subject, as the design defines it."""
    if coach["n"] < 3 or client["n"] < 3:
        return "too few" if coach["n"] < 3 and client["n"] < 3 else "only coach" if client["n"] < 3 else "only client"
    apart = abs(coach["positive"] * client["n"] - client["positive"] * coach["n"])
    return "contradiction" if 10 * apart > 3 * coach["n"] * client["n"] else "agreed"


def test_shares_sum_to_one(case):
    shares = case.reflection_by_sheet[list(REFLECTION_LABELS)].sum(axis=1)
    assert shares.sub(1).abs().max() < 1e-9 or shares.empty
    assert case.reflection_by_sheet["sentences"].sum() == len(case.reflection_sentences)
    weights = case.themes.groupby("sheet_id")["weight"].sum()
    assert weights.sub(1).abs().max() < 1e-4 or weights.empty


def test_no_registered_name_stands_in_a_table(case):
    names = [name for name in PEOPLE if case.name == "other people"] + [
        row["name"] for row in rows_of("clients") if case.name != "no register"
    ]
    for name, table in case.tables.items():
        words = (
            "\n".join(table.astype("object").to_csv(index=False).split("\n")) if case.name != "only contacts" else ""
        )
        assert not [one for one in names if one in words], name


def test_a_period_counts_sheets_feedback_and_hours_by_their_dates_and_leaves_accepted_evidence_alone(tmp_path):
    folder = write(tmp_path / "practice", small())
    whole, part = coachkit.analyse(folder), coachkit.analyse(folder, "2024-09-15", "2024-10-31")
    dates = whole.practice.sources.set_index("source_id")["date"]
    within = dates.index[dates.between("2024-09-15", "2024-10-31")]
    assert 0 < len(part.reflection_by_sheet) < len(whole.reflection_by_sheet)
    assert set(part.reflection_sentences["sheet_id"]) == {one for one in within if one.startswith("S")}
    assert set(part.feedback_sentences["feedback_id"]) == {one for one in within if one.startswith("F")} != set()
    assert set(part.hours_by_month["month"]) == {"2024-09", "2024-10"}
    pdt.assert_frame_equal(part.coverage.drop(columns="remark"), whole.coverage.drop(columns="remark"))
    assert set(part.candidates["source_id"]) <= set(within)


def test_ratings_count_where_their_date_is_in_the_period(tmp_path):
    folder = windows_texts(tmp_path / "practice")
    gaps = coachkit.analyse(folder, "2025-02-01", "2025-02-01").rating_gaps
    assert list(gaps.itertuples(index=False, name=None)) == [
        ("C01", "trust", 4.5, pytest.approx(11 / 3), 3, pytest.approx(5 / 6))
    ]
    earlier = coachkit.analyse(folder, "2024-09-01", "2024-12-31")
    assert earlier.rating_gaps["coach"].isna().all()
    assert (
        earlier.triangulation.query("voice == 'coach' and subject == 'trust'")["n"].sum()
        < coachkit.analyse(folder).triangulation.query("voice == 'coach' and subject == 'trust'")["n"].sum()
    )


def test_candidates_of_a_framework_that_cannot_be_read_say_so(tmp_path):
    folder = write(tmp_path / "practice", {"contacts": rows_of("contacts")}, 'framework = "nowhere.csv"\n')
    with pytest.raises(RecordsError) as told:
        coachkit.analyse(folder).candidates_for("700-1.3")
    assert (
        str(told.value)
        == "the framework cannot be read, so it has no criteria; `coachkit check` with the same folder says why"
    )


def test_an_own_criterion_that_is_like_a_shipped_one_borrows_its_examples(tmp_path):
    folder = no_register(tmp_path / "practice")
    alone = coachkit.analyse(folder).candidates
    (folder / "decisions").mkdir()
    (folder / "decisions" / "like.csv").write_text("own_criterion,criterion,decided_on\nB,702-2.2,\n", "utf-8")
    borrowed = coachkit.analyse(folder).candidates
    assert not alone["why"].str.startswith("like an example").any()
    assert set(borrowed.loc[borrowed["why"].str.startswith("like an example"), "criterion"]) == {"B"}


def test_the_practice_is_left_as_it_was_read(case):
    again = coachkit.read_practice(case.r.practice.folder)
    for name in (
        "clients",
        "contacts",
        "sheets",
        "feedback",
        "supervision",
        "documents",
        "evidence",
        "labels",
        "framework",
    ):
        pdt.assert_frame_equal(getattr(case.r.practice, name), getattr(again, name))


TABLES_OF = """
import sys, coachkit
from coachkit.result_tables import RESULT_TABLES
results = coachkit.analyse(sys.argv[1])
print(*(f"== {name}\\n{getattr(results, name).to_csv(index=False)}" for name in RESULT_TABLES))
"""


def tables_of(folder: Path, hash_seed: str) -> str:
    """All tables of a practice as CSV, made by a process of its own."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", TABLES_OF, folder]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True).stdout


def test_neither_the_order_of_rows_nor_the_hash_seed_changes_a_table(tmp_path):
    shuffled = small()
    for table in ("contacts", "evidence", *TEXTS):
        random.Random(table).shuffle(shuffled[table])
    one, other = tables_of(write(tmp_path / "a", small()), "1"), tables_of(write(tmp_path / "a", small()), "2")
    assert one == other
    mixed = tables_of(write(tmp_path / "b", shuffled), "1")
    for told, again in zip(one.split("== "), mixed.split("== "), strict=True):
        assert sorted(told.splitlines()) == sorted(again.splitlines())
