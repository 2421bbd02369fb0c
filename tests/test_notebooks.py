"""Running notebooks: what is refused before anything runs, what is proved after, and what a failure leaves."""

import ast
import errno
import os
import re
from pathlib import Path

import nbformat
import pytest

from coachkit import notebooks
from coachkit.errors import RunError, UsageError

PARAMETERS = 'practice: str = "example"  # the practice folder\nmost: int = 3  # how many'
TAKES = "it takes practice (str: the practice folder), most (int: how many)"


def written(path: Path, *code: str) -> Path:
    """A notebook with a parameters cell and these code cells."""
    cells = [nbformat.v4.new_code_cell(one) for one in (PARAMETERS, *code)]
    cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A question?"), *cells]), path)
    return path


def outputs(path: Path) -> list[str]:
    """The text of each output of a notebook."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return [output.get("text", "") for cell in cells for output in cell.outputs]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"pratice": "x"}, f"one has no parameter 'pratice'; {TAKES}"),
        (
            {"practice = __import__('os').system('true') #": "x"},
            f"""one has no parameter "practice = __import__('os').system('true') #"; {TAKES}""",
        ),
        ({"practice": 3}, f"one wants practice as str, not 3; {TAKES}"),
        ({"most": "3"}, f"one wants most as int, not '3'; {TAKES}"),
        ({"most": True}, f"one wants most as int, not True; {TAKES}"),
    ],
    ids=["unknown", "hostile", "number for text", "text for number", "truth for number"],
)
def test_a_parameter_that_the_notebook_does_not_take_is_refused_before_anything_runs(tmp_path, values, message):
    path = written(tmp_path / "one.ipynb", f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    with pytest.raises(UsageError) as refused:
        notebooks.run_notebook(path, tmp_path / "out.ipynb", values)
    assert str(refused.value) == message
    assert sorted(file.name for file in tmp_path.iterdir()) == ["one.ipynb"]


def test_a_notebook_runs_in_its_own_folder_with_its_parameters_on_this_interpreter(tmp_path):
    path = written(tmp_path / "one.ipynb", "import os, sys\nprint([practice, most, os.getcwd(), sys.executable])")
    told = []
    hostile = 'a "quoted" \\ {folder}\n; é'
    done = notebooks.run_notebook(
        path, tmp_path / "out.ipynb", {"practice": hostile, "most": 7}, on_cell=lambda *cell: told.append(cell)
    )
    import sys

    shown = sys.executable.replace(str(Path.home()), "~")
    assert ast.literal_eval(outputs(done)[0]) == [hostile, 7, str(tmp_path).replace(str(Path.home()), "~"), shown]
    assert told == [("one", 1, 2), ("one", 2, 2)]


def test_what_is_kept_names_no_folder_and_no_clock_and_is_the_same_at_every_run(tmp_path):
    folder = tmp_path / "a practice"
    path = written(tmp_path / "one.ipynb", "practice")
    kept = [
        notebooks.run_notebook(
            path, tmp_path / f"{n}.ipynb", {"practice": str(folder)}, shown={str(folder): "p"}
        ).read_text("utf-8")
        for n in (1, 2)
    ]
    assert kept[0] == kept[1]
    assert str(tmp_path) not in kept[0]
    assert re.findall(r"end-mark|duration|iopub|start_time|input_path|\d\d:\d\d", kept[0]) == []
    notebook = nbformat.reads(kept[0], as_version=4)
    assert notebook.metadata.papermill == {
        "parameters": {"practice": "p"},
        "version": notebook.metadata.papermill.version,
    }
    assert [cell.source for cell in notebook.cells] == [
        "# A question?",
        PARAMETERS,
        '# Parameters\npractice = "p"\n',
        "practice",
    ]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            ["x = 1", "# why\nx / 0"],
            "one, cell 3 `# why`: ZeroDivisionError: division by zero; the last good report stands",
        ),
        (
            ["import os; os._exit(0)", "1"],
            "one, cell 2 `import os; os._exit(0)`: the kernel died; the last good report stands",
        ),
        (["raise SystemExit(0)", "1"], "one, cell 2 `raise SystemExit(0)`: SystemExit: 0; the last good report stands"),
        (
            ["from coachkit.errors import UsageError\nraise UsageError('no such day')"],
            "one, cell 2 `from coachkit.errors import UsageError`: no such day; the last good report stands",
        ),
    ],
    ids=["error", "dead kernel", "exit", "own error"],
)
def test_a_run_that_fails_says_which_notebook_cell_and_cause_in_one_line_and_leaves_the_last_result(
    tmp_path, code, message
):
    path, out = written(tmp_path / "one.ipynb", *code), tmp_path / "out.ipynb"
    out.write_text("the last good one")
    with pytest.raises(RunError) as failed:
        notebooks.run_notebook(path, out, {"most": 4})
    assert str(failed.value) == message
    assert failed.value.exit_code == 3
    assert out.read_text() == "the last good one"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["one.ipynb", "out.ipynb"]


def test_a_full_disk_leaves_the_last_result_and_no_draft(tmp_path, monkeypatch):
    out = tmp_path / "out.ipynb"
    out.write_text("the last good one")

    def full(descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(notebooks.os, "fsync", full)
    with pytest.raises(RunError) as failed:
        notebooks._write(out, "a new one", "one")
    assert str(failed.value) == "one: out.ipynb cannot be written: No space left on device; the last good report stands"
    assert [file.name for file in tmp_path.iterdir()] == ["out.ipynb"]
    assert out.read_text() == "the last good one"


def ran(*counts: int | None, last: str = "mark", outputs: tuple = ()):
    """An executed notebook whose code cells have these counts; the last printed `last`."""
    cells = [nbformat.v4.new_code_cell(f"cell {n}", execution_count=count) for n, count in enumerate(counts, 1)]
    cells[0].outputs = list(outputs)
    cells[-1].outputs = [nbformat.v4.new_output("stream", text=last + "\n")]
    return nbformat.v4.new_notebook(cells=cells)


ERROR = nbformat.v4.new_output("error", ename="KeyError", evalue="'x'", traceback=[])


@pytest.mark.parametrize(
    ("notebook", "message"),
    [
        (ran(1, None, None), "one, cell 2 `cell 2`: it did not run; the last good report stands"),
        (ran(1, 3, 2), "one, cell 2 `cell 2`: it did not run; the last good report stands"),
        (ran(1, 2, outputs=(ERROR,)), "one, cell 1 `cell 1`: KeyError: 'x'; the last good report stands"),
        (ran(1, 2, last="another"), "one: the notebook did not run to its end; the last good report stands"),
    ],
    ids=["cells that did not run", "out of order", "an error let pass", "no end mark"],
)
def test_metadata_that_says_completed_is_not_believed(notebook, message):
    notebook.metadata.papermill = {"exception": None}
    for cell in notebook.cells:
        cell.metadata.papermill = {"status": "completed"}
    with pytest.raises(RunError) as failed:
        notebooks._prove(Path("one.ipynb"), notebook, "mark")
    assert str(failed.value) == message


def test_a_notebook_that_ran_in_order_to_its_end_mark_is_believed():
    notebooks._prove(Path("one.ipynb"), ran(1, 2, 3), "mark")


def test_the_first_notebook_that_fails_stops_the_others(tmp_path):
    paths = [
        written(tmp_path / "a.ipynb", "1 / 0"),
        written(tmp_path / "b.ipynb", "import time; time.sleep(2)", "1"),
        written(tmp_path / "c.ipynb", "1"),
    ]
    (tmp_path / "out").mkdir()
    told = []
    with pytest.raises(RunError, match=r"^a, cell 2 `1 / 0`: ZeroDivisionError"):
        notebooks.run_notebooks(paths, tmp_path / "out", on_cell=lambda *cell: told.append(cell))
    assert ("b", 3, 3) not in told
    assert "c" not in {name for name, *_ in told}
    assert list((tmp_path / "out").iterdir()) == []


def test_no_kernel_outlives_its_notebook(tmp_path):
    paths = [
        written(tmp_path / "good.ipynb", "import os; print(os.getpid())"),
        written(
            tmp_path / "bad.ipynb", f"import os; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))", "1 / 0"
        ),
    ]
    done = notebooks.run_notebook(paths[0], tmp_path / "out.ipynb")
    with pytest.raises(RunError):
        notebooks.run_notebook(paths[1], tmp_path / "out.ipynb")
    for process in (outputs(done)[0], (tmp_path / "pid").read_text()):
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)


def test_a_notebook_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError) as told:
        notebooks.run_notebook(tmp_path / "none.ipynb", tmp_path / "out.ipynb")
    assert str(told.value) == f"there is no notebook none.ipynb in {tmp_path}"


SHIPPED = notebooks.report_notebooks()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_report_notebook_is_thin(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.source for cell in cells if len(cell.source.splitlines()) > 5] == []
    banned = (
        ast.FunctionDef,
        ast.ClassDef,
        ast.For,
        ast.Lambda,
        ast.ListComp,
        ast.DictComp,
        ast.GeneratorExp,
        ast.While,
    )
    trees = [ast.parse(cell.source) for cell in cells]
    assert [ast.unparse(node) for tree in trees for node in ast.walk(tree) if isinstance(node, banned)] == []
    assert [cell.source for cell in cells if "pd." in cell.source or "px." in cell.source] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_report_notebook_takes_the_practice_and_the_period(path):
    takes = notebooks.parameters_of(path)
    assert {name: (one["inferred_type_name"], one["default"]) for name, one in takes.items()} == {
        "practice": ("str", '"example"'),
        "start": ("str", '""'),
        "end": ("str", '""'),
    }
    assert all(one["help"] for one in takes.values())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_report_notebook_is_kept_executed_without_a_path_of_the_machine(path):
    notebook = nbformat.read(path, as_version=4)
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    text = path.read_text("utf-8")
    assert re.findall(r"/(?:home|root|tmp|work|Users)/|site-packages", text) == []
