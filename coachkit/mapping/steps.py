"""What a mapping sheet brings: one step a row that adds or changes a decision, and what is left to ask."""

from dataclasses import dataclass, field

NEW, ASSESSED, FILLED, SAME = "new", "assessed", "reason", "same"
"""What a row does: adds a decision, brings an assessor's, fills in a reason, or says what stands there already."""


@dataclass(frozen=True)
class Step:
    """One row: its place, what it does, the decision's id ("" = new), and the columns of evidence.csv that it brings."""

    place: str
    does: str
    evidence_id: str
    criterion: str
    values: dict[str, str] = field(default_factory=dict)
