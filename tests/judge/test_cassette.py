"""Recording and replaying: what is written, what is matched, what is said when nothing matches."""

import asyncio
import gzip
import json
import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reviewer.judge import cassette, cassette_text
from reviewer.judge.cache import Cache
from reviewer.judge.client import ask
from reviewer.judge.settings import JudgeConfigError
from tests.judge.server import HOST, MODEL, Turn, fail, in_turn, say, serving
from tests.judge.standin import KEY, TEXTS, good, inquiry, salvage, settings

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "tests" / "judge" / "cassettes").glob("*.yaml")) + sorted(
    (ROOT / "samples").glob("*.yaml")
)
NOWHERE = "http://nowhere.invalid/v1"
FORMS = [inquiry(number) for number in range(4)]
loopback = pytest.mark.block_network(allowed_hosts=[HOST])


@pytest.fixture(autouse=True)
def standin(monkeypatch):
    monkeypatch.setattr("reviewer.judge.client.salvage", salvage)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "made" / "judge.yaml"


def run(inquiries, options, **more):
    return asyncio.run(ask(inquiries, options, **more))


def recorded(path, inquiries, script, **options):
    with serving(script) as server, cassette.record(path):
        return run(inquiries, settings(server.base_url, **options))


def replayed(path, inquiries, **options):
    with cassette.replay(path) as tape:
        return run(inquiries, settings(NOWHERE, **options)), tape.unplayed


def only_reason(replies):
    (reason,) = {reason for reply in replies for reason in reply.failures.values()}
    return reason


@loopback
def test_a_replay_gives_what_the_recording_gave_without_a_network(path):
    first = recorded(path, FORMS, in_turn(fail(500), say(good())))
    second, unplayed = replayed(path, FORMS)
    assert [reply.answers for reply in second] == [reply.answers for reply in first]
    assert [reply.model for reply in second] == [MODEL] * 4
    assert unplayed == []


@loopback
def test_what_is_written_reads_well_and_names_each_form(path):
    def later_forms_first(body):
        number = next(
            n for n, form in enumerate(FORMS) if form.user == body["messages"][1]["content"]
        )
        if number == 3:
            last.set()
        return replace(say(good()), hold=last)

    last = threading.Event()
    recorded(path, FORMS, later_forms_first, concurrency=4)
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert "explanation" in text
    assert "因疫情防控，11月的培训改为线上。" in text
    assert "\\u" not in text
    assert re.findall(r"about: (.*)", text) == [
        f"form{number}.txt 第 1 份表「项目{number}」r1、r2" for number in range(4)
    ]
    first, second, *_ = yaml.safe_load(text)["interactions"]
    body = first["request"]["body"]
    assert list(body)[:2] == ["model", "messages"]
    assert body["messages"][1]["content"] == FORMS[0].user
    said = first["response"]["body"]["json"]["choices"][0]["message"]["content"]
    assert json.loads(said) == good()
    assert text.count("The answer about a row.") == 1
    assert second["request"]["body"]["response_format"] == body["response_format"]


@loopback
def test_nothing_of_the_account_the_connection_and_the_moment_is_written(path):
    echo = f"bad key {KEY}, org-abc123456, Bearer {KEY}, req_0123456789"
    script = in_turn(fail(500, echo), say(f"密钥是 {KEY} " + json.dumps(good())))
    with serving(script) as server, cassette.record(path):
        options = settings(server.base_url.replace("/v1", "/deep/v1"))
        run(FORMS[:1], options)
    text = path.read_text("utf-8")
    for trace in (KEY, KEY[:9], "Bearer", "org-", "req_", "cookie", "organization", "user-agent"):
        assert trace.lower() not in text.lower()
    for trace in ("chatcmpl", "created", "fingerprint", "x-stainless", "date:"):
        assert trace not in text
    for interaction in yaml.safe_load(text)["interactions"]:
        assert set(interaction["request"]["headers"]) == {"content-type"}
        assert set(interaction["response"]["headers"]) == {"content-type"}


def test_an_address_is_written_without_account_and_parameters():
    uri = "https://user:pass@host:8443/v1/chat/completions?api-key=1#x"
    assert cassette_text.clean_uri(uri) == "https://host:8443/v1/chat/completions"


@loopback
def test_a_compressed_answer_is_written_plainly(path):
    body = gzip.compress(json.dumps(say(good()).body).encode())
    turn = Turn(body=body, headers={"content-encoding": "gzip"})
    with serving(in_turn(turn)) as server, cassette.record(path):
        run(FORMS[:1], settings(server.base_url))
    # More than these a cassette could not unpack.
    assert server.received[0].headers["accept-encoding"] == "gzip, deflate"
    assert "因疫情防控" in path.read_text("utf-8")
    (reply,), _ = replayed(path, FORMS[:1])
    assert reply.answers


@loopback
@pytest.mark.parametrize(
    ("change", "options", "reason"),
    [
        (lambda asked: asked, {"model": "asked-2"}, "模型变了（录制时是 asked-1，现在是 asked-2）"),
        (lambda asked: replace(asked, system="另一段提示词"), {}, "提示词变了"),
        (
            lambda asked: replace(asked, user=asked.user.replace("两次流标", "三次流标")),
            {},
            "r2 行的内容变了（录制时“",
        ),
        (
            lambda asked: replace(asked, user=asked.user.replace("项目：", "项目名：")),
            {},
            "表头或总体目标的内容变了",
        ),
        (lambda asked: replace(asked, user="完全不同的表\n" * 9), {}, "这份表没有录过，或已大改"),
        (
            lambda asked: replace(asked, system="另", user=asked.user + "。"),
            {"model": "asked-2"},
            "模型变了（录制时是 asked-1，现在是 asked-2）、提示词变了",
        ),
    ],
)
def test_a_request_that_was_not_recorded_is_refused_with_the_form_and_the_reason(
    path, change, options, reason
):
    recorded(path, FORMS[:2], in_turn(say(good())))
    replies, unplayed = replayed(path, [FORMS[0], change(FORMS[1])], **options)
    said = replies[1].failures["r1"]
    assert said.startswith("录制文件 judge.yaml 里没有这次问答：form1.txt 第 1 份表「项目1」")
    assert reason in said
    assert "Connection" not in said
    assert replies[1].usage.requests == 1
    assert "第 2 次问答（form1.txt 第 1 份表「项目1」r1、r2）" in unplayed
    if not options:
        assert replies[0].answers


@loopback
def test_a_changed_row_is_shown_before_and_after(path):
    recorded(path, FORMS[:1], in_turn(say(good())))
    changed = replace(FORMS[0], user=FORMS[0].user.replace("两次流标", "三次流标"))
    (reply,), _ = replayed(path, [changed])
    assert "招标两次流标" in reply.failures["r2"]
    assert "招标三次流标" in reply.failures["r2"]


@loopback
def test_changed_guards_are_told_from_a_changed_row(path):
    invented = {"rows": [{"row": "r1", "quote": "因台风"}, {"row": "r2", "quote": "招标"}]}
    recorded(path, FORMS[:1], in_turn(say(invented), say(good())))
    other = replace(FORMS[0], context={"texts": dict.fromkeys(TEXTS, "另")})
    (reply,), unplayed = replayed(path, [other])
    assert "核对答案的规则变了" in reply.failures["r1"]
    assert len(unplayed) == 1


@loopback
def test_an_answer_is_given_once(path):
    recorded(path, FORMS[:1], in_turn(say(good())))
    replies, _ = replayed(path, [FORMS[0], FORMS[0]], concurrency=1)
    assert replies[0].answers
    assert "已经用完" in only_reason(replies)


@loopback
def test_a_changed_schema_is_named(path):
    recorded(path, FORMS[:1], in_turn(say(good())))
    text = path.read_text("utf-8").replace("The answer about a row.", "An answer.")
    path.write_text(text, "utf-8")
    assert "答案的格式变了" in only_reason(replayed(path, FORMS[:1])[0])


@loopback
def test_other_forms_are_answered_though_one_is_missing(path):
    recorded(path, FORMS[:3], in_turn(say(good())))
    replies, _ = replayed(path, FORMS)
    assert [bool(reply.answers) for reply in replies] == [True, True, True, False]
    assert "项目3" in only_reason(replies)


@loopback
@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
def test_model_and_mode_are_those_of_the_cassette(path, mode):
    recorded(path, FORMS[:1], in_turn(say(good())), mode=mode)
    (reply,), _ = replayed(path, FORMS[:1], model="")
    assert reply.answers


@loopback
@pytest.mark.parametrize("concurrency", [1, 2, 4])
def test_what_a_model_refuses_replays_however_many_run_at_once(path, concurrency):
    def script(body):
        refused = [name for name in ("temperature", "seed") if name in body]
        asked.append(body)
        if len(asked) == 3:
            three.set()
        if refused:
            return replace(fail(400, f"unknown: {refused[0]}"), hold=three)
        return say(good())

    asked, three = [], threading.Event()
    recorded(path, FORMS, script, concurrency=3)
    replies, unplayed = replayed(path, FORMS, concurrency=concurrency)
    assert all(reply.answers for reply in replies)
    assert unplayed == []


@loopback
def test_a_replay_leaves_the_cache_alone_and_a_recording_asks_in_spite_of_it(path, tmp_path):
    with Cache(tmp_path / "a.sqlite3") as cache, serving(in_turn(say(good()))) as server:
        options = settings(server.base_url)
        run(FORMS[:1], options, cache=cache)
        with cassette.record(path):
            run(FORMS[:1], options, cache=cache)
        assert len(server.received) == 2
        with cassette.replay(path) as tape:
            (reply,) = run(FORMS[:1], options, cache=cache)
        assert tape.unplayed == []
        assert not reply.usage.cached
        assert cache.info().entries == 1


@loopback
def test_a_recording_replaces_an_earlier_one(path):
    recorded(path, FORMS[:2], in_turn(say(good())))
    recorded(path, FORMS[2:3], in_turn(say(good())))
    assert replayed(path, FORMS[2:3])[1] == []


@loopback
def test_an_interrupted_recording_keeps_what_was_said(path):
    with (
        pytest.raises(RuntimeError),
        serving(in_turn(say(good()))) as server,
        cassette.record(path),
    ):
        run(FORMS[:1], settings(server.base_url))
        raise RuntimeError
    assert replayed(path, FORMS[:1])[0][0].answers
    assert cassette.inserted() is None


def test_something_else_is_not_overwritten(path):
    path.parent.mkdir()
    path.write_text("a: 1\n")
    with pytest.raises(JudgeConfigError, match="不是录制文件"), cassette.record(path):
        pass
    assert path.read_text() == "a: 1\n"


def test_a_place_that_cannot_be_written_is_known_before_anything_is_asked(tmp_path):
    (tmp_path / "file").write_text("")
    nowhere = tmp_path / "file" / "judge.yaml"
    with pytest.raises(JudgeConfigError, match="写不了"), cassette.record(nowhere):
        pass


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "version: 1", "!!python/object:os.system {}"])
def test_what_is_no_cassette_is_named(path, text):
    path.parent.mkdir()
    path.write_text(text)
    said = r"judge\.yaml 不是能读的录制文件"
    with pytest.raises(JudgeConfigError, match=said), cassette.replay(path):
        pass


def test_a_missing_cassette_is_named(path):
    with pytest.raises(JudgeConfigError, match=r"judge\.yaml 不存在"), cassette.replay(path):
        pass


texts = st.text(st.characters(codec="utf-8"))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(texts, values, max_size=4), values)
def test_any_body_survives_the_file(asked, said):
    interaction = {
        "request": {"method": "POST", "uri": "u", "body": json.dumps(asked), "headers": {}},
        "response": {"status": {"code": 200}, "headers": {}, "body": {"string": json.dumps(said)}},
    }
    text = cassette_text.write({"version": 1, "interactions": [interaction]}, lambda _: (0, ""))
    (read,) = cassette_text.read(text)["interactions"]
    assert json.loads(read["request"]["body"]) == asked
    assert json.loads(read["response"]["body"]["string"]) == said


@given(texts)
def test_a_body_that_is_not_json_survives_the_file(said):
    interaction = {
        "request": {"method": "POST", "uri": "u", "body": "{}", "headers": {}},
        "response": {"status": {"code": 200}, "headers": {}, "body": {"string": said}},
    }
    text = cassette_text.write({"version": 1, "interactions": [interaction]}, lambda _: (0, ""))
    (read,) = cassette_text.read(text)["interactions"]
    assert cassette_text.parsed(read["response"]["body"]["string"]) == cassette_text.parsed(said)


SECRETS = re.compile(
    r"""\b(?:sk|rk|pk|gsk|org|proj|req)[-_][A-Za-z0-9]{6,}   # keys, organisations, requests
    |bearer|authorization|cookie|api[-_]?key["']?:|x-request-id|openai-organization
    |\beyJ[A-Za-z0-9_-]{10,}|AKIA[0-9A-Z]{12,}|-----BEGIN""",
    re.IGNORECASE | re.VERBOSE,
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_shipped_cassette_holds_anything_like_a_secret(path):
    text = path.read_text("utf-8")
    assert SECRETS.findall(text) == []
    for interaction in yaml.safe_load(text)["interactions"]:
        assert set(interaction["request"]["headers"]) <= {"content-type"}
        assert set(interaction["response"]["headers"]) <= {"content-type"}
