"""The report's notebooks run within the test's own process: their cells as they stand, without kernels."""

import ast
from functools import cache
from pathlib import Path
from unittest.mock import patch

import nbformat

import coachkit
from coachkit.notebooks import report_notebooks
from coachkit.page import SHOWN
from coachkit.results import analyse

Notebooks = dict[str, nbformat.NotebookNode]


def run_cells(practice: Path | str) -> Notebooks:
    """The executed notebooks of a practice, by name, with what a kernel would have kept; the records are read once."""
    with patch.object(coachkit, "analyse", cache(analyse), create=True):
        return {path.stem: _run(nbformat.read(path, as_version=4), str(practice)) for path in report_notebooks()}


def _run(notebook: nbformat.NotebookNode, practice: str) -> nbformat.NotebookNode:
    names: dict[str, object] = {}
    for count, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        thing = _shown(cell.source, names)
        if "parameters" in cell.metadata.get("tags", []):
            names["practice"] = practice
        data = thing._repr_mimebundle_() if thing is not None else None
        cell.outputs = [nbformat.v4.new_output("execute_result", data=data, execution_count=count)] if data else []
        cell.execution_count = count
    return notebook


def _shown(source: str, names: dict[str, object]) -> object:
    """What the last expression of a cell gives, after all of the cell has run."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, source, "exec"), names)
    return eval(compile(ast.Expression(last.value), source, "eval"), names) if last else None


def shown(notebooks: Notebooks, kind: str) -> list[dict]:
    """The data of all of one kind, such as `chart`, that the notebooks showed, in order."""
    outputs = [output for one in notebooks.values() for cell in one.cells for output in cell.get("outputs", [])]
    data = [output.get("data", {}).get(SHOWN) for output in outputs]
    return [one for one in data if one and one["kind"] == kind]


def drawn(notebooks: Notebooks) -> int:
    """How many charts with marks in them the notebooks showed; the others are told in a sentence."""
    return sum(bool(one["figure"]["data"]) for one in shown(notebooks, "chart"))
