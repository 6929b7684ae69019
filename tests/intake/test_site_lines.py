"""What the page of a site shows around a form is no unread text; what may be the form's is."""

from __future__ import annotations

import pytest

from reviewer.intake import read_bytes
from reviewer.intake.pages import is_site_line
from tests.documents.compare import differences
from tests.intake.readers.test_webpage import FORM, PAGE, left_out

SITE = [
    "发布时间：2024-03-15 09:30:12　来源：某县财政局　浏览次数：1203 次",
    "发布日期: 2024年3月15日 | 信息来源：某县农业农村局 | 字号：[大 中 小] | 打印本页",
    "【字体：大 中 小】 【打印】 【关闭】",
    "[打印] [关闭窗口]",
    "字号：A+ A A-",
    "分享到： 微信 微博 QQ空间",
    "分享：",
    "浏览量：",
    "点击数：12.3万",
    "索引号：011043210/2024-00012 发布机构：某县财政局",
    "来源： 某县人民政府办公室",
    "作者：张某 责任编辑：李某 阅读 35次",
    "当前位置：首页 > 信息公开 > 财政预决算",
    "您当前的位置：首页>政务公开",
    "首页 > 部门动态 > 正文",
    "上一篇：某县2023年度部门决算",
    "下一篇:没有了",
    "附件下载：自评表.xlsx",
    "版权所有：某县人民政府",
    "网站标识码：3400000000",
    "Copyright © 2024 All Rights Reserved",
    "收藏 | 打印 | 关闭",
]
FOOT = [
    "主办：某县人民政府办公室 承办：某县大数据局",
    "建议使用1920*1080分辨率",
    "地址：某县某路1号",
]
FORMS = [
    *FOOT,
    "建议使用绩效结果调整下年预算",
    "本站点全年维护12次",
    "相关信息已在网站公开",
    "时效：3",
    "主办单位：某县文化局",
    "",
    "中",
    "优",
    "（2023年度）",
    "2024-03-15",
    "金额单位：万元",
    "单位：某县财政局",
    "填报日期：2024年3月15日",
    "填报单位：某县财政局 2024-03-15",
    "资金来源：中央财政资金",
    "来源：中央财政资金 金额：100万元",
    "发布时间：按季度发布价格信息",
    "浏览次数：年度浏览次数不少于10000次，实际完成12000次",
    "注：1.浏览次数以网站统计为准",
    "打印机采购项目",
    "关闭矿井12处",
    "说明：来源：某局",
    "项目支出绩效自评表",
    "联系人：张某 联系电话：0555-1234567",
    "分享经验交流会3次",
]


@pytest.mark.parametrize("line", SITE)
def test_lines_of_a_site(line):
    assert is_site_line(line)


@pytest.mark.parametrize("line", FORMS)
def test_lines_that_may_be_the_forms(line):
    assert not is_site_line(line)


def test_a_page_with_all_of_them_has_no_unread_text():
    above = "".join(f"<p>{line}</p>" for line in SITE)
    page = PAGE.replace("<p align=center>项目支出", f"{above}<p align=center>项目支出", 1)
    page = page.replace("<p align=center>（2023", f"{above}<p align=center>（2023", 1)
    foot = "".join(f"<p>{line}</p>" for line in FOOT)
    page = page.replace("</table>", f"</table>{above}{foot}", 1)
    (form,) = read_bytes(page.encode(), "page").forms
    assert differences(FORM, form) == []
    assert left_out(form) == []


def test_what_else_stands_there_is_said():
    page = PAGE.replace("<table>", "<p>打印</p><p>来源：中央财政资金 金额：100万元</p><table>", 1)
    (form,) = read_bytes(page.encode(), "page").forms
    assert [text for _, text, _ in left_out(form)] == ["来源：中央财政资金金额：100万元"]
