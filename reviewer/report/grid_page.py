"""`extract --debug`: the grid of a document as a page, each cell coloured by what it was taken for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from reviewer.intake.grid import Cell, Grid, Row
from reviewer.intake.head import year_of
from reviewer.intake.vocabulary import key, vocabulary
from reviewer.models import Form, Location, Number, Text
from reviewer.report.safe import safe

_MAX_ROWS = 5_000
_MAX_TEXT = 600
_SHORT = 16

_STYLE = """
body{font:14px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:1.5em;color:#222}
table{border-collapse:collapse;margin:.3em 0 1.2em}td{border:1px solid #999;padding:2px 6px;
vertical-align:top;max-width:26em;white-space:pre-wrap;overflow-wrap:anywhere}
td small{display:block;color:#555;font-size:11px}td.none{background:#fafafa}
.row{color:#888;font-size:11px;white-space:nowrap}h2{font-size:16px;margin:1.2em 0 .2em}
.head{background:#e3f2fd}.funding{background:#e8f5e9}.goal{background:#fff8e1}
.level{background:#ede7f6}.row-text{background:#f1f8e9}.points{background:#dcedc8}
.explanation{background:#fce4ec}.total{background:#e0f7fa}.label{background:#eee;color:#555}
.note{background:#f5f5f5}.left{background:#ff8a80;font-weight:bold}.legend td{max-width:none}
ul.hidden li{color:#b71c1c}
"""
_LEGEND = (
    ("head", "表头：标题、年度、项目、单位"),
    ("funding", "项目资金"),
    ("goal", "年度总体目标"),
    ("level", "一级、二级指标"),
    ("row-text", "指标名称、指标值、完成值"),
    ("points", "分值、得分"),
    ("explanation", "偏差原因及改进措施"),
    ("total", "总分"),
    ("label", "栏目名称（表头文字）"),
    ("note", "附注"),
    ("left", "没有归入任何一格"),
)

Role = tuple[str, str]
"""CSS class, and what it is called."""


def page(source: str, grid: Grid, forms: Sequence[Form]) -> str:
    """The whole page; everything that comes from the document is escaped."""
    taken = _Taken(forms)
    body = [f"<h1>{_text(source)}</h1>", _legend()]
    body.append(f"<p>读出 {len(forms)} 张自评表，{len(grid.rows)} 行。</p>")
    body += [f"<p>{_text(warning)}</p>" for warning in grid.warnings]
    if grid.concealed:
        items = "".join(
            f"<li>{_text(one.reason)}（{_text(str(one.location))}）：{_text(one.text)}</li>"
            for one in grid.concealed
        )
        body.append(f'<h2>隐藏的内容</h2><ul class="hidden">{items}</ul>')
    shown = grid.rows[:_MAX_ROWS]
    for (_, ruled), rows in groupby(shown, lambda row: (row.page, row.ruled)):
        body.append(_table(list(rows), taken, ruled=ruled))
    if len(grid.rows) > _MAX_ROWS:
        body.append(f"<p>其余 {len(grid.rows) - _MAX_ROWS} 行未列出。</p>")
    csp = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{csp}">'
        f"<title>{_text(source)} 版面</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(body)}</body></html>\n"
    )


def _legend() -> str:
    cells = "".join(f'<td class="{name}">{said}</td>' for name, said in _LEGEND)
    return f'<table class="legend"><tr>{cells}</tr></table>'


def _text(text: str) -> str:
    """Escaped, and unseen characters shown; line breaks stay."""
    return "\n".join(escape(safe(line)) for line in text[:_MAX_TEXT].split("\n"))


def _table(rows: Sequence[Row], taken: _Taken, *, ruled: bool) -> str:
    lines: list[str] = []
    for row in rows:
        cells, at = [], 0
        for cell in row.cells:
            if cell.column > at:
                cells.append(f'<td class="none" colspan="{cell.column - at}"></td>')
            cells.append(_cell(cell, taken))
            at = cell.column + cell.columns
        if ruled and row.width > at:
            cells.append(f'<td class="none" colspan="{row.width - at}"></td>')
        where = escape(str(row.location))
        lines.append(f'<tr><td class="row">{where}</td>{"".join(cells)}</tr>')
    return f"<table>{''.join(lines)}</table>"


def _cell(cell: Cell, taken: _Taken) -> str:
    name, said = taken.role(cell)
    merged = f"，占{cell.columns}列{cell.rows}行" if (cell.columns, cell.rows) != (1, 1) else ""
    span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f'<td class="{name}"{span}>{_text(cell.held)}<small>{said}{merged}</small></td>'


class _Taken:
    """What the cells of a document became, by their place and text."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._exact: dict[tuple[Location, str], list[Role]] = {}
        self._pieces: dict[str, Role] = {}
        self._left: set[tuple[Location, str]] = set()
        for number, form in enumerate(forms, start=1):
            for value, name, said in _values(form):
                role = (name, said if len(forms) == 1 else f"表{number} {said}")
                raw = value.raw.strip()
                self._exact.setdefault((value.location, raw), []).append(role)
                for piece in raw.split("\n"):
                    self._pieces.setdefault(piece, role)
            for remark in form.remarks:
                if remark.code == "X901":
                    self._left.add((remark.text.location, remark.text.raw))

    def role(self, cell: Cell) -> Role:
        """Its role; of equal cells in one line the roles are dealt from left to right."""
        place = (cell.location, cell.held)
        if place in self._left:
            return "left", "没有归位"
        roles = self._exact.get(place)
        if roles:
            return roles.pop(0) if len(roles) > 1 else roles[0]
        if year_of(cell.text) and len(cell.text) < _SHORT:
            return "head", "年度"
        if _is_label(cell.text):
            return "label", "栏目名称"
        first = cell.held.split("\n")[0]
        return self._pieces.get(cell.held) or self._pieces.get(first) or ("left", "没有归位")


def _is_label(text: str) -> bool:
    name, words = key(text), vocabulary()
    known = (words.head, words.funding_columns, words.funding_lines, words.goal_columns)
    return (
        not text.strip("-—/ ")
        or any(name in names for names in (*known, words.indicator_columns))
        or name in words.side | words.totals | words.footer_explanation | words.footer_notes
    )


def _values(form: Form) -> Iterator[tuple[Text | Number, str, str]]:
    yield form.title, "head", "标题"
    for name, said in (("project", "项目名称"), ("department", "主管部门"), ("unit", "实施单位")):
        yield getattr(form, name), "head", said
    for line in form.funding:
        yield line.label, "funding", f"资金项目（{line.source.value}）"
        for name, said in _MONEY.items():
            yield getattr(line, name), "funding", said
    if form.goal:
        yield form.goal.planned, "goal", "预期目标"
        yield form.goal.achieved, "goal", "实际完成情况"
    for number, row in enumerate(form.indicators, start=1):
        for name, (style, said) in _ROW.items():
            yield getattr(row, name), style, f"指标{number} {said}"
    yield form.explanation, "explanation", "偏差原因"
    if form.total:
        yield form.total.weight, "total", "总分分值"
        yield form.total.score, "total", "总分得分"
        yield form.total.grade, "total", "等级"
    for note in form.notes:
        yield note, "note", "附注"


_MONEY = {
    "initial_budget": "年初预算数",
    "annual_budget": "全年预算数",
    "executed": "全年执行数",
    "weight": "分值",
    "execution_rate": "执行率",
    "score": "得分",
}
_ROW = {
    "level1": ("level", "一级指标"),
    "level2": ("level", "二级指标"),
    "name": ("row-text", "三级指标"),
    "target": ("row-text", "年度指标值"),
    "actual": ("row-text", "实际完成值"),
    "weight": ("points", "分值"),
    "score": ("points", "得分"),
    "explanation": ("explanation", "偏差原因"),
}
