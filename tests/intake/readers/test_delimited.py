"""CSV files and tables saved as text, as Excel and budget systems write them."""

from __future__ import annotations

import pytest

from reviewer.intake import read_bytes, read_grid
from reviewer.intake.kinds import kind_of

ROWS = [
    ["项目支出绩效自评表", "", "", "", "", "", "", ""],
    ["（2023年度）", "", "", "", "", "", "", ""],
    ["项目名称", "河道综合整治", "", "", "", "", "", ""],
    ["主管部门", "某市水务局", "", "", "实施单位", "某市河道管理所", "", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "1000.00", "1,000.00", "950.00", "10", "95.00%", "9.5"],
    ["年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""],
    ["", "完成整治，改善水质。", "", "", "整治已完工，\n水质有所改善。", "", "", ""],
    [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    ["产出指标", "数量指标", "整治河道长度", "≥12公里", "12.5公里", "40", "40", ""],
    ["效益指标", "社会效益指标", "防洪能力", "提升", "已提升", "30", "30", ""],
    ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "92%", "20", "20", ""],
    ["总分", "", "", "", "", "100", "99.5", ""],
]


def quoted(field: str, sign: str) -> str:
    return f'"{field}"' if set(field) & {sign, ",", "\n", '"'} else field


def written(sign: str = ",", *, trailing: bool = True, change=lambda field: field) -> str:
    lines = []
    for row in ROWS:
        fields = [change(quoted(field, sign)) if field else "" for field in row]
        while not trailing and fields and not fields[-1]:
            fields.pop()
        lines.append(sign.join(fields))
    return "\r\n".join(lines) + "\r\n"


def as_text(field: str) -> str:
    return f'="{field}"' if field[0].isdigit() else field


def tab_beside(field: str) -> str:
    return f"{field}\t" if field[0].isdigit() else field


@pytest.mark.parametrize(
    "data",
    [
        written(trailing=False).encode(),
        written().encode("gb18030"),
        written().encode("utf-8-sig"),
        written().encode("utf-16"),
        written(";").encode(),
        written(";", trailing=False).encode("gb18030"),
        written("\t").encode("utf-16"),
        written("\t").encode("utf-8"),
        written("\t", trailing=False).encode("utf-8"),
        written(change=as_text).encode(),
        written(change=lambda field: f'"{field.strip(chr(34))}"').encode(),
        written(change=tab_beside).encode(),
        written(trailing=False, change=tab_beside).encode("gb18030"),
        ("sep=;\r\n" + written(";")).encode(),
        written().replace("\r\n", "\n").encode(),
    ],
)
def test_one_form_however_it_is_written(data):
    assert kind_of(data) == "csv"
    (form,) = read_bytes(data, "csv").forms
    assert [
        [str(one) for one in (i.name, i.target, i.actual, i.weight, i.score)]
        for i in form.indicators
    ] == [*[[*row[2:7]] for row in ROWS[9:12]]]
    assert (form.funding[0].annual_budget.raw, str(form.total.score)) == ("1,000.00", "99.5")
    assert "水质有所改善。" in form.goal.model_dump_json()


def broken(end: str, quote: str) -> str:
    """Records that end so, with LF within two cells, in quotes or not."""
    records = [",".join(row) for row in ROWS]
    change = {
        "整治河道长度": f"{quote}整治\n河道长度{quote}",
        "整治已完工，\n水质": f"{quote}整治已完工，\n水质",
        "有所改善。": f"有所改善。{quote}",
    }
    text = end.join(record.replace("1,000.00", "1000.00") for record in records) + end
    for old, new in change.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("end", ["\r", "\r\n"])
@pytest.mark.parametrize("quote", ['"', ""])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_line_break_within_a_cell_ends_no_record(end, quote, encoding):
    grid = read_grid(broken(end, quote).encode(encoding))
    assert len(grid.rows) == len(ROWS)
    assert [row.location.line for row in grid.rows] == list(range(1, len(ROWS) + 1))
    (form,) = read_bytes(broken(end, quote).encode(encoding), "csv").forms
    assert [one.name.text for one in form.indicators] == ["整治河道长度", "防洪能力", "居民满意度"]
    assert form.goal.achieved.text == "整治已完工，水质有所改善。"
    assert form.remarks == ()


def test_files_put_one_behind_the_other_may_end_records_in_two_ways():
    text = written() + written().replace("\r\n", "\n").replace("河道综合", "堤防综合")
    assert len(read_bytes(text.encode(), "csv").forms) == 2


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ('="10"', "10"),
        ('="0012"', "0012"),
        ('="1,234.5"', "1,234.5"),
        ('"=""10"""', "10"),
        ("=10", "=10"),
        ('""', None),
        ("\t10", "10"),
    ],
)
def test_numbers_kept_as_text(field, shown):
    record = "产出指标,数量指标,培训人次,≥10,{},10,10\n"
    grid = read_grid((record.format(field) * 5).encode())
    found = {cell.column: cell.text for cell in grid.rows[0].cells}
    assert found.get(4) == shown
    assert found[5] == "10"


def test_text_by_tabs_with_commas_in_it_is_no_csv():
    line = "产出指标\t数量指标\t培训人次, 含线上\t≥1,000\t1,200\t10\t10\n"
    assert kind_of((line * 8).encode()) == "text"


def test_columns_set_apart_by_blanks_are_no_csv():
    line = "年度资金总额    1,234,567.00    1,234,567.00    1,200,000.00    10\n"
    assert kind_of((line * 8).encode()) == "text"
