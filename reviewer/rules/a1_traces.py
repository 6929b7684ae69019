"""A1: traces of another place or time: tags, template wording, number formats, other years."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.values import is_full_width, is_grouped, is_ungrouped
from reviewer.models import Number, Severity
from reviewer.reading.leftovers import markup, template_wording
from reviewer.rules.case import Case
from reviewer.rules.cells import TextCell, texts
from reviewer.rules.cells import numbers as number_cells
from reviewer.rules.examples import PART, Money, Row, Sketch, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.registry import rule


@rule(
    "A105",
    Severity.INFO,
    good=[
        Sketch(),
        of(Row("学员满意率", "≥90%", "张××等5名学员未反馈，其余满意率<100%，为95%")),
        of(Row("会议材料", "如期印发", "已印发……等5份材料"), also=("A408",)),
    ],
    bad=[
        Sketch(goal=("<p>总目标：完成年度培训任务。</p>", "已完成。")),
        of(Row("培训人次", "≥XX人次", "120人次"), also=("A408",)),
        of(Row("指标1：", "≥100人次", "120人次")),
        of(Row("培训人次", "年度指标值", "120人次"), also=("A408",)),
        of(Row("培训人次", "≥100人次", "……"), also=("A409",)),
        Sketch(goal=("目标1：完成年度培训。目标2：……", "已完成年度培训。")),
        Sketch(explanation="（此处填写偏差原因）"),
        Sketch(goal=("（填写年初设定的绩效目标）", "已完成年度培训。")),
        of(Row("培训人次（示例）", "≥100人次", "120人次")),
        Sketch(project="××项目"),
    ],
)
def nothing_is_left_over(case: Case) -> Iterator[Outcome]:
    """残留的网页标记、模板文字或空省略号

    查什么：单元格里是否留有网页标记（<p>、&nbsp;等），模板中“请填写”“如：”“XX”“××”“指标1：”“……”等未替换的文字，或误把表头文字当作内容。

    为什么：这些文字不是自评内容，公开后影响观感，也说明该单元格可能没有真正填写。

    怎么改：删去标记；把模板文字换成实际内容，没有内容的整行删除。
    """
    cells = texts(case)
    tagged = [(cell, markup(cell.at.text)) for cell in cells]
    yield _markup_outcome([(cell, tags) for cell, tags in tagged if tags])
    for cell in cells:
        wording = template_wording(cell.at.text, cell.field)
        if wording is None:
            yield PASSED
        else:
            message = f"{cell.label}留有模板文字“{wording[:_MAX_QUOTE]}”"
            yield cell.problem(message, "换成实际内容，或删去该行")


_MAX_QUOTE = 30
_MAX_NAMED = 5


def _markup_outcome(tagged: list[tuple[TextCell, tuple[str, ...]]]) -> Outcome:
    """One finding for the form, however many tags there are."""
    if not tagged:
        return PASSED
    labels = [cell.label for cell, _ in tagged]
    named = "、".join(labels[:_MAX_NAMED]) + ("等" if len(labels) > _MAX_NAMED else "")
    tags = " ".join(dict.fromkeys(tag for _, found in tagged for tag in found[:_MAX_NAMED]))
    first = tagged[0][0]
    return first.problem(
        f"{named}共{len(tagged)}个单元格留有网页标记 {tags[:_MAX_QUOTE]}",
        "删去这些标记，只保留文字",
        [cell.at for cell, _ in tagged[1:_MAX_NAMED]],
        found=tags[:_MAX_QUOTE],
    )


@rule(
    "A106",
    Severity.INFO,
    good=[
        Sketch(),
        Sketch(funding=(("年度资金总额", Money("1,000,000.00", "1,000,000.00", "950,000.00")),)),
    ],
    bad=[
        Sketch(
            funding=(
                ("年度资金总额", Money()),
                ("其中：当年财政拨款", PART._replace(executed="950,000.00")),
            )
        ),
        of(Row("培训人次", "≥100人次", "120人次", weight="１０", score="１０")),
    ],
)
def number_formats_agree(case: Case) -> Iterator[Outcome]:
    """数字写法不统一

    查什么：项目资金一块里，金额有的带千分位逗号、有的不带；数字单元格里是否有全角数字。

    为什么：写法混用容易看错位数，汇总软件也可能读不出来。

    怎么改：同一块内统一写法，例如都写成 2,885,887.00；全角数字改为半角。
    """
    amounts = [amount for line in case.form.funding for amount in line.amounts if amount]
    grouped = [amount for amount in amounts if is_grouped(amount.raw)]
    plain = [amount for amount in amounts if is_ungrouped(amount.raw)]
    if grouped and plain:
        message = f"金额有的带千分位（{_seen(grouped[0])}），有的不带（{_seen(plain[0])}）"
        suggestion = "项目资金各金额统一写法"
        yield Problem(plain[0], message, suggestion, "funding", evidence=(grouped[0],))
    elif amounts:
        yield PASSED
    wide = [cell for cell in number_cells(case) if is_full_width(cell.at.raw)]
    if wide:
        message = f"{wide[0].label}等{len(wide)}个单元格用了全角数字（{_seen(wide[0].at)}）"
        yield wide[0].problem(message, "改为半角数字")
    else:
        yield PASSED


def _seen(number: Number) -> str:
    return number.raw.strip()[:_MAX_QUOTE]
