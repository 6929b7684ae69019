"""Word 97–2003, RTF and ODT documents: LibreOffice turns them into .docx, which is read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from reviewer.intake import limits
from reviewer.intake.errors import ReadError
from reviewer.intake.grid import Grid
from reviewer.intake.readers import word

_ADVICE = "请在Word或WPS中另存为.docx后再查"


def read(data: bytes) -> Grid:
    """Convert in a folder of its own, with a profile of its own, and read the result.

    Raises:
        ReadError: LibreOffice is not on the machine, or cannot convert the file in time.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(f"是旧版Word文件（.doc），本机没有LibreOffice，无法读取；{_ADVICE}")
    with tempfile.TemporaryDirectory(prefix="reviewer-") as folder:
        source = Path(folder) / "form.doc"
        source.write_bytes(data)
        _convert(program, source, Path(folder))
        converted = source.with_suffix(".docx")
        if not converted.is_file() or converted.stat().st_size > limits.MAX_UNPACKED:
            raise ReadError(f"是旧版Word文件（.doc），无法转换，可能已损坏或加密；{_ADVICE}")
        return word.read(converted.read_bytes())


def _convert(program: str, source: Path, folder: Path) -> None:
    command = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder),
        str(source),
    ]
    quiet = subprocess.DEVNULL
    # A session of its own: the program starts others, which must not outlive the time limit.
    process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        process.wait(limits.CONVERSION_SECONDS)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise ReadError(
            f"旧版Word文件转换超过 {limits.CONVERSION_SECONDS} 秒；{_ADVICE}"
        ) from error
