"""Running the notebooks through papermill: parameters checked before, every cell proved to have run after."""

import json
import logging
import os
import secrets
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from coachkit import shipped
from coachkit.errors import CoachkitError, RunError, UsageError

REPORT = ("00-overview", "01-hours", "02-themes", "03-feedback", "04-coverage", "05-reflection", "06-commentary")
"""The notebooks of a report, in the order in which they are numbered."""

OnCell = Callable[[str, int, int], None]
"""Called with the notebook's name, the code cell about to run (1, 2, ...) and how many there are."""

logging.getLogger("papermill").addHandler(logging.NullHandler())

_types = {"str": str, "int": int, "float": (int, float), "bool": bool}
_stands = "the last good report stands"


class Stopped(RunError):
    """The run was stopped because another notebook of the same report failed."""


def parameters_of(path: str | Path) -> dict[str, dict]:
    """Each parameter of a notebook, by name, with `inferred_type_name`, `default` and `help`, from its own cell."""
    import papermill

    return papermill.inspect_notebook(_read(path))


def check_parameters(path: str | Path, values: Mapping[str, object]) -> None:
    """Raise a UsageError that lists what is allowed where a name is unknown to the notebook or a value is mistyped."""
    allowed = parameters_of(path)
    menu = ", ".join(f"{name} ({one['inferred_type_name']}: {one['help']})" for name, one in allowed.items())
    for name, value in values.items():
        if name not in allowed:
            raise UsageError(f"{Path(path).stem} has no parameter {name!r}; it takes {menu or 'none'}")
        wanted = allowed[name]["inferred_type_name"]
        if not _is(value, wanted):
            raise UsageError(f"{Path(path).stem} wants {name} as {wanted}, not {value!r}; it takes {menu}")


def run_notebook(
    path: str | Path,
    out: str | Path,
    parameters: Mapping[str, object] | None = None,
    *,
    on_cell: OnCell | None = None,
    shown: Mapping[str, str] | None = None,
) -> Path:
    """Run one notebook in its own folder and write it, executed, to `out` in one step.

    `shown` says what stands in the result instead of a text of this machine, such as {practice's folder: its name}.

    Raises UsageError for a parameter that the notebook does not take, RunError (one line: notebook, cell, cause) where
    a cell fails, the kernel dies or the result cannot be written; what stood at `out` before then stands unchanged.
    """
    parameters = dict(parameters or {})
    check_parameters(path, parameters)
    executed = _executed(Path(path), parameters, on_cell or _silent)
    _write(Path(out), _clean(executed, {**(shown or {}), str(Path.home()): "~"}), Path(path).stem)
    return Path(out)


def run_notebooks(
    paths: Sequence[Path],
    folder: str | Path,
    parameters: Mapping[str, object] | None = None,
    *,
    on_cell: OnCell | None = None,
    shown: Mapping[str, str] | None = None,
    at_once: int = 2,
) -> list[Path]:
    """Run notebooks, two at a time, into `folder`; the first failure stops the others and is raised as in run_notebook."""
    for path in paths:
        check_parameters(path, parameters or {})
    stop = threading.Event()
    watched = _stoppable(on_cell or _silent, stop)
    with ThreadPoolExecutor(at_once) as pool:
        runs = [
            pool.submit(run_notebook, path, Path(folder) / path.name, parameters, on_cell=watched, shown=shown)
            for path in paths
        ]
        try:
            for run in as_completed(runs):
                run.result()
        except BaseException:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return [Path(folder) / path.name for path in paths]


def report_notebooks() -> list[Path]:
    """The shipped notebooks of a report, in order."""
    return [shipped.notebooks() / f"{name}.ipynb" for name in REPORT]


def _executed(path: Path, parameters: dict, on_cell: OnCell):
    """The executed notebook, proved to have run to its end."""
    import papermill

    notebook, mark = _with_end_mark(_read(path))
    numbers = {cell.id: number for number, cell in enumerate(_code(notebook)[:-1], 1)}
    begun = [0]

    def started(cell, cell_index):
        if cell.id in numbers:
            begun[0] = numbers[cell.id]
            on_cell(path.stem, begun[0], len(numbers))

    with tempfile.TemporaryDirectory(prefix="ck-", ignore_cleanup_errors=True) as temporary:
        try:
            done = papermill.execute_notebook(
                notebook,
                None,
                parameters,
                kernel_name="python3",
                kernel_manager_class=_kernels(temporary),
                shutdown_kernel="immediate",
                resources={"metadata": {"path": str(path.resolve().parent)}},
                on_cell_start=started,
                progress_bar=False,
            )
        except CoachkitError:
            raise
        except Exception as error:
            raise RunError(f"{_place(path, notebook, begun[0])}: {_cause(error)}; {_stands}") from error
    _prove(path, done, mark)
    return done


def _kernels(temporary: str) -> type:
    """A manager for a kernel of the running interpreter, deaf to the network and to the person's own start-up files."""
    from jupyter_client import AsyncKernelManager
    from jupyter_client.kernelspec import KernelSpecManager

    file = os.path.join(temporary, "k.json")
    transport = {} if os.name == "nt" else {"transport": "ipc", "connection_file": file}
    paths = [str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", "")]
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "IPYTHONDIR": temporary, "PYTHONHASHSEED": "0"}

    class OwnKernel(AsyncKernelManager):
        def __init__(self, **given: object):
            super().__init__(**{**given, **transport, "kernel_spec_manager": KernelSpecManager(kernel_dirs=[])})
            self.kernel_spec.env = environment

    return OwnKernel


def _with_end_mark(notebook):
    """The notebook with a last cell that prints a word nobody can guess: only a kernel that got there prints it."""
    import nbformat

    mark = secrets.token_hex(16)
    cell = nbformat.v4.new_code_cell(f"print({mark!r})", metadata={"tags": ["end-mark"]})
    notebook.cells.append(cell)
    return notebook, mark


def _prove(path: Path, notebook, mark: str) -> None:
    """Raise a RunError unless every code cell has run, in order, without an error, up to the end mark."""
    ran = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    for count, cell in enumerate(ran, 1):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if errors or cell.execution_count != count:
            cause = f"{errors[0].ename}: {_line(errors[0].evalue)}" if errors else "it did not run"
            number = next((n for n, one in enumerate(_code(notebook), 1) if one is cell), 0)
            raise RunError(f"{_place(path, notebook, number)}: {cause}; {_stands}")
    if not any(output.get("text", "").strip() == mark for output in ran[-1].outputs):
        raise RunError(f"{path.stem}: the notebook did not run to its end; {_stands}")


def _clean(notebook, shown: Mapping[str, str]) -> str:
    """The executed notebook as it is kept: no end mark, no clock, no folder of this machine, the same at every run."""
    import nbformat

    notebook.cells = [cell for cell in notebook.cells if "end-mark" not in _tags(cell)]
    for cell in notebook.cells:
        cell.metadata = {
            key: value for key, value in cell.metadata.items() if key not in ("papermill", "execution") and value
        }
        cell.id = "injected-parameters" if "injected-parameters" in _tags(cell) else cell.id
    parameters = notebook.metadata.papermill.get("parameters", {})
    kept = (
        {"papermill": {"parameters": parameters, "version": notebook.metadata.papermill["version"]}}
        if parameters
        else {}
    )
    notebook.metadata = {"kernelspec": notebook.metadata.kernelspec, "language_info": {"name": "python"}, **kept}
    return _with_shown(nbformat.writes(nbformat.from_dict(notebook)), shown) + "\n"


def _with_shown(text: str, shown: Mapping[str, str]) -> str:
    """The notebook's text with each of these put in the place of what it stands for, also within code; longest first."""
    for written in sorted(shown, key=len, reverse=True):
        for often in (2, 1):  # a text within code within JSON is escaped twice
            text = text.replace(_in_json(written, often), _in_json(shown[written], often))
    return text


def _write(out: Path, text: str, name: str) -> None:
    """Write a draft beside `out`, then rename it; on a full disk the draft goes and `out` stands as it was."""
    draft = out.with_name(f".draft-{secrets.token_hex(4)}-{out.name}")
    try:
        with open(draft, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise RunError(f"{name}: {out.name} cannot be written: {error.strerror or error}; {_stands}") from error


def _read(path: str | Path):
    import nbformat

    try:
        notebook = nbformat.v4.upgrade(nbformat.read(path, as_version=4))
    except FileNotFoundError:
        raise UsageError(f"there is no notebook {Path(path).name} in {Path(path).parent}") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{Path(path).name} cannot be read as a notebook: {_line(str(error))}") from error
    notebook.metadata.setdefault("kernelspec", {"name": "python3", "language": "python", "display_name": "Python 3"})
    return notebook


def _code(notebook) -> list:
    """The code cells as shipped, in order: the first is 1, as JupyterLab numbers them when all are run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and "injected-parameters" not in _tags(cell)]


def _tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def _place(path: Path, notebook, number: int) -> str:
    if not number:
        return f"{path.stem}, before its first cell"
    return f"{path.stem}, cell {number} `{_line(_code(notebook)[number - 1].source)}`"


def _cause(error: Exception) -> str:
    """Why a run failed, in a few words on one line; coachkit's own errors speak for themselves."""
    if hasattr(error, "ename"):
        own = error.ename in {one.__name__ for one in _errors()}
        return _line(error.evalue) if own else _line(f"{error.ename}: {error.evalue}")
    if type(error).__name__ == "DeadKernelError":
        return "the kernel died"
    return _line(getattr(error, "strerror", None) or f"{type(error).__name__}: {error}")


def _errors() -> list[type]:
    return [CoachkitError, *CoachkitError.__subclasses__()]


def _line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:160].rstrip(".;")


def _in_json(text: str, often: int) -> str:
    return _in_json(json.dumps(text, ensure_ascii=False)[1:-1], often - 1) if often else text


def _is(value: object, wanted: str) -> bool:
    return isinstance(value, _types.get(wanted, ())) and (wanted == "bool" or not isinstance(value, bool))


def _stoppable(on_cell: OnCell, stop: threading.Event) -> OnCell:
    def watched(name: str, number: int, cells: int) -> None:
        if stop.is_set():
            raise Stopped(f"{name} was stopped")
        on_cell(name, number, cells)

    return watched


def _silent(name: str, number: int, cells: int) -> None:
    pass
