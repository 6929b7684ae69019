"""The cassette beside the sample shows the whole job without a key, and nothing of it is secret."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASSETTES = [ROOT / "samples/judge.yaml", ROOT / "tests/judge/cassettes/labels.yaml"]
SECRET = re.compile(
    r"(?i)authorization|cookie|bearer|sk-[a-z0-9]{8}|organization|request-id|api[_-]?key"
)


def reviewer(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, with a home of its own and no key unless one is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(home))
    return subprocess.run(
        [sys.executable, "-m", "reviewer", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        env={**kept, **places, **environment},
    )


def test_the_main_command_of_the_readme(tmp_path):
    done = reviewer(
        "triage", "samples/", "--judge", "--replay", "samples/judge.yaml", home=tmp_path
    )
    assert done.returncode == 1
    assert done.stderr == ""  # every exchange on the cassette was played
    assert "审核意见" in done.stdout
    assert "handwritten 是录制时逐条写成的回答" in done.stdout


def test_verdicts_and_drafts_in_json(tmp_path):
    arguments = ("--judge", "--replay", "samples/judge.yaml", "--format", "json")
    done = reviewer("check", "samples/shanghai-sthj-2020.txt", *arguments, home=tmp_path)
    data = json.loads(done.stdout)
    assert data["judge"]["model"] == "handwritten"
    assert data["judge"]["requests"] == 4
    verdicts = [verdict for review in data["reviews"] for verdict in review["verdicts"]]
    kinds = [verdict["verdict"] for verdict in verdicts]
    assert len(verdicts) == 30
    assert {"partly", "unsupported", "contradictory", "off_topic"} <= set(kinds)
    assert "undecided" not in kinds
    assert all(verdict["draft"] for verdict in verdicts)


def test_the_judge_takes_no_computed_finding_away(tmp_path):
    plain = reviewer("check", "samples/shanghai-sthj-2020.txt", "--format", "json", home=tmp_path)
    judged = reviewer(
        *("check", "samples/shanghai-sthj-2020.txt", "--format", "json"),
        *("--judge", "--replay", "samples/judge.yaml"),
        home=tmp_path,
    )
    for before, after in zip(
        json.loads(plain.stdout)["reviews"], json.loads(judged.stdout)["reviews"], strict=True
    ):
        computed = [found for found in after["findings"] if not found["code"].startswith("J")]
        assert computed == before["findings"]
        assert after["points_in_doubt"] == before["points_in_doubt"]


@pytest.mark.parametrize(
    ("arguments", "environment", "reason"),
    [
        (("--judge",), {}, "没有指定模型"),
        (("--judge", "--model", "m"), {}, "没有密钥"),
        (("--judge", "--model", "m"), {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, "127.0.0.1:9"),
    ],
)
def test_without_a_model_everything_else_is_printed(tmp_path, arguments, environment, reason):
    sample = "samples/shanghai-sthj-2020.txt"
    plain = reviewer("check", sample, "--format", "json", home=tmp_path)
    done = reviewer("check", sample, "--format", "json", *arguments, home=tmp_path, **environment)
    assert done.returncode == plain.returncode == 1
    before, after = json.loads(plain.stdout), json.loads(done.stdout)
    assert [r["findings"] for r in after["reviews"]] == [r["findings"] for r in before["reviews"]]
    assert reason in json.dumps(after["judge"], ensure_ascii=False)


def test_a_cassette_of_other_rows_says_so_and_nothing_is_sent(tmp_path):
    text = (ROOT / "samples/shanghai-sthj-2020.txt").read_text("utf-8")
    other = tmp_path / "form.txt"
    other.write_text(text.replace("大连市合作协议暂未签订", "大连市合作协议推迟签订"), "utf-8")
    done = reviewer("check", str(other), "--judge", "--replay", "samples/judge.yaml", home=tmp_path)
    assert "录制文件" in done.stdout
    assert done.returncode == 1


def test_a_replay_that_does_not_exist_is_a_broken_command(tmp_path):
    done = reviewer("triage", "samples", "--judge", "--replay", "none.yaml", home=tmp_path)
    assert done.returncode == 2
    assert "不存在" in done.stderr


def test_the_labels_agree_as_far_as_recorded(tmp_path):
    cassette = "tests/judge/cassettes/labels.yaml"
    done = reviewer("eval", "tests/judge/labels.jsonl", "--replay", cassette, home=tmp_path)
    assert done.stderr == ""
    assert done.returncode == 0
    assert "κ" in done.stdout


def test_cache_commands(tmp_path):
    assert "0 个回答" in reviewer("cache", "info", home=tmp_path).stdout
    assert "已删除 0 个回答" in reviewer("cache", "clear", home=tmp_path).stdout


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.name)
def test_a_cassette_is_readable_and_holds_no_secret(path):
    text = path.read_text("utf-8")
    assert "偏差原因分析及改进措施" in text
    assert "\\u4e" not in text
    assert SECRET.search(text) is None
    assert "handwritten" in text
