"""What the words of a cell say of how far a thing has come."""

import pytest

from reviewer.reading.states import Kind, read_states


def kinds(text, row_words=""):
    return [state.kind for state in read_states(text, row_words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("结项未获批准", "未获批准"),
        ("设备没能按期供货", "没能按期供货"),
        ("还有14个没接通电源", "没接通"),
        ("预案还没编完", "还没编完"),
        ("两台没到", "没到"),
        ("系统未予启用", "未予启用"),
    ],
)
def test_a_negation_reaches_its_verb_over_adverbs_and_passives(text, words):
    assert [(state.kind, state.words) for state in read_states(text)] == [(Kind.UNDONE, words)]


def test_a_word_of_the_row_is_denied_as_a_verb_is():
    assert kinds("未帮扶困难企业") == []
    assert kinds("未帮扶困难企业", "帮扶企业数") == [Kind.UNDONE]


def test_of_a_number_any_verb_may_be_denied_but_that_of_something_bad():
    assert kinds("其中40个未划线启用") == [Kind.UNDONE]
    assert kinds("3户未受灾，12批次未检出农残") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("缺2022年两卷", Kind.LACKING),
        ("漏报3条", Kind.LACKING),
        ("6个待验收", Kind.PENDING),
        ("形成征求意见稿", Kind.DRAFT),
        ("被退回", Kind.FAILED),
        ("迟报一回", Kind.LATE),
        ("不及上年", Kind.WORSE),
        ("略有反弹", Kind.WORSE),
        ("超预算15万元", Kind.OVER),
        ("未全部到位", Kind.PARTLY),
        ("处于联调阶段", Kind.UNDER_WAY),
        ("1座正在试运行", Kind.UNDER_WAY),
    ],
)
def test_a_state(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "未成年人保护",
        "待遇落实",
        "未发生事故",
        "暑期86天未闭园",
        "末一批离期限还剩2天",
        "不少于20次",
        "最少的村3场",
        "误差3毫米",
        "在建设过程中",
        "供水全年未间断",
        "还需每周留出半天",
    ],
)
def test_no_state(text):
    assert kinds(text) == []
