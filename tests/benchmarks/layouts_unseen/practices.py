"""Three practices to be written down: the shipped one, an invented British one and an invented American one."""

import csv
import random
from datetime import date, time, timedelta
from pathlib import Path

from .truth import Person, Practice, Session, Story

EXAMPLE = Path(__file__).parents[3] / "data" / "example"
STARTS = [time(9), time(9, 30), time(10, 15), time(11), time(13, 30), time(14, 5), time(15, 45), time(16, 10)]
MEDIA = {"in_person": "in person", "phone": "phone", "video": "Teams", "email": "email"}
BRITISH = [
    ("Anne-Marie O'Hare", ""), ("Zoë Fairweather-Blunt", ""), ("D'Arcy Mbeki", ""), ("Łukasz Bąk", "Luke"),
    ("Sam Okoro", ""), ("Sam Tindall", ""), ("Helen Crossley", ""), ("Hector Crane", ""), ("Renée Saint-Clair", "Ren"),
    ("Seán Mac Giolla", ""), ("Ngozi Umeh", ""), ("Finance leads circle", ""),
]  # fmt: skip
AMERICAN = [
    ("Marisol Vega", ""),
    ("Trent Halloway", ""),
    ("Keisha Broome", ""),
    ("Owen Baptiste-Lund", ""),
    ("Dana Whitlock", ""),
]
OPENERS = [
    "{n} came in with a wet umbrella and a resignation letter that was not going to be sent.",
    "We had meant to look at the restructure, and got no further than Monday's row about it.",
    "A walk round the car park, because the booked room had been given to a fire marshal.",
    "{n} opened by asking what I would do, and I very nearly said.",
    "Bad line at first; we hung up and began again, and the second start was the better one.",
    'Caught on the landing: "have you got ten minutes?" It took rather longer than that to begin.',
    "{n} had drawn the team as a row of lighthouses, each with its own rock.",
    "Three things on the list and we did one of them, thoroughly.",
]
MIDDLES = [
    "I asked what the silence was for; the answer came a good while after the question.",
    'The word "obviously" turned up nine times, and each time it hid the thing that wasn\'t.',
    "I noticed that I was nodding on the beat, as one does at a concert, and stopped.",
    "We tried it from the chair of the finance director, which {n} found uncomfortably roomy.",
    "There was a figure of 40% that nobody could source; it has been steering two departments since 2019.",
    "{n} wants the board to decide by the 14th and has not yet told the board that there's a question.",
    "My hypothesis was fear, and it wasn't: it was boredom, which is harder to confess to.",
    "I offered a model and it lay on the table between us like a fish – kindly meant, and not wanted.",
    "The deputy's name came up (it always does) and this time {n} laughed before the sentence was out.",
    "We spent a minute, no more, on what a good enough handover would look like: one page; no adjectives.",
    "What would you have to give up, I asked, to be liked by them and right? Long pause.",
]
CLOSERS = [
    "Next time I'll leave the second question unasked until the first has been answered.",
    "I want to ask my supervisor why I enjoy rescuing the quick ones.",
    "To do: nothing. Honestly, nothing; the plan is for {n} to notice, and to write down what is noticed.",
    "I left feeling useful, and have learnt to be wary of that.",
    "Mine to work on: I summarised when I should have waited, and the summary was neater than the truth.",
    "{n} agreed to try it once, on a Thursday, with the smallest meeting of the week.",
]
REMARKS = [
    "You asked me one thing and I've been answering it ever since. Thank you, I think.",
    "I nearly cancelled. Glad I didn't – what you said about the lighthouses has gone round the whole office.",
    "To be frank, the first half hour was slow. The last ten minutes changed how I run Mondays.",
    "You didn't let me wriggle. I was cross all the way home and by Stoke I'd stopped being cross.",
    "More of the drawing, please, and less of the four-letter acronyms.",
    "My team says I interrupt less. They did not say it while I was interrupting, which is new.",
    "I would have liked an agenda. I also know exactly why you never send me one.",
    "That question about who the work is for? It's on a sticky note above the kettle.",
]


def shipped() -> Practice:
    """The example practice, from its tables as they stand."""
    people = {row["client_id"]: _person(row) for row in _rows("clients")}
    sessions: dict[str, list[Session]] = {}
    for at, row in enumerate(_rows("contacts")):
        session = Session(
            date.fromisoformat(row["date"]), people[row["client_id"]], int(row["minutes"]), STARTS[at % len(STARTS)],
            MEDIA[row["medium"]],
        )  # fmt: skip
        sessions.setdefault(row["sheet_id"], []).append(session)
    stories = [
        Story(row["text"], date.fromisoformat(row["written_on"]), tuple(sessions[row["sheet_id"]]))
        for row in _rows("sheets")
    ]
    said = [
        (row["text"], date.fromisoformat(row["date"]), people[row["client_id"]])
        for row in _rows("feedback")
        if row["client_id"] and row["voice"] == "client"
    ]
    meetings = [
        (date.fromisoformat(row["date"]), int(row["minutes"]), row["supervisor"], row["text"])
        for row in _rows("supervision")
    ]
    return Practice("A", "Isla Thornbury", list(people.values()), stories, said, meetings)


def invented(key: str, coach: str, names: list[tuple[str, str]], sheets: int, seed: int) -> Practice:
    """A practice from a seed: days from 2023 to 2026, one to five contacts a sheet, now and then two on one day."""
    chance = random.Random(seed)
    people = [Person(f"{key}{at:02}", name, nick, "circle" in name) for at, (name, nick) in enumerate(names, start=1)]
    told: set[str] = set()
    stories = [
        _story(chance, people, date(2023, 1, 9) + timedelta(days=at * 1370 // sheets), told) for at in range(sheets)
    ]
    said = [
        (remark, date(2023, 3, 1) + timedelta(days=chance.randint(0, 1200)), person)
        for remark, person in zip(REMARKS, people[:8], strict=False)
    ]
    meetings = [
        (
            date(2023, 2, 7) + timedelta(days=91 * at),
            chance.choice([60, 75, 90]),
            "Dr Ottoline Marsh",
            f"Took case {at + 1}.",
        )
        for at in range(8)
    ]
    return Practice(key, coach, people, stories, said, meetings)


def _story(chance: random.Random, people: list[Person], begin: date, told: set[str]) -> Story:
    many = chance.choice([1, 1, 1, 2, 2, 2, 3, 3, 4, 5])
    day, sessions, person = begin, [], chance.choice(people)
    for at in range(many):
        if at and chance.random() < 0.35:
            person = chance.choice(people)
        if at and chance.random() < 0.7:
            day += timedelta(days=chance.randint(1, 6))
        minutes = chance.choice([10, 10, 12, 15, 20, 25, 30, 45, 50, 60, 60, 75, 90])
        start = STARTS[(at * 2 + chance.randint(0, 1)) % len(STARTS)]
        sessions.append(Session(day, person, minutes, start, chance.choice(list(MEDIA.values())[:3])))
    return Story(_prose(chance, sessions[0].person, told), day + timedelta(days=chance.randint(0, 3)), tuple(sessions))


def _prose(chance: random.Random, person: Person, told: set[str]) -> str:
    """Two or three paragraphs that stand nowhere else in the practice."""
    while True:
        middles = chance.sample(MIDDLES, chance.randint(4, 6))
        parts = [[chance.choice(OPENERS), *middles[:2]], middles[2:], [chance.choice(CLOSERS)]]
        text = "\n\n".join(" ".join(part) for part in parts).replace("{n}", person.first)
        if text not in told:
            told.add(text)
            return text


def _person(row: dict[str, str]) -> Person:
    nick = next((alias for alias in row["aliases"].split(";") if alias and alias not in row["name"]), "")
    return Person(row["client_id"], row["name"], nick, group=row["client_id"] == "C13")


def _rows(table: str) -> list[dict[str, str]]:
    with open(EXAMPLE / f"{table}.csv", encoding="utf-8-sig", newline="") as lines:
        return [{name: value.replace("\r\n", "\n") for name, value in row.items()} for row in csv.DictReader(lines)]


def all_practices() -> dict[str, Practice]:
    """By key: A has a register in its folder, B brings it in a file of the import, C has none."""
    return {
        "A": shipped(),
        "B": invented("B", "Delyth Amory", BRITISH, sheets=340, seed=8589),
        "C": invented("C", "Rosalind Tate", AMERICAN, sheets=24, seed=1776),
    }
