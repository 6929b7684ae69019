"""Number formats that a workbook names by number alone, as a Chinese Excel has them.

ECMA-376 part 1, 18.8.30, with the columns of zh-CN; 5–8 and 37–44 as its list of custom formats
shows them. 14 and 22 follow the system's setting for dates whatever the file says.
"""

from __future__ import annotations

from collections.abc import Mapping

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HOUR, _HOUR_SECOND = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
_BUILTIN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    27: _YEAR_MONTH,
    28: _MONTH_DAY,
    29: _MONTH_DAY,
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: _HOUR,
    33: _HOUR_SECOND,
    34: f"上午/下午{_HOUR}",
    35: f"上午/下午{_HOUR_SECOND}",
    36: _YEAR_MONTH,
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: _YEAR_MONTH,
    51: _MONTH_DAY,
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
    54: _MONTH_DAY,
    55: f"上午/下午{_HOUR}",
    56: f"上午/下午{_HOUR_SECOND}",
    57: _YEAR_MONTH,
    58: _MONTH_DAY,
}
_OF_THE_SYSTEM = {14: "yyyy/m/d", 22: "yyyy/m/d h:mm"}


def format_code(number: int, own: Mapping[int, str]) -> str:
    """The format that goes by this number in a workbook with these formats of its own."""
    return _OF_THE_SYSTEM.get(number) or own.get(number) or _BUILTIN.get(number, "General")
