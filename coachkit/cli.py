"""The command line: one command a verb, each also a Python function."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from coachkit.errors import CoachkitError, UsageError

app = typer.Typer(
    help="A workbook for coaches: reads a practice folder, reports on it, and finds evidence for criteria that are thin.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Folder = Annotated[str, typer.Argument(metavar="DIR", help='the practice folder, or "example"')]
AsJson = Annotated[bool, typer.Option("--json", help="for programs")]


@app.command()
def new(folder: Annotated[str, typer.Argument(metavar="DIR", help="a folder that does not exist yet")]) -> None:
    """Make an empty practice folder: headed tables, settings and a README."""
    from coachkit.starter import new_practice

    print(f"{new_practice(folder)}: an empty practice; its README.md says what goes where")


@app.command("import")
def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="files, folders or zips of them")],
    into: Annotated[str, typer.Option(metavar="DIR", help="the practice folder; it may not exist yet")],
    apply: Annotated[bool, typer.Option("--apply", help="write it; without this, it is only shown")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what Word, Excel, CSV, text and mail files hold for a practice; write it there with --apply."""
    from coachkit.importers import preview
    from coachkit.importers.importing import import_records

    found = import_records(files, into, apply)
    print(preview.as_json(found) if as_json else preview.as_text(found))
    raise typer.Exit(1 if found.problems or found.faults else 0)


@app.command()
def undo(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="the practice folder")],
    decision: Annotated[bool, typer.Option("--decision", help="the last decision instead")] = False,
) -> None:
    """Take the last import into a practice back, exactly; or the last decision."""
    if decision:
        from coachkit.decisions import undo_decision

        print(undo_decision(folder))
        return
    from coachkit.importers.importing import undo_import

    print("\n".join(undo_import(folder).sentences))


@app.command()
def check(
    folder: Folder,
    form: Annotated[str, typer.Option(metavar="NAME", help="also show what a form asks, such as ilm-diary")] = "",
    as_json: AsJson = False,
) -> None:
    """Show every problem and note in the records at once; exit code 1 where there are problems."""
    from coachkit import checked
    from coachkit.practice import read_practice

    practice = read_practice(folder)
    print(checked.as_json(practice, form) if as_json else checked.as_text(practice, form))
    raise typer.Exit(1 if len(practice.problems) else 0)


@app.command()
def report(
    folder: Folder,
    out: Annotated[Path, typer.Option(help="where reports are kept")] = Path("reports"),
    start: Annotated[str, typer.Option(help="first day of the period, YYYY-MM-DD")] = "",
    end: Annotated[str, typer.Option(help="last day of the period, YYYY-MM-DD")] = "",
) -> None:
    """Run the notebooks on a practice and leave one page; prints where it is."""
    from coachkit.report import make_report

    made = make_report(folder, out=out, start=start, end=end)
    if made.problems:
        left = "1 problem in the records is" if made.problems == 1 else f"{made.problems} problems in the records are"
        print(f"{left} left out of it; `coachkit check {folder}` lists what to mend", file=sys.stderr)
    for remark in made.remarks:
        print(remark, file=sys.stderr)
    print(made.page)


@app.command()
def candidates(
    folder: Folder,
    criterion: Annotated[str, typer.Argument(metavar="CRITERION", help="for example 700-1.3")],
    k: Annotated[int, typer.Option("-k", min=1, help="how many")] = 10,
    as_json: AsJson = False,
) -> None:
    """Show passages of the records that may evidence a criterion, likeliest first."""
    from coachkit.results import analyse

    frame = analyse(folder).candidates_for(criterion, k)
    if as_json:
        print(frame.to_json(orient="records", force_ascii=False, indent=1))
        return
    for row in frame.itertuples():
        print(f"{row.rank}. {row.source_id} ({row.start}-{row.end})\n   {row.passage}\n   may evidence it: {row.why}\n")
    if frame.empty:
        print(f"No passage to offer for {criterion}.")


@app.command()
def mapping(
    folder: Folder,
    out: Annotated[str, typer.Option(metavar="FILE.xlsx", help="where to write it")] = "",
    from_: Annotated[
        str, typer.Option("--from", metavar="FILE", help="take a mapping sheet in (xlsx, csv, docx)")
    ] = "",
    apply: Annotated[
        bool, typer.Option("--apply", help="write what --from brings; without this, it is only shown")
    ] = False,
    framework: Annotated[
        str, typer.Option(metavar="OUT.csv", help="write the criteria that --from defines as a framework")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Write the mapping sheet as an Excel workbook; or take in what an assessor filled in, or your own sheet, with --from."""
    from coachkit.mapping import preview, taking

    if not from_:
        if apply or framework or as_json:
            raise UsageError("--apply, --framework and --json go with --from FILE, the mapping sheet to take in")
        _write_mapping(folder, out)
    elif framework:
        _write_framework(folder, from_, framework)
    else:
        taken = taking.take_in(folder, from_, apply)
        print(preview.as_json(taken) if as_json else preview.as_text(taken))
        raise typer.Exit(1 if taken.problems else 0)


def _write_mapping(folder: str, out: str) -> None:
    from coachkit.exports.mapping import export_mapping
    from coachkit.results import analyse

    print(export_mapping(analyse(folder), out))


def _write_framework(folder: str, file: str, out: str) -> None:
    from coachkit.mapping.taking import write_framework

    written = write_framework(folder, file, out)
    for remark in written.asked:
        print(f'{remark.place}: "{remark.value}" {remark.problem}; {remark.cure}', file=sys.stderr)
    print(f'{written.path}: {written.criteria} criteria; in practice.toml write framework = "{written.setting}"')
    raise typer.Exit(1 if written.asked else 0)


Practice = Annotated[
    str, typer.Argument(metavar="[DIR]", help="the practice folder; without it, a copy of the example")
]


@app.command()
def lab(folder: Practice = "") -> None:
    """Open JupyterLab on your notebooks for a practice; on this computer only, with a token."""
    from coachkit.lab import open_lab, practice_for

    raise typer.Exit(open_lab(practice_for(folder, _tell), _tell))


@app.command("app")
def app_(folder: Practice = "") -> None:
    """Open the desk as a page without code; on this computer only, with a token."""
    from coachkit.lab import open_app, practice_for

    raise typer.Exit(open_app(practice_for(folder, _tell), _tell))


def _tell(sentence: str) -> None:
    print(sentence, flush=True)  # before the log of what runs next


def main() -> None:
    """Run the command line; a mistake that the person can mend is one line on stderr, with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter is no reason to stop
    try:
        app(standalone_mode=True)
    except CoachkitError as error:
        kind = "usage: " if isinstance(error, UsageError) else ""
        print(f"coachkit: {kind}{error}", file=sys.stderr)
        sys.exit(error.exit_code)
