"""Words that are values by themselves, such as "phone", "1:1" or "ad hoc", and the column of a contact they belong to."""

import re

from coachkit.importers.values import choices
from coachkit.schema import TABLES
from coachkit.values import Refused

_CHOSEN = ("role", "planned", "format", "paid")
_COLUMNS = {column.name: column for column in TABLES["contacts"].columns}
_MEDIUM = re.compile(
    r"(?:in person|face[ -]to[ -]face|f2f|by (?:phone|video)|(?:tele)?phone|phone call|call|video(?: call)?|zoom|(?:ms )?teams"
    r"|skype|online|virtual|remote|e-?mail|whatsapp|text|google meet|facetime|webex|(?:over|on) (?:the )?(?:phone|zoom|teams)|on a walk|walk(?:ing)?(?: and talk)?|on ?site)",
    re.I,
)


def column_of(text: str) -> str:
    """medium, role, planned, format or paid where a text is a value of that column by itself, else ""."""
    text = text.strip(" .()")
    if _MEDIUM.fullmatch(text):
        return "medium"
    return next((name for name in _CHOSEN if len(text) > 2 and _is_value(name, text)), "")


def _is_value(name: str, text: str) -> bool:
    try:
        return bool(choices.read_word(_COLUMNS[name], text))
    except Refused:
        return False
