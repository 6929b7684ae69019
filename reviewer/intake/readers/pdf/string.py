"""Text strings of a PDF, outside its pages: values of fields, names of attachments."""

from __future__ import annotations

import re

_MARKS = {b"\xfe\xff": "utf-16-be", b"\xff\xfe": "utf-16-le", b"\xef\xbb\xbf": "utf-8"}
_CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")
_ASCII = 0x80


def text_string(data: bytes) -> str:
    """The text, whatever it is encoded in; Chinese programs write GBK where the standard has none."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if any(byte >= _ASCII for byte in data):
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            pass
        else:
            if all(char.isascii() or _CHINESE.match(char) for char in text):
                return text
    from pdfminer.utils import PDFDocEncoding

    return "".join(PDFDocEncoding[byte] for byte in data)
