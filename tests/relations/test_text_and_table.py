"""Which row a figure of a running text is about, and whether the two agree."""

from __future__ import annotations

import pytest

from reviewer.reading.prose import statements
from reviewer.relations.matching import Side
from reviewer.relations.row_figures import row_figures
from reviewer.relations.text_and_table import compare


@pytest.mark.parametrize(
    ("name", "words", "rate"),
    [
        ("年报审计数量", "年报审计", ""),
        ("指标1：培训人次", "培训", ""),
        ("★公路硬化里程（公里）", "道路硬化", ""),
        ("地下水监测井", "地下水检测井", ""),
        ("参训学员满意度", "学员", "满意度"),
        ("其中：小学人数", "小学", ""),
        ("学员满意率", "学员", "满意度"),
    ],
)
def test_what_a_row_measures(name: str, words: str, rate: str) -> None:
    unit = "%" if rate else "人"
    (row,) = row_figures(0, name, f"50{unit}", f"50{unit}", of_result=False)
    assert (row.words, row.measure.rate) == (words, rate)


def _side(text: str, rows, *, is_result: bool) -> Side:
    lines = [
        line
        for index, cells in enumerate(rows)
        for line in row_figures(index, *cells, of_result=is_result)
    ]
    return Side(statements(text), tuple(lines), is_result)


def _told(planned: str, achieved: str, *rows) -> list[tuple[str, int]]:
    """Each contradiction: the figure's words and the row."""
    sides = _side(planned, rows, is_result=False), _side(achieved, rows, is_result=True)
    return [
        (pair.statement.quantity.words, pair.row.row)
        for pairs in compare(*sides, 2023)
        for pair in pairs
        if not pair.agrees
    ]


RIVER = ("河道清淤长度", "≥35公里", "35.6公里")
BANK = ("护岸破损修复数量", "12处", "12处")
BOOKS = ("地情书进校园", "10所", "城里4所，乡镇6所，每所30册")
BLOOD = ("学生验血", "≥300份", "300份")
LIGHTS = ("照明设施更换数量", "320盏", "326盏")


@pytest.mark.parametrize(
    ("planned", "achieved", "rows", "expected"),
    [
        # The same words in another order, and other words for the same.
        ("清淤河道35公里。", "疏浚河段35.6公里。", [RIVER], []),
        ("清淤河道45公里。", "疏浚河段35.6公里。", [RIVER], [("45公里", 0)]),
        ("清淤河道35公里。", "疏浚河段36.6公里。", [RIVER], [("36.6公里", 0)]),
        ("修复护岸破损处12处。", "护岸修了15处。", [RIVER, BANK], [("15处", 1)]),
        # The other text ties words to the row that share none with it.
        ("换装路灯320盏。", "换装路灯328盏。", [LIGHTS], [("328盏", 0)]),
        ("换装路灯320盏。", "换装路灯326盏。", [LIGHTS], []),
        # Another thing in the same unit.
        ("清淤河道35公里，铺设管网18公里。", "清淤河道35.6公里，铺设管网19公里。", [RIVER], []),
        # A row that lists its parts says what they come to.
        ("", "护岸修了12处。", [("护岸破损修复数量", "12处", "东岸7处、西岸5处")], []),
        ("", "护岸修了13处。", [("护岸破损修复数量", "12处", "东岸7处、西岸5处")], [("13处", 0)]),
        (
            "",
            "机井打成8眼，还有2眼老井修好。",
            [("机井", "6眼", "冬窝子2眼，夏牧场4眼")],
            [("8眼", 0)],
        ),
        (
            "",
            "机井打成6眼，还有2眼老井修好。",
            [("机井", "6眼", "冬窝子2眼，夏牧场4眼")],
            [],
        ),
        (
            "",
            "档案扫了266万页。",
            [("档案扫描", "260万页", "一季度60万页，二季度70万页，三季度136万页")],
            [],
        ),
        # The only row of the unit that the other text speaks of, though no word is shared.
        ("地情书送进10所学校。", "给12所中小学送了读物。", [BOOKS], [("12所", 0)]),
        ("地情书送进10所学校。", "给10所中小学送了读物。", [BOOKS], []),
        ("地情书送进10个学校。", "新建12个站点。", [("地情书进校园", "10个", "10个")], []),
        # What failed, what the row of a rate counts, and what brackets part are no row's own.
        ("", "3处护岸复查不合格。", [BANK], []),
        ("", "验血900份（学生300、孕妇600）。", [BLOOD], []),
        ("", "验血900份（学生250、孕妇650）。", [BLOOD], [("900份", 0)]),
        ("", "护岸15处一次过关。", [BANK, ("护岸合格率", "≥70%", "查20处，合格15处，75%")], []),
        # None is a number.
        ("", "发生安全事故1起。", [("安全事故起数", "0起", "未发生")], [("1起", 0)]),
        ("", "发生安全事故0起。", [("安全事故起数", "0起", "未发生")], []),
        # A part, a sum, a total.
        ("清淤河道35公里。", "清淤干流20公里、支流15.6公里。", [RIVER], []),
        ("清淤河道35公里。", "清淤河道35.6公里，其中干流20公里。", [RIVER], []),
        # Of rows with one name the nearest is compared.
        (
            "",
            "检查企业130家。",
            [("检查企业数", "100家", "120家"), ("检查企业数", "30家", "30家")],
            [("130家", 0)],
        ),
        (
            "",
            "检查企业30家。",
            [("检查企业数", "100家", "120家"), ("检查企业数", "30家", "30家")],
            [],
        ),
        # Two floors for one thing are one number; a floor and a number need not be.
        ("清淤河道不少于30公里。", "", [RIVER], [("不少于30公里", 0)]),
        ("清淤河道不少于30公里。", "", [("河道清淤长度", "35公里", "35.6公里")], []),
        # A figure that the text gives beside all words of the row is no other row's by chance.
        (
            "",
            "改造老旧小区42个。",
            [("改造小区数量", "52个", "52个"), ("长效机制", "建立", "42个小区建立")],
            [("42个", 0)],
        ),
    ],
)
def test_a_text_against_the_rows(planned, achieved, rows, expected) -> None:
    assert _told(planned, achieved, *rows) == expected


@pytest.mark.parametrize(("said", "told"), [("14批次", False), ("168批次", True)])
def test_what_is_lacking_is_no_other_number(said: str, told: bool) -> None:
    row = ("定量快检批次", "≥200批次", "186批次")
    found = _told("", f"定性快检400批次全部做完，定量快检少送{said}。", row)
    assert (found == [(said, 0)]) is told


@pytest.mark.parametrize(("said", "told"), [("1063人次", True), ("1036人次", False)])
def test_the_other_number_of_a_row_is_not_misprinted_behind_its_own(said: str, told: bool) -> None:
    row = ("义诊次数", "≥8次", "8次，1036人次")
    found = _told("开展义诊8次。", f"义诊办了8次、看诊{said}。", row)
    assert (found == [(said, 0)]) is told
