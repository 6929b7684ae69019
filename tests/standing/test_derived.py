"""Rates given as counts, and rates per population."""

from fractions import Fraction

import pytest

from reviewer.language.dates import impossible_date
from reviewer.standing.grounds import Standing
from tests.standing.test_attainment import reached


@pytest.mark.parametrize(
    ("name", "target", "actual", "standing", "completion"),
    [
        ("满意度", "≥90%", "调查120人，满意104人", Standing.MISSED, Fraction(26, 27)),
        ("满意度", "≥90%", "调查120人，满意114人", Standing.OVER, None),
        ("产品合格率", "100%", "抽检50件，合格48件", Standing.MISSED, Fraction(24, 25)),
        ("项目按时完工率", "100%", "8个项目中7个按期完工", Standing.MISSED, Fraction(7, 8)),
        ("项目按时完工率", "100%", "7/8", Standing.MISSED, Fraction(7, 8)),
        ("项目按时完工率", "100%", "8/8", Standing.MET, None),
        ("乡镇覆盖率", "≥95%", "应覆盖120个村，实际覆盖118个村", Standing.OVER, None),
        ("满意度", "≥90%", "调查120人，满意100人，基本满意14人", Standing.UNKNOWN, None),
        ("满意度", "≥90%", "调查120人，不满意10人", Standing.UNKNOWN, None),
        ("满意度", "≥90%", "调查120人，基本满意14人", Standing.UNKNOWN, None),
        ("产品合格率", "100%", "1件不合格", Standing.UNKNOWN, None),
        ("满意度", "≥90%", "发放问卷200份，收回198份，满意190份", Standing.OVER, None),
        ("产品合格率", "100%", "12个项目全部验收合格", Standing.MET, None),
        ("产品合格率", "100%", "除2台外均合格", Standing.UNKNOWN, None),
        ("产品合格率", "100%", "2台不合格，其余全部合格", Standing.UNKNOWN, None),
        ("按期完成率", "100%", "12个项目均按期完成", Standing.MET, None),
        ("产品合格率", "≥95%", "抽检126批次，合格123批次，3批次未达标", Standing.OVER, None),
        ("产品合格率", "≥95%", "抽检126批次，合格120批次，3批次未达标", Standing.UNKNOWN, None),
        ("验收合格率", "100%", "完成项目12个，验收10个", Standing.UNKNOWN, None),
        ("接种率", "≥90%", "接种第一针300人，接种第二针280人", Standing.UNKNOWN, None),
        ("参保率", "≥95%", "参保1200人，新增参保50人", Standing.UNKNOWN, None),
        ("孕产妇死亡率", "≤16/10万", "19.8/10万", Standing.MISSED, Fraction(160, 198)),
        ("孕产妇死亡率", "≤16/10万", "9.8/10万", Standing.MET, None),
        ("传染病发病率", "≤10/10万", "12.6/10万", Standing.MISSED, Fraction(100, 126)),
        ("传染病发病率", "≤10/10万", "0.08‰", Standing.MET, None),
    ],
)
def test_a_rate_as_its_counts(name, target, actual, standing, completion):
    found = reached(target, actual, name, "质量指标")
    assert found.standing is standing
    assert found.completion == completion


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("2023年10月32日", "2023年10月32日"),
        ("2023年13月", "2023年13月"),
        ("13月5日完成", "13月5日"),
        ("2023-13-05", "2023-13-05"),
        ("二〇二三年十三月", "2023年13月"),
        ("2023年10月31日", ""),
        ("2023-45号", ""),
        ("印发市财预2023-45号文件", ""),
        ("24月", ""),
        ("2023年24月龄儿童", ""),
        ("2023年6月31日", "2023年6月31日"),
    ],
)
def test_a_date_that_no_calendar_holds(text, never):
    assert impossible_date(text) == never
