"""The texts of a practice, whatever table they stand in, and where the passages that were decided on stand in them."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from coachkit import places
from coachkit.errors import Fault
from coachkit.schema import SOURCES, TABLES
from coachkit.tables import Read

QUOTED = {"evidence": "source_id", "labels": "sheet_id"}
"""Tables of decisions on passages, and the column that names the source."""


def source_rows(reads: dict[str, Read], name: str) -> pd.DataFrame:
    """The rows of one table of sources, with the columns of `Practice.sources` and the text as written."""
    rows, contacts = reads[name].frame, reads["contacts"].frame
    by_sheet = contacts[contacts["sheet_id"] != ""].groupby("sheet_id", sort=False)
    blank = pd.Series("", index=rows.index, dtype="str")
    clients, dates = rows.get("client_id", blank), rows.get("date")
    if name == "sheets":
        joined = by_sheet["client_id"].agg(lambda ids: ";".join(dict.fromkeys(ids)))
        clients = joined.reindex(rows["sheet_id"], fill_value="").set_axis(rows.index)
        dates = (
            rows["sheet_id"].map(by_sheet["date"].max().to_dict()).astype("datetime64[s]").fillna(rows["written_on"])
        )
    columns = {
        "source_id": rows[TABLES[name].key],
        "kind": pd.Series(SOURCES[name], index=rows.index, dtype="str"),
        "date": dates.astype("datetime64[s]"),
        "client_ids": clients.astype("str"),
        "voice": rows["voice"] if name == "feedback" else pd.Series("coach", index=rows.index, dtype="str"),
        "solicited": rows.get("solicited", blank),
        "written": rows["text"],
    }
    return pd.DataFrame(columns)


def texts(reads: dict[str, Read]) -> dict[str, str]:
    """The text of every source as written, by its id."""
    return {
        source: text
        for name in SOURCES
        for source, text in zip(reads[name].frame[TABLES[name].key], reads[name].frame["text"], strict=True)
    }


def placed(reads: dict[str, Read], names: Iterable[str] = tuple(QUOTED)) -> tuple[dict[str, Read], list[Fault]]:
    """The tables, those named with the place where each quote stands now, and notes where that has changed."""
    written, found, notes = texts(reads), dict(reads), []
    for name in names:
        key = QUOTED[name]
        fault = Fault(TABLES[name].file, None, key, note=True)
        frame, told = places.placed(reads[name].frame, key, written, fault)
        found[name], notes = replace(reads[name], frame=frame), notes + told
    return found, notes
