"""Forms printed the way text comes out of a PDF: shifted columns, cut rows, displaced labels."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

LAYOUT = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
NAME, TARGET, ACTUAL, WEIGHT, SCORE, REASON = range(2, 8)
CUTTABLE = (TARGET, ACTUAL, REASON)


@dataclass
class Paper:
    """A form's rows, and the damage that printing does to them."""

    rows: list[list[str]]
    seed: int
    page_of: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311 - reproducible damage, no secret

    def print(self) -> str:
        """The whole form as text."""
        self.lines = ["", "财政项目支出绩效自评表" + "\t" * 8, "(2021 年度)" + "\t" * 8]
        self.lines += [
            "项目名称\t河道综合整治\t\t\t\t\t\t\t",
            "主管部门\t某市水务局\t\t\t实施单位\t某市河道管理所\t\t\t",
            "项目资金 (元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t",
            "\t年度资金总额\t1000000.00\t1000000.00\t950,000\t10\t95.00%\t9.5\t",
            "\t其中：当年财政拨款\t1,000,000.00\t1,000,000.00\t950,000.00\t—\t\t\t",
            "\t上年结转资金\t\t\t\t—\t\t\t",
            "年度总体目标\t预算目标\t\t\t实际完成情况\t\t\t\t",
            "\t完成年度整治任务，改善水质。\t\t\t整治工程已完工，水质有所改善。\t\t\t\t",
            "\t".join(("", *LAYOUT)),
        ]
        self._print_rows()
        scores = sum(float(row[SCORE]) for row in self.rows) + 9.5
        self.lines += [f"总分\t\t\t\t\t100\t{scores:g}\t", ""]
        return "\n".join(self.lines)

    def _print_rows(self) -> None:
        shift, printed, alone = 1, ["", ""], False
        pending = [False, False]
        for index, row in enumerate(self.rows):
            cells = list(row)
            for level in (0, 1):
                new = row[level] != printed[level]
                printed[level] = row[level]
                cells[level] = row[level] if new or pending[level] else ""
                pending[level] = False
            # A page with nothing on it but the end of a row would not tell its own columns.
            breaks = index > 0 and not alone and self.random.random() < 0.3
            alone = False
            if breaks and self.random.random() < 0.6:
                shift = self._cut(cells, shift)
                alone = True
            elif breaks:
                self.lines.append("")
                shift = self.random.choice((0, 1))
                self.lines.append(self._line(cells, shift))
            else:
                self.lines.append(self._line(cells, self._drift(shift)))

    def _drift(self, shift: int) -> int:
        return shift + (self.random.choice((-1, 1)) if self.random.random() < 0.15 else 0)

    def _cut(self, cells: list[str], shift: int) -> int:
        """Print the row over a page break; returns the shift of the new page."""
        long = [i for i in CUTTABLE if len(cells[i]) >= 8]
        if not long:
            self.lines += ["", self._line(cells, shift)]
            return shift
        chosen = self.random.sample(long, self.random.randint(1, len(long)))
        first, second = [""] * len(cells), [""] * len(cells)
        for i in chosen:
            at = self.random.randint(3, len(cells[i]) - 3)
            first[i], second[i] = cells[i][:at], cells[i][at:]
        new_shift = self.random.choice((0, 1))
        if self.random.random() < 0.5:
            rest = [second[i] if i in chosen else cells[i] for i in range(len(cells))]
            self.lines += [self._line(first, shift), "", self._line(rest, new_shift)]
        else:
            rest = [first[i] if i in chosen else cells[i] for i in range(len(cells))]
            self.lines += [self._line(rest, shift), "", self._line(second, new_shift)]
        return new_shift

    def _line(self, cells: list[str], shift: int) -> str:
        shown = [self._wrap(cell) for cell in cells]
        if shift < 0:
            while shown and not shown[0] and shift < 0:
                shown.pop(0)
                shift += 1
        return "\t" * max(0, shift) + "\t".join(shown)

    def _wrap(self, cell: str) -> str:
        if len(cell) < 12 or self.random.random() < 0.7:
            return cell
        return " ".join(cell[i : i + 9] for i in range(0, len(cell), 9))


ROWS = [
    ["产出指标", "数量指标", "整治河道长度", "≥12公里", "12.5公里", "10", "10", ""],
    ["产出指标", "数量指标", "清淤土方量", "40000", "41200", "5", "5", ""],
    [
        "产出指标",
        "数量指标",
        "新建护岸",
        "完成护岸新建3处，其中生态护岸不少于2处",
        "完成护岸新建3处，其中生态护岸1处",
        "5",
        "4",
        "因征地协调延迟，二期生态护岸未能开工，拟于次年3月底前完成",
    ],
    ["产出指标", "质量指标", "工程验收合格率", "100%", "100%", "10", "10", ""],
    [
        "产出指标",
        "时效指标",
        "工程完工时间",
        "2021年11月30日前完成全部工程内容",
        "2021年11月18日",
        "10",
        "10",
        "",
    ],
    ["产出指标", "成本指标", "单位长度造价", "≤80万元/公里", "78万元/公里", "10", "10", ""],
    [
        "效益指标",
        "社会效益指标",
        "沿线防洪能力",
        "沿线防洪标准由十年一遇提升到二十年一遇",
        "沿线防洪标准已提升到二十年一遇",
        "10",
        "10",
        "",
    ],
    [
        "效益指标",
        "生态效益指标",
        "水质改善情况",
        "主要断面水质达到四类及以上标准",
        "四个断面中有三个达到四类标准，一个断面为五类",
        "10",
        "8",
        "上游来水氨氮超标，导致入境断面为五类。已函告上游水务部门，今后每月联合采样一次",
    ],
    [
        "效益指标",
        "可持续影响指标",
        "长效管护机制",
        "建立河道长效管护机制并落实管护人员",
        "印发管护办法，落实管护人员12名",
        "10",
        "10",
        "",
    ],
    ["满意度指标", "服务对象满意度指标", "沿线居民满意度", "≥90%", "92%", "10", "10", ""],
]
