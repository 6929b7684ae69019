"""The judge's settings: where each comes from, and how a mistake is reported."""

import dataclasses
from decimal import Decimal

import pytest

from reviewer.judge import settings
from reviewer.judge.settings import DEFAULT_BASE_URL, JudgeConfigError, Price, load

KEY = "sk-very-secret-0123456789"


@pytest.fixture
def config(tmp_path):
    def write(text):
        path = tmp_path / "config.toml"
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture(autouse=True)
def no_file_of_the_users(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "none" / "config.toml")


def test_without_a_file_the_defaults_hold():
    found = load(environ={})
    assert (found.enabled, found.model, found.base_url) == (False, "", DEFAULT_BASE_URL)
    assert (found.concurrency, found.timeout, found.mode) == (8, 60, "json_schema")
    assert found.price is None


def test_everything_a_file_can_say(config):
    path = config("""
[judge]
enabled = true
model = "m-1"
base_url = "http://127.0.0.1:8080/v1/"
mode = "tools"
concurrency = 50
timeout = 2.5
retries = 0
mends = 1
max_requests = 100
max_cost = 3.50
currency = "元"
[judge.prices."m-1"]
prompt = 0.8
completion = 2
[rules]
ignore = ["A101"]
""")
    found = load(path, environ={})
    assert found.enabled
    assert found.base_url == "http://127.0.0.1:8080/v1"
    assert (found.mode, found.concurrency, found.timeout) == ("tools", 50, 2.5)
    assert (found.retries, found.mends, found.max_requests) == (0, 1, 100)
    assert found.max_cost == Decimal("3.50")
    assert found.price == Price(Decimal("0.8"), Decimal(2))
    assert found.price.cost(1_000_000, 500_000) == Decimal("1.8")
    assert found.obstacle is None


def test_command_line_over_environment_over_file(config):
    path = config('[judge]\nmodel = "file"\nbase_url = "http://file/v1"\nconcurrency = 2')
    environ = {"OPENAI_BASE_URL": "http://environment/v1", "OPENAI_API_KEY": f" {KEY}\n"}
    found = load(path, environ=environ, model="line", concurrency=None)
    assert (found.model, found.base_url, found.concurrency) == ("line", "http://environment/v1", 2)
    assert found.key.get_secret_value() == KEY


def test_a_replay_takes_neither_model_nor_mode_from_the_file(config):
    path = config('[judge]\nmodel = "file"\nmode = "json"\nconcurrency = 2')
    found = load(path, environ={}, replaying=True)
    assert (found.model, found.mode, found.concurrency) == ("", "json_schema", 2)
    assert load(path, environ={}, replaying=True, model="line").model == "line"


def test_the_key_is_never_shown():
    found = load(environ={"OPENAI_API_KEY": KEY})
    for text in (repr(found), str(found), repr(dataclasses.asdict(found)), f"{found.key}"):
        assert KEY not in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[judge]\nmodel = 3", "[judge] model 应为不为空的文字，现为 '3'"),
        ('[judge]\nmodel = ""', "不为空的文字"),
        ("[judge]\nconcurrency = 0", "[judge] concurrency 应为1 到 256 的整数，现为 '0'"),
        ("[judge]\nconcurrency = true", "整数"),
        ("[judge]\nconcurrency = 2.5", "整数"),
        ('[judge]\nmode = "xml"', "json_schema 或 tools 或 json，现为 'xml'"),
        ("[judge]\nmode = []", "json_schema 或 tools 或 json"),
        ('[judge]\nenabled = "yes"', "true 或 false"),
        ("[judge]\ntimeout = 0", "秒数"),
        ("[judge]\ntimeout = nan", "秒数"),
        ("[judge]\ntimeout = inf", "秒数"),
        ("[judge]\nmax_cost = -1", "不小于 0 的金额"),
        ("[judge]\nmax_requests = -1", "整数"),
        ('[judge]\nbase_url = "localhost:8080"', "http://"),
        ('[judge]\nbase_url = "http://[bad"', "http://"),
        ('[judge]\nbase_url = "https://user:pass@host/v1"', "不含账号"),
        ('[judge]\nbase_url = "https://host/v1?api-key=1"', "不含账号和参数"),
        ("[judge]\nprices = 3", "judge.prices"),
        ("[judge.prices.m]\nprompt = 1", "completion = 10"),
        ("[judge.prices.m]\nprompt = 1\ncompletion = 2\ncached = 3", "completion = 10"),
        ('[judge.prices.m]\nprompt = "x"\ncompletion = 2', "金额"),
        ("[judge]\nmodell = 1", "[judge] modell 不是已知的设置，可用的有：enabled、model"),
        ('[judge]\nkey = "sk-1"', "不是已知的设置"),
        ("judge = 1", "一节 [judge]"),
        ("[judge", "不是正确的 TOML"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_key(config, text, words):
    path = config(text)
    with pytest.raises(JudgeConfigError) as caught:
        load(path, environ={})
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_mistakes_outside_the_file_name_their_place():
    with pytest.raises(JudgeConfigError, match="命令行 --max-cost 应为"):
        load(environ={}, max_cost=-3.0)
    with pytest.raises(JudgeConfigError, match="环境变量 OPENAI_BASE_URL 应为"):
        load(environ={"OPENAI_BASE_URL": "host"})


def test_an_address_with_a_password_is_not_repeated():
    with pytest.raises(JudgeConfigError) as caught:
        load(environ={"OPENAI_BASE_URL": "https://user:secret@host/v1"})
    assert "secret" not in str(caught.value)


def test_a_named_file_must_exist(tmp_path):
    with pytest.raises(JudgeConfigError, match=r"nowhere\.toml 读不了"):
        load(tmp_path / "nowhere.toml", environ={})


def test_a_key_that_no_header_can_hold_is_not_repeated():
    with pytest.raises(JudgeConfigError) as caught:
        load(environ={"OPENAI_API_KEY": "密钥 sk-very-secret"})
    assert "OPENAI_API_KEY" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "environ", "words"),
    [
        ({}, {"OPENAI_API_KEY": KEY}, "没有指定模型"),
        ({"model": "m"}, {}, "没有密钥"),
        ({"model": "m", "max_cost": 1}, {"OPENAI_API_KEY": KEY}, '[judge.prices."m"]'),
    ],
)
def test_what_keeps_the_judge_from_asking(options, environ, words):
    assert words in load(environ=environ, **options).obstacle


def test_a_server_of_ones_own_needs_no_key():
    assert load(environ={"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, model="m").obstacle is None
