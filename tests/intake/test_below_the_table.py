"""What stands below the table: the 填报日期 of a signature line, notes with their label."""

from __future__ import annotations

import pytest

from reviewer.intake import read_bytes

_TABLE = """项目支出绩效自评表
（2024年度）
{head}项目名称\t渡口改造
主管部门\t某县交通局\t实施单位\t某县海事所
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t改造渡口\t3处\t3处\t100\t100\t
总分\t\t\t\t\t100\t100\t
{foot}"""


@pytest.mark.parametrize(
    ("head", "foot", "dated"),
    [
        ("填报日期\t2025年1月8日\n", "", "2025年1月8日"),
        ("", "填报日期：2025年1月8日", "2025年1月8日"),
        ("", "填表人：某某　　填表日期：2025.1.8　　联系电话：0", "2025.1.8"),
        ("", "填报日期：　　年　　月　　日", ""),
        ("", "", ""),
    ],
)
def test_the_date_of_the_form(head: str, foot: str, dated: str) -> None:
    (form,) = read_bytes(_TABLE.format(head=head, foot=foot).encode(), "f.txt").forms
    assert form.dated.text == dated


@pytest.mark.parametrize("sign", ["：", ":", "\t"])
def test_a_note_is_what_stands_behind_its_label_in_the_same_cell_or_its_own(sign: str) -> None:
    text = _TABLE.format(head="", foot=f"其他需要说明的事项{sign}尾款12万元未付。")
    (form,) = read_bytes(text.encode(), "f.txt").forms
    assert [note.text for note in form.notes] == ["尾款12万元未付。"]
    assert form.remarks == ()
