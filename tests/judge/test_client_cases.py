"""The client against a server that misbehaves in every scripted way, and against its recordings."""

import asyncio
from pathlib import Path

import pytest

from reviewer.judge import cassette
from reviewer.judge.accounting import total
from reviewer.judge.client import ask
from reviewer.judge.exchange import Reply
from tests.judge.cases import CASES, Case
from tests.judge.server import MODEL, serving
from tests.judge.standin import KEY, inquiry, salvage, settings

CASSETTES = Path(__file__).parent / "cassettes"


@pytest.fixture(autouse=True)
def standin(monkeypatch):
    monkeypatch.setattr("reviewer.judge.client.salvage", salvage)


def run(case: Case, base_url: str) -> list[Reply]:
    inquiries = [inquiry(number) for number in range(len(case.answered))]
    return asyncio.run(ask(inquiries, settings(base_url, **case.options)))


def check(case: Case, replies: list[Reply]) -> None:
    for reply, answered, failed in zip(replies, case.answered, case.failed, strict=True):
        assert tuple(reply.answers) == answered
        assert set(reply.failures) == set(failed)
        for row, words in failed.items():
            assert words in reply.failures[row]
            assert "\n" not in reply.failures[row]
        assert reply.model == (MODEL if answered else reply.model)
    usage = total(replies)
    assert usage.requests == case.requests
    if case.tokens is not None:
        assert (usage.prompt_tokens, usage.completion_tokens) == case.tokens
    assert KEY not in repr(replies)
    assert KEY[:9] not in repr(replies)


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
@pytest.mark.parametrize("name", CASES)
def test_live(name, capfd):
    with serving(CASES[name].script()) as server:
        replies = run(CASES[name], server.base_url)
    check(CASES[name], replies)
    assert len(server.received) == CASES[name].requests
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", CASES)
def test_replayed(name):
    with cassette.replay(CASSETTES / f"{name}.yaml") as tape:
        check(CASES[name], run(CASES[name], "http://elsewhere.example/api/v9"))
    assert tape.unplayed == []


def test_every_cassette_belongs_to_a_case_or_to_the_labels():
    assert {path.stem for path in CASSETTES.glob("*.yaml")} - {"labels"} == set(CASES)
