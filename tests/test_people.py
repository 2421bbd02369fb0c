"""Names in an import become clients: for certain, with a note, as new ones with an id, or they are asked."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.importers.values.people import People, Person
from coachkit.schema import TABLES

REGISTER = pd.DataFrame(
    [
        ["C01", "Gareth Pemberley", "Gaz;GP", "Brackwell Logistics", "Marcus Tennant"],
        ["C02", "Priya Raman-Cole", "Pri", "Harrow & Vane", ""],
        ["C03", "Tomasz Wiśniewski", "", "Fenmoor Hospitals", ""],
        ["C04", "Daniel Żak", "", "Brackwell Logistics", ""],
        ["C05", "Hope Castellane", "", "Larkfield Academies", ""],
        ["C06", "Lattice emerging leaders", "Lattice group;Callum Reyes;Callum", "Lattice Foods", ""],
    ],
    columns=["client_id", "name", "aliases", "organisation", "sponsor"],
)
COACH = "Rowena Ashdown"
NAME_IT = "write the client's name in the file, or leave the row out"


def settle(*names: str, decided: dict[str, str] | None = None, register: pd.DataFrame = REGISTER) -> list[Person]:
    found = People(register, decided or {}, COACH).settle(names)
    return [found[name] for name in names]


def row(written: str, client_id: str) -> str:
    return f"a row to decisions/import.csv (reads=client, written={written}, means={client_id})"


@pytest.mark.parametrize(
    ("written", "client_id"),
    [
        ("Gareth Pemberley", "C01"),
        ("gareth  PEMBERLEY", "C01"),
        ("Pemberley, Gareth", "C01"),
        ("Dr Gareth Pemberley", "C01"),
        ("GP", "C01"),
        ("G.P.", "C01"),
        ("gaz", "C01"),
        ("C01", "C01"),
        ("c1", "C01"),
        ("Priya Raman Cole", "C02"),
        ("Tomasz Wisniewski", "C03"),
        ("Daniel Zak", "C04"),
        ("Lattice group", "C06"),
        ("lattice emerging leaders", "C06"),
        ("Callum", "C06"),
    ],
)
def test_a_name_as_the_register_has_it_is_certain(written, client_id):
    name = REGISTER.set_index("client_id").loc[client_id, "name"]
    assert settle(written) == [Person(client_id, name, False, "")]


@pytest.mark.parametrize(
    ("written", "told", "why"),
    [
        ("Gareth", "Gareth Pemberley (C01)", "the only client with this first name"),
        ("Mr Pemberley", "Gareth Pemberley (C01)", "the only client with this surname"),
        ("Gareth P.", "Gareth Pemberley (C01)", "the only client whom it fits"),
        ("G. Pemberley", "Gareth Pemberley (C01)", "the only client whom it fits"),
        ("Gareth John Pemberley", "Gareth Pemberley (C01)", "the only client whom it fits"),
        ("HC", "Hope Castellane (C05)", "the only client with these initials"),
        ("H.C.", "Hope Castellane (C05)", "the only client with these initials"),
        ("prc", "Priya Raman-Cole (C02)", "the only client with these initials"),
        ("Cole", "Priya Raman-Cole (C02)", "the only client with this surname"),
        ("Danny", "Daniel Żak (C04)", "the only client whose first name it may be short for"),
        ("Dan Zak", "Daniel Żak (C04)", "the only client whom it fits"),
        ("Gaz P", "Gareth Pemberley (C01)", "the only client whom it fits"),
    ],
)
def test_a_short_form_that_fits_one_client_is_read_and_told(written, told, why):
    assert [one.note for one in settle(written)] == [f"is read as {told}: {why}"]


@pytest.mark.parametrize(
    ("written", "note"),
    [
        (
            "Gareth (Brackwell)",
            'is read as Gareth Pemberley (C01): the only client with this first name; "Brackwell" is the organisation',
        ),
        (
            "Priya - phone",
            'is read as Priya Raman-Cole (C02): the only client with this first name; "phone" is taken for how they met',
        ),
        ("Zoom – Hope Castellane", 'is read as Hope Castellane (C05); "Zoom" is taken for how they met'),
        ("Gareth Pemberley, COO", 'is read as Gareth Pemberley (C01); "COO" is taken for a post'),
        ("Gareth Pemberley (GP)", 'is read as Gareth Pemberley (C01); "GP" is the same client'),
        ("Gareth Pemberley (x7)", 'is read as Gareth Pemberley (C01); "x7" beside the name is left out'),
        (
            "Daniel Żak / Brackwell",
            'is read as Daniel Żak (C04): the only client whom it fits; "Brackwell" is the organisation',
        ),
    ],
)
def test_what_stands_beside_a_name_is_told(written, note):
    assert [one.note for one in settle(written)] == [note]


def test_a_first_name_with_words_that_nobody_knows_is_asked():
    problem = 'has "Acme" beside it, so it is not certain that Gareth Pemberley (C01) is meant'
    cure = f"write the full name alone, or add {row('Gareth (Acme)', 'C01')}"
    assert settle("Gareth (Acme)") == [Person("", "", False, "", problem, cure)]


def test_initials_that_fit_two_clients_are_asked():
    problem = "fits Daniel Żak (C04) and Daphne Zeal (C07)"
    cure = f"write the full name, or add {row('DZ', 'C04')}"
    assert settle("DZ", "Daphne Zeal")[0] == Person("", "", False, "", problem, cure)


def test_an_organisation_beside_a_first_name_decides_between_two():
    two = pd.DataFrame(
        [["C01", "Gareth Pemberley", "Brackwell"], ["C02", "Gareth Lowe", "Tidewell"]],
        columns=["client_id", "name", "organisation"],
    )
    note = 'is read as Gareth Lowe (C02): the only client with this first name; "Tidewell" is the organisation'
    assert settle("Gareth (Tidewell)", register=two) == [Person("C02", "Gareth Lowe", False, note)]


def test_an_alias_that_would_fit_somebody_else_too_is_told():
    note = "is read as Gareth Pemberley (C01), as the register has it; it would fit Gina Poole (C07) too"
    assert settle("GP", "Gina Poole")[0] == Person("C01", "Gareth Pemberley", False, note)


def test_a_decision_of_the_coach_goes_before_all_else():
    assert settle("Gareth", decided={"gareth": "C04"}) == [Person("C04", "Daniel Żak", False, "")]


def test_a_decision_for_a_client_who_does_not_exist_is_told():
    problem = "is decided in decisions/import.csv to be C99, which is no client"
    cure = "correct that row, or add the client to clients.csv"
    assert settle("the boss", decided={"the boss": "C99"}) == [Person("", "", False, "", problem, cure)]


def test_new_names_are_proposed_with_the_next_ids_and_shorter_ways_to_write_them_follow():
    assert settle("HM", "Helen Marsh", "Marsh, Helen", "Abel Stone", "helen") == [
        Person("C08", "Helen Marsh", True, "is read as Helen Marsh (C08): the only client with these initials"),
        Person("C08", "Helen Marsh", True, "is a new client, proposed as C08"),
        Person("C08", "Helen Marsh", True, "is a new client, proposed as C08 with the name Helen Marsh"),
        Person("C07", "Abel Stone", True, "is a new client, proposed as C07"),
        Person("C08", "Helen Marsh", True, "is read as Helen Marsh (C08): the only client with this first name"),
    ]


def test_a_short_name_that_fits_nobody_is_proposed_and_said_to_be_short():
    note = "is a new client, proposed as C07; the name is short, so look whether it is somebody in the register"
    assert settle("Zoe") == [Person("C07", "Zoe", True, note)]


def test_ids_go_on_after_the_highest_and_gaps_are_never_filled():
    register = pd.DataFrame([["K002", "Ann Lee"], ["K009", ""]], columns=["client_id", "name"])
    assert [one.client_id for one in settle("Bo Day", "K012", register=register)] == ["K013", "K012"]


def test_ids_of_an_import_into_an_empty_practice_stay_as_written():
    empty = pd.DataFrame(columns=list(TABLES["clients"].names), dtype="str")
    assert settle("C02", "C11", register=empty) == [
        Person("C02", "", True, "is a new client, proposed as C02"),
        Person("C11", "", True, "is a new client, proposed as C11"),
    ]


@pytest.mark.parametrize("written", ["Gareth Pemberly", "Harriet Pemberley", "Garreth Pemberley"])
def test_a_name_that_is_nearly_a_clients_is_a_new_client_and_told(written):
    note = f"is a new client, proposed as C07; it looks like Gareth Pemberley (C01): if they are one, add {row(written, 'C01')}"
    assert settle(written) == [Person("C07", written, True, note)]


def test_a_fuller_first_name_is_not_taken_for_a_registered_short_one():
    register = pd.DataFrame([["C01", "Chris Reed"]], columns=["client_id", "name"])
    assert [one.client_id for one in settle("Christine Reed", "Christopher Reed", register=register)] == ["C02", "C03"]


@pytest.mark.parametrize(
    "written",
    ["Gareth & Priya", "Gareth and Priya", "Gareth; Priya", "Gareth/Priya", "Gareth, Priya", "Gareth\nPriya",
     "Gareth (Priya)", "Hope Castellane, Daniel Żak", "Gareth and the team"],
)  # fmt: skip
def test_two_people_in_a_cell_are_asked(written):
    problem = "holds more than one name, and whose contact it is cannot be told"
    cure = f"write one client, or a row for each; for a group, add {row(written, 'its client_id')}"
    assert settle(written) == [Person("", "", False, "", problem, cure)]


def test_two_names_of_one_client_are_one_client():
    assert [one.client_id for one in settle("Gaz/Gareth Pemberley")] == ["C01"]


def test_a_group_is_one_client_though_it_holds_an_and():
    written = "Pemberley & Sons leadership team"
    assert settle(written) == [Person("C07", written, True, "is a new client, proposed as C07")]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (COACH, "is the coach's own name"),
        ("Rowena", "may be the coach's own name, and fits no client"),
        ("RA", "may be the coach's own name, and fits no client"),
        ("Brackwell Logistics", "is an organisation, not a client"),
        *[
            (written, "is not a name")
            for written in ["", " ", "?", "45", "0.75", "14/03/2025", "6 Jan 2025", "TBC", "n/a", "N/A", "various",
                            "cancelled", "Lunch", "-", "=A1", "#REF!", "Monday", "x", "Gareth called me about his board"]
        ],
    ],
)  # fmt: skip
def test_what_is_no_clients_name_is_asked(written, problem):
    assert settle(written) == [Person("", "", False, "", problem, NAME_IT)]


def test_the_sponsor_of_a_client_is_told_when_proposed():
    note = "is a new client, proposed as C07; the sponsor of C01 has this name"
    assert settle("Marcus Tennant") == [Person("C07", "Marcus Tennant", True, note)]


WRITTEN = st.one_of(
    st.sampled_from(
        ["Gareth", "GP", "Gareth Pemberley", "Gareth Pemberly", "G. Pemberley", "Pemberley, Gareth", "Gareth Lowe", "GL",
         "Gareth L", "Lowe", "Dan", "Danny Lowe", "Daniel Lowe", "Priya", "Priya & Gareth", "Cole", "C01", "c3", "C12",
         "TBC", "Zoe", "ZQ", "Zoe Quill", "Zoe (Brackwell)", "zoe quill", "ZOE QUILL", "Zoe - phone", "Chris", "the boss"]
    ),
    st.text(max_size=30),
    st.lists(st.sampled_from("Ann Anna Bo Lee Li O'Dea van Gray-Lee A. B (x) - , & COO Dr".split()), max_size=4).map(" ".join),
)  # fmt: skip


@given(st.lists(WRITTEN, max_size=8), st.randoms())
def test_in_any_order_the_same_names_mean_the_same_people(names, random):
    mixed = [*names, *names[:2]]
    random.shuffle(mixed)
    decided = {"the boss": "C05"}
    first, second = (People(REGISTER, decided, COACH).settle(each) for each in (names, mixed))
    assert first == second
    assert set(first) == set(names)
    for person in first.values():
        assert bool(person.client_id) != bool(person.problem and person.cure)


@given(st.lists(WRITTEN, max_size=8))
def test_ids_are_given_once_and_registered_people_are_never_merged(names):
    found = People(REGISTER, {}, COACH).settle([*REGISTER["name"], *names])
    assert [found[name].client_id for name in REGISTER["name"]] == list(REGISTER["client_id"])
    names_by_id: dict[str, set[str]] = {}
    for person in found.values():
        names_by_id.setdefault(person.client_id, set()).add(person.name)
    assert all(len(each) == 1 for each in names_by_id.values())
    proposed = {person.client_id for person in found.values() if person.proposed}
    assert proposed.isdisjoint(REGISTER["client_id"])
