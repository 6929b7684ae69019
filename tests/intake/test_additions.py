"""[vocabulary] of the user's configuration: labels that an office adds, and mistakes in it."""

from __future__ import annotations

import pytest

from reviewer.configuration import ConfigError
from reviewer.intake import additions, read_bytes
from reviewer.intake.additions import load
from reviewer.intake.likely import likely_role
from reviewer.intake.vocabulary import vocabulary
from reviewer.stack.work import Options, examine, key_of, unpack
from tests.documents.writers import html
from tests.intake.layouts import FOLDER, layout

UNKNOWN = layout(FOLDER / "unknown-score.txt")
PAGE = html(UNKNOWN.drawings)


@pytest.fixture(autouse=True)
def no_file_of_the_users(monkeypatch, tmp_path):
    monkeypatch.setattr(additions, "default_path", lambda: tmp_path / "none.toml")


@pytest.fixture
def config(tmp_path):
    def write(text):
        path = tmp_path / "config.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_without_a_file_nothing_is_added():
    assert load() == ()


def test_a_label_of_the_office_is_read(config):
    labels = load(config('[vocabulary.indicator_columns]\nactual = ["完成成效（全年）"]'))
    assert labels == (("indicator_columns", "actual", "完成成效"),)
    (form,) = read_bytes(PAGE, "test", labels).forms
    assert [row.actual.text for row in form.indicators] == ["1230盏", "42%", "92%"]
    assert form.remarks == ()
    (without,) = read_bytes(PAGE, "test").forms
    assert [row.actual.text for row in without.indicators] == ["", "", ""]


def test_every_place_takes_a_label(config):
    labels = load(
        config("""
[judge]
enabled = false
[vocabulary.title]
endings = ["自我检查单"]
[vocabulary.head]
project = ["事项"]
[vocabulary.side]
labels = ["钱款"]
[vocabulary.funding_columns]
executed = ["花了"]
[vocabulary.funding_lines]
fiscal = ["区里给的"]
[vocabulary.goal_columns]
achieved = ["干成了"]
[vocabulary.level1]
"产出" = ["做了什么"]
[vocabulary.level2]
"产出" = ["做了多少"]
[vocabulary.total]
labels = ["一共"]
[vocabulary.notes]
labels = ["另说"]
""")
    )
    names = additions.extended(labels)
    assert names.title_endings[-1] == "自我检查单"
    assert (names.head["事项"], names.funding_columns["花了"]) == ("project", "executed")
    assert (names.funding_lines["区里给的"], names.goal_columns["干成了"]) == ("fiscal", "achieved")
    assert (names.level1["做了什么"], names.level2["做了多少"]) == ("产出", "产出")
    assert {"钱款"} < names.side
    assert {"一共"} < names.totals
    assert {"另说"} < names.footer_notes
    assert "事项" not in vocabulary().head


def test_a_known_label_that_is_not_needed_may_be_taken(config):
    labels = load(config('[vocabulary.indicator_columns]\nexplanation = ["记录"]'))
    assert additions.extended(labels).indicator_columns["记录"] == "explanation"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[vocabulary.xyz]\nactual = ['甲']", "的 [vocabulary.xyz] 不认识，可用的有：head、"),
        (
            "[vocabulary.indicators_columns]\nactual = ['甲']",
            "的 [vocabulary.indicators_columns] 不认识，是不是 indicator_columns？可用的有：",
        ),
        (
            "[vocabulary.indicator_columns]\nactuals = ['甲']",
            "的 [vocabulary.indicator_columns] 的 actuals 不认识，是不是 actual？可用的有：",
        ),
        (
            "[vocabulary.indicator_columns]\nactual = '甲'",
            '的 [vocabulary.indicator_columns] 的 actual 应为一组文字，如 actual = ["名称"]',
        ),
        (
            "[vocabulary.indicator_columns]\nactual = ['（）']",
            "的 [vocabulary.indicator_columns] actual 中的“（）”不能作名称（1到24个字，括号内的不算）",
        ),
        (
            "[vocabulary.indicator_columns]\nactual = ['得分']",
            "的 [vocabulary.indicator_columns]：“得分”已经是 score（得分），不能再作 actual",
        ),
        (
            "[vocabulary.indicator_columns]\nactual = ['甲']\nscore = ['甲']",
            "的 [vocabulary.indicator_columns]：“甲”已经是 actual（实际完成值），不能再作 score",
        ),
        (
            "[vocabulary]\nhead = ['甲']",
            '的 [vocabulary] 的 head 应为一节，如 [vocabulary.head] project = ["名称"]',
        ),
        ("vocabulary = 3", "的 vocabulary 应为一节 [vocabulary]"),
    ],
)
def test_a_mistake_is_named_with_its_place(config, text, message):
    path = config(text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert str(caught.value).startswith(f"配置文件 {path} {message}")


def test_results_are_kept_apart_by_the_labels(config):
    labels = load(config('[vocabulary.indicator_columns]\nactual = ["完成成效"]'))
    plain, added = Options(), Options(additions=labels)
    assert key_of(PAGE, plain) != key_of(PAGE, added)
    assert Options.of_key(added.key) == added
    document, _ = unpack(examine(PAGE, "test", added).payload, "test")
    assert document.forms[0].indicators[0].actual.text == "1230盏"


def test_an_unknown_heading_is_named_with_the_field_that_it_may_be():
    (form,) = read_bytes(PAGE, "test").forms
    assert [(remark.text.text, remark.reason) for remark in form.remarks] == [
        (
            "完成成效",
            "不认识的表头，该列未读取；可能是“实际完成值”，"
            '可在配置文件里加入 [vocabulary.indicator_columns] actual = ["完成成效"]',
        )
    ]


@pytest.mark.parametrize(
    ("heading", "texts", "lacking", "role"),
    [
        ("自评打分值", ["20", "10"], {"score"}, "score"),
        ("自评打分值", ["20", "10"], {"actual"}, None),
        ("年终数", ["12家", "95%"], {"actual"}, "actual"),
        ("偏差及措施", ["汛期停工，次年补建"], {"explanation"}, "explanation"),
        ("承办渠道", ["台账"], {"explanation"}, None),
    ],
)
def test_words_and_contents_tell_the_field(heading, texts, lacking, role):
    names = vocabulary().indicator_columns
    assert likely_role(heading, texts, names, set(names.values()) - lacking) == role
