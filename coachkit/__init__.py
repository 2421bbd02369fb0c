"""A workbook for coaches; the names below are the menu, and each is loaded when it is first used."""

from importlib import import_module

from coachkit.shipped import VERSION

__version__ = VERSION
_HOMES = {
    "read_practice": "practice",
    "Practice": "practice",
    "new_practice": "starter",
    "analyse": "results",
    "make_report": "report",
    "import_records": "importers.importing",
    "undo_import": "importers.importing",
    "CoachkitError": "errors",
}
_ROOMS = ("desk", "figures", "narrate", "show")

__all__ = [
    "CoachkitError",
    "Practice",
    "analyse",
    "desk",
    "figures",
    "import_records",
    "make_report",
    "narrate",
    "new_practice",
    "read_practice",
    "show",
    "undo_import",
]


def __getattr__(name: str):
    """A public name, from the module where it lives (PEP 562)."""
    if name in _ROOMS:
        return import_module(f"coachkit.{name}")
    if name in _HOMES:
        return getattr(import_module(f"coachkit.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'coachkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
