"""Gates of the arithmetic of texts: a broken digit is told, a correct text is not."""

import pytest

from tests.proof.equations import mine, right_texts, texts

TOLD = 0.85


@pytest.fixture(scope="module", params=["correct", "figures"])
def mined(request):
    if request.param == "correct":
        return mine(texts())
    return mine(right_texts(), all_held=True)


def test_correct_texts_raise_no_alarm(mined):
    assert mined.alarms == []


def test_a_broken_digit_is_told(mined):
    assert mined.share >= TOLD, mined.silent
