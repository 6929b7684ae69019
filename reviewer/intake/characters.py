"""Characters that stand for ordinary ones, made ordinary in one place for every reader.

A PDF printed from a browser or from Word names many a character by its look: ⽬标 begins with the
radical U+2F6C, which no table of words knows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import is_
from unicodedata import normalize

from reviewer.intake.grid import Cell, Concealed, Grid, Row

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


def _table() -> dict[str, str]:
    table = dict(zip(_RADICALS + _UPRIGHT, _AS_CHARACTERS + _LEVEL, strict=True))
    for first, last in _NORMALIZED:
        for code in range(first, last + 1):
            if (plain := normalize("NFKC", chr(code))) != chr(code):
                table[chr(code)] = plain
    return table


_ORDINARY = _table()
_ODD = re.compile("[" + "".join(map(re.escape, _ORDINARY)) + "]")


def ordinary(text: str) -> str:
    """The text in the characters that a clerk types."""
    if text.isascii() or _ODD.search(text) is None:
        return text
    return _ODD.sub(lambda odd: _ORDINARY[odd[0]], text)


def make_ordinary(grid: Grid) -> None:
    """Change the texts of a grid, in place."""
    grid.rows = [_row(row) for row in grid.rows]
    grid.concealed = [_concealed(hidden) for hidden in grid.concealed]


def _row(row: Row) -> Row:
    cells = tuple(_cell(cell) for cell in row.cells)
    return row if all(map(is_, cells, row.cells)) else replace(row, cells=cells)


def _cell(cell: Cell) -> Cell:
    text = ordinary(cell.text)
    return cell if text is cell.text else replace(cell, text=text)


def _concealed(hidden: Concealed) -> Concealed:
    return replace(hidden, text=ordinary(hidden.text))
