"""Mistakes in 分值, 得分 and 总分: A301 to A310."""

from __future__ import annotations

from tests.mistakes.bases import BASES, COUNT, OUT
from tests.mistakes.mistake import WHY, Mistake
from tests.mistakes.paper import Row

TOTAL_SCORE, TOTAL_WEIGHT, GRADE = "total.score", "total.weight", "total.grade"


def _weight(base: str, row: str, weight: str, right: str) -> Mistake:
    """One row's 分值 changed; its 得分 and the sum tell what it should be."""
    follows = [("A304", row), ("A403", row), ("A501", row)]
    if base == "公共卫生":
        follows += [
            ("A306", "新建标准化接种门诊"),
            ("A306", "家庭医生签约率"),
            ("A306", "居民满意度"),
        ]
    return Mistake(base, {f"{row}.weight": weight}, "A301", row, right, tuple(follows))


_WEIGHTS = (
    _weight("消防培训", "培训考核合格率", "12", "10"),
    _weight("消防培训", "消防知识知晓率", "2", "20"),
    _weight("河道整治", "河道清淤长度", "15", "10"),
    _weight("公共卫生", "健康讲座期数", "9", "6"),
    _weight("薄弱学校", "师生满意度", "100", "10"),
    _weight("农村公路", "★养护公路里程", "10.5", "10"),
    _weight("图书馆", "接待读者", "51", "15"),
    _weight("大气监测", "建成监测站点", "7", "8"),
    Mistake(
        "消防培训", {"total.weight": "90"}, "A301", TOTAL_WEIGHT, "100", (("A304", TOTAL_SCORE),)
    ),
    Mistake("河道整治", {"total.weight": "101"}, "A301", TOTAL_WEIGHT, "100"),
    Mistake(
        "农村公路",
        {"年度资金总额.weight": "20"},
        "A301",
        "funding.total.weight",
        "10",
        (("A203", "funding.total.score"),),
    ),
)


def _total(base: str, printed: str, expected: str) -> Mistake:
    return Mistake(base, {TOTAL_SCORE: printed}, "A302", TOTAL_SCORE, expected)


_TOTALS = (
    _total("消防培训", "95.9", "99.5"),  # digits swapped
    _total("消防培训", "99.0", "99.5"),
    _total("消防培训", "100", "99.5"),
    _total("消防培训", "90", "99.5"),  # the execution score left out
    _total("消防培训", "89.5", "99.5"),  # a row left out
    _total("消防培训", "9.95", "99.5"),
    _total("河道整治", "99.5", "98.7"),  # as if nothing had been deducted
    _total("河道整治", "97.8", "98.7"),  # digits swapped
    _total("河道整治", "89.2", "98.7"),
    _total("公共卫生", "96.99", "99.69"),
    _total("公共卫生", "99.96", "99.69"),
    _total("薄弱学校", "98", "100"),
    _total("农村公路", "95.6", "99.6"),
    _total("图书馆", "99.8", "98.8"),
    _total("图书馆", "98.9", "98.8"),
    _total("大气监测", "94.8", "99.8"),
)
_NOT_UPDATED = (
    # a row lost points, 总分 did not
    Mistake(
        "消防培训",
        {
            "灭火器配置数量.actual": "360个",
            "灭火器配置数量.score": "3.6",
            "灭火器配置数量.explanation": WHY,
        },
        "A302",
        TOTAL_SCORE,
        "99.1",
        keep_total=True,
    ),
    Mistake(
        "河道整治",
        {
            "断面水质达标率.actual": "81%",
            "断面水质达标率.score": "9",
            "断面水质达标率.explanation": WHY,
        },
        "A302",
        TOTAL_SCORE,
        "97.7",
        keep_total=True,
    ),
    Mistake(
        "公共卫生",
        {
            "家庭医生签约率.actual": "54%",
            "家庭医生签约率.score": "13.5",
            "家庭医生签约率.explanation": WHY,
        },
        "A302",
        TOTAL_SCORE,
        "98.19",
        keep_total=True,
    ),
    Mistake(
        "图书馆",
        {"采购图书.actual": "28800册", "采购图书.score": "7.2", "采购图书.explanation": WHY},
        "A302",
        TOTAL_SCORE,
        "98",
        keep_total=True,
    ),
    Mistake(
        "消防培训",
        {
            "年度资金总额.executed": "774000.00",
            "其中：当年财政拨款.executed": "774000.00",
            "年度资金总额.rate": "90.00%",
            "年度资金总额.score": "9",
        },
        "A302",
        TOTAL_SCORE,
        "99",
        keep_total=True,
    ),
    # a part of a row counted beside it
    Mistake(
        "消防培训",
        {"+消防培训场次": Row(OUT, COUNT, "其中：进校园场次", "≥4场", "4场", "", "3")},
        "A302",
        TOTAL_SCORE,
        "99.5",
        (("A304", TOTAL_SCORE),),
    ),
)


def _missing(base: str, row: str, category: str = "") -> Mistake:
    """A row taken out, 总分 as before."""
    return Mistake(base, {row: None}, "A303", TOTAL_SCORE, keep_total=True)


_ROWS = tuple(
    _missing(base, row.name)
    for base in ("消防培训", "河道整治", "公共卫生", "农村公路", "图书馆", "大气监测", "薄弱学校")
    for row in BASES[base].rows
)
_SINGLE = (
    Mistake(
        "消防培训",
        {"培训考核合格率.score": "11"},
        "A304",
        "培训考核合格率",
        follows=(("A304", TOTAL_SCORE),),
    ),
    Mistake("河道整治", {"沿线居民满意度.score": "10.5"}, "A304", "沿线居民满意度"),
    Mistake(
        "公共卫生",
        {"疫苗接种差错率.score": "50"},
        "A304",
        "疫苗接种差错率",
        follows=(("A304", TOTAL_SCORE),),
    ),
    Mistake(
        "农村公路",
        {"受益群众人数.weight": "5", "★养护公路里程.weight": "15"},
        "A304",
        "受益群众人数",
        follows=(("A501", "★养护公路里程"),),
    ),
    Mistake(
        "薄弱学校",
        {"年度资金总额.score": "10.1"},
        "A304",
        "funding.total.score",
        follows=(("A203", "funding.total.score"), ("A304", TOTAL_SCORE)),
    ),
    Mistake(
        "图书馆", {"total.score": "108.8"}, "A304", TOTAL_SCORE, follows=(("A302", TOTAL_SCORE),)
    ),
    Mistake(
        "大气监测",
        {
            "站点验收情况.weight": "0",
            "站点验收情况.score": "0",
            "建成监测站点.weight": "18",
            "建成监测站点.score": "18",
        },
        "A305",
        "站点验收情况",
    ),
    Mistake(
        "消防培训",
        {"培训考核合格率.score": "-2", "培训考核合格率.explanation": WHY},
        "A305",
        "培训考核合格率",
    ),
    Mistake(
        "河道整治",
        {
            "聘用管护人员.weight": "-4",
            "聘用管护人员.score": "-4",
            "新建护岸面积.weight": "14",
            "新建护岸面积.score": "14",
        },
        "A305",
        "聘用管护人员",
    ),
    Mistake(
        "农村公路",
        {
            "年度资金总额.weight": "0",
            "年度资金总额.score": "0",
            "★养护公路里程.weight": "20",
            "★养护公路里程.score": "20",
        },
        "A305",
        "funding.total.weight",
    ),
)


def _labels(old: str, new: str) -> dict[str, str]:
    """A level-1 label of the health form written otherwise, in all its rows."""
    return {f"{row.name}.level1": new for row in BASES["公共卫生"].rows if row.level1 == old}


_LABELS = (
    Mistake(
        "公共卫生",
        _labels("产出指标（50分）", "产出指标（60分）"),
        "A306",
        "新建标准化接种门诊",
        "50",
    ),
    Mistake(
        "公共卫生", _labels("效益指标（30分）", "效益指标（20分）"), "A306", "家庭医生签约率", "30"
    ),
    Mistake(
        "公共卫生", _labels("满意度指标（10分）", "满意度指标 5分"), "A306", "居民满意度", "10"
    ),
    Mistake(
        "公共卫生",
        _labels("产出指标（50分）", "产出指标（权重：45%）"),
        "A306",
        "新建标准化接种门诊",
        "50",
    ),
    Mistake(
        "公共卫生",
        {
            "健康讲座期数.weight": "8",
            "健康讲座期数.score": "8",
            "家庭医生签约率.weight": "13",
            "家庭医生签约率.score": "13",
        },
        "A306",
        "新建标准化接种门诊",
        "52",
        follows=(("A306", "家庭医生签约率"),),
    ),
    Mistake(
        "消防培训",
        {
            "消防培训场次.level2": "数量指标（25分）",
            "培训居民人次.level2": "数量指标（25分）",
            "灭火器配置数量.level2": "数量指标（25分）",
        },
        "A306",
        "消防培训场次",
        "20",
    ),
)
_DEDUCTED = {
    "家庭医生签约率.score": "3",
    "家庭医生签约率.actual": "12%",
    "家庭医生签约率.explanation": WHY,
}
_GRADES = (
    Mistake("公共卫生", {GRADE: "良"}, "A307", GRADE, "优"),
    Mistake("公共卫生", {GRADE: "中"}, "A307", GRADE, "优"),
    Mistake("公共卫生", _DEDUCTED, "A307", GRADE, "良"),
    Mistake("图书馆", {GRADE: "合格"}, "A307", GRADE, "优"),
    Mistake("消防培训", {GRADE: "良好"}, "A307", GRADE, "优"),
    Mistake("消防培训", {GRADE: "差"}, "A307", GRADE, "优"),
    Mistake(
        "消防培训",
        {TOTAL_SCORE: "89.5"},
        "A308",
        GRADE,
        "优",
        follows=(("A302", TOTAL_SCORE),),
    ),
    Mistake(
        "公共卫生",
        _DEDUCTED,
        "A308",
        GRADE,
        "良",
        follows=(("A302", TOTAL_SCORE),),
        keep_total=True,
    ),
    Mistake(
        "消防培训",
        {
            "消防知识知晓率.weight": "10",
            "消防知识知晓率.score": "10",
            "培训考核合格率.weight": "20",
            "培训考核合格率.score": "20",
        },
        "A310",
        "indicator.weight",
    ),
    Mistake(
        "河道整治",
        {"沿线居民满意度.weight": "20", "沿线居民满意度.score": "20", "断面水质达标率": None},
        "A310",
        "indicator.weight",
    ),
    Mistake(
        "大气监测",
        {"数据使用单位满意度": None, "环境空气质量.weight": "25", "环境空气质量.score": "25"},
        "A310",
        "indicator.weight",
    ),
)
CASES = (*_WEIGHTS, *_TOTALS, *_NOT_UPDATED, *_ROWS, *_SINGLE, *_LABELS, *_GRADES)
