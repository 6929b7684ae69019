"""What every renderer makes of the same two forms, word by word.

`UPDATE_SNAPSHOTS=1 pytest tests/report` writes them anew; read the difference before committing.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from reviewer.annotate import annotate, marked
from reviewer.intake import read, read_bytes, read_grid
from reviewer.intake.assemble import assemble
from reviewer.judge.drafts import skeletons
from reviewer.models import Severity
from reviewer.page import check_page, triage_page
from reviewer.report.check_concise import lines
from reviewer.report.check_full import print_review
from reviewer.report.contract import documents_json, dump, reviews_json, stack_json
from reviewer.report.extracted import print_form
from reviewer.report.grid_page import page
from reviewer.report.rule_page import print_rule
from reviewer.report.triage import print_triage
from reviewer.reviewing import review_document
from reviewer.rules import RULES
from reviewer.rules.case import Case
from reviewer.stack.batch import BatchFinding
from reviewer.stack.stack import Entry, ListedStack
from reviewer.workbook import write_workbook
from tests.annotate.reading import READERS

SNAPSHOTS = Path(__file__).parent / "snapshots"
FORMATS = Path(__file__).parents[1] / "data" / "formats"
UNEXPLAINED = """项目支出绩效自评表
（2023年度）
项目名称	乡镇卫生院设备更新
主管部门	某县卫生健康局	实施单位	某县妇幼保健院
项目资金（万元）		年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	200	200	190	10	95%	9.5
	其中：财政拨款	200	200	190	—	—	—
年度总体目标	预期目标			实际完成情况
	更新设备40台，培训医务人员120人。			更新设备36台，培训医务人员121人。
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
产出指标	数量指标	更新设备	≥40台	36台	20	18	无
	质量指标	验收合格率	100%	100%	20	20
	时效指标	完成时间	2023年11月底前	2023年11月20日	10	10
	成本指标	单台成本	≤5万元	4.9万元	10	10
效益指标	社会效益指标	门诊人次增长率	≥5%	5.6%	20	20
满意度指标	服务对象满意度指标	患者满意度	≥90%	93%	10	10
总分					100	97.5
"""


@pytest.fixture(scope="module")
def stack():
    documents = [
        read_bytes(UNEXPLAINED.encode(), "卫生院.txt"),
        read(FORMATS / "mistakes.xlsx", "河道.xlsx"),
    ]
    return [review_document(document) for document in documents]


def entries(stack):
    return [
        (case.form, review, skeletons(case))
        for one in stack
        for case, review in zip(one.cases, one.reviews, strict=True)
    ]


def in_order(stack):
    """As `triage` has them: worst first."""
    listed = [
        Entry(case.form, case.policy, review)
        for one in stack
        for case, review in zip(one.cases, one.reviews, strict=True)
    ]
    first = [("卫生院.txt", 0), ("河道.xlsx", 0)]
    batch = BatchFinding("A513", Severity.WARNING, "两张表几乎相同。", "分别填写。", tuple(first))
    return ListedStack(listed, [batch])


def on_terminal(width: int, show: Callable[[Console], None], *, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    show(console)
    return stream.getvalue()


def same_as(name: str, text: str) -> None:
    path = SNAPSHOTS / name
    # Style and script are files of their own.
    text = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1…\3", text, flags=re.DOTALL)
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("width", [80, 160])
def test_check_full(stack, width):
    def show(console):
        for _, review, drafts in entries(stack):
            print_review(console, review, drafts)

    text = on_terminal(width, show)
    same_as(f"check_full-{width}.txt", text)


@pytest.mark.parametrize("width", [80, 160])
def test_triage(stack, width):
    whole = in_order(stack)
    same_as(f"triage-{width}.txt", on_terminal(width, lambda out: print_triage(out, whole)))


def test_colours_are_the_terminals_own(stack):
    """Named colours follow the ground, dark or light; none is a fixed shade, none a background."""
    whole = in_order(stack)
    text = on_terminal(80, lambda out: print_triage(out, whole, 2), colour=True)
    codes = {part for code in re.findall(r"\x1b\[([\d;]*)m", text) for part in code.split(";")}
    assert codes <= {"0", "1", "2", "22", "31", "32", "33", "35", "36", ""}


def test_check_concise(stack):
    told = [line for _, review, _ in entries(stack) for line in lines(review)]
    same_as("check_concise.txt", "\n".join(told))


def test_json(stack):
    reviews = [review for _, review, _ in entries(stack)]
    drafts = [found for _, _, found in entries(stack)]
    same_as("reviews.json", dump(reviews_json(reviews, None, drafts)))
    whole = in_order(stack)
    streamed = "".join(stack_json((one.review for one in whole.entries()), None, whole.batch))
    assert json.loads(streamed)["batch"][0]["code"] == "A513"
    same_as("stack.json", streamed)
    same_as("documents.json", dump(documents_json([one.document for one in stack])))


def test_extract(stack):
    document = stack[0].document
    form = document.forms[0]
    same_as("extract.txt", on_terminal(80, lambda out: print_form(out, "卫生院.txt", 1, form)))


def test_a_page_breaks_its_lines_where_its_paragraphs_end():
    printed = on_terminal(400, lambda out: print_rule(out, RULES["A403"]))
    page = printed.partition("有问题的写法")[0].strip().split("\n")
    assert [line[:3] for line in page[1:] if line] == ["查什么", "为什么", "怎么改"]


def test_rule_page():
    same_as("rule.txt", on_terminal(80, lambda out: print_rule(out, RULES["A401"])))


def test_pages(stack):
    same_as("check.html", check_page(entries(stack)))
    whole = in_order(stack)
    shown = [
        (one.form, one.review, skeletons(Case(one.form, one.policy))) for one in whole.entries()
    ]
    same_as("triage.html", triage_page(list(whole.lines()), shown, whole.batch))


def test_page_of_cells():
    grid = read_grid(UNEXPLAINED.encode())
    forms, _ = assemble(grid)
    same_as("cells.html", page("卫生院.txt", grid, forms))


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_annotated_copies(ending):
    data = (FORMATS / f"mistakes.{ending}").read_bytes()
    done = review_document(read_bytes(data, "河道"))
    forms = [marked(form, review, drafts) for form, review, drafts in entries([done])]
    notes = READERS[ending](annotate(data, forms).data)
    text = "\n\n".join(f"[{cell}]\n{note}" for cell, note in notes)
    same_as(f"annotated-{ending}.txt", text)


def test_workbook(stack, tmp_path):
    out = tmp_path / "out.xlsx"
    whole = in_order(stack)
    write_workbook(out, whole)
    told = []
    for sheet in openpyxl.load_workbook(out):
        told.append(f"== {sheet.title}")
        for row in sheet.iter_rows():
            cells = [f"{cell.coordinate} {cell.value!r}" for cell in row if cell.value is not None]
            told += [" | ".join(cells)] if cells else []
    same_as("workbook.txt", "\n".join(told))
