"""What the client does beyond a single exchange: order, waiting, stopping, spending, Ctrl-C."""

import asyncio
import logging
import os
import signal
import socket
import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from pydantic import SecretStr

from reviewer.judge import retries
from reviewer.judge.accounting import total
from reviewer.judge.cache import Cache
from reviewer.judge.client import INTERRUPTED, ask
from reviewer.judge.settings import Price
from tests.judge.server import HOST, Turn, fail, in_turn, say, serving
from tests.judge.standin import KEY, TEXTS, good, inquiry, salvage, settings

pytestmark = pytest.mark.block_network(allowed_hosts=[HOST])
FORMS = [inquiry(number) for number in range(12)]
PRICES = {"asked-1": Price(prompt=Decimal(10_000), completion=Decimal(50_000))}
COST = Decimal(2)  # of one scripted answer at these prices: 100 × 0.01 + 20 × 0.05


@pytest.fixture(autouse=True)
def standin(monkeypatch):
    monkeypatch.setattr("reviewer.judge.client.salvage", salvage)


def run(inquiries, options, **more):
    return asyncio.run(ask(inquiries, options, **more))


def reasons(replies):
    return {reason for reply in replies for reason in reply.failures.values()}


def number_of(body):
    """Which form a request asks about."""
    return int(body["messages"][1]["content"].split("\n")[0].removeprefix("项目：项目"))


def test_replies_stand_in_the_order_of_the_inquiries_however_they_come_back():
    texts = [{"r1": f"第{number}份"} for number in range(8)]
    inquiries = [inquiry(number, texts[number]) for number in range(8)]

    def script(body):
        number = number_of(body)
        if number == 7:
            last.set()
        return Turn(body=say(good(texts[number])).body, hold=last)

    last = threading.Event()
    with serving(script) as server:
        replies = run(inquiries, settings(server.base_url))
    assert [reply.answers["r1"].quote for reply in replies] == [f"第{n}份" for n in range(8)]


def test_no_more_requests_are_under_way_than_allowed():
    lock, under_way, most = threading.Lock(), [], []

    three = threading.Barrier(3)
    with serving(in_turn(Turn(body=say(good()).body, hold=three))) as server:
        answer = server.RequestHandlerClass._answer

        class Counting(server.RequestHandlerClass):
            def do_POST(self):  # noqa: N802
                with lock:
                    under_way.append(self)
                    most.append(len(under_way))
                super().do_POST()

            def _answer(self, turn):
                with lock:
                    under_way.remove(self)
                answer(self, turn)

        server.RequestHandlerClass = Counting
        replies = run(FORMS, settings(server.base_url, concurrency=3, timeout=60))
    assert max(most) == 3
    assert all(reply.answers for reply in replies)


def test_progress_counts_every_form_once():
    seen = []
    with serving(in_turn(say(good()))) as server:
        run(FORMS[:3], settings(server.base_url), progress=lambda *pair: seen.append(pair))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_nothing_to_ask():
    assert run([], settings("http://nowhere.invalid/v1")) == []


@pytest.fixture
def pauses(monkeypatch):
    """The seconds that would be waited; nobody waits."""
    found = []

    def pause(*arguments):
        found.append(wanted(*arguments))
        return 0

    wanted = retries.pause
    monkeypatch.setattr(retries, "pause", pause)
    return found


@pytest.mark.parametrize("header", ["Retry-After", "retry-after-ms"])
def test_waits_as_long_as_the_endpoint_asks(header, pauses):
    value = {"Retry-After": "30", "retry-after-ms": "30000"}[header]
    with serving(in_turn(fail(429, **{header: value}), say(good()))) as server:
        run(FORMS[:1], settings(server.base_url, backoff=1))
    (pause,) = pauses
    assert 30 <= pause <= 31


def test_never_waits_longer_than_the_longest_wait(pauses):
    with serving(in_turn(fail(429, Retry_After="3600"), say(good()))) as server:
        (reply,) = run(FORMS[:1], settings(server.base_url, longest_wait=40))
    assert reply.answers
    assert pauses == [40]


def test_backs_off_further_with_every_try(pauses):
    with serving(in_turn(fail(500))) as server:
        run(FORMS[:1], settings(server.base_url, backoff=10, retries=3))
    assert len(server.received) == 4
    assert all(low <= one <= 2 * low for one, low in zip(pauses[:3], (5, 10, 20), strict=True))


def test_no_retries_if_none_are_wanted():
    with serving(in_turn(fail(500))) as server:
        run(FORMS[:1], settings(server.base_url, retries=0))
    assert len(server.received) == 1


@pytest.mark.parametrize("mends", [0, 1])
def test_mends_as_often_as_wanted(mends):
    with serving(in_turn(say("没有"))) as server:
        run(FORMS[:1], settings(server.base_url, mends=mends))
    assert len(server.received) == 1 + mends


def test_what_is_wrong_goes_back_to_the_model():
    invented = {"rows": [{"row": "r1", "quote": "因台风"}, {"row": "r2", "quote": "招标"}]}
    with serving(in_turn(say(invented), say(good()))) as server:
        run(FORMS[:1], settings(server.base_url))
    assert "r1：引文“因台风”不在原文中" in server.received[1].last_message
    assert "pydantic" not in server.received[1].last_message


def test_the_form_reaches_the_model_as_it_is():
    """A library would take braces in the messages for a template."""
    with serving(in_turn(say(good()))) as server:
        run(FORMS[:1], settings(server.base_url))
    system, user = (message["content"] for message in server.received[0].body["messages"])
    assert (system, user) == (FORMS[0].system, FORMS[0].user)
    assert "{%" in user
    assert "{{" in system
    assert server.received[0].body["temperature"] == 0
    assert isinstance(server.received[0].body["seed"], int)


def test_all_requests_under_way_learn_what_the_model_does_not_accept():
    def script(body):
        if "temperature" in body:
            return replace(fail(400, "'temperature' does not support 0"), hold=six)
        return say(good())

    six = threading.Barrier(6)
    with serving(script) as server:
        replies = run(FORMS, settings(server.base_url, concurrency=6, timeout=60))
    assert all(reply.answers for reply in replies)
    assert len(server.received) == len(FORMS) + 6


def test_a_slow_answer_is_given_up():
    never = threading.Event()
    with serving(in_turn(Turn(body=say(good()).body, hold=never))) as server:
        (reply,) = run(FORMS[:1], settings(server.base_url, timeout=0.2))
        never.set()
    assert reasons([reply]) == {"超过 0.2 秒没有答复（超时）"}
    assert len(server.received) == 2


def test_an_answer_that_trickles_in_does_not_last_forever():
    given_up = threading.Event()
    with serving(in_turn(say(good()))) as server:

        class Trickling(server.RequestHandlerClass):
            def _answer(self, turn):
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", "1000")
                self.end_headers()
                while not given_up.wait(0.05):
                    self.wfile.write(b" ")

        server.RequestHandlerClass = Trickling
        (reply,) = run(FORMS[:1], settings(server.base_url, timeout=0.2, retries=0))
        given_up.set()
    assert "超时" in reply.failures["r1"]


def test_a_connection_cut_in_mid_answer_is_tried_again():
    with serving(in_turn(Turn(hang_up=True), say(good()))) as server:
        (reply,) = run(FORMS[:1], settings(server.base_url))
    assert reply.answers
    assert reply.usage.requests == 2


def test_nobody_listens():
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    url = f"http://{HOST}:{port}/v1"
    replies = run(FORMS, settings(url, concurrency=2))
    asked = [reply for reply in replies if reply.usage.requests]
    assert len(asked) == 2
    assert reasons(replies) == {f"连不上 {url}", f"未询问：连不上 {url}"}


def test_a_rejected_key_stops_everything_and_is_shown_nowhere(caplog, capfd):
    message = f"Incorrect API key provided: {KEY}. Authorization: Bearer {KEY}"
    with caplog.at_level(logging.DEBUG), serving(in_turn(fail(401, message))) as server:
        replies = run(FORMS, settings(server.base_url, concurrency=1))
    assert len(server.received) == 1
    assert server.received[0].headers["authorization"] == f"Bearer {KEY}"
    said = "密钥无效（401）：Incorrect API key provided: ***. Authorization: ***"
    assert reasons(replies) == {said, f"未询问：{said}"}
    out, err = capfd.readouterr()
    for text in (repr(replies), out, err, repr(settings(server.base_url))):
        assert KEY not in text
        assert KEY[:9] not in text
    ours = [record for record in caplog.records if not record.name.startswith("openai")]
    assert KEY not in "".join(record.getMessage() for record in ours)


def test_libraries_write_nothing_where_logging_is_not_set_up(monkeypatch, capfd):
    for logger in (logging.getLogger(), logging.getLogger("instructor")):
        monkeypatch.setattr(logger, "handlers", [])
    with serving(in_turn(fail(401, "no"))) as server:
        run(FORMS[:1], settings(server.base_url))
    assert capfd.readouterr() == ("", "")


def test_an_endpoint_that_fails_again_and_again_is_left_alone():
    with serving(in_turn(fail(500, "down"))) as server:
        replies = run(FORMS, settings(server.base_url, concurrency=1, retries=1))
    assert len(server.received) == 3 * 2
    assert replies[-1].failures["r1"] == (
        "未询问：连续 3 次请求没有成功，最后一次：服务端出错（500）：down"
    )


def test_a_form_that_fails_now_and_then_stops_nothing():
    def script(body):
        return fail(500) if number_of(body) % 2 else say(good())

    with serving(script) as server:
        replies = run(FORMS, settings(server.base_url, concurrency=1, retries=0))
    assert [bool(reply.answers) for reply in replies] == [True, False] * 6


def test_tokens_and_cost_are_summed_over_retries_and_mends():
    invented = {"rows": [{"row": "r1", "quote": "因台风"}, {"row": "r2", "quote": "招标"}]}
    with serving(in_turn(fail(500), say(invented), fail(429), say(good()))) as server:
        (reply,) = run(FORMS[:1], settings(server.base_url, prices=PRICES))
    usage = reply.usage
    assert (usage.requests, usage.prompt_tokens, usage.completion_tokens) == (4, 200, 40)
    assert usage.cost == 2 * COST


def test_no_price_no_cost():
    with serving(in_turn(say(good()))) as server:
        replies = run(FORMS, settings(server.base_url))
    assert total(replies).cost is None
    assert total(replies).prompt_tokens == 1200


@pytest.mark.parametrize("concurrency", [1, 8])
def test_the_cost_limit_is_passed_by_one_request_at_most(concurrency):
    options = {"prices": PRICES, "max_cost": Decimal(5), "concurrency": concurrency}
    with serving(in_turn(say(good()))) as server:
        replies = run(FORMS, settings(server.base_url, **options, currency="元"))
    assert total(replies).cost == 6
    assert sum(bool(reply.answers) for reply in replies) == 3
    assert reasons(replies) == {"未询问：已到费用上限（5元）"}


def test_a_cost_limit_holds_where_no_usage_is_reported():
    options = {"prices": PRICES, "max_cost": Decimal(5), "concurrency": 1}
    with serving(in_turn(say(good(), usage=None))) as server:
        run(FORMS, settings(server.base_url, **options))
    assert len(server.received) < len(FORMS)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"key": SecretStr(""), "base_url": "https://api.openai.com/v1"}, "OPENAI_API_KEY"),
        ({"model": ""}, "--model"),
        ({"max_cost": Decimal(1)}, "judge.prices"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_asked(options, words):
    replies = run(FORMS[:2], replace(settings("http://nowhere.invalid/v1"), **options))
    assert all(words in reason for reason in reasons(replies))
    assert total(replies).requests == 0
    assert [set(reply.failures) for reply in replies] == [{"r1", "r2"}] * 2


def test_a_server_of_ones_own_needs_no_key():
    with serving(in_turn(say(good()))) as server:
        (reply,) = run(FORMS[:1], settings(server.base_url, key=SecretStr("")))
    assert reply.answers


@pytest.fixture
def listens_to_ctrl_c():
    """A shell lets what it runs in the background ignore the key; here it must be heard."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("listens_to_ctrl_c")
def test_ctrl_c_keeps_what_was_answered(tmp_path):
    cache = Cache(tmp_path / "answers.sqlite3")

    def script(body):
        if number_of(body) < 4:
            return say(good())
        os.kill(os.getpid(), signal.SIGINT)
        return Turn(body=say(good()).body, hold=interrupted)

    interrupted = threading.Event()
    with serving(script) as server:
        options = settings(server.base_url, concurrency=1)
        replies = run(FORMS, options, cache=cache)
        interrupted.set()
        assert [bool(reply.answers) for reply in replies] == [True] * 4 + [False] * 8
        assert set(replies[4].failures.values()) == {INTERRUPTED}
        assert replies[4].usage.requests == 1
        assert set(replies[5].failures.values()) == {f"未询问：{INTERRUPTED}"}
        server.script = in_turn(say(good()))
        again = run(FORMS, options, cache=cache)
    assert [reply.usage.cached for reply in again] == [True] * 4 + [False] * 8
    assert all(reply.answers for reply in again)


def test_an_answer_under_way_is_kept_when_its_mending_is_interrupted():
    invented = {"rows": [{"row": "r1", "quote": "因台风"}, {"row": "r2", "quote": "招标"}]}

    def script(body):
        if len(body["messages"]) == 2:
            return say(invented)
        return Turn(body=say(good()).body, hold=over)

    over = threading.Event()

    async def interrupted(options):
        task = asyncio.create_task(ask(FORMS[:1], options))
        while len(server.received) < 2:
            await asyncio.sleep(0.01)
        task.cancel()
        return await task

    with serving(script) as server:
        (reply,) = asyncio.run(interrupted(settings(server.base_url, timeout=60)))
        over.set()
    assert set(reply.answers) == {"r2"}
    assert reply.failures["r1"] == f"{INTERRUPTED}；r1：引文“因台风”不在原文中"


def test_a_second_run_asks_nothing(tmp_path):
    with serving(in_turn(say(good()))) as server, Cache(tmp_path / "a.sqlite3") as cache:
        first = run(FORMS, settings(server.base_url), cache=cache)
        second = run(FORMS, settings(server.base_url), cache=cache)
    assert len(server.received) == len(FORMS)
    assert [reply.answers for reply in second] == [reply.answers for reply in first]
    assert [reply.model for reply in second] == [reply.model for reply in first]
    assert total(second).requests == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda options, asked: (replace(options, model="asked-2"), asked),
        lambda options, asked: (replace(options, mode="json"), asked),
        lambda options, asked: (options, replace(asked, prompt_sha256="1" * 64)),
        lambda options, asked: (options, replace(asked, user=asked.user + " ")),
        lambda options, asked: (options, replace(asked, system="")),
    ],
)
def test_whatever_an_answer_depends_on_is_asked_anew(tmp_path, change):
    with serving(in_turn(say(good()))) as server, Cache(tmp_path / "a.sqlite3") as cache:
        options, asked = settings(server.base_url), FORMS[0]
        run([asked], options, cache=cache)
        options, asked = change(options, asked)
        run([asked], options, cache=cache)
    assert len(server.received) == 2


def test_what_was_cut_off_is_asked_anew(tmp_path):
    cut = '{"rows": [{"row": "r1", "quote": "因疫情"}, {"row": "r2", "quo'
    script = in_turn(say(cut, finish="length"), say(good()))
    with serving(script) as server, Cache(tmp_path / "a.sqlite3") as cache:
        (first,) = run(FORMS[:1], settings(server.base_url), cache=cache)
        (second,) = run(FORMS[:1], settings(server.base_url), cache=cache)
    assert set(first.answers) == {"r1"}
    assert set(second.answers) == {"r1", "r2"}
    assert not second.usage.cached


def test_what_was_never_mended_costs_nothing_again(tmp_path):
    invented = {"rows": [{"row": "r1", "quote": "因台风"}, {"row": "r2", "quote": "招标"}]}
    with serving(in_turn(say(invented))) as server, Cache(tmp_path / "a.sqlite3") as cache:
        (first,) = run(FORMS[:1], settings(server.base_url), cache=cache)
        (second,) = run(FORMS[:1], settings(server.base_url), cache=cache)
    assert len(server.received) == 3
    assert second.failures == first.failures


def test_the_guards_of_today_judge_the_answers_of_yesterday(tmp_path):
    stricter = replace(FORMS[0], context={"texts": dict.fromkeys(TEXTS, "另一段原文")})
    with serving(in_turn(say(good()))) as server, Cache(tmp_path / "a.sqlite3") as cache:
        run(FORMS[:1], settings(server.base_url), cache=cache)
        (reply,) = run([stricter], settings(server.base_url), cache=cache)
    assert "不在原文中" in reply.failures["r1"]
    assert len(server.received) == 1 + 3
