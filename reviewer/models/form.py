"""A 财政项目支出绩效自评表 as it stands on paper, block by block."""

from __future__ import annotations

from enum import StrEnum

from reviewer.models.source import NOWHERE, Frozen, Location, Number, Text

NO_TEXT = Text()
NO_NUMBER = Number()


class FormKind(StrEnum):
    """Which of the three families of forms; those of transfers (转移支付) carry no scores."""

    PROJECT = "project"
    TRANSFER = "transfer"
    DEPARTMENT = "department"


class FundingSource(StrEnum):
    """What a line of the 项目资金 block counts."""

    TOTAL = "total"
    FISCAL = "fiscal"
    CARRYOVER = "carryover"
    OTHER = "other"


class FundingLine(Frozen):
    """A line of 项目资金; amounts in the form's currency unit, execution_rate in per cent."""

    label: Text
    source: FundingSource
    initial_budget: Number = NO_NUMBER
    annual_budget: Number = NO_NUMBER
    executed: Number = NO_NUMBER
    weight: Number = NO_NUMBER
    execution_rate: Number = NO_NUMBER
    score: Number = NO_NUMBER

    @property
    def amounts(self) -> tuple[Number, Number, Number]:
        """年初预算数, 全年预算数, 全年执行数."""
        return self.initial_budget, self.annual_budget, self.executed


class Goal(Frozen):
    """年度总体目标: 预期目标 and 实际完成情况; `cut` names those that were joined over a page break."""

    planned: Text = NO_TEXT
    achieved: Text = NO_TEXT
    cut: tuple[str, ...] = ()


class Indicator(Frozen):
    """A row of 绩效指标; level labels are carried down to every row they cover."""

    level1: Text = NO_TEXT
    level2: Text = NO_TEXT
    name: Text = NO_TEXT
    target: Text = NO_TEXT
    actual: Text = NO_TEXT
    weight: Number = NO_NUMBER
    score: Number = NO_NUMBER
    explanation: Text = NO_TEXT
    location: Location = NOWHERE


class Total(Frozen):
    """The 总分 row; grade (优 良 中 差) where the form prints one."""

    weight: Number = NO_NUMBER
    score: Number = NO_NUMBER
    grade: Text = NO_TEXT


class Remark(Frozen):
    """What the reader says about its own reading; `code` is the X rule that reports it.

    `harmless` text is what programs leave behind: hidden lists, the summary of an annotated copy.
    """

    code: str
    text: Text
    row: int | None = None
    reason: str = ""
    harmless: bool = False


class Unread(Frozen):
    """A part of the form that is empty here although the document may fill it.

    `field` is a block (funding, goal, indicators …) or one of its cells (indicator.explanation),
    `row` the indicator row, None for all of them; `reason` says in Chinese what was not read.
    "indicators" means that rows may be lacking.
    """

    field: str
    reason: str
    row: int | None = None

    def covers(self, field: str, row: int | None) -> bool:
        """Whether what is said of that field (of that row) rests on what was not read."""
        same_row = self.row is None or row is None or self.row == row
        return same_row and (
            field == self.field
            or field.startswith(f"{self.field}.")
            or self.field.startswith(f"{field}.")
        )


class Form(Frozen):
    """One self-evaluation form. A block that the document does not have is None or empty.

    Of what `unread` names, nothing may be said but that it was not read. `dated` is its 填报日期.
    """

    kind: FormKind = FormKind.PROJECT
    scored: bool = True
    title: Text = NO_TEXT
    year: int | None = None
    project: Text = NO_TEXT
    department: Text = NO_TEXT
    unit: Text = NO_TEXT
    dated: Text = NO_TEXT
    currency_unit: str | None = None
    funding: tuple[FundingLine, ...] = ()
    goal: Goal | None = None
    indicators: tuple[Indicator, ...] = ()
    explanation: Text = NO_TEXT
    total: Total | None = None
    notes: tuple[Text, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: tuple[Unread, ...] = ()

    def unread_at(self, field: str, row: int | None = None) -> Unread | None:
        """What was not read of a field (of a row), if anything."""
        return next((one for one in self.unread if one.covers(field, row)), None)

    @property
    def funding_total(self) -> FundingLine | None:
        """The 年度资金总额 line."""
        return next((line for line in self.funding if line.source is FundingSource.TOTAL), None)


class Document(Frozen):
    """A file and the forms in it, in the order of the file.

    `without_table` holds the first words of forms that have a head but no table to read.
    """

    source: str
    forms: tuple[Form, ...] = ()
    without_table: tuple[Text, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """What to say of the forms without a table."""
        return tuple(
            f"{head.location}起的“{head}”没有指标表，未审核" for head in self.without_table
        )
