"""Names that Office packages are written with: content types, relations and namespaces.

The transitional names of Ecma-376 are those that readers know; strict ones (ISO 29500-4 calls
them so) and those of templates and macros are turned into them.
"""

from __future__ import annotations

import re

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VND = "application/vnd.openxmlformats-officedocument."

MAIN = {
    "docx": ("word/document.xml", f"{_VND}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{_VND}spreadsheetml.sheet.main+xml"),
}
"""By kind: where the main part usually stands, and its content type."""
ROOTS = {"document": "docx", "workbook": "xlsx"}
"""By the main part's root element."""
PART_TYPES = {
    **{
        kind: f"{_VND}wordprocessingml.{kind}+xml"
        for kind in (
            *("styles", "numbering", "settings", "webSettings", "fontTable"),
            *("footnotes", "endnotes", "comments", "header", "footer"),
        )
    },
    "worksheet": f"{_VND}spreadsheetml.worksheet+xml",
    "chartsheet": f"{_VND}spreadsheetml.chartsheet+xml",
    "sharedStrings": f"{_VND}spreadsheetml.sharedStrings+xml",
    "theme": f"{_VND}theme+xml",
    "drawing": f"{_VND}drawing+xml",
}
"""Content types of the parts that readers look for, by the last word of the relation's type."""
SPREADSHEET_TYPES = {
    kind: f"{_VND}spreadsheetml.{kind}+xml" for kind in ("styles", "comments", "table")
}
"""Those that differ in a workbook."""
USUAL = {
    "docx": {"styles": "word/styles.xml"},
    "xlsx": {
        "styles": "xl/styles.xml",
        "theme": "xl/theme/theme1.xml",
        "sharedStrings": "xl/sharedStrings.xml",
    },
}
"""Names of parts that libraries look for by name, by kind and relation."""
UNTOLD = frozenset({"", "application/xml", "text/xml", "application/octet-stream"})
"""Content types that say nothing about a part."""

_STRICT = re.compile(rb"""(["'])http://purl\.oclc\.org/ooxml/([A-Za-z0-9_/-]{1,100})""")
_RESPELT = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
_CONFORMANCE = re.compile(rb"""\sconformance\s*=\s*["']strict["']""")
STRICT_MARK = b"http://purl.oclc.org/ooxml/"


def transitional(content: bytes) -> bytes:
    """XML with the namespaces and relation types of strict Open XML replaced by the usual ones."""
    if STRICT_MARK not in content:
        return content
    return _CONFORMANCE.sub(b"", _STRICT.sub(_usual, content), count=1)


def _usual(found: re.Match[bytes]) -> bytes:
    first, _, rest = found[2].partition(b"/")
    words = [_RESPELT.get(word, word) for word in rest.split(b"/")]
    return b"%shttp://schemas.openxmlformats.org/%s/2006/%s" % (found[1], first, b"/".join(words))
