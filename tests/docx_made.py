"""Word files for tests, from pieces of raw XML as Word writes them, or from a python-docx document."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
}
STRICT = {
    SPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    SPACES["r"]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    SPACES["m"]: "http://purl.oclc.org/ooxml/officeDocument/math",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(*body: str, section: str = "", strict: bool = False, **parts: str) -> bytes:
    """A .docx with this XML in its body; `parts` by kind (styles, footnotes, header, header_2, ...) go along.

    Each part is given as the XML inside its root; its relationship id is its name: header -> "header".
    """
    sections = f"<w:sectPr>{section}</w:sectPr>" if section else ""
    files = {"word/document.xml": _root("document", f"<w:body>{''.join(body)}{sections}</w:body>")}
    links, overrides = [], [("word/document.xml", f"{_WORD}.document.main+xml")]
    for name, xml in parts.items():
        kind = name.partition("_")[0]
        files[f"word/{name}.xml"] = _root({"header": "hdr", "footer": "ftr"}.get(kind, kind), xml)
        links.append((name, kind, f"{name}.xml"))
        overrides.append((f"word/{name}.xml", f"{_WORD}.{kind}+xml"))
    files["word/_rels/document.xml.rels"] = _links(links)
    files["_rels/.rels"] = _links([("rId1", "officeDocument", "word/document.xml")])
    files["[Content_Types].xml"] = _types(overrides)
    if strict:
        files = {name: _strict(xml) for name, xml in files.items()}
    return zipped({name: xml.encode() for name, xml in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip file of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(data: bytes, name: str, part: bytes | None) -> bytes:
    """The zip file with one file replaced, or without it where `part` is None."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    files.pop(name, None)
    return zipped(files if part is None else files | {name: part})


def saved(document) -> bytes:
    """The bytes of a python-docx document."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _root(tag: str, xml: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{tag} {_DECLARED}>{xml}</w:{tag}>'


def _links(links: list[tuple[str, str, str]]) -> str:
    kinds = SPACES["r"]
    found = (f'<Relationship Id="{i}" Type="{kinds}/{kind}" Target="{target}"/>' for i, kind, target in links)
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(found)}</Relationships>'


def _types(overrides: list[tuple[str, str]]) -> str:
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    found = (f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
    default = (
        f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_TYPES}">{default}{"".join(found)}</Types>'


def _strict(xml: str) -> str:
    for usual, strict in STRICT.items():
        xml = xml.replace(usual, strict)
    return xml


# Pieces of a body


def r(text: str = "", *, props: str = "", inside: str = "") -> str:
    """A run of text, or of other XML `inside` it."""
    written = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{inside}{written}</w:r>"


def p(*runs: str, style: str = "", props: str = "") -> str:
    """A paragraph of runs; what holds no "<" is taken as text."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(run if "<" in run else r(run) for run in runs if run)
    return f"<w:p><w:pPr>{style}{props}</w:pPr>{inside}</w:p>"


def tc(*content: str, span: int = 1, merge: str = "", props: str = "") -> str:
    """A cell; `merge` is restart or continue; what holds no "<" is taken as a paragraph."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = "".join(piece if "<" in piece else p(piece) for piece in content) or p()
    return f"<w:tc><w:tcPr>{spanned}{merged}{props}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    """A row of cells; what holds no "<" is taken as a cell of text."""
    inside = "".join(cell if "<" in cell else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{props}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(*content: str, props: str = "") -> str:
    """A content control around runs, paragraphs, cells or rows."""
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{''.join(content)}</w:sdtContent></w:sdt>"


def tick(checked: bool, sign: str = "") -> str:
    """A check box as a content control."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>'
    return sdt(r(sign or "☐☒"[checked]), props=state)


def ins(*runs: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="A">{"".join(runs)}</w:ins>'


def gone(text: str) -> str:
    """A tracked deletion."""
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def box(*paragraphs: str) -> str:
    """A run with a text box, twice as Word writes it: for itself, and for programs that know no such shape."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    shape = f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    older = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    return r(
        inside=f'<mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>'
    )


def field(instruction: str, *result: str, data: str = "") -> str:
    """A field of the long kind with its result."""
    begin = f'<w:fldChar w:fldCharType="begin">{f"<w:ffData>{data}</w:ffData>" if data else ""}</w:fldChar>'
    code = r(inside=f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
    return f"{r(inside=begin)}{code}{_mark('separate')}{''.join(result)}{_mark('end')}"


def _mark(kind: str) -> str:
    return r(inside=f'<w:fldChar w:fldCharType="{kind}"/>')


def style(style_id: str, name: str, props: str = "", based_on: str = "") -> str:
    """A paragraph style."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{based}{props}</w:style>'


def picture() -> str:
    """A run with a picture."""
    return r(
        inside="<w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
