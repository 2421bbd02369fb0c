"""Every table once: its columns, their units, what is allowed. Reader, templates and documentation follow from here."""

from dataclasses import dataclass

YES_NO = ("yes", "no")
ROLES = ("coaching", "mentoring", "blend")
VOICES = ("client", "sponsor", "peer", "supervisor", "coach")
DOCUMENT_KINDS = ("contract", "agreement", "code_of_practice", "cpd", "plan", "essay", "other")
KINDS_IN_WORDS = {
    "PR": "product",
    "RA": "reflective account",
    "OB": "observation",
    "WT": "witness testimony",
    "PD": "professional discussion",
    "FB": "feedback",
    "SV": "supervision",
    "Q": "questioning",
}
EVIDENCE_KINDS = tuple(KINDS_IN_WORDS)
REFLECTION_LABELS = (
    "Experience",
    "Feeling",
    "Belief",
    "Difficulty",
    "Perspective",
    "Learning",
    "Intention",
    "Reflection",
    "Other",
)
ASPECTS = ("trust", "listening", "questioning", "challenge", "structure", "presence", "outcome", "logistics", "ethics")
POLARITIES = ("positive", "negative", "mixed", "neutral", "unsure")
IMPORT_READINGS = ("column", "client", "unit", "order", "file")
RATINGS = ("trust", "listening", "questioning", "challenge", "structure", "progress")


@dataclass(frozen=True)
class Column:
    """One column: its name, what a value means (with unit), how it is read, and whether every row needs one.

    `reads` is one of text, prose (names in it are replaced), id, date, minutes, whole, choice, time.
    """

    name: str
    means: str
    reads: str = "text"
    required: bool = False
    allowed: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    refers: str = ""


@dataclass(frozen=True)
class Table:
    """One table: its file in the folder, what one row is, its columns, and the column that identifies a row."""

    file: str
    row: str
    columns: tuple[Column, ...]
    key: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _date(name: str, means: str, required: bool = False) -> Column:
    return Column(name, means, "date", required)


def _choice(name: str, means: str, allowed: tuple[str, ...], required: bool = False) -> Column:
    return Column(name, means, "choice", required, allowed)


def _whole(name: str, means: str, low: int, high: int | None = None) -> Column:
    return Column(name, means, "whole", low=low, high=high)


def _id(name: str, means: str) -> Column:
    return Column(name, means, "id", required=True)


def _refers(name: str, means: str, table: str, required: bool = False) -> Column:
    return Column(name, means, "id", required, refers=table)


_SPAN = (
    _whole("start", "where the passage begins in the source's text as written, in characters (code points) from 0", 0),
    _whole("end", "where the passage ends, exclusive, in characters", 0),
    Column("quote", "the passage, word for word", "prose"),
)
_DECIDED = _date("decided_on", "date of the decision")

TABLES: dict[str, Table] = {
    "clients": Table(
        "clients.csv",
        "a client (the confidential register)",
        (
            _id("client_id", "the client's id, used everywhere in place of the name"),
            Column("name", "full name, or a group's name"),
            Column("aliases", "other names in use, separated by semicolons"),
            Column("organisation", "the client's organisation"),
            _choice("seniority", "level of the client's post", ("executive", "senior", "middle")),
            _date("goals_agreed_on", "date on which the goals were agreed"),
            _date("contracted_on", "date of the contract"),
            Column("sponsor", "who sponsors the coaching"),
            _choice("consent", "whether the client consents to the use of the material; blank = not known", YES_NO),
            _choice("kind", "a person or a group", ("person", "group")),
            Column("email", "the client's e-mail address"),
            Column("phone", "the client's telephone number"),
        ),
        "client_id",
    ),
    "contacts": Table(
        "contacts.csv",
        "one contact",
        (
            _id("contact_id", "the contact's id"),
            _refers("sheet_id", "the sheet that holds the prose of the contact; blank = no prose yet", "sheets"),
            _date("date", "date of the contact", required=True),
            Column("start", "time at which the contact began, HH:MM", "time"),
            _refers("client_id", "the client", "clients", required=True),
            Column("minutes", "length of the contact in minutes", "minutes", required=True),
            _choice("role", "coaching, mentoring, or a blend of both", ROLES),
            _choice("planned", "yes = planned, no = in the moment", YES_NO),
            _choice("format", "individual, group or three-way", ("individual", "group", "three_way")),
            _whole("group_size", "people beside the coach", 1),
            Column("medium", "in person, video, phone ..."),
            _choice("paid", "whether the contact was paid for", YES_NO),
            Column("model", "the model or process used", "prose"),
        ),
        "contact_id",
    ),
    "sheets": Table(
        "sheets.csv",
        "one contact sheet: the prose of one or several contacts",
        (
            _id("sheet_id", "the sheet's id"),
            _date("written_on", "date on which the sheet was written"),
            Column("text", "the prose", "prose"),
        ),
        "sheet_id",
    ),
    "feedback": Table(
        "feedback.csv",
        "one piece of feedback",
        (
            _id("feedback_id", "the piece's id"),
            _date("date", "date of the feedback"),
            _refers("client_id", "the client whom it is from or about", "clients"),
            _choice("voice", "whose voice it is; coach = the coach's own rating", VOICES),
            _choice("solicited", "whether it was asked for", YES_NO),
            Column("channel", "e-mail, form, remark ..."),
            Column("text", "the words", "prose"),
            *(_whole(name, f"rating of {name}, 1 to 5", 1, 5) for name in RATINGS),
        ),
        "feedback_id",
    ),
    "supervision": Table(
        "supervision.csv",
        "one supervision meeting",
        (
            _id("supervision_id", "the meeting's id"),
            _date("date", "date of the meeting"),
            Column("minutes", "length of the meeting in minutes", "minutes"),
            Column("supervisor", "the supervisor (shown as a role)"),
            _choice("format", "individual or group", ("individual", "group")),
            Column("medium", "in person, video, phone ..."),
            Column("text", "notes of the meeting", "prose"),
        ),
        "supervision_id",
    ),
    "documents": Table(
        "documents.csv",
        "another piece of evidence",
        (
            _id("document_id", "the document's id"),
            Column("title", "its title", "prose"),
            _choice("kind", "what kind of document it is", DOCUMENT_KINDS),
            _date("date", "its date"),
            Column("text", "its words, or a description", "prose"),
        ),
        "document_id",
    ),
    "contracts": Table(
        "contracts.csv",
        "one topic settled with one client",
        (
            _refers("client_id", "the client", "clients", required=True),
            Column(
                "topic",
                "the topic that the contract settles: one of the 21 ids below; another is kept and not counted",
                required=True,
            ),
            _date("settled_on", "date on which it was settled; settled anew = another row"),
            Column("code", "the code of practice that the contract follows, such as ICF Code of Ethics"),
            Column("edition", "the edition of that code, such as 2025"),
        ),
    ),
    "evidence": Table(
        "evidence.csv",
        "one decision on one passage",
        (
            _id("evidence_id", "the decision's id"),
            Column("criterion", "the criterion that the passage may evidence", "id", required=True),
            Column("source_id", "the sheet, feedback, supervision meeting or document", "id", required=True),
            *_SPAN,
            _choice("kind", "kind of evidence; blank = the kind of its source", EVIDENCE_KINDS),
            _choice("decision", "what was decided", ("accepted", "rejected", "later"), required=True),
            Column("reason", "how the passage meets the criterion, in the coach's words", "prose"),
            _DECIDED,
            Column("assessor", "the assessor's initials"),
            Column("assessor_decision", "what the assessor decided"),
            _choice("sampled", "whether a quality assurer sampled it", YES_NO),
        ),
        "evidence_id",
    ),
    "labels": Table(
        "decisions/labels.csv",
        "a corrected reflection label",
        (
            _refers("sheet_id", "the sheet", "sheets", required=True),
            *_SPAN,
            _choice("label", "the label that is right", REFLECTION_LABELS, required=True),
            _DECIDED,
        ),
    ),
    "name_decisions": Table(
        "decisions/names.csv",
        "a name decided",
        (
            Column("surface", "the words as they stand in the text", required=True),
            Column("source_id", "the source in which the decision holds; blank = everywhere"),
            _choice("decision", "what to do with it", ("keep", "replace", "not_a_name"), required=True),
            _refers("client_id", "the client whose name it is", "clients"),
            _DECIDED,
        ),
    ),
    "theme_decisions": Table(
        "decisions/themes.csv",
        "a codebook entry",
        (
            Column("theme", "the theme's label as the report shows it", "prose", required=True),
            _choice("action", "what to do with it", ("rename", "merge", "split", "keep"), required=True),
            Column("target", "the new label, the theme to merge it into, or the words that a split takes out", "prose"),
            _DECIDED,
        ),
    ),
    "cues": Table(
        "decisions/cues.csv",
        "a sentence of what a criterion sounds like, in the coach's words",
        (
            Column("criterion", "the criterion", "id", required=True),
            Column("sentence", "what it sounds like", "prose", required=True),
            _DECIDED,
        ),
    ),
    "likes": Table(
        "decisions/like.csv",
        "an own criterion that is like a shipped one",
        (
            Column("own_criterion", "the criterion of the coach's own framework", "id", required=True),
            Column("criterion", "the shipped criterion that it is like", "id", required=True),
            _DECIDED,
        ),
    ),
    "import_decisions": Table(
        "decisions/import.csv",
        "how a label, a name, a unit, the order of dates or a file is to be read in an import",
        (
            _choice("reads", "what is read", IMPORT_READINGS, required=True),
            Column("written", "the label, name or file as it stands in what is imported"),
            Column(
                "means",
                "a column (contacts.minutes, or minutes; ignore = leave out), a client_id, minutes or hours, "
                "day or month (which comes first), or a table",
                required=True,
            ),
            _DECIDED,
        ),
    ),
    "waivers": Table(
        "decisions/waivers.csv",
        "a hit of the release gate that is waived",
        (
            Column("file", "the file in the pack", required=True),
            Column("place", "the place in the file"),
            Column("hit_hash", "hash of what was found", required=True),
            Column("reason", "why it may stand", "prose", required=True),
            _DECIDED,
        ),
    ),
}
"""The practice folder: table name to its file and columns. Only `contacts` must be there."""

SOURCES = {"sheets": "sheet", "feedback": "feedback", "supervision": "supervision", "documents": "document"}
"""Tables whose text is searched for passages, and the kind of source that a row of each is."""
