"""The lines above the table: title, year, project, departments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import filterfalse, pairwise

from reviewer.intake.cells import clean, joined
from reviewer.intake.grid import Cell, Row
from reviewer.intake.headings import is_section
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import FormKind, Location, Text
from reviewer.models.source import NOWHERE

_YEAR_LINE = re.compile(
    r"[(（]?\s*(20\d\d|[二〇○零一三四五六七八九]{4})\s*[)）]?\s*年\s*度?\s*[)）]?"
)
_YEAR_BEHIND = re.compile(r"表\s*[(（]\s*(20\d\d)\s*[)）]\s*$")
_YEAR_FIELD = re.compile(
    r"(?<![日时])(?:预算|自评|项目|所属|绩效|评价)?年[度份]\s*[:：]?\s*(20\d\d)(?!\d)"
)
_SPACED_YEAR = re.compile(r"(?<!\d)2\s+0\s+\d\s+\d(?!\d)")
"""（ 2 0 2 2 年 度 ）, set wide to fill the line."""
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_INLINE = re.compile(r"([^:：]{2,20})[:：](.+)", re.DOTALL)
_CURRENCY = re.compile(
    r"[(（]?\s*(?:金额|货币)?单位\s*[:：]\s*(?:人民币)?[(（]?(?:万元|亿元|元)[)）]?\s*[)）]?"
)
_WHOLE_YEAR = re.compile(
    r"(20\d\d)\s*年\s*1\s*月\s*(?:1\s*日)?\s*[-—–~至到]+\s*(?:\1\s*年)?\s*12\s*月\s*(?:31\s*日)?"
)
_BESIDE_YEAR = re.compile(
    r"年?度?|填[报表写]日期[:：]\s*20\d\d\s*[年./-]\s*\d\d?\s*[月./-]\s*\d\d?\s*日?"
)
_BETWEEN_FIELDS = re.compile(r"(?<!\s)\s{2,}(?=[^:：\s]{2,12}[:：])")
_FIELD = re.compile(r"(?:^|(?<=\s))(?P<label>[^:：\s]{2,16})[:：]")
_STATED_YEAR = re.compile(r"20\d\d")
_NUMBER_OF_TABLE = re.compile(
    r"(?:公开|附|预算?绩?)?\d{1,3}表|(?:报?表编?号|公开表号)[：:]?.{0,20}"
    r"|附?[表件]\s*[\d一二三四五六七八九十]{1,3}(?:[-—]\d{1,2})?\s*[:：]?"
)
_IN_HEADING = re.compile(r"[^\d:：]{0,12}(20\d\d)\s*年度?(?!\s*\d{1,2}\s*月)[^\d:：]{2,30}")
_BLANKS = " ()（）"
_MAX_TITLE = 60


@dataclass(slots=True)
class Head:
    """What was read above the table."""

    fields: dict[str, list[Cell]] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    title: list[Cell] = field(default_factory=list)
    year: int | None = None
    preface: list[Cell] = field(default_factory=list)
    leftovers: list[Cell] = field(default_factory=list)
    unknown: list[list[Cell]] = field(default_factory=list)
    both: bool = False

    def text(self, role: str) -> Text:
        """The value; where its label stands but no value, an empty text with its place."""
        return joined(self.fields.get(role, ()), self.places.get(role, NOWHERE))

    @property
    def kind(self) -> FormKind:
        """By the title; whether the table carries scores is seen later."""
        title = joined(self.title).text
        if is_of_transfer(title) or "专项资金绩效目标自评" in title:
            return FormKind.TRANSFER
        if "整体" in title:
            return FormKind.DEPARTMENT
        return FormKind.PROJECT


def is_of_transfer(title: str) -> bool:
    """Whether the title says that the money is a 转移支付, whose goals are those of a region."""
    return "转移支付" in title or "区域绩效目标" in title


def is_title(row: Row) -> bool:
    """A line that names the form (…绩效自评表), or another table that looks like one."""
    return title_words(row).endswith(vocabulary().title_endings)


def title_words(row: Row) -> str:
    """A line as a title, without blanks and a year in brackets behind it; "" for what is none."""
    if len(row.cells) != 1 or len(row.first_text) > _MAX_TITLE:
        return ""
    return re.sub(r"[(（][^()（）]*[)）]$", "", "".join(row.first_text.split())).strip("：: ")


def year_of(text: str) -> int | None:
    """The year that a title or a line such as (2020 年度) names."""
    text = _narrow(text)
    match = _YEAR_LINE.search(text) or _YEAR_BEHIND.search(text)
    if match is None:
        return None
    digits = match[1].translate(_CHINESE_DIGITS)
    return int(digits) if digits.isdecimal() and digits.startswith("20") else None


def year_on(row: Row) -> int | None:
    """The year of a line that says nothing else: (2022年度), 年度：2022, 2022年度　金额单位：万元."""
    if row.ruled and len(row.cells) > 2:
        return None
    words = [word for cell in row.cells for word in cell.text.split()]
    text = _narrow(" ".join(words))
    text = _CURRENCY.sub("", text).strip(_BLANKS)
    field = _YEAR_FIELD.search(text)
    if field and not _BESIDE_YEAR.sub("", text.replace(field[0], "")).strip(_BLANKS):
        return int(field[1])
    if period := _WHOLE_YEAR.fullmatch(text):
        return int(period[1])
    return year_of(text) if _YEAR_LINE.fullmatch(text) else None


def _narrow(text: str) -> str:
    """The text in half-width signs, the digits of a year set together."""
    plain = unicodedata.normalize("NFKC", text)
    return _SPACED_YEAR.sub(lambda year: "".join(year[0].split()), plain)


def head_role(cell: Cell) -> str | None:
    """The head field that a cell is the label of."""
    return vocabulary().head_field(cell.text)


def _read_line(
    row: Row, head: Head, earlier: dict[str, list[Cell]], role: str | None
) -> str | None:
    """Read the labels and values of a line; the label that is open at its end.

    Args:
        row: the line.
        head: gets what was read.
        earlier: what stood behind a label that comes again.
        role: the label that is open at its beginning.
    """
    unknown: list[Cell] = []
    label: Cell | None = None
    for cell in _apart(row):
        found = head_role(cell)
        if label is not None and found and _is_value(cell, label):
            found = None
        label = cell if found else None
        inline = None if found else _INLINE.fullmatch(cell.text)
        if found:
            head.both = head.both or (found == "unit" and "主管" in clean(cell.text))
            role = found
            head.places[role] = _place_behind(row, cell)
            earlier[role] = head.fields.get(role) or earlier.get(role, [])
            head.fields[role] = []
        elif _CURRENCY.fullmatch(cell.text):
            continue
        elif inline and (inner := vocabulary().head.get(key(inline[1]))):
            role = inner
            head.places[role] = cell.location
            head.fields[role] = [replace(cell, text=inline[2].strip())]
        elif row.ruled and cell is row.cells[0] and _is_beside_head(cell):
            continue
        elif row.ruled and (
            role is None or (head.fields[role] and not _is_code(head.fields[role][-1]))
        ):
            unknown.append(cell)
        elif role is None or (row.width == 1 and not head.fields.get(role)):
            head.leftovers.append(cell)
        else:
            head.fields[role].append(cell)
    if unknown:
        head.unknown.append(unknown)
    return role


def _year_above(preface: Sequence[Cell]) -> int | None:
    """The year of a line that heads the form without naming it: 2023年预算项目情况."""
    found = [_IN_HEADING.match(cell.text.strip()) for cell in preface]
    return next((int(year[1]) for year in reversed(found) if year), None)


def _place_behind(row: Row, label: Cell) -> Location:
    column = label.column + label.columns
    return row.location.beside(column) if row.ruled else label.location


def _is_value(cell: Cell, label: Cell) -> bool:
    """Whether what looks like a label stands where the value of the label before it does.

    各乡镇主管部门 behind 实施单位 is a value, unless it is just what a label is called.
    """
    beside = cell.column == label.column + label.columns
    return beside and key(cell.text) not in vocabulary().head


def _apart(row: Row) -> Iterator[Cell]:
    """The cells; one that holds several fields (主管部门：…  实施单位：…) as one for each."""
    for cell in row.cells:
        names = vocabulary().head
        starts = [
            found.start()
            for found in _FIELD.finditer(cell.text)
            if key(found["label"]) in names and not _CURRENCY.match(cell.text, found.start())
        ]
        if not row.ruled and row.width == 1:
            starts += [found.end() for found in _BETWEEN_FIELDS.finditer(cell.text)]
        cuts = sorted({0, *starts, len(cell.text)}) if len(starts) > 1 or not row.ruled else []
        if len(cuts) > 2:
            yield from (
                replace(cell, text=part)
                for start, end in pairwise(cuts)
                if (part := cell.text[start:end].strip())
            )
        else:
            yield cell


def _is_beside_head(cell: Cell) -> bool:
    """一、基本情况, merged over the lines of the head."""
    return key(cell.text) in vocabulary().sections


def _is_code(cell: Cell) -> bool:
    """219001- or [155] in a cell of its own before the name."""
    return not any(char.isalpha() for char in cell.text)


def _without_below(row: Row, label: Cell | None) -> tuple[Row, Cell | None]:
    """自评得分 at the end of a line, its value below it: the line without that value, and the value."""
    last = row.cells[-1]
    if label is None or not row.ruled or len(row.cells) < 3 or last.column != label.column:
        return row, None
    if any(map(head_role, row.cells[-2:])):
        return row, None  # a value of this line's own label, or a label
    return replace(row, cells=row.cells[:-1]), last


def read_head(rows: Sequence[Row]) -> Head:
    """Read the lines before the first block. A label's value is what follows it up to the next.

    Of two labels that mean the same (中央主管部门 and 地方主管部门) the later filled one counts.
    """
    head = Head()
    role: str | None = None
    above: Cell | None = None
    line_year: int | None = None
    earlier: dict[str, list[Cell]] = {}
    for row in filterfalse(is_section, rows):
        if is_title(row):
            head.title = [row.cells[0]]  # the one nearest to the table
            head.year = head.year or year_of(row.first_text)
            continue
        if (year := year_on(row)) is not None:
            line_year = line_year or year
            continue
        if row.width == 1 and _NUMBER_OF_TABLE.fullmatch(row.first_text.strip()):
            continue
        if not head.title and not head.fields and not any(map(head_role, row.cells)):
            head.preface.extend(row.cells)
            continue
        line, below = _without_below(row, above)
        if above is not None and below is not None:
            head.fields[str(head_role(above))] = [below]
        role = _read_line(line, head, earlier, None if row.ruled else role)
        above = row.cells[-1] if row.ruled and head_role(row.cells[-1]) else None
    # (2023年度) on a line of its own says what the form is for; a title may be last year's.
    head.year = line_year or head.year
    if head.year is None:
        stated = _STATED_YEAR.search(head.text("year").text)
        head.year = int(stated[0]) if stated else _year_above(head.preface)
    for role, cells in earlier.items():
        head.fields[role] = head.fields[role] or cells
    if head.both:  # 实施（主管）单位
        head.fields.setdefault("department", head.fields["unit"])
    return head
