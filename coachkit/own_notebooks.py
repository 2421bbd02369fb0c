"""Notebooks of a coach's own to open by hand: copies of the shipped ones, which stay as they were shipped."""

import json
from pathlib import Path

from coachkit import disk, shipped

PLACE = ("private", "notebooks")
"""Within the practice's folder: what a notebook shows, and so saves, is confidential."""
_MADE_FROM = ".made-from.json"


def own_notebooks(practice: Path) -> tuple[Path, list[str]]:
    """The folder of a practice's own notebooks, and the names of those that the coach has changed, which stay so.

    Each shipped notebook is copied there without outputs, a report's told which practice it is about. One that was
    copied and not changed since follows what ships. Raises RecordsError where the folder cannot be written to.
    """
    folder = practice.joinpath(*PLACE)
    with disk.told("the notebooks cannot be copied into the practice"):
        disk.folder(folder)
        noted, changed = folder / _MADE_FROM, []
        made_from = json.loads(noted.read_text("utf-8")) if noted.is_file() else {}
        for path in sorted(shipped.notebooks().glob("*.ipynb")):
            own, fresh = folder / path.name, _fresh(path, practice)
            now, then = _words(own.read_bytes()) if own.is_file() else None, made_from.get(path.name)
            if now not in (None, then, _words(fresh)):
                changed.append(path.name)
            elif now != _words(fresh):
                disk.put(own, fresh)
            made_from[path.name] = then if path.name in changed else _words(fresh)
        disk.put(noted, json.dumps(made_from).encode())
    return folder, changed


def _fresh(path: Path, practice: Path) -> bytes:
    """A shipped notebook without outputs; where it would read the example, it reads this practice."""
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        if "parameters" in cell["metadata"].get("tags", ()):
            ours = f"practice: str = {json.dumps(str(practice), ensure_ascii=False)}"
            cell["source"] = (
                "".join(cell["source"]).replace('practice: str = "example"', ours).splitlines(keepends=True)
            )
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _words(notebook: bytes) -> str:
    """The hash of what is written in a notebook's cells; running or saving it does not change that."""
    try:
        cells = json.loads(notebook)["cells"]
        return disk.sha256(json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in cells]).encode())
    except (ValueError, KeyError, TypeError):
        return "not a notebook"
