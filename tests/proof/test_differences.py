"""The comparison of two records names what was gained, lost and changed."""

from tests.proof.differences import compare


def told(code: str, place: str, severity: str = "error", fingerprint: str = "f") -> dict[str, str]:
    return {
        "code": code,
        "place": place,
        "found": "8",
        "severity": severity,
        "message": f"{code} {place}",
        "fingerprint": fingerprint,
    }


def test_gained_lost_and_changed_findings_are_counted_by_rule():
    before = {
        "one": [told("A401", "0 培训"), told("A501", "1 考核"), told("A203", "total")],
        "two": [],
        "gone": [told("A101", "project")],
    }
    after = {
        "one": [
            told("A401", "0 培训", "warning", "g"),
            told("A402", "1 考核"),
            told("A203", "total"),
        ],
        "two": [told("A402", "2 场次")],
    }
    head, _, *lines = compare(before, after)
    assert head == "forms: 2 in both, 1 in one"
    assert [line.split() for line in lines[:3]] == [
        ["A401", "0", "0", "1", "1"],
        ["A402", "2", "0", "0", "0"],
        ["A501", "0", "1", "0", "0"],
    ]
    assert lines[3:] == [
        "+ A402 one: A402 1 考核",
        "+ A402 two: A402 2 场次",
        "- A501 one: A501 1 考核",
    ]


def test_equal_records_differ_in_nothing():
    record = {"one": [told("A401", "0 培训")]}
    assert len(list(compare(record, record))) == 2
