"""Policies: what the shipped ones say, how a file is refused, and which one a form gets."""

from fractions import Fraction

import pytest

from reviewer.models import FormKind
from reviewer.policy import PolicyError, choose, load, names
from reviewer.rounding import Rounding
from reviewer.rules.examples import Money, Row, Sketch


def test_the_default_stands_first():
    assert names() == ("national", "guangxi", "hubei", "shanghai", "sichuan")


def test_national_figures():
    policy = load("national")
    assert policy.total == 100
    assert policy.execution_weight == 10
    assert policy.category_weights == {"产出": 50, "效益": 30, "满意度": 10}
    assert policy.bands == (Fraction(4, 5), Fraction(3, 5), Fraction(0))
    assert policy.over_achievement == Fraction(13, 10)
    assert policy.small_excess == (2, 5, 10)
    assert policy.low_execution == Fraction(9, 10)
    assert policy.hardly_spent == Fraction(3, 10)
    assert policy.nearly_complete == Fraction(19, 20)
    assert policy.budget_change == Fraction(1, 10)
    assert policy.token_deduction == Fraction(1, 100)
    assert policy.reverse_formula == "ratio"
    assert policy.rounding is Rounding.HALF_UP
    assert policy.scored


def test_what_places_do_differently():
    assert load("hubei").execution_weight == 20
    assert load("hubei").category_weights is None
    assert load("hubei").bands[1] == Fraction(1, 2)
    assert load("sichuan").budget_change == 0
    assert load("shanghai").grade(Fraction(70)) == "合格"
    assert load("shanghai").rounding is Rounding.UP


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("60", "中"),
        ("59.9", "差"),
        ("0", "差"),
    ],
)
def test_grade_of_a_score(score, grade):
    assert load().grade(Fraction(score)) == grade


@pytest.mark.parametrize(
    ("name", "band"), [("优秀", 0), ("良好", 1), ("合格", 2), ("不合格", 3), ("A", None)]
)
def test_band_of_a_name(name, band):
    assert load().named_band(name) == band


@pytest.mark.parametrize("name", names())
def test_every_figure_names_its_source(name):
    figures = load(name).figures()
    assert len({figure.key for figure in figures}) == len(figures) == 17
    assert all(figure.source and figure.label and figure.value for figure in figures)


def test_a_figure_taken_over_says_from_where():
    table = {figure.key: figure for figure in load("hubei").figures()}
    assert table["execution_weight"].policy == "hubei"
    assert table["total"].policy == "national"


def write(folder, text, name="mine.toml"):
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_a_file_of_ones_own_extends_a_shipped_one(tmp_path):
    path = write(
        tmp_path,
        'title = "本区"\nextends = "shanghai"\nlow_execution = "85%"\n'
        '[over_achievement]\nvalue = 1.2\nsource = "区财政局通知"\nverified = true\n',
    )
    policy = load(path)
    assert (policy.name, policy.title) == ("mine", "本区")
    assert policy.low_execution == Fraction(17, 20)
    assert policy.over_achievement == Fraction(6, 5)
    assert policy.rounding is Rounding.UP
    (figure,) = [figure for figure in policy.figures() if figure.key == "over_achievement"]
    assert (figure.value, figure.source, figure.verified) == ("120%", "区财政局通知", True)


def test_a_file_extends_a_file_beside_it(tmp_path):
    write(tmp_path, 'extends = "national"\nlow_execution = "80%"', "city.toml")
    path = write(tmp_path, 'extends = "city.toml"\nbudget_change = "5%"')
    assert load(path).low_execution == Fraction(4, 5)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('extends = "national"\nlow_exekution = "85%"', "low_exekution"),
        ('extends = "national"\nlow_execution = "多"', "low_execution（执行率需说明原因的下限）"),
        ('extends = "national"\nlow_execution = 90', "low_execution"),
        ('extends = "national"\nscored = "yes"', "true 或 false"),
        ('extends = "national"\ntotal = true', "total"),
        ('extends = "national"\nreverse_formula = "cubic"', "ratio 或 linear"),
        ('extends = "national"\nbands = ["60%", "80%", "0%"]', "bands"),
        ('extends = "national"\nbands = ["80%", "0%"]', "bands"),
        ('extends = "national"\nsmall_excess = "2"', "small_excess"),
        ('extends = "national"\nexecution_weight = "20"', "之和不等于总分"),
        ('extends = "national"\nexecution_weight = "-1"', "execution_weight"),
        ('extends = "national"\nexecution_weight = "1/0"', "execution_weight"),
        ('extends = "national"\nexecution_weight = "1e999999999"', "execution_weight"),
        ('extends = "national"\ngrades = [{ from = "90", names = ["优"] }]', "grades"),
        ('extends = "national"\nrequired_dimensions = [["颜色"]]', "required_dimensions"),
        ('extends = "national"\ncategory_weights = {}', "category_weights.value"),
        ('extends = "national"\n[low_execution]\nvalue = "85%"\nfrom = "x"', "low_execution.from"),
        ('extends = "national"\n[low_execution]\nsource = "x"', "low_execution.value"),
        ('extends = "nowhere"', "nowhere"),
        ('extends = "mine.toml"', "互相继承"),
        ('low_execution = "85%"', "缺少此项"),
        ("low_execution = ", "TOML"),
        ("regions = [1]\nextends = 'national'", "regions"),
    ],
)
def test_a_file_is_refused_with_its_name_and_the_key(tmp_path, text, told):
    path = write(tmp_path, text)
    with pytest.raises(PolicyError) as refused:
        load(path)
    assert "mine.toml" in str(refused.value)
    assert told in str(refused.value)


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(PolicyError, match=r"beijing.*national、guangxi"):
        load("beijing")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyError, match="UTF-8"):
        load(str(path))


@pytest.mark.parametrize(
    ("department", "policy"),
    [
        ("上海市生态环境局", "shanghai"),
        ("219001-上海市应急管理局", "shanghai"),
        ("浦东新区财政局", "shanghai"),
        ("中国共产党上海市委员会宣传部", "shanghai"),
        ("上海市虹口区四川北路街道办事处", "shanghai"),
        ("四川省财政厅", "sichuan"),
        ("成都高新技术产业开发区管委会", "sichuan"),
        ("广西壮族自治区财政厅", "guangxi"),
        ("北海市教育局", "guangxi"),
        ("青岛市上海路街道办事处", "national"),
        ("四川路小学", "national"),
        ("北京市驻成都市办事处", "national"),
        ("某市应急管理局", "national"),
        ("", "national"),
    ],
)
def test_the_department_tells_the_place(department, policy):
    form = Sketch(department=department, unit="").build()
    assert choose(form).policy.name == policy


def test_the_reason_names_the_cell():
    assert (
        choose(Sketch(department="上海市生态环境局").build()).reason
        == "主管部门为“上海市生态环境局”"
    )
    assert (
        choose(Sketch(unit="南宁市青秀区民政局").build()).reason == "实施单位为“南宁市青秀区民政局”"
    )
    assert (
        "表名"
        in choose(Sketch(title="2023年度湖北省省级项目绩效自评表", funding=HUBEI).build()).reason
    )


def test_who_asks_gets_what_was_asked():
    choice = choose(Sketch(department="上海市生态环境局").build(), "guangxi")
    assert choice.policy.name == "guangxi"
    assert "guangxi" in choice.reason


HUBEI = (("年度资金总额", Money(weight="20", score="19")),)
GOALS = (Row("培训人次", "≥100人次", "120人次", weight="", score="80"),)


def test_an_execution_weight_of_20_tells_hubei():
    choice = choose(Sketch(funding=HUBEI, rows=GOALS, fill=False).build())
    assert choice.policy.name == "hubei"
    assert "20分" in choice.reason


def test_a_hubei_unit_with_the_national_form_is_checked_by_the_national_policy():
    choice = choose(Sketch(department="武汉市应急管理局").build())
    assert choice.policy.name == "national"
    assert "武汉市应急管理局" in choice.reason
    assert "10分" in choice.reason


def test_an_execution_weight_of_20_beside_90_points_is_a_mistake_of_the_form():
    form = Sketch(department="上海市应急管理局", funding=HUBEI).build()
    assert choose(form).policy.name == "shanghai"


def test_a_transfer_form_is_checked_without_scores():
    choice = choose(Sketch(kind=FormKind.TRANSFER, department="四川省农业农村厅").build())
    assert choice.policy.name == "national"
    assert "转移支付" in choice.reason
    assert "没有检查" in choice.reason
    plain = Sketch(kind=FormKind.TRANSFER).build().model_copy(update={"scored": False})
    assert "不设分值和得分" in choose(plain).reason


@pytest.mark.parametrize(
    ("rate", "score", "policy"),
    [("95.00%", "19", "hubei"), ("95.00%", "9.5", "national"), ("95.00%", "7", "national")],
)
def test_without_weights_the_score_of_the_execution_tells_the_weight(rate, score, policy):
    money = (("年度资金总额", Money(weight="", execution_rate=rate, score=score)),)
    row = Row("培训人次", "≥100人次", "110人次", "", "80")
    form = Sketch((row,), funding=money, fill=False, total=("", "99", "")).build()
    assert choose(form).policy.name == policy
