"""Characters that stand for ordinary ones, made ordinary in one place for every reader.

A PDF printed from a browser or from Word names many a character by its look: ⽬标 begins with the
radical U+2F6C, which no table of words knows. Web pages and databases leave signs that nobody
sees in numbers and labels (a byte order mark, a soft hyphen, a variation selector behind a tick).
A cell keeps what the document holds beside its text: unseen characters are reported (X905).
"""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from unicodedata import normalize

from reviewer.intake.grid import Concealed, Grid, Row

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪"
    "⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒"
    "⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_AS_CHARACTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔"
    "目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸"
    "长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
"""Property Equivalent_Unified_Ideograph of U+2E80–U+2EFF; normalization does not know these."""
_UPRIGHT = "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈"
_LEVEL = "，、。：；！？〖〗…：—–＿（）｛｝〔〕【】《》〈〉「」『』［］"
"""Signs of text that runs from top to bottom, and what they are in a line."""
_NORMALIZED = (
    (0x2E9F, 0x2E9F),
    (0x2EF3, 0x2EF3),
    (0x2F00, 0x2FD5),  # Kangxi radicals
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFB00, 0xFB06),  # ligatures: ﬁ
    (0x2F800, 0x2FA1F),
)


_SECRET = (
    *(0xAD, 0x61C, 0x180E),  # soft hyphen, marks of direction
    *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
    *(*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)),  # annotations, tags
)
"""Zero width, direction, invisible operators, tags: with these a text can be written unseen."""
_UNSEEN = (
    *_SECRET,
    *(0xFEFF, 0xFFFC),
    *(*range(0x00, 0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)),  # control
    *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),  # joiners and fillers
    *(*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),  # variants
)
_BREAKS = (0x0B, 0x0C, *range(0x1C, 0x20), 0x85, 0x2028, 0x2029)
_DAMAGED = "\ufffd"
"""Stands where a decoder found no character."""
_BLANKS = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000)


def _table() -> dict[str, str]:
    table = dict(zip(_RADICALS + _UPRIGHT, _AS_CHARACTERS + _LEVEL, strict=True))
    for first, last in _NORMALIZED:
        for code in range(first, last + 1):
            if (plain := normalize("NFKC", chr(code))) != chr(code):
                table[chr(code)] = plain
    table["⼾"] = "户"  # normalization gives 戶, whose look on the mainland is that of 户
    for codes, plain in ((_UNSEEN, ""), (_BREAKS, "\n"), (_BLANKS, " ")):
        table |= {chr(code): plain for code in codes}
    return table | {_DAMAGED: _DAMAGED}


_ORDINARY = _table()
_ODD = frozenset(_ORDINARY)
_WRITTEN = frozenset(map(chr, _SECRET))
_BY_CODE = {ord(odd): plain for odd, plain in _ORDINARY.items()}


def ordinary(text: str) -> str:
    """The text in the characters that a clerk types: all seen, one kind of blank and of break."""
    # Ten times faster than a search, because most texts hold none.
    return text if _ODD.isdisjoint(text) else text.translate(_BY_CODE)


def make_ordinary(grid: Grid) -> None:
    """Change the texts of a grid, in place; a cell in which nothing is seen goes."""
    rows: list[Row] = []
    starts: list[int] = []  # what was row i and those before it are now so many
    unseen: list[Concealed] = []
    damaged = 0
    for index, row in enumerate(grid.rows):
        starts.append(len(rows))
        texts = [ordinary(cell.text) for cell in row.cells]
        if all(map(is_, texts, (cell.text for cell in row.cells))):
            rows.append(row)
            continue
        damaged += sum(_DAMAGED in text for text in texts)
        unseen += [
            Concealed(cell.text, "不可见字符", cell.location, index)
            for cell, text in zip(row.cells, texts, strict=True)
            if not text.strip() and not _WRITTEN.isdisjoint(cell.text)
        ]
        cells = [
            cell if text is cell.text else replace(cell, text=text.strip(), raw=cell.held)
            for cell, text in zip(row.cells, texts, strict=True)
            if text.strip()
        ]
        if cells:
            rows.append(replace(row, cells=tuple(cells)))
    if damaged:
        grid.warnings.append(f"文件有{damaged}格含损坏的字符（显示为“{_DAMAGED}”），这些字没有读出")
    grid.rows = rows
    starts.append(len(rows))
    hidden = [replace(one, text=ordinary(one.text)) for one in grid.concealed]
    grid.concealed = [replace(one, row=starts[one.row]) for one in (*hidden, *unseen)]
    grid.asides = [
        replace(one, text=ordinary(one.text), row=starts[one.row]) for one in grid.asides
    ]
    grid.struck_out = [
        replace(one, text=ordinary(one.text), row=starts[one.row]) for one in grid.struck_out
    ]
