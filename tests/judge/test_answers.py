"""What can be kept of an answer that did not pass: never an exception, never a row too many."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.judge.answers import DraftAnswer, RowAnswer, salvage
from tests.growth import grows_linearly
from tests.judge.sketched import answer, drafted, inquiries_of, published, whole

INQUIRY = inquiries_of()[0]


def kept(data: object) -> tuple[list[str], dict[str, str]]:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    answers, failures = salvage(text, INQUIRY)
    assert sorted([*answers, *failures]) == sorted(INQUIRY.rows)
    return list(answers), failures


def test_a_sound_answer_is_kept_whole():
    answers, failures = salvage(json.dumps(whole()), INQUIRY)
    assert failures == {}
    assert isinstance(answers["r0"], RowAnswer)
    assert isinstance(answers["r2"], DraftAnswer)


@pytest.mark.parametrize(
    "around", ["```json\n{}\n```", "好的，结果如下：\n{}\n请查收。", "\ufeff{}\n"]
)
def test_what_stands_around_the_json_does_not_matter(around):
    rows, failures = kept(around.replace("{}", json.dumps(whole())))
    assert rows == ["r0", "r1", "r2"]
    assert failures == {}


def test_braces_in_the_prose_before_it_do_not_matter():
    assert kept("按 {rows} 的要求：" + json.dumps(whole()))[1] == {}


def test_a_bad_row_is_left_out_and_the_others_stand():
    rows, failures = kept(whole(rows=[answer(cause_quote="受台风影响"), published()]))
    assert rows == ["r1", "r2"]
    assert failures == {"r0": "cause_quote“受台风影响”不是本行 explanation 的原文"}


def test_an_altered_number_is_left_out():
    rows, failures = kept(whole(drafts=[drafted(draft="少42人")]))
    assert rows == ["r0", "r1"]
    assert failures == {"r2": "draft 中的“42人”在表内没有"}


def test_an_invented_row_is_dropped():
    assert kept(whole(rows=[answer(), published(), answer("r9")])) == (["r0", "r1", "r2"], {})


def test_a_row_left_out_is_missed():
    assert kept(whole(rows=[published()]))[1] == {"r0": "模型没有回答这一行"}


def test_a_row_answered_twice_alike_is_kept():
    assert kept(whole(rows=[answer(), answer(), published()]))[1] == {}


def test_a_row_answered_twice_and_differently_is_not():
    rows = [answer(), answer(specific=False), published()]
    assert kept(whole(rows=rows))[1] == {"r0": "模型对这一行答了两次，而且不一致"}


def test_an_answer_cut_off_keeps_its_whole_rows():
    text = json.dumps(whole(), ensure_ascii=False)
    cut = text[: text.index('"r1"') + 30]
    rows, failures = kept(cut)
    assert rows == ["r0"]
    assert failures == dict.fromkeys(("r1", "r2"), "模型的回答不完整，没有写到这一行")


def test_a_judgement_where_only_a_draft_was_asked_leaves_the_draft():
    answers, _ = salvage(json.dumps(whole(drafts=[answer("r2", draft="少42名。")])), INQUIRY)
    assert isinstance(answers["r2"], DraftAnswer)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "模型的回答不是JSON"),
        ("抱歉，我不能回答。", "模型的回答不是JSON"),
        ("null", "模型的回答不是JSON"),
        ("[]", "模型的回答不是JSON"),
        ("{", "模型的回答不是JSON"),
        ("{}", "模型没有回答这一行"),
        ('{"rows": 5}', "模型没有回答这一行"),
        ('{"rows": [null, 7, "r0"], "drafts": {}}', "模型没有回答这一行"),
        ('{"rows": [{"row": ["r0"]}]}', "模型没有回答这一行"),
    ],
)
def test_no_answer_at_all(text, reason):
    assert kept(text) == ([], dict.fromkeys(INQUIRY.rows, reason))


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        ("", "{", ""),
        ("", "[", ""),
        ("", '{"rows":', ""),
        ("", "{}", ""),
        ("", '{"row":"r0"}', ""),
        ('{"rows":[{"row":"r0","draft":', "9", "}]}"),
        ('{"rows":[{"row":"r0","draft":"', "9家", '"}]}'),
        ('{"rows":[', '{"row":"r0"},', ""),
    ],
)
def test_hostile_answers_take_bounded_time(before, piece, after):
    def saved(size: int) -> None:
        answers, failures = salvage(before + piece * (size // len(piece)) + after, INQUIRY)
        assert sorted([*answers, *failures]) == sorted(INQUIRY.rows)

    assert grows_linearly(saved, 400_000)


@pytest.mark.parametrize("text", ["\ud800" + json.dumps(whole()), '{"rows":[{"row":"\ud800"}]}'])
def test_halves_of_characters_leave_no_row_without_a_word(text):
    answers, failures = salvage(text, INQUIRY)
    assert sorted([*answers, *failures]) == sorted(INQUIRY.rows)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["rows", "drafts", *RowAnswer.model_fields, "x"]), inner, max_size=6
        )
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_json_is_taken(value):
    text = json.dumps(value, ensure_ascii=False)
    answers, failures = salvage(text, INQUIRY)
    assert sorted([*answers, *failures]) == sorted(INQUIRY.rows)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='{}[]":,rows\\ 0r1家\n', max_size=80))
def test_any_text_is_taken(text):
    answers, failures = salvage(text, INQUIRY)
    assert answers == {}
    assert set(failures) == set(INQUIRY.rows)
