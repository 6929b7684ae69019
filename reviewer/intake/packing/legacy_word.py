"""Word 97–2003 and RTF documents are turned into .docx, which is read.

A .doc (WPS Office writes the same format as .wps) is converted by a library, in a process of its
own; LibreOffice, where it is on the machine, converts the other kinds, and a .doc out of which the
library cannot take everything.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.packing import doc_conversion
from reviewer.intake.packing.plain import plain
from reviewer.intake.packing.programs import run

_ADVICE = "请在Word或WPS中另存为.docx后再查"
_KINDS = (
    (b"\xd0\xcf\x11\xe0", "旧版Word文件（.doc）"),
    (b"{\\rtf", "RTF文件（.rtf）"),
)
"""How each kind begins, and what it is called."""
_DOC = _KINDS[0][1]
_LOST = {
    "MAIN_TEXTBOX_TABLE_MALFORMED": "文本框",
    "GROUPED_MAIN_TEXTBOXES_DEFERRED": "文本框",
    "OFFICEART_MALFORMED": "文本框",
    "HEADER_FOOTER_TABLE_MALFORMED": "页眉页脚",
    "NOTE_REFERENCE_DEFERRED": "脚注",
    "MALFORMED_TABLE_FLATTENED": "表格",
    "TABLE_DEPTH_LIMITED": "表格",
    "TABLE_MARKER_DEFERRED": "表格",
    "UNTERMINATED_FIELD": "域",
    "STYLE_TABLE_MALFORMED": "样式",
}
"""What the library says when text or its place in a table is lost, and what was."""
_GRACE = 5
"""Seconds after which a process that should have ended itself is ended."""
_INSTALLED = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"%ProgramFiles%\LibreOffice\program\soffice.exe",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice lies on systems that do not put it on PATH."""


def docx(data: bytes, said: list[str]) -> bytes:
    """Convert in a folder of its own; what was left out is added to `said`.

    Raises:
        ReadError: it cannot be converted here; the message says of what kind it is and what to do.
    """
    kind = next((name for start, name in _KINDS if data.lstrip()[:5].startswith(start)), _DOC)
    with tempfile.TemporaryDirectory(prefix="reviewer-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "form.doc"
        source.write_bytes(data)
        program = _office()
        if kind != _DOC:
            if program is None:
                raise ReadError(f"是{kind}，本机没有LibreOffice，无法读取；{_ADVICE}")
            return _by_office(program, source, kind)
        taken = _by_library(source)
        if program is not None and (taken.document is None or taken.lost):
            try:
                return _by_office(program, source, kind)
            except ReadError:
                pass  # then what the library took counts
        return taken.result(said)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What the library made of a .doc: a .docx, what it left out, or why there is none."""

    document: bytes | None
    lost: tuple[str, ...] = ()
    trouble: str = ""

    def result(self, said: list[str]) -> bytes:
        if self.document is None:
            raise ReadError(f"是{_DOC}，{self.trouble}；{_ADVICE}")
        if self.lost:
            what = "、".join(self.lost)
            said.append(f"{_DOC}里的{what}没有读全；{_ADVICE}")
        return self.document


def _by_library(source: Path) -> _Taken:
    target = source.with_name("library.docx")
    command = [sys.executable, "-P", doc_conversion.__file__, str(source), str(target)]
    command += [str(limits.DOC_SECONDS), str(limits.DOC_MEMORY)]
    status, said = run(command, limits.DOC_SECONDS + _GRACE)
    if status == doc_conversion.ENCRYPTED:
        raise ReadError("文件已加密，请去掉密码后再查")
    if status is None or status == doc_conversion.LATE:
        return _Taken(None, trouble=f"转换超过 {limits.DOC_SECONDS} 秒")
    try:
        document = _whole(target)
    except ReadError:
        return _Taken(None, trouble="无法转换，可能已损坏")
    codes = said.decode("ascii", "replace").split()
    return _Taken(document, tuple(dict.fromkeys(_LOST[code] for code in codes if code in _LOST)))


def _by_office(program: str, source: Path, kind: str) -> bytes:
    profile = (source.parent / "profile").as_uri()
    command = [program, "--headless", "--norestore", "--nolockcheck"]
    command += [f"-env:UserInstallation={profile}", "--convert-to", "docx"]
    command += ["--outdir", str(source.parent), str(source)]
    try:
        status, _ = run(command, limits.CONVERSION_SECONDS)
    except OSError as error:
        raise ReadError(f"是{kind}，本机的LibreOffice无法启动；{_ADVICE}") from error
    if status is None:
        raise ReadError(f"{kind}转换超过 {limits.CONVERSION_SECONDS} 秒；{_ADVICE}")
    try:
        return _whole(source.with_suffix(".docx"))
    except ReadError as error:
        raise ReadError(f"是{kind}，无法转换，可能已损坏或加密；{_ADVICE}") from error


def _whole(converted: Path) -> bytes:
    if not converted.is_file() or converted.stat().st_size > limits.MAX_UNPACKED:
        raise ReadError("没有转换出来")
    return plain(converted.read_bytes(), "docx", []).data


def _office() -> str | None:
    """LibreOffice, if it is on the machine."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is not None:
        return found
    usual = map(os.path.expandvars, _INSTALLED)
    return next((path for path in usual if Path(path).is_file()), None)
