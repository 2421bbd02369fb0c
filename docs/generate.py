"""Write docs/tables.md and docs/problems.md from the code: `make docs` runs it, a test holds both to it."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from coachkit.errors import RecordsError, RunError, UsageError
from coachkit.knowledge import read_codes, read_topics
from coachkit.result_tables import RESULT_TABLES
from coachkit.schema import TABLES, Column, Table

DOCS = Path(__file__).resolve().parent
PACKAGE = DOCS.parent / "coachkit"
READING = {
    "encoding": "Opening a file",
    "delimited": "Rows and columns",
    "tables": "A table",
    "values": "A value",
    "dates": "A date",
    "minutes": "A length of time",
    "settings": "practice.toml",
    "framework": "The framework",
    "practice": "The folder",
    "checks": "Between the tables",
    "codebook": "The codebook of themes",
    "codes": "Codes of practice",
    "places": "Quoted passages",
    "commentary": "Commentary",
}
CALLS = {"Fault": 4, "Refused": 0, "note": 3}  # where the problem stands among the arguments
ERRORS = {error.__name__: error for error in (RecordsError, UsageError, RunError)}
_PREDICATE = re.compile(r"(is|are|has|have|was|were|may be|holds|cannot|overlaps)\b")


def tables() -> str:
    """docs/tables.md: every table of a practice folder and of a report, with each column."""
    parts = [
        "# Tables",
        "Written by `make docs` from coachkit/schema.py and coachkit/result_tables.py.",
        "## The practice folder",
        "Every file but contacts.csv may be missing. A blank value means: not known. Other columns are kept.",
        *map(_table, TABLES.values()),
        _topics(),
        "## The report's `tables` folder",
        "Names are replaced by client ids.",
        *map(_table, RESULT_TABLES.values()),
    ]
    return "\n\n".join(parts) + "\n"


def _topics() -> str:
    """The topics of contracts.csv, and the editions of codes whose dates it is checked against."""
    topics = [f"| {row.topic_id} | {row.topic} | {row.code_refs} |" for row in read_topics().itertuples()]
    codes = [
        f"| {row.code} | {row.edition} | {_day(row.in_force_from)} | {_day(row.in_force_until)} |"
        for row in read_codes().itertuples()
    ]
    heads = ("| topic | what the contract settles | where codes speak of it |", "| code | edition | from | until |")
    said = "An edition is in force from one day until another; blank = nobody has read the day, so it is not checked."
    settles = ["## The topics of contracts.csv", "", heads[0], "|---|---|---|", *topics]
    return "\n".join([*settles, "", said, "", heads[1], "|---|---|---|---|", *codes])


def _day(day: object) -> str:
    return "" if day != day else f"{day:%Y-%m-%d}"


def _table(table: Table) -> str:
    rows = [f"| {column.name} | {_means(column)} |" for column in table.columns]
    return "\n".join(
        [f"### {table.file}", "", f"One row is {table.row}.", "", "| column | meaning |", "|---|---|", *rows]
    )


def _means(column: Column) -> str:
    said = [column.means]
    if column.allowed:
        said.append("one of " + ", ".join(column.allowed))
    if column.refers:
        said.append(f"an id in {TABLES[column.refers].file}")
    if column.required:
        said.append("**required**")
    return "; ".join(said).replace("|", "\\|")


def problems() -> str:
    """docs/problems.md: every message that `coachkit check` may show, and how to mend what it speaks of."""
    parts = [
        "# Problems and notes",
        "Written by `make docs` from the code. A message reads on from the value that it names: "
        '"31/02/2025" *is no day of the calendar*. … stands for what differs from case to case. '
        "A problem leaves its row out until it is mended; a note leaves nothing out. "
        "Where no cure stands here, the message brings one of its own.",
        *(_room(room, title) for room, title in READING.items()),
        "## What a command may refuse",
        "One line on stderr, and nothing is changed. Exit codes: "
        + "; ".join(f"{error.exit_code} {_first_line(error)}" for error in ERRORS.values()),
        "| message | exit code |\n|---|---|\n" + "\n".join(f"| {said} | {code} |" for said, code in sorted(refusals())),
    ]
    return "\n\n".join(parts) + "\n"


def _room(room: str, title: str) -> str:
    found = sorted(dict(messages(room)).items())
    rows = [f"| {problem} | {cure} |".replace("\n", " ") for problem, cure in found]
    return "\n".join([f"## {title}", "", "| problem or note | cure |", "|---|---|", *rows])


def _first_line(error: type) -> str:
    return (error.__doc__ or "").strip().splitlines()[0].rstrip(".")


def refusals() -> set[tuple[str, int]]:
    """What the errors of the package say, with their exit codes; … for what differs."""
    calls = (
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args
    )
    return {(words, ERRORS[call.func.id].exit_code) for call in calls for words in _wordings(call.args[0], {})}


def messages(room: str) -> Iterator[tuple[str, str]]:
    """The problems that a module may state, each with its cure where that stands beside it; … for what differs."""
    module = ast.parse((PACKAGE / f"{room}.py").read_text("utf-8"))
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    places = CALLS | _places(functions)
    constants = _assigned(module.body)
    for function in functions:
        scope = constants | _assigned(ast.walk(function))
        for node in ast.walk(function):
            for problem, cure in _notes(node) if function.name.endswith("_notes") else _pairs(node, places):
                for words in _wordings(problem, scope):
                    yield words, _cure(cure, scope)


def _places(functions: Iterable[ast.FunctionDef]) -> dict[str, int]:
    """Where the problem stands among the arguments of each function that takes one."""
    arguments = {function.name: [argument.arg for argument in function.args.args] for function in functions}
    return {function: names.index("problem") for function, names in arguments.items() if "problem" in names}


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    """What each name is set to, in the order of the code."""
    found: dict[str, list[ast.expr]] = {}
    for node in nodes:
        for target in node.targets if isinstance(node, ast.Assign) else ():
            if isinstance(target, ast.Name):
                found.setdefault(target.id, []).append(node.value)
    return found


def _notes(node: ast.AST) -> Iterator[tuple[ast.expr, None]]:
    """What a list of notes on a column holds; such a note has no cure."""
    yield from ((value, None) for value in (node.elts if isinstance(node, ast.List) else ()))


def _pairs(node: ast.AST, places: dict[str, int]) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """Problem and cure, where they stand side by side: in a call, in a dictionary, or as a tuple of two."""
    if isinstance(node, ast.Call):
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        place = places.get(node.func.id if isinstance(node.func, ast.Name) else "")
        if "problem" in named:
            yield named["problem"], named.get("cure")
        elif place is not None and place < len(node.args):
            yield node.args[place], node.args[place + 1] if place + 1 < len(node.args) else named.get("cure")
    elif isinstance(node, ast.Dict):
        named = {
            key.value: value for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)
        }
        if "problem" in named:
            yield named["problem"], named.get("cure")
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and _PREDICATE.match(_words(node.elts[0])):
        yield node.elts[0], node.elts[1]


def _wordings(node: ast.expr, scope: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Each way in which a problem may be put; none where it comes from elsewhere."""
    if isinstance(node, ast.Name):
        for value in scope.get(node.id, ()):
            yield from _wordings(value, {})
    elif isinstance(node, ast.IfExp):
        yield from _wordings(node.body, scope)
        yield from _wordings(node.orelse, scope)
    elif re.search("[a-z]", _words(node)):
        yield re.sub("…+", "…", _words(node))


def _cure(node: ast.expr | None, scope: dict[str, list[ast.expr]]) -> str:
    return "; or: ".join(dict.fromkeys(_wordings(node, scope))) if node else ""


def _words(node: ast.AST | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return (_words(node.left) or "…") + (_words(node.right) or "…")
    return ""


if __name__ == "__main__":
    for name, text in (("tables.md", tables()), ("problems.md", problems())):
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")
