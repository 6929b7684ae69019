"""A cell counts as it is shown: the value under its number format."""

from __future__ import annotations

import datetime as dt

import pytest

from reviewer.intake.readers.displayed import displayed


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.9354, "0.00%", "93.54%"),
        (0.93535, "0.00%", "93.54%"),
        (0.5, "0%", "50%"),
        (2885887, "#,##0.00", "2,885,887.00"),
        (2885887.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "2,885,887.50"),
        (5.5, '0.00"万元"', "5.50万元"),
        (-5, "0_);[红色]\\(0\\)", "(5)"),
        (0.1 + 0.2, "General", "0.3"),
        (95.350000000001, "General", "95.35"),
        (9.0, "General", "9"),
        (7, "General", "7"),
        (123456789012, "General", "123456789012"),
        (0.00001234, "General", "0.00001234"),
        (2.675, "0.00", "2.68"),
        (12.5, "0", "13"),
        (44927, 'yyyy"年"m"月"d"日"', "2023年1月1日"),
        (dt.datetime(2023, 12, 31), "yyyy/m/d", "2023/12/31"),
        (True, "General", "TRUE"),
        ("≥95%", "General", "≥95%"),
        ("文字", "@", "文字"),
        (5, ";;;", ""),
        (None, "0.00", ""),
        (5, "0" * 600, "5"),
    ],
)
def test_shown(value, number_format, shown):
    assert displayed(value, number_format) == shown
