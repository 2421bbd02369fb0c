"""Measure names against gold, as written and with invented names: names.py [PRACTICE GOLD COACH] [-v]."""

import random
import re
import sys
import time
from pathlib import Path

import pandas as pd

from coachkit.names import Register
from coachkit.spelling import plain

ROOT = Path(__file__).parents[2]
TEXTS = {"sheets": "sheet_id", "feedback": "feedback_id", "supervision": "supervision_id", "documents": "document_id"}
GIVEN = "Hope Will Grace Mark Faith Rich Art Pat Frank Joy Rose Bill Dawn May Jack Anneliese Rupert Zoë Ngozi Björn Tamsin Idris Maeve Oluwaseun".split()
SURNAMES = (
    "Farrow Young Bell Quillfeather Price Marsh Bergström Okonkwo Delamere Trevanion Wójcik Harcastle Nakamura"
    " Poole Vance Carrow Sedgewick Frost Eldridge Mbeki"
    " Hawtrey Castell Pargiter Rowntree"
).split()


def read(table: Path) -> pd.DataFrame:
    """A CSV as text, blank = ""; no rows where the file is missing."""
    return pd.read_csv(table, dtype=str, keep_default_na=False) if table.exists() else pd.DataFrame()


def texts(folder: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Each source's text and the clients it is about."""
    contacts = read(folder / "contacts.csv")
    about = contacts.groupby("sheet_id")["client_id"].agg(frozenset).to_dict()
    found = {}
    for table, key in TEXTS.items():
        for row in read(folder / f"{table}.csv").to_dict("records"):
            clients = (
                frozenset(filter(None, [row["client_id"]])) if "client_id" in row else about.get(row[key], frozenset())
            )
            found[row[key]] = (row["text"].replace("\r\n", "\n"), clients)
    return found


def places(text: str, surface: str) -> list[tuple[int, int]]:
    """Where a surface stands in a text as a word of its own."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)]


def measure(register: Register, sources: dict, gold: pd.DataFrame, organisations: set[str]) -> tuple[dict, list]:
    """The shares and, for the eye, what went wrong."""
    hits, wrong, words, false = {}, [], 0, 0
    for source_id, (text, clients) in sources.items():
        spans = [(start, end, shown) for start, end, shown, _ in register.replace(text, source_id, clients).names]
        rows = gold[gold["source_id"] == source_id]
        named = [(*place, row) for row in rows.itertuples() for place in places(text, row.surface)]
        longest = [
            n for n in named if not any(m[0] <= n[0] and n[1] <= m[1] and m[1] - m[0] > n[1] - n[0] for m in named)
        ]
        for start, end, row in longest:
            ambiguous = any(n[:2] == (start, end) and n[2].client_id != row.client_id for n in longest)
            over = [shown for s, e, shown in spans if s < end and start < e]
            group = _group(row, organisations, register)
            if not group or (ambiguous and row.surface.lower() != row.surface and group == "third party left"):
                continue
            right = (
                not over
                if group == "third party left"
                else any(shown == row.client_id for shown in over)
                if group in ("client", "first name or alias")
                else bool(over)
            )
            hits.setdefault(group, []).append(right)
            if not right:
                wrong.append(
                    (
                        group,
                        source_id,
                        row.surface,
                        row.client_id,
                        over,
                        text[max(0, start - 30) : end + 30].replace("\n", "|"),
                    )
                )
        words += len(re.findall(r"\w+", text))
        loose = [(s, e, shown) for s, e, shown in spans if not any(n[0] < e and s < n[1] for n in named)]
        false += len(loose)
        wrong += [
            ("FALSE", source_id, text[s:e], "", [shown], text[max(0, s - 30) : e + 30].replace("\n", "|"))
            for s, e, shown in loose
        ]
    result = {
        group: f"{sum(values)}/{len(values)} {sum(values) / len(values):.1%}" for group, values in sorted(hits.items())
    }
    return result | {"false per 1,000 words": f"{false / words * 1000:.2f}"}, wrong


def _group(row, organisations: set[str], register: Register) -> str:
    roles = [set(re.findall(r"\w+", b.name)) for b in register.bearers if b.kind in ("sponsor", "supervisor", "coach")]
    if row.kind == "contact":
        return "contact of client" if row.client_id else ""
    if row.kind == "organisation":
        return "organisation" if row.surface.lower() in organisations else ""
    if row.kind != "person":
        return ""
    if row.client_id:
        surnames = {
            word for b in register.bearers if b.kind == "client" and b.surname for word in re.findall(r"\w+", b.surname)
        }
        return "client" if any(word in surnames for word in re.findall(r"\w+", row.surface)) else "first name or alias"
    words = set(re.findall(r"\w+", row.surface)) - {"Mr", "Mrs", "Ms", "Dr"}
    return "sponsor, supervisor, coach" if any(words <= role for role in roles) else "third party left"


def measured(
    folder: Path, gold: pd.DataFrame, coach: str, swap=lambda frame, sources, gold: (frame, sources, gold)
) -> tuple[dict, list]:
    """Read, swap names where asked, replace and compare."""
    supervision = read(folder / "supervision.csv")
    clients, sources, gold = swap(read(folder / "clients.csv"), texts(folder), gold)
    started = time.perf_counter()
    register = Register(
        clients, coach, supervision["supervisor"].unique() if len(supervision) else (), texts=sources.values()
    )
    built = time.perf_counter()
    for source_id, (text, about) in sources.items():
        register.replace(text, source_id, about)
    spent = time.perf_counter() - built
    organisations = {o.lower() for o in register.organisation_ids} | {
        o.split()[0].lower() for o in register.organisation_ids if len(o.split()[0]) > 4
    }
    result, wrong = measure(register, sources, gold, organisations)
    return result | {
        "ms a text": f"{spent / len(sources) * 1000:.2f}",
        "ms to build": f"{(built - started) * 1000:.0f}",
    }, wrong


def swapped(seed: int):
    """A swap of each client's first name and surname for invented ones, in register, texts and gold alike."""

    def swap(clients: pd.DataFrame, sources: dict, gold: pd.DataFrame):
        dice = random.Random(seed)
        given, surnames = iter(dice.sample(GIVEN, len(GIVEN))), iter(dice.sample(SURNAMES, len(SURNAMES)))
        clients, gold, edits = clients.copy(), gold.copy(), {}
        for place, row in clients.iterrows():
            words = row["name"].split()
            if len(words) != 2:
                continue
            new = (next(given), next(surnames))
            parts = re.split("-", words[1])
            edits[row["client_id"]] = {
                words[1]: new[1],
                plain(words[1]): new[1],
                **dict.fromkeys(parts, new[1]),
                words[0]: new[0],
            }
            clients.loc[place, ["name", "aliases"]] = [" ".join(new), _edit(row["aliases"], edits[row["client_id"]])]
        moved = {}
        for source_id, (text, about) in sources.items():
            rows = gold[(gold["source_id"] == source_id) & (gold["client_id"] != "")]
            spans = sorted(
                {(*place, row.client_id) for row in rows.itertuples() for place in places(text, row.surface)},
                key=lambda s: (s[0], -s[1]),
            )
            pieces, done = [], 0
            for start, end, client in spans:
                if start < done:
                    continue
                changed = _edit(text[start:end], edits.get(client, {}))
                aliases = set(clients.loc[clients["client_id"] == client, "aliases"].iloc[0].split(";"))
                if changed == text[start:end] and "@" not in changed and changed not in aliases:
                    changed = "she"  # a misspelling or short form of the old name
                pieces += [text[done:start], changed]
                gold.loc[
                    (gold["source_id"] == source_id)
                    & (gold["surface"] == text[start:end])
                    & (gold["client_id"] == client),
                    "surface",
                ] = changed if changed != "she" else ""
                done = end
            moved[source_id] = ("".join([*pieces, text[done:]]), about)
        return clients, moved, gold[gold["surface"] != ""]

    return swap


def _edit(surface: str, edits: dict[str, str]) -> str:
    for old, new in edits.items():
        surface = re.sub(rf"\b{re.escape(old)}\b", new, surface)
        surface = re.sub(rf"\b{re.escape(old.lower())}\b", new.lower(), surface)
    return surface


def main(
    folder: Path = ROOT / "data/example", gold: Path = ROOT / "tests/gold/names.csv", coach: str = "Isla Thornbury"
) -> None:
    """Print the figures as one table, a column for the practice and one for each swap; with -v what went wrong."""
    columns, rows = {}, read(Path(gold))
    for name, swap in {"as written": None, **{f"swap {seed}": swapped(seed) for seed in (1, 2, 3)}}.items():
        columns[name], wrong = measured(Path(folder), rows, coach, *([swap] if swap else []))
        if VERBOSE:
            print(name, *wrong, sep="\n  ")
    print(pd.DataFrame(columns).to_string())


VERBOSE = "-v" in sys.argv
if __name__ == "__main__":
    main(*[argument for argument in sys.argv[1:] if argument != "-v"])
