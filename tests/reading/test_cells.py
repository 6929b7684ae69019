"""What each number of a cell does in its sentence."""

import pytest

from reviewer.reading.cells import read_cell


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("慰问812户，其中低保户504户", "812户 value none; 504户 part none"),
        ("由11起降至9起，下降22.2%", "11起 before none; 降至9起 now none; 22.2% change none"),
        ("比上年（2.4万亩）增加0.5万亩", "2.4万亩 before none; 0.5万亩 change none"),
        ("8个社区各讲4场，共40场", "8个 value none; 4场 value each; 40场 total none"),
        ("2.16万亩（折合1560公顷）", "2.16万亩 value none; 1560公顷 converted none"),
        ("平均18分钟，最长一次47分钟", "18分钟 value average; 47分钟 value most"),
        ("平均1小时25分", "1小时25分 value average"),
        ("最长3个月零9天", "3个月零9天 value most"),
        ("占85%，其余3座未验收", "85% value none; 3座 rest none"),
        (
            "由上年的18.6亿元增加到20.46亿元，增长10%",
            "18.6亿元 before none; 增加到20.46亿元 now none; 10% change none",
        ),
        ("最少的村1场", "1场 value least"),
        ("6.2天，38件平均", "6.2天 value average; 38件 value none"),
        ("6.2天，38件送检", "6.2天 value none; 38件 value none"),
        ("治理前是每升5.1毫克", "5.1毫克 before each"),
    ],
)
def test_roles(text, said):
    figures = read_cell(text).figures
    found = [f"{one.quantity.words} {one.role} {one.scope}" for one in figures]
    assert "; ".join(found) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("灯具90盏，40瓦的52盏、80瓦的38盏", ["40瓦", "80瓦"]),
        ("20公里，其中50毫米管12公里、80毫米管8公里", ["50毫米", "80毫米"]),
        ("林地30块，20亩以下18块，20到50亩9块", ["20亩以下", "20到50亩"]),
        ("沿42公里堤岸栽柳800株", []),
        ("东片300亩2.1万株、西片400亩2.8万株", []),
        ("完成86%的12个村，共36公里的3条路", []),
    ],
)
def test_traits(text, said):
    assert [one.quantity.words for one in read_cell(text).figures if one.is_trait] == said
