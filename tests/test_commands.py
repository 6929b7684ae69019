"""The commands as a shell runs them: what they print where, and with which exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = "samples/shanghai-sthj-2020.txt"

CORRECT = """财政项目支出绩效自评表
(2021 年度)
项目名称\t社区消防培训
主管部门\t某市应急管理局\t\t\t实施单位\t某市应急管理局
项目资金（元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t100000.00\t100000.00\t95000.00\t10\t95.00%\t9.5
\t其中：当年财政拨款\t100000.00\t100000.00\t95000.00\t—\t—\t—
\t上年结转资金\t\t\t\t—\t—\t—
年度总体目标\t预期目标\t\t\t实际完成情况
\t完成全年培训任务，提高居民消防意识。\t\t\t开展培训12场，居民消防知识知晓率明显提高。
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t培训场次\t≥12场\t12场\t20\t20\t
\t质量指标\t培训考核合格率\t≥95%\t97%\t10\t10\t
\t时效指标\t培训完成时间\t2021年11月30日前\t2021年11月12日\t10\t10\t
\t成本指标\t每场培训成本\t≤5000元\t4800元\t10\t10\t
效益指标\t社会效益指标\t消防知识知晓率\t≥85%\t88%\t30\t30\t
满意度指标\t服务对象满意度指标\t参训居民满意度\t≥90%\t94%\t10\t10\t
总分\t\t\t\t\t100\t99.5\t
"""


def reviewer(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reviewer", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, check=False, encoding="utf-8"
    )


@pytest.fixture
def form(tmp_path):
    """Writes a form into a file of its own and returns the path."""

    def write(text: str = CORRECT, name: str = "form.txt") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_correct_form_passes_without_a_word_of_blame(form):
    done = reviewer("check", form())
    assert done.returncode == 0
    assert done.stderr == ""
    assert "结论：通过" in done.stdout
    assert not any(word in done.stdout for word in ("必须改", "请核实（", "提示（"))


def test_an_error_gives_status_1_and_names_cell_found_expected_and_formula(form):
    done = reviewer("check", form(CORRECT.replace("95.00%", "97.00%")))
    assert done.returncode == 1
    assert "A201" in done.stdout
    assert all(part in done.stdout for part in ("97.00%", "95.00%", "95000", "100000", "第6行"))


@pytest.mark.parametrize(
    ("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_sets_the_level_that_counts(form, fail_on, status):
    only_warning = CORRECT.replace("12场\t20\t20", "25场\t20\t20")
    assert reviewer("check", form(only_warning), "--fail-on", fail_on).returncode == status


def test_select_and_ignore_take_beginnings_of_codes(form):
    path = form(CORRECT.replace("95.00%", "97.00%"))
    assert "A201" in reviewer("check", path, "--select", "A2", "--format", "concise").stdout
    assert reviewer("check", path, "--select", "A3,A4", "--format", "concise").stdout == ""
    assert "A201" not in reviewer("check", path, "--ignore", "A201", "--format", "concise").stdout


def test_check_prints_the_contract_and_nothing_else():
    done = reviewer("check", SAMPLE, "--format", "json")
    data = json.loads(done.stdout)
    assert data["schema_version"] == 1
    assert [review["form"] for review in data["reviews"]] == [0, 1, 2, 3]
    review = data["reviews"][0]
    assert review["claimed_score"] == "95.35"
    coverage = review["coverage"]
    assert coverage["checked"] == sum(coverage[k] for k in ("passed", "failed", "not_checkable"))
    finding = review["findings"][0]
    assert {
        "code",
        "severity",
        "message",
        "indicator",
        "row",
        "field",
        "expected",
        "found",
        "points",
    } <= finding.keys()
    assert {"evidence", "suggestion", "fingerprint"} <= finding.keys()
    assert data["judge"] is None


def test_fingerprints_are_unique_and_survive_a_moved_row(form):
    wrong = CORRECT.replace(
        "培训考核合格率\t≥95%\t97%\t10\t10", "培训考核合格率\t≥95%\t90%\t10\t10"
    )
    moved = wrong.splitlines(keepends=True)
    first = next(i for i, row in enumerate(moved) if "每场培训成本" in row)
    moved.insert(first + 1, "\t\t培训讲师人数\t≥2人\t2人\t0.5\t0.5\t\n")
    prints = []
    for name, text in (("a.txt", wrong), ("b.txt", "".join(moved))):
        done = reviewer("check", form(text, name), "--format", "json", "--select", "A402")
        (finding,) = json.loads(done.stdout)["reviews"][0]["findings"]
        prints.append(finding["fingerprint"])
    assert prints[0] == prints[1]


def test_triage_of_the_sample_is_worst_first_and_fits_80_columns():
    done = reviewer("triage", "samples")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    wide = [line for line in done.stdout.splitlines() if _columns(line) > 80]
    assert wide == []
    order = [done.stdout.index(name) for name in ("综合规划", "科技与国际合作")]
    assert order == sorted(order)


def _columns(line: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in line)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "空"),
        ("binary.txt", bytes(range(256)) * 40, "不是文本"),
        ("letter.txt", "关于报送材料的函".encode(), "没有找到"),
        ("head.txt", CORRECT[:60].encode(), "没有指标表"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_done(
    form, tmp_path, name, data, reason
):
    bad = tmp_path / name
    bad.write_bytes(data)
    done = reviewer("check", bad, form(), "--format", "concise")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.splitlines()
    assert name in line
    assert reason in line


def test_a_missing_file_and_a_folder_without_forms(tmp_path):
    assert "无法打开" in reviewer("check", tmp_path / "none.txt").stderr
    done = reviewer("triage", tmp_path)
    assert done.returncode == 2
    assert "没有可读的文件" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", SAMPLE, "--policy", "nowhere"],
        ["check", SAMPLE, "--select", "Q1"],
        ["check", SAMPLE, "--format", "pdf"],
        ["rule", "A999"],
        ["policy", "nowhere"],
        ["nothing"],
    ],
)
def test_wrong_arguments_give_status_2_and_one_line(arguments):
    done = reviewer(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_text_of_a_form_cannot_act_on_the_terminal(form):
    hostile = CORRECT.replace("社区消防培训", "\x1b[31m[red]培训\u202e\u200b[/red]")
    hostile = hostile.replace("97%\t10\t10", "\x1b]0;x\x0790%\t10\t10")
    for arguments in (["check"], ["check", "--format", "concise"], ["triage"], ["extract"]):
        done = reviewer(*arguments, form(hostile))
        assert "Traceback" not in done.stderr
        assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set(done.stdout + done.stderr)
    assert "[red]" in reviewer("check", form(hostile)).stdout


def test_rule_pages_and_the_table_of_rules():
    page = reviewer("rule", "a401").stdout
    assert page.startswith("A401")
    assert "有问题的写法" in page
    assert "A501" in reviewer("rule").stdout


def test_the_policy_used_is_said_with_its_reason():
    done = reviewer("check", SAMPLE)
    assert "适用规则：shanghai" in done.stdout
    assert "上海市生态环境局" in done.stdout
    assert "hubei" in reviewer("policy").stdout


def test_version_does_not_import_the_model_client():
    code = "import sys; from reviewer.commands import app; print('openai' in sys.modules, 'instructor' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_the_page_of_cells_shows_what_each_was_taken_for_and_runs_nothing(form, tmp_path):
    out = tmp_path / "cells.html"
    text = CORRECT.replace("\t总分", "总分") + "<script>alert(1)</script>\n"
    done = reviewer("extract", form(text), "--debug", out)
    assert done.returncode == 0
    page = out.read_text("utf-8")
    assert "<small>指标1 实际完成值</small>" in page
    assert '<td class="left">&lt;script&gt;alert(1)&lt;/script&gt;<small>没有归位</small>' in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_a_page_of_cells_that_cannot_be_written_gives_one_line(form, tmp_path):
    done = reviewer("extract", form(), "--debug", tmp_path / "missing" / "cells.html")
    assert done.returncode == 2
    assert "文件夹不存在" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check"], "没有写FILE"),
        (["chek", "x"], "没有“chek”这个命令"),
        (["check", "x", "--format", "pdf"], "--format 的值不对，可以是 full、concise、json、html"),
        (["triage", "x", "--jobs", "0"], "--jobs 的值不对，至少为 1"),
        (["check", "x", "--nope"], "没有 --nope 这个选项"),
        (["check", "x", "--policy"], "--policy 后面要写上值"),
        (["rule", "A", "B"], "多写了“B”"),
        (["triage", "samples", "--workbook", "a.docx"], "文件名要以.xlsx结尾"),
        (["triage", "--store", "none.sqlite"], "没有这个结果库"),
        (["triage", "samples", "--select", "A513x"], "没有编号以“A513X”开头的规则"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(arguments, told):
    done = reviewer(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_a_document_is_never_written_over(tmp_path):
    form = tmp_path / "form.txt"
    form.write_text(CORRECT)
    other = tmp_path / "other.docx"
    other.write_bytes(b"kept")
    for arguments in (
        ["extract", form, "--debug", form],
        ["extract", form, "--debug", other],
        ["check", form, "--format", "html", "-o", other],
        ["triage", form, "--format", "html", "-o", form],
    ):
        done = reviewer(*arguments)
        assert done.returncode == 2
        assert "没有覆盖" in done.stderr
        assert "Traceback" not in done.stderr
    assert (form.read_text(), other.read_bytes()) == (CORRECT, b"kept")


def test_a_workbook_that_was_worked_in_is_set_aside(tmp_path):
    form, out = tmp_path / "form.txt", tmp_path / "审核.xlsx"
    form.write_text(CORRECT)
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    first = reviewer("triage", form, tmp_path / "broken.docx", "--workbook", out)
    assert "另有 1 个文件没有读出或没有读全" in first.stdout
    before = out.read_bytes()
    again = reviewer("triage", form, "--workbook", out)
    assert "已改名为审核-旧.xlsx" in again.stderr
    assert (tmp_path / "审核-旧.xlsx").read_bytes() == before
