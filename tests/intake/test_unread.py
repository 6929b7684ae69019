"""What the reader could not place is named as unread, and no finding rests on it."""

import pytest

from reviewer.intake.assemble import assemble
from reviewer.intake.grid import Concealed, UnreadCell
from reviewer.intake.readers.sheet.delimited import read
from reviewer.models import Document, Location
from reviewer.reviewing import review_document

HEAD = """\
项目支出绩效自评表,,,,,,,
（2023年度）,,,,,,,
项目名称,消防培训,,,,,,
主管部门,某市应急管理局,,实施单位,某市应急管理局,,,
项目资金（万元）,,年初预算数,全年预算数,全年执行数,分值,执行率,得分
,年度资金总额,100,100,95,10,95%,9.5
年度总体目标,预期目标,,,,实际完成情况,,
,开展消防培训，提升居民安全感。,,,,已开展培训，居民安全感有所提升。,,
"""
TABLE = """\
一级指标,二级指标,三级指标,年度指标值,实际完成值,分值,得分,偏差原因分析及改进措施
产出指标,数量指标,培训人次,≥100人次,90人次,20,18,两期因场地维修未办，2024年3月补办。
产出指标,质量指标,考核合格率,≥90%,95%,15,15,
产出指标,时效指标,完成时间,2023年12月31日前,2023年11月20日,10,10,
产出指标,成本指标,人均成本,≤50元/人,48元/人,5,5,
效益指标,社会效益指标,安全感提升率,≥5%,6%,30,30,
满意度指标,服务对象满意度指标,群众满意度,≥90%,93%,10,10,
总分,,,,,100,97.5,
"""


def form_of(text: str, unread: tuple[UnreadCell, ...] = ()):
    grid = read(text.encode())
    grid.unread.extend(unread)
    (form,), _ = assemble(grid)
    return form


def codes(form) -> list[str]:
    (review,) = review_document(Document(source="x", forms=(form,))).reviews
    return [finding.code for finding in review.findings]


def not_checkable(form) -> set[tuple[str, str, int | None]]:
    (review,) = review_document(Document(source="x", forms=(form,))).reviews
    return {(one.code, one.field, one.row) for one in review.not_checkable}


def test_the_form_itself_is_right_and_wholly_read():
    form = form_of(HEAD + TABLE)
    assert form.unread == ()
    assert codes(form) == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("偏差原因分析及改进措施", "indicator.explanation"),
        ("得分", "indicator.score"),
        ("实际完成值", "indicator.actual"),
        ("年度指标值", "indicator.target"),
    ],
)
def test_a_column_that_is_lacking_beside_an_unknown_heading_is_not_checkable(heading, field):
    form = form_of(HEAD + TABLE.replace(heading, "甲乙丙", 1))
    assert field in {one.field for one in form.unread}
    assert set(codes(form)) == {"X901"}
    assert any(name == field or name.startswith("total") for _, name, _ in not_checkable(form))


def test_a_column_of_words_is_no_score():
    form = form_of(HEAD + TABLE.replace("偏差原因分析及改进措施", "甲乙丙", 1))
    assert {one.field for one in form.unread} == {"indicator.explanation"}


def test_an_unknown_column_beside_all_that_is_needed_hides_nothing():
    lines = [f"{line},备查{n}" for n, line in enumerate(TABLE.splitlines())]
    form = form_of(HEAD + "\n".join(lines))
    assert form.unread == ()


def test_an_unknown_heading_of_the_funding_makes_its_amounts_not_checkable():
    form = form_of((HEAD + TABLE).replace("全年执行数", "甲乙丙", 1))
    assert [one.field for one in form.unread] == ["funding"]
    assert set(codes(form)) == {"X901"}


def test_an_unknown_label_of_the_head_is_no_missing_field():
    form = form_of((HEAD + TABLE).replace("主管部门", "甲乙丙", 1).replace("实施单位", "丁戊", 1))
    assert {one.field for one in form.unread} == {"department", "unit"}
    assert set(codes(form)) == {"X901"}


def test_a_row_outside_the_table_may_be_what_the_sums_lack():
    row = "效益指标,社会效益指标,安全感提升率,≥5%,6%,30,30,\n"
    head = HEAD[: HEAD.index("年度总体目标")]
    goal = "预期目标,开展消防培训。\n实际完成情况,已开展消防培训。\n安全感提升率,,≥5%,6%,,30,30,\n"
    form = form_of(head + goal + TABLE.replace(row, ""))
    assert [one.field for one in form.unread] == ["indicators"]
    assert not {"A301", "A302", "A303", "A104"} & set(codes(form))


@pytest.mark.parametrize("line", ["第3次修订,2024年", "309,"])
def test_a_stray_line_is_no_row(line):
    head = HEAD[: HEAD.index("年度总体目标")]
    goal = f"预期目标,开展消防培训。\n实际完成情况,已开展消防培训。\n{line}\n"
    assert form_of(head + goal + TABLE).unread == ()


def test_a_cell_that_holds_what_cannot_be_read_is_not_empty():
    at = Location(line=10)
    text = (HEAD + TABLE).replace("90人次", "").replace("两期因场地维修未办，2024年3月补办。", "")
    form = form_of(text, (UnreadCell(at.beside(4), "是公式"), UnreadCell(at.beside(7), "是图片")))
    found = {(one.field, one.row, one.reason) for one in form.unread}
    assert found == {
        ("indicator.actual", 0, "是公式"),
        ("indicator.explanation", 0, "是图片"),
    }
    assert codes(form) == []


def test_a_hidden_row_that_holds_points_leaves_the_sums_open():
    row = "效益指标,社会效益指标,安全感提升率,≥5%,6%,30,30,"
    grid = read((HEAD + TABLE.replace(row + "\n", "")).encode())
    grid.concealed.append(
        Concealed(row.replace(",", " "), "隐藏的行", Location(line=14), len(grid.rows) - 2)
    )
    (form,), _ = assemble(grid)
    assert [one.field for one in form.unread] == ["indicators"]
    assert codes(form) == ["X905"]


def test_two_numbers_in_one_cell_are_no_number():
    text = HEAD + TABLE.replace(",15,15,", ',"10\n5","10\n5",')
    form = form_of(text)
    row = form.indicators[1]
    assert (row.weight.text, row.weight.value, row.score.text) == ("10 5", None, "10 5")
    assert set(codes(form)) == {"X906"}
    split = form_of(HEAD + TABLE.replace(",30,30,", ',"3\n0",30,'))
    assert str(split.indicators[4].weight.value) == "30"
