"""Open the desk on a practice: in JupyterLab, or as a page without code; on this computer alone, with a token."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from coachkit import shipped
from coachkit.own_notebooks import own_notebooks
from coachkit.practice import find_practice
from coachkit.starter import example_copy

DESK = ("evidence-desk", "explore")
"""The notebooks of the desk; the first that ships is the one that is opened."""
EXAMPLE = "example-practice"

_LAB = (
    "--ServerApp.ip=127.0.0.1",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
"""This computer only; JupyterLab's own errands on the network are switched off."""
_APP = (
    "--Voila.ip=127.0.0.1",
    "--Voila.auto_token=True",
    "--VoilaConfiguration.template=coachkit",
    "--VoilaConfiguration.allow_template_override=NO",
    "--VoilaConfiguration.strip_sources=True",
    "--VoilaConfiguration.show_tracebacks=False",
    "--VoilaConfiguration.classic_tree=True",
)
"""This computer only, with a token of its own; code hidden; coachkit's template, since those of Voilà call a CDN."""


def practice_for(folder: str, tell: Callable[[str], None]) -> Path:
    """The practice to open; in place of the example, which is never written to, a copy of it, and that is told.

    Raises UsageError where there is no such folder, or something else stands where the copy would.
    """
    if folder and not shipped.is_shipped(find_practice(folder)):
        return find_practice(folder)
    copy = example_copy(EXAMPLE).resolve()
    tell(f"This is a copy of the example, in the folder {EXAMPLE}; what you decide in it is kept there.")
    return copy


def open_lab(practice: Path, tell: Callable[[str], None]) -> int:
    """Run JupyterLab on the practice's own notebooks until it is stopped, and tell which; returns its exit code."""
    folder, changed = own_notebooks(practice)
    first = f"{desk_notebooks()[0].stem}.ipynb"
    kept = f" {', '.join(changed)}: changed by you, and kept as it is." if changed else ""
    tell(f"JupyterLab opens {first} from {practice.name}/{folder.relative_to(practice).as_posix()}.{kept}")
    where = (f"--ServerApp.root_dir={folder}", f"--LabApp.default_url=/lab/tree/{first}")
    return _run(["jupyterlab", *where, *_LAB], practice, folder)


def open_app(practice: Path, tell: Callable[[str], None]) -> int:
    """Serve the desk's notebooks as pages without code until it is stopped, and tell how; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="coachkit-app-") as folder:
        for path in desk_notebooks():
            shutil.copy(path, folder)
        tell(f"The desk of {practice.name} opens as a page; Ctrl+C stops it.")
        return _run(["voila", folder, *_APP], practice, Path(folder))


def desk_notebooks() -> list[Path]:
    """The files of the desk's notebooks, in order."""
    return [path for name in DESK if (path := shipped.notebooks() / f"{name}.ipynb").is_file()]


def _run(command: list[str], practice: Path, folder: Path) -> int:
    """A Jupyter program until it ends or we are stopped; its kernels know the practice.

    The shipped settings (data/page/jupyter) let a page load nothing from another host, whatever a template or an extension
    asks for; they hold the template without a CDN, and switch off JupyterLab's question whether to fetch news.
    """
    environment = os.environ | {"COACHKIT_PRACTICE": str(practice)}
    for path in ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH"):
        environment[path] = os.pathsep.join(filter(None, [str(shipped.data("page", "jupyter")), os.environ.get(path)]))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return subprocess.run([sys.executable, "-m", *command], env=environment, cwd=folder, check=False).returncode
    except KeyboardInterrupt:
        return 0
