"""What can go wrong, by what the person does next; every error is shown in one line, without a traceback."""

from dataclasses import dataclass


class CoachkitError(Exception):
    """Something that the person can mend; `exit_code` is what the command line returns for it."""

    exit_code = 2


class UsageError(CoachkitError):
    """The call itself cannot be understood: a wrong folder, an unknown option, a wrong parameter."""

    exit_code = 2


class RecordsError(CoachkitError):
    """The records cannot be read at all: there is no practice in the folder, or its settings are unreadable."""

    exit_code = 1


class RunError(CoachkitError):
    """A run failed; the last good report stands."""

    exit_code = 3


@dataclass(frozen=True)
class Fault:
    """One thing found in the records: where it stands, what was got, what is allowed and how to mend it.

    `line` is the physical line in the file (the header is line 1), None where a fault is about a whole file.
    `note` is true for a remark that loses nothing; a fault that is no note leaves its row out.
    """

    file: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    problem: str = ""
    cure: str = ""
    note: bool = False
