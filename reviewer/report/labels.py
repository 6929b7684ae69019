"""What the cells and fields of a form are called in messages to people."""

from __future__ import annotations

from reviewer.models import Finding
from reviewer.report.safe import shortened

_BLOCKS = {
    "funding": "项目资金",
    "goal": "年度总体目标",
    "indicator": "绩效指标",
    "indicators": "绩效指标",
    "total": "总分行",
    "extraction": "读取",
    "notes": "说明",
}
_SOURCES = {
    "total": "年度资金总额",
    "fiscal": "财政拨款",
    "carryover": "上年结转资金",
    "other": "其他资金",
}
_CELLS = {
    "title": "标题",
    "year": "年度",
    "project": "项目名称",
    "department": "主管部门",
    "unit": "实施单位",
    "explanation": "偏差原因分析及改进措施",
    "initial_budget": "年初预算数",
    "annual_budget": "全年预算数",
    "executed": "全年执行数",
    "weight": "分值",
    "execution_rate": "执行率",
    "score": "得分",
    "planned": "预期目标",
    "achieved": "实际完成情况",
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "target": "年度指标值",
    "actual": "实际完成值",
    "grade": "等级",
}
_MAX_NAME = 30


def field_label(field: str) -> str:
    """The Chinese name of a field ("funding.total.score" → 年度资金总额·得分)."""
    block, _, rest = field.partition(".")
    if block == "funding":
        source, _, column = rest.partition(".")
        parts = [_SOURCES.get(source, source or _BLOCKS[block])]
        parts += [_CELLS.get(column, column)] if column else []
        return "·".join(parts)
    if block == "indicator":
        return _CELLS.get(rest, rest)
    if not rest:
        return _BLOCKS.get(block) or _CELLS.get(block, block)
    return f"{_BLOCKS.get(block, block)}·{_CELLS.get(rest, rest)}"


def place(finding: Finding) -> str:
    """Where the clerk finds the cell: row, name, column and the line in the file."""
    parts = []
    if finding.row is not None:
        parts.append(f"指标第{finding.row + 1}行“{shortened(finding.indicator or '', _MAX_NAME)}”")
    parts.append(field_label(finding.field))
    where = str(finding.evidence[0].location) if finding.evidence else ""
    return "·".join(parts) + (f"（{where}）" if where else "")
