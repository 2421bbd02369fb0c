"""Three more invented practices: one with its register in a Word table, one with it in a CSV file, one with none."""

import random
from dataclasses import dataclass
from datetime import date, time, timedelta

from layouts_unseen.truth import Person, Practice, Session, Story

STARTS = [time(8, 30), time(9, 45), time(10), time(11, 20), time(12, 15), time(14), time(15, 10), time(17)]
MEDIA = ["face to face", "telephone", "Zoom", "on a walk"]
LENGTHS = [8, 15, 20, 25, 35, 40, 45, 50, 55, 60, 65, 75, 80, 90, 105, 120]


@dataclass(frozen=True)
class Client(Person):
    """A client whose family name may stand first."""

    family_first: bool = False

    @property
    def first(self) -> str:
        return self.name.split()[-1] if self.family_first else super().first

    @property
    def parts(self) -> tuple[str, str]:
        """Given and family name."""
        if self.family_first:
            family, given = self.name.split()
            return given, family
        given, family = self.name.split(" ", 1)
        return given, family

    @property
    def lettered(self) -> str:
        """C. Okereke; the whole name where the family name stands first, and a group's."""
        given, family = self.parts
        return self.name if self.group or self.family_first else f"{given[0]}. {family}"


WEST = [
    Client("D01", "Myfanwy Llewellyn-Pugh"), Client("D02", "Gethin ap Rhys"), Client("D03", "Priyamvada Iyer", "Vada"),
    Client("D04", "Arjun Raghunathan"), Client("D05", "Olúwaseun Adébáyò", "Seun"), Client("D06", "Chiamaka Okereke"),
    Client("D07", "Adaeze Okereke"), Client("D08", "Małgorzata Zielińska", "Gosia"), Client("D09", "Zbigniew Krawczyk"),
    Client("D10", "Wang Xiuying", "Xiuying", family_first=True), Client("D11", "Li Wenjie", "Jay", family_first=True),
    Client("D12", "Ieuan Tudur Meredith", "ITM"), Client("D13", "Ward managers' forum", group=True),
]  # fmt: skip
NORTH = [
    Client("E01", "Catriona MacAskill"), Client("E02", "Mehmet Yıldırım"), Client("E03", "Saoirse Ní Dhomhnaill"),
    Client("E04", "Björn Hallgrímsson", "Bear"), Client("E05", "Anjali de Souza"), Client("E06", "Tomás Quintero"),
]  # fmt: skip
OVERSEAS = [
    Client("F01", "Delphine Arsenault"), Client("F02", "Wyatt Kowalchuk"), Client("F03", "Imani Broussard"),
    Client("F04", "Hiroko Tanabe"),
]  # fmt: skip
OPENERS = [
    "{n} arrived early and I arrived late, and that set the order of things.",
    "The fire alarm went as we sat down; we had our talk by the bicycle racks.",
    "{n} put a spreadsheet on the table before saying good morning.",
    "This was a call between two trains, and both of us knew it.",
    "I had prepared a question about delegation. {n} had prepared an answer about something else.",
    "We picked up exactly where we had broken off, which surprised us both.",
    "{n} wanted to be told that the plan was sound.",
    "Half the time went on the kettle, and I count it as well spent.",
    "A short one, standing, in the stairwell by the pharmacy.",
    "{n} began with the weather and stayed with it for longer than the weather deserved.",
]
MIDDLES = [
    "When I repeated the sentence word for word, it sounded to {n} like somebody else's.",
    "I heard three reasons for the delay and none of them was the first one given.",
    "We used two chairs and a coat: the coat was the chief executive.",
    "My questions came in pairs again; the second of each pair was for my own comfort.",
    "{n} counted the meetings that nobody would miss, and stopped at eleven.",
    "I said what I saw, a shrug, and asked what it would say in words.",
    "The budget of 2.4 million is smaller than the worry about it.",
    "There was anger under the politeness, and grief under the anger.",
    "{n} said the team was fine; later, that the team was tired; at last, that the team was leaving.",
    "I kept the contract in view: this is about the role, not about the marriage.",
    "We wrote the opening line of the hard conversation and crossed out the apology in it.",
    "It turned on a single word, 'should', which {n} put aside like a wet glove.",
    "I held back the story of my own first ward; it would have filled the room.",
    "The scale went from four to six between the door and the window.",
]
CLOSERS = [
    "What I shall watch in myself is the hurry near the end.",
    "I'd like to be slower to sum up and quicker to stop.",
    "{n} will speak with the deputy first, and decide after that.",
    "For supervision: why do I want this client to like me?",
    "The learning is mine: silence needs no help from the coach.",
    "We agreed on nothing, and it was the right amount.",
    "I shall read again about endings before we come to ours.",
]
REMARKS = [
    "I still hear 'and what else?' in the car. My daughter has begun to say it too.",
    "You were blunter than I had bargained for, and I needed every bit of it.",
    "I thought coaching would be advice with biscuits. There were no biscuits and no advice.",
    "The two chairs were excruciating. I have since used them with my own staff.",
    "Could we have started on time? That said, the last quarter of an hour paid for the rest.",
    "Something moved. I cannot tell you what, but the Monday meeting is shorter.",
    "You never once looked at your watch, or I never once caught you at it.",
    "I was braced for praise and got a question instead, which has lasted longer.",
    "It is odd to be listened to for that long without being sold anything.",
    "I did the thing. It went badly and then it went well. Thank you for not doing it for me.",
    "My board noticed before I did. They say I pause now.",
    "Too many models in the middle months; the walks were the best of it.",
]


def invented(key: str, coach: str, people: list[Client], sheets: int, seed: int) -> Practice:
    """A practice from a seed, in which no client has two sheets that speak of one day."""
    chance = random.Random(seed)
    taken: set[tuple[date, str]] = set()
    told: set[str] = set()
    stories = [
        _story(chance, people, date(2022, 9, 5) + timedelta(days=at * 1330 // sheets), taken, told)
        for at in range(sheets)
    ]
    said = [
        (remark, date(2023, 2, 1) + timedelta(days=61 * at + chance.randint(0, 40)), people[at % len(people)])
        for at, remark in enumerate(REMARKS)
    ]
    meetings = [
        (date(2022, 11, 1) + timedelta(days=84 * at + chance.randint(0, 9)), chance.choice([45, 60, 90, 105]),
         "Professor Ioan Cadwaladr", f"We looked at case {'ABCDEFGHIJKL'[at]} and at what it stirs in me.")
        for at in range(12)
    ]  # fmt: skip
    return Practice(key, coach, people, stories, said, meetings)


def _story(chance: random.Random, people: list[Client], begin: date, taken: set, told: set[str]) -> Story:
    day, sessions, mine = begin, [], set()
    person = chance.choice(people)
    for at in range(chance.choice([1, 1, 1, 2, 2, 3, 3, 4, 5])):
        if at and chance.random() < 0.6:
            day += timedelta(days=chance.randint(1, 5))
        if at and chance.random() < 0.5:
            person = chance.choice(people)
        while (day, person.key) in taken:
            person, day = chance.choice(people), day + timedelta(days=chance.randint(0, 1))
        mine.add((day, person.key))
        unlike = [m for m in LENGTHS if all((s.day, s.minutes) != (day, m) for s in sessions)]
        start = STARTS[(2 * at + chance.randint(0, 1)) % len(STARTS)]
        sessions.append(Session(day, person, chance.choice(unlike), start, chance.choice(MEDIA)))
    taken |= mine
    return Story(_prose(chance, sessions[0].person, told), day + timedelta(days=chance.randint(0, 2)), tuple(sessions))


def _prose(chance: random.Random, person: Client, told: set[str]) -> str:
    while True:
        middles = chance.sample(MIDDLES, chance.randint(3, 6))
        parts = [[chance.choice(OPENERS), middles[0]], middles[1:], [chance.choice(CLOSERS)]]
        text = "\n\n".join(" ".join(part) for part in parts).replace("{n}", person.first)
        if text not in told:
            told.add(text)
            return text


def all_practices() -> dict[str, Practice]:
    """By key: D brings its register in a Word table, E in a CSV file, F has none and writes the month first."""
    return {
        "D": invented("D", "Branwen Treharne", WEST, sheets=330, seed=702),
        "E": invented("E", "Alasdair Muir", NORTH, sheets=40, seed=1871),
        "F": invented("F", "Noreen Castellano", OVERSEAS, sheets=16, seed=64),
    }
