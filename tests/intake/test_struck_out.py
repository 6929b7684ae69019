"""Text that its author struck out is told with the form it stands in, and is in no cell."""

from reviewer.intake.assemble import assemble
from reviewer.intake.grid import Grid
from reviewer.intake.readers.text.plain import rows
from reviewer.models import Location

FORM = """\
项目支出绩效自评表\t（2023年度）
项目名称\t消防培训
主管部门\t某市应急管理局\t实施单位\t某市应急管理局
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t培训人次\t≥100人次\t110人次\t100\t100
总分\t100\t100
"""


def test_struck_out_text_is_told_with_the_form_it_stands_in():
    grid = Grid(rows(FORM))
    grid.strike("90人次", Location(line=5))
    grid.strike("  ")
    grid.rows += rows(FORM)
    grid.strike("100", Location(line=12))
    forms, _ = assemble(grid)
    told = [
        [
            (remark.code, remark.text.text, remark.text.location.line)
            for remark in form.remarks
            if remark.code == "X907"
        ]
        for form in forms
    ]
    assert told == [[("X907", "90人次", 5)], [("X907", "100", 12)]]
