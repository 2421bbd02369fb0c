"""The report's notebooks run within the test's own process: their cells as they stand, without kernels."""

import ast
from pathlib import Path

import nbformat

from coachkit.notebooks import report_notebooks


def run_cells(practice: Path) -> dict[str, nbformat.NotebookNode]:
    """The executed notebooks of a practice, by name, with the outputs that a kernel would have kept."""
    return {path.stem: _run(nbformat.read(path, as_version=4), practice) for path in report_notebooks()}


def _run(notebook: nbformat.NotebookNode, practice: Path) -> nbformat.NotebookNode:
    names: dict[str, object] = {}
    for count, cell in enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), 1):
        shown = _shown(cell.source, names)
        if "parameters" in cell.metadata.get("tags", []):
            names["practice"] = str(practice)
        data = shown._repr_mimebundle_() if shown is not None else None
        cell.outputs = [nbformat.v4.new_output("execute_result", data=data, execution_count=count)] if data else []
        cell.execution_count = count
    return notebook


def _shown(source: str, names: dict[str, object]) -> object:
    """What the last expression of a cell gives, after all of the cell has run."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, source, "exec"), names)
    return eval(compile(ast.Expression(last.value), source, "eval"), names) if last else None


def shown(notebooks: dict[str, nbformat.NotebookNode], kind: str) -> list[dict]:
    """The data of all that the notebooks showed of one kind, such as `chart`, in order."""
    outputs = [output for one in notebooks.values() for cell in one.cells for output in cell.get("outputs", [])]
    data = [output.get("data", {}).get("application/vnd.coachkit+json") for output in outputs]
    return [one for one in data if one and one["kind"] == kind]
