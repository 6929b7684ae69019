"""Headers and footers of a printed sheet: `&C&"宋体,加粗"&14项目支出绩效自评表`."""

from __future__ import annotations

import re

_PART = re.compile(r"&[LCR]")
_LOOKS = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|[0-9]{2}[+-][0-9]{3})|[0-9]{1,3}|[BIUSEXYOH])')
_COUNTED = re.compile(r"&[PNDTFZG]")
"""Number of the page and of pages, date, time, name of the file and its folder, a picture."""


def page_lines(codes: str, sheet: str) -> list[str]:
    """Its parts from left to right, but those that number pages or name the file."""
    lines = []
    for part in _PART.split(codes.replace("&&", "\0")):
        if not _COUNTED.search(part):
            text = _LOOKS.sub("", part).replace("&A", sheet).replace("\0", "&")
            lines += [line.strip() for line in text.splitlines() if line.strip()]
    return lines
