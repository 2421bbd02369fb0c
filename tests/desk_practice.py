"""A small practice for the tests of the evidence desk: three criteria, four sheets, one piece of feedback."""

from pathlib import Path

import folders

FRAMEWORK = """criterion,text,evidence_hint,needed
Q1,Agrees how what is said is kept confidential,A contract,2
Q2,Asks questions that open up what the client thinks,,1
Q3,Uses supervision to look at the own practice,,1
"""
SHEETS = {
    "S1": "We began late. I told Ada Quill that what she says stays confidential between us. "
    "She asked who reads my notes. Nobody does.\n\nThe coffee was cold.",
    "S2": "I asked Ada what she would do if nobody minded. It opened up the whole question for her. She went quiet.",
    "S3": "My supervisor and I looked at my practice for an hour. In supervision I saw what I had been avoiding.",
    "S4": "The confidential part of our contract came up again. We agreed that the sponsor hears nothing from me. Petra Lund rang twice. "
    "Later I asked Petra about it.",
}
FEEDBACK = "feedback_id,date,client_id,voice,text\nF1,2025-02-01,C01,client,You keep what I say confidential and I trust that agreement.\n"
EVIDENCE_HEAD = "evidence_id,criterion,source_id,start,end,quote,kind,decision,reason,decided_on\n"


def files() -> dict[str, str]:
    """The practice's files by name."""
    rows = "".join(f'{sheet},2025-01-0{n},"{text}"\n' for n, (sheet, text) in enumerate(SHEETS.items(), 1))
    contacts = "".join(f"K{n},S{n},2025-01-0{n},C01,60\n" for n in range(1, 5))
    return {
        "practice.toml": 'framework = "own.csv"\nsemantic = "off"\n',
        "own.csv": FRAMEWORK,
        "clients.csv": "client_id,name,consent\nC01,Ada Quill,yes\nC02,Bo Marsh,yes\n",
        "contacts.csv": "contact_id,sheet_id,date,client_id,minutes\n" + contacts,
        "sheets.csv": "sheet_id,written_on,text\n" + rows,
        "feedback.csv": FEEDBACK,
    }


def made(folder: Path, evidence: str = "") -> Path:
    """The practice in a folder, with these rows of evidence.csv."""
    more = {"evidence.csv": EVIDENCE_HEAD + evidence} if evidence else {}
    return folders.write(folder, files() | more)
