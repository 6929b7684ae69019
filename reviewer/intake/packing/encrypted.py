"""Workbooks that Excel encrypts though nobody is asked for a password.

A workbook that is only protected against changes is encrypted under a password that all programs
know ([MS-OFFCRYPTO] 2.4.2.3). One under a password of its own is refused.
"""

from __future__ import annotations

import io

from reviewer.intake.errors import ReadError

_KNOWN = "VelvetSweatshop"
_MOST_ROUNDS = 500_000
"""Of hashing the password; Office takes 100,000."""
_FILE_PASS = 0x2F
_FIRST_RECORDS = 6
_REFUSED = "文件已加密，请去掉密码后再查"


def decrypted(data: bytes, said: list[str]) -> bytes:
    """The file that Excel opens without a password.

    Raises:
        ReadError: it has a password of its own, or is damaged.
    """
    import msoffcrypto

    opened = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        rounds = (getattr(file, "info", None) or {}).get("spinValue", 0)
        if rounds > _MOST_ROUNDS:
            raise ReadError(_REFUSED)
        file.load_key(password=_KNOWN, verify_password=True)
        file.decrypt(opened)
    except ReadError:
        raise
    except Exception as error:  # another password, another program's encryption, damage
        raise ReadError(_REFUSED) from error
    return opened.getvalue()


def encrypted(data: bytes) -> bytes:
    """A copy of a workbook under the password that all programs know, as the workbook was."""
    from msoffcrypto.format.ooxml import OOXMLFile

    closed = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(_KNOWN, closed)
    return closed.getvalue()


def has_password(stream: bytes) -> bool:
    """Whether the stream of an Excel 97–2003 workbook is encrypted."""
    at = 0
    for _ in range(_FIRST_RECORDS):
        kind = int.from_bytes(stream[at : at + 2], "little")
        if kind == _FILE_PASS:
            return True
        at += 4 + int.from_bytes(stream[at + 2 : at + 4], "little")
    return False
