"""各表明细: the rows of every form with the reviewer's three columns, filled in as proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.models import Form, FundingLine, Number, Review
from reviewer.report.safe import safe
from reviewer.workbook.looks import Looks, height, lay_out, put
from reviewer.workbook.proposals import Proposal, propose

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "各表明细"
_COLUMNS = (
    ("一级指标", 11),
    ("二级指标", 12),
    ("三级指标", 24),
    ("年度指标值", 20),
    ("实际完成值", 20),
    ("分值", 8),
    ("自评得分", 9),
    ("偏差原因分析及改进措施", 36),
    ("核查分数", 9),
    ("扣分", 8),
    ("审核意见", 48),
)
_SCORE, _CHECKED, _DEDUCTED, _COMMENT = 6, 8, 9, 10
_LAST = len(_COLUMNS) - 1


@dataclass(frozen=True)
class Block:
    """Where a form stands on the sheet: its first row and its 总分 row, from 0.

    `rows` are the sheet's rows by indicator, `names` their names; `claimed` is 自评总分, `checked` 核查总分 as proposed.
    """

    first: int
    total: int
    rows: tuple[int, ...]
    names: tuple[str, ...]
    claimed: Decimal | None
    checked: Decimal | None


class Details:
    """Writes forms below each other."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self._sheet, self._looks = sheet, looks
        self._at = 1
        lay_out(sheet, looks, _COLUMNS)

    def add(self, number: int, form: Form, review: Review) -> Block:
        """Write a form; `number` is its place in the overview."""
        proposals = propose(form, review)
        first = self._at
        self._heading(number, review)
        deducted = self._at
        line = form.funding_total
        if line is not None and (line.score or proposals.execution.comment):
            self._execution(line, proposals.execution)
        rows = []
        for indicator, proposal in zip(form.indicators, proposals.rows, strict=True):
            rows.append(self._at)
            self._row(
                (
                    indicator.level1.text,
                    indicator.level2.text,
                    indicator.name.text,
                    indicator.target.text,
                    indicator.actual.text,
                    indicator.weight,
                    indicator.score,
                    indicator.explanation.text,
                ),
                indicator.score,
                proposal,
            )
        if proposals.rest.deduction or proposals.rest.comment:
            self._rest(form, proposals.rest)
        claimed = form.total.score.value if form.total else None
        checked = None if claimed is None else max(Decimal(0), claimed - review.points_in_doubt)
        total = self._total(form, review, deducted, checked)
        names = tuple(indicator.name.text for indicator in form.indicators)
        return Block(first, total, tuple(rows), names, claimed, checked)

    def _heading(self, number: int, review: Review) -> None:
        year = f"（{review.year}年度）" if review.year else ""
        text = (
            f"{number}. {review.project or '（项目名称为空）'}{year} · {review.unit} · "
            f"{review.source} 第 {review.form + 1} 张表 · {review.conclusion}"
        )
        put(self._sheet, self._at, 0, safe(text), self._looks.form)
        for column in range(1, _LAST + 1):
            self._sheet.write_blank(self._at, column, None, self._looks.form)
        self._at += 1

    def _row(self, cells: Sequence[object], score: Number, proposal: Proposal) -> None:
        self._make_room(cells, proposal)
        for column, value in enumerate(cells):
            number = isinstance(value, Number)
            put(
                self._sheet,
                self._at,
                column,
                value,
                self._looks.number if number else self._looks.text,
            )
        if score.value is None:
            self._sheet.write_blank(self._at, _CHECKED, None, self._looks.own)
            self._deduct(proposal.deduction if proposal.deduction else None)
        else:
            checked = score.value - proposal.deduction
            put(self._sheet, self._at, _CHECKED, checked, self._looks.own)
            own, mine = _name(self._at, _SCORE), _name(self._at, _CHECKED)
            self._sheet.write_formula(
                self._at,
                _DEDUCTED,
                f'=IF({mine}="","",ROUND({own}-{mine},4))',
                self._looks.own,
                float(proposal.deduction),
            )
        put(self._sheet, self._at, _COMMENT, proposal.comment, self._looks.own_text)
        self._at += 1

    def _make_room(self, cells: Sequence[object], proposal: Proposal) -> None:
        texts = [
            (value, _COLUMNS[column][1])
            for column, value in enumerate(cells)
            if isinstance(value, str)
        ]
        room = height([*texts, (proposal.comment, _COLUMNS[_COMMENT][1])])
        self._sheet.set_row(self._at, room)

    def _deduct(self, points: Decimal | None) -> None:
        put(self._sheet, self._at, _DEDUCTED, points, self._looks.own)

    def _execution(self, line: FundingLine, proposal: Proposal) -> None:
        cells = (
            "预算执行",
            "",
            line.label.text or "年度资金总额",
            f"全年预算数 {line.annual_budget.text or '（空）'}",
            f"全年执行数 {line.executed.text or '（空）'}，执行率 {line.execution_rate.text or '（空）'}",
            line.weight,
            line.score,
            "",
        )
        self._row(cells, line.score, proposal)

    def _rest(self, form: Form, proposal: Proposal) -> None:
        """What is wrong with the form as a whole; its points come off the total."""
        cells = ["整张表", "", "总分、年度总体目标等", "", "", "", "", form.explanation.text]
        self._make_room(cells, proposal)
        for column, value in enumerate(cells):
            put(self._sheet, self._at, column, value, self._looks.text)
        self._sheet.write_blank(self._at, _CHECKED, None, self._looks.own)
        self._deduct(proposal.deduction)
        put(self._sheet, self._at, _COMMENT, proposal.comment, self._looks.own_text)
        self._at += 1

    def _total(self, form: Form, review: Review, first: int, checked: Decimal | None) -> int:
        """总分, 核查总分 = 自评总分 − 扣分合计; formulas, so that a changed 核查分数 carries through."""
        at, looks = self._at, self._looks
        total = form.total
        for column in range(_LAST + 1):
            self._sheet.write_blank(at, column, None, looks.total)
        self._sheet.write_string(at, 0, "总分", looks.total)
        put(self._sheet, at, 5, total.weight if total else None, looks.total)
        put(self._sheet, at, _SCORE, total.score if total else None, looks.total)
        if checked is not None:
            span = f"{_name(first, _DEDUCTED)}:{_name(at - 1, _DEDUCTED)}"
            self._sheet.write_formula(
                at, _DEDUCTED, f"=ROUND(SUM({span}),4)", looks.total, float(review.points_in_doubt)
            )
            formula = f"=MAX(0,ROUND({_name(at, _SCORE)}-{_name(at, _DEDUCTED)},4))"
            self._sheet.write_formula(at, _CHECKED, formula, looks.total, float(checked))
        self._at += 1
        return at


def _name(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row + 1}"


def checked_cell(block: Block) -> str:
    """A reference to a form's 核查总分."""
    return f"'{NAME}'!{_name(block.total, _CHECKED)}"


def row_cell(block: Block, row: int | None) -> str:
    """Where a link to an indicator leads; to the form's beginning for none."""
    at = block.first if row is None or row >= len(block.rows) else block.rows[row]
    return f"internal:'{NAME}'!A{at + 1}"
