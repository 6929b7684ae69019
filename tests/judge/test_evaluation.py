"""Labels and how far predictions agree with them."""

import json
from fractions import Fraction

import pytest

from reviewer.judge.evaluation import Prediction, agreement, bootstrap, evaluate, kappa
from reviewer.judge.labels import QUESTIONS, VERDICTS, Label, LabelError, load_labels

YES, NO = "true", "false"


def pairs(**counts):
    """yy=3 means: three rows labelled yes and predicted yes."""
    words = {"y": YES, "n": NO}
    return [(words[a], words[b]) for (a, b), count in counts.items() for _ in range(count)]


def label(number, verdict="partly", origin="real", **answers):
    return Label(str(number), verdict, answers, "张三", origin, source="a.txt")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}, Fraction(2, 5)),
        ({("y", "y"): 45, ("y", "n"): 15, ("n", "y"): 25, ("n", "n"): 15}, Fraction(6, 46)),
        ({("a", "a"): 2, ("b", "b"): 3, ("c", "c"): 5}, Fraction(1)),
        ({("a", "b"): 5, ("b", "a"): 5}, Fraction(-1)),
        ({("a", "a"): 4, ("a", "b"): 4}, Fraction(0)),
        ({("a", "a"): 9}, None),
        ({}, None),
    ],
)
def test_kappa(table, expected):
    assert kappa(table) == expected


def test_figures_of_one_question():
    found = [*pairs(yy=20, yn=5, ny=10, nn=15), (YES, None)]
    figures = agreement("cause", found)
    assert (figures.rows, figures.missing) == (50, 1)
    assert figures.accuracy == Fraction(35, 50)
    assert figures.kappa == Fraction(2, 5)
    assert figures.table[YES, NO] == 5
    low, high = figures.interval
    assert low < figures.kappa < high
    assert Fraction(10, 100) < low < Fraction(25, 100)  # by the usual formula 0.15 and 0.65
    assert Fraction(55, 100) < high < Fraction(70, 100)


def test_the_interval_is_the_same_each_time_and_moves_with_the_seed():
    found = pairs(yy=9, yn=3, ny=4, nn=8)
    assert bootstrap(found) == bootstrap(found)
    assert bootstrap(found, seed=1, resamples=50) != bootstrap(found, seed=2, resamples=50)


def test_perfect_agreement_has_no_width():
    assert bootstrap(pairs(yy=10, nn=10)) == (1, 1)


def test_where_everything_is_one_value_there_is_no_kappa_but_an_accuracy():
    figures = agreement("cause", pairs(yy=7))
    assert (figures.accuracy, figures.kappa, figures.interval) == (1, None, None)


def test_nothing_to_compare():
    figures = agreement("cause", [(YES, None)])
    assert (figures.rows, figures.missing, figures.accuracy) == (0, 1, None)


def test_evaluate():
    labels = [
        label(1, "supported", cause=YES, cause_kind="own"),
        label(2, "partly", cause=YES),
        label(3, "unsupported", "synthetic", cause=NO),
        label(4, "partly", "synthetic", cause=YES),
    ]
    predictions = {
        "1": Prediction("supported", {"cause": YES, "cause_kind": "objective"}),
        "2": Prediction("undecided"),
        "3": Prediction("unsupported", {"cause": NO}),
        "99": Prediction("partly"),
    }
    found = evaluate(labels, predictions)
    assert found.unjudged == ("4",)
    assert (found.verdict.rows, found.verdict.accuracy) == (3, Fraction(2, 3))
    assert found.verdict.table["partly", "undecided"] == 1
    assert found.by_origin["real"].accuracy == Fraction(1, 2)
    assert found.by_origin["synthetic"].accuracy == 1
    questions = {figures.name: figures for figures in found.questions}
    assert list(questions) == list(QUESTIONS)
    assert (questions["cause"].rows, questions["cause"].missing) == (2, 2)
    assert questions["cause"].kappa == 1
    assert questions["cause_kind"].table == {("own", "objective"): 1}
    assert questions["measure"].rows == 0


LINE = {
    "id": "a1",
    "source": "../samples/a.txt",
    "form": 1,
    "row": 2,
    "verdict": "partly",
    "answers": {"cause": True, "cause_kind": "own", "measure": False},
    "author": "张三",
    "origin": "real",
}


def written(tmp_path, *lines):
    path = tmp_path / "labels.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), "utf-8")
    return path


def test_reads_labels_of_forms_and_of_rows_of_their_own(tmp_path):
    own = {**LINE, "id": "b1", "data": {"explanation": "一\u2028二"}, "origin": "synthetic"}
    for name in ("source", "form", "row", "answers"):
        own.pop(name)
    path = written(tmp_path, LINE, "", json.dumps(own, ensure_ascii=False))
    first, second = load_labels(path)
    assert (first.source, first.form, first.row, first.line) == ("../samples/a.txt", 1, 2, 1)
    assert first.answers == {"cause": "true", "cause_kind": "own", "measure": "false"}
    assert (second.data, second.source, second.line) == ({"explanation": "一\u2028二"}, "", 3)
    assert second.answers == {}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_can_be_a_label(tmp_path, verdict):
    (found,) = load_labels(written(tmp_path, LINE | {"verdict": verdict}))
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"verdict": "maybe"}, "verdict 应为 undecided、"),
        ({"verdict": None}, "现为 null"),
        ({"origin": "made-up"}, "origin 应为 real、synthetic 之一"),
        ({"author": " "}, "author 应为不为空的文字"),
        ({"id": 7}, "id 应为不为空的文字，现为 7"),
        ({"row": -1}, "row 应为从 0 数起的序号"),
        ({"row": True}, "row 应为"),
        ({"form": "1"}, "form 应为"),
        ({"answers": []}, "answers 应为一个 JSON 对象"),
        ({"answers": {"reason": True}}, "不认识的问题 reason"),
        ({"answers": {"cause": "maybe"}}, "answers.cause 应为 true、false 之一"),
        ({"answers": {"cause_kind": True}}, "answers.cause_kind 应为 objective"),
        ({"data": {"a": 1}}, "source（指向文件中的一行）或 data"),
        ({"verdikt": "partly"}, "不认识的字段 verdikt"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path, change, words):
    path = written(tmp_path, {**LINE, "id": "a0"}, LINE | change)
    with pytest.raises(LabelError) as caught:
        load_labels(path)
    assert str(caught.value).startswith(f"{path} 第 2 行：")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [("{", "不是 JSON"), ("[" * 100_000, "不是 JSON"), ("[]", "应为一个 JSON 对象")],
)
def test_a_line_that_is_no_object(tmp_path, line, words):
    with pytest.raises(LabelError, match=words):
        load_labels(written(tmp_path, line))


def test_a_row_without_source_and_data(tmp_path):
    line = {name: value for name, value in LINE.items() if name != "source"}
    with pytest.raises(LabelError, match="之一"):
        load_labels(written(tmp_path, line))


def test_the_same_id_twice(tmp_path):
    with pytest.raises(LabelError, match="第 2 行：id 'a1' 与第 1 行相同"):
        load_labels(written(tmp_path, LINE, LINE))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(LabelError, match=r"none\.jsonl 读不了"):
        load_labels(tmp_path / "none.jsonl")
