"""Do the figures of a text agree with one another?"""

from fractions import Fraction
from pathlib import Path

import pytest

from reviewer.relations import corrected, solve
from tests.growth import grows_linearly

DATA = Path(__file__).parents[1] / "data"


def lines(name):
    found = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def told(text, name=""):
    return "; ".join(f"{one.formula()}，不是{one.told()}" for one in solve(text, name).broken)


@pytest.mark.parametrize("line", lines("figures_wrong.txt"))
def test_contradictions_are_told_with_their_formula(line):
    text, _, expected = line.partition("|")
    assert told(text) == expected


@pytest.mark.parametrize("text", [*lines("figures_apart.txt"), *lines("figures_right.txt")])
def test_nothing_is_told_of_a_correct_text(text):
    assert told(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "10座（其中改建4座）",  # no complete list
        "慰问812户，其中低保户504户、特困户218户",
        "图书500册（文学120册、科普90册等）",
        "由2.4万亩增加到2.8万亩，增长16.7%",
        "2.45万人次，其中线上1.2万人次、线下1.2万人次",  # rounded parts
        "发放问卷200份，满意度95.5%",
        "收回57份，回收率95%，满意度94.7%",  # of which the rate is, is not said
        "每季度1次以上，全年人均5次",  # a limit is no factor
        "每月2次，全年26次",
        "签约12.6万人，签约率36.8%",
        "月报12期、季报4期、年报1期",
        "45名获奖职工中有24名符合条件，21名已晋升，其余3名延期",
        "抽检320批次，不合格4批次，合格率98.8%",
        "1320家，比上年增加4.2%，上年1267家",
        "水田3.8万元/亩，旱地3.2万元/亩",  # each its own
        "12个分部，一次通过11个，油饰分部补刷后复验通过，合格率100%",  # passed since
        "专业物业19个、社区托管8个、业主自管5个，共32个",  # 自管 is no 自 … 至
        "日常养护528.00万元（含村道172.48万元、岗位补贴155.52万元）",  # two of several
        "发放60份，收回57份，满意度94.7%",
        "应训250人，到课246人，取证率95.4%",
        "采购配件4.8万元（24台，每台2000元）",
        "宣传费18.0万元（12场，每场1.2万元，另有展板3.6万元）",
        "高出县均水平12.4分，上年82.1分，本年86.3分",
        "年末在册624人：年初598人，新纳入61人，去世、迁出等减少35人",
        "年初库存130枚，购进240枚，发射264枚，年末库存106枚",
    ],
)
def test_what_must_not_be_told(text):
    assert told(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("参考251人，过关218人，94.82%", "218 ÷ 251 = 86.853%，不是94.82%"),
        ("12个分部，通过11个，余下的开春复验，合格率100%", "11 ÷ 12 = 91.7%，不是100%"),
        (
            "年末在册634人：年初598人，新纳入61人，去世、迁出等减少35人",
            "598 + 61 − 35 = 624，不是634",
        ),
        (
            "年初库存130枚，购进240枚，发射264枚，年末库存116枚",
            "130 + 240 − 264 = 106，不是116",
        ),
        ("工资115.20万元（120名，每名8600元）", "120名 × 8600元 = 103.2万元，不是115.2万元"),
        ("64.5公里分129段，每段50米", "129段 × 50米 = 6.45公里，不是64.5公里"),
        ("支出9141.12万元（约9.1亿元）", "9141.12万元 = 0.9141亿元，不是9.1亿元"),
        ("上年14500元；本年15240元；增12%", "(15240 − 14500) ÷ 14500 = 5.1%，不是12%"),
        ("建设前486公斤，建设后562公斤，高出96公斤", "562 − 486 = 76，不是96"),
    ],
)
def test_what_follows_from_the_order_of_the_figures(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("100%（57/60）", "", "57 ÷ 60 = 95%，不是100%"),
        ("12+20=34座", "", "12 + 20 = 32，不是34"),
        ("30场×4次=130场次", "", "30 × 4 = 120，不是130"),
        ("12+20=32座", "", ""),
        ("95.6%，参训1236人，合格1150人", "培训合格率", "1150 ÷ 1236 = 93.04%，不是95.6%"),
        ("95.6%，参训1236人，合格1150人", "培训人数", ""),
    ],
)
def test_a_bare_rate_is_that_of_the_row(text, name, expected):
    assert told(text, name) == expected


def test_a_contradictory_cell_is_corrected():
    cell = corrected("发放问卷260份，收回248份，满意223份，满意度92.3%")
    assert cell.figures[-1].quantity.low == Fraction(22300, 248)
    assert [one.quantity.low for one in cell.figures[:-1]] == [260, 248, 223]


def test_a_total_in_ten_thousands_is_corrected_in_its_own_unit():
    cell = corrected("带动投资3.6亿元（银行贷款2.1亿元，企业自筹1.3亿元）")
    assert cell.figures[0].quantity.low == 340_000_000


def test_a_hostile_text_takes_no_longer_than_its_length():
    def listed(size):
        return "，".join(
            f"其中线上{n}场、线下{n + 1}场，占{n % 100}%，比上年增加{n}%" for n in range(size)
        )

    assert grows_linearly(lambda size: solve(listed(size)), 3000)
    assert grows_linearly(lambda size: solve("（" * size + "12座、" * size), 5000)
