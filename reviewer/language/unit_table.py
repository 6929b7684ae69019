"""The table of units: what kind each is and what it converts to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction


class Kind(Enum):
    """What a unit measures. Within a kind the scales convert; between counts see `agreement`."""

    PERCENT = auto()
    POINTS = auto()  # 百分点
    MONEY = auto()
    FOREIGN_MONEY = auto()
    LENGTH = auto()
    AREA = auto()
    VOLUME = auto()
    MASS = auto()
    TIME = auto()
    WORKDAYS = auto()
    MONTHS = auto()
    ENERGY = auto()
    POWER = auto()
    NOISE = auto()
    TEMPERATURE = auto()
    SCORE = auto()
    LESSONS = auto()
    TIMES = auto()  # 倍
    DATA = auto()
    BANDWIDTH = auto()
    RATIO = auto()  # 1:10
    PERSONS = auto()
    PERSON_TIMES = auto()
    DOCUMENTS = auto()
    EVENTS = auto()
    PLACES = auto()  # 家, 户: who is served or checked
    THINGS = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed; `scale` brings it to the kind's own unit, `per` is what follows a slash."""

    name: str
    kind: Kind
    scale: Fraction = Fraction(1)
    per: str = ""


_MEASURES: dict[Kind, dict[str, str]] = {
    Kind.PERCENT: {
        "1": "% 百分比 %%",
        "1/10": "‰",
        "1/100": "/万 /10000",
        "1/1000": "/10万 /十万 /100000",
    },
    Kind.POINTS: {"1": "个百分点 百分点"},
    Kind.MONEY: {
        "1": "元 元钱 人民币元 块钱",
        "1/10": "角",
        "1000": "千元",
        "10000": "万元",
        "1000000": "百万元",
        "10000000": "千万元",
        "100000000": "亿元",
    },
    Kind.FOREIGN_MONEY: {"1": "美元 美金", "10000": "万美元", "100000000": "亿美元"},
    Kind.LENGTH: {
        "1": "米 m 延米 延长米",
        "1000": "公里 千米 km",
        "500": "里",
        "1852": "海里",
        "1/100": "厘米 cm",
        "1/1000": "毫米 mm",
    },
    Kind.AREA: {
        "1": "平方米 平米 m2 平方",
        "2000/3": "亩 亩次",
        "10000": "公顷 ha hm2",
        "1000000": "平方公里 平方千米 km2",
    },
    Kind.VOLUME: {"1": "立方米 m3 立方 方", "1/1000": "升 L", "1/1000000": "毫升 ml mL"},
    Kind.MASS: {
        "1": "公斤 千克 kg",
        "1000": "吨 t 吨标煤 吨标准煤",
        "1/2": "斤",
        "1/1000": "克 g",
        "1/1000000": "毫克 mg",
        "1/1000000000": "微克 μg ug",
    },
    Kind.TIME: {
        "1": "小时 个小时 h",
        "1/60": "分钟 min",
        "1/3600": "秒 秒钟 s",
        "1/3600000": "毫秒 ms",
        "12": "半天 半日",
        "24": "天 日 自然日 个自然日 日历天",
        "168": "周 个星期 星期",
    },
    Kind.WORKDAYS: {"1": "工作日 个工作日 工作天 个工作天"},
    Kind.MONTHS: {"1": "个月 月", "3": "季度 个季度", "6": "个半年", "12": "年 周年 个年度"},
    Kind.ENERGY: {"1": "千瓦时 kWh kwh 度电 度", "1/1000": "瓦时", "1000": "兆瓦时 MWh"},
    Kind.POWER: {"1": "千瓦 kW kw", "1/1000": "瓦", "1000": "兆瓦 MW"},
    Kind.NOISE: {"1": "分贝 dB"},
    Kind.TEMPERATURE: {"1": "℃ 摄氏度"},
    Kind.SCORE: {"1": "分"},
    Kind.LESSONS: {"1": "学时 课时 个学时 个课时"},
    Kind.TIMES: {"1": "倍"},
    Kind.DATA: {"1": "MB", "1024": "GB", "1048576": "TB", "1073741824": "PB"},
    Kind.BANDWIDTH: {"1": "Mbps 兆/秒", "1000": "Gbps"},
}
_COUNTS: dict[Kind, str] = {
    Kind.PERSONS: "人 名 位 员 个人",
    Kind.PERSON_TIMES: "人次 人·次 人次数 个人次",
    Kind.DOCUMENTS: "份 篇 本 册 套 件 部 张 幅 卷 页 稿 封",
    Kind.EVENTS: (
        "次 场 期 届 批 轮 遍 回 趟 班 节 场次 批次 班次 期次 轮次 频次 车次 台次 架次 艘次 户次 家次"
        " 件次 项次 例次 点次 头次 辆次 课次 剂次 针次 笔次 单次 站次 线次 床次"
        " 航次 条次 块次 篇次 村次 处次"
    ),
    Kind.PLACES: "家 户",
    Kind.THINGS: (
        "个 项 处 座 台 块 口 条 只 株 棵 头 辆 艘 架 栋 幢 间 层 片 段 根 盏 组 类 种 对 例 宗 起 桩"
        " 笔 单 点 孔 眼 村 镇 乡 县 市 区 省 街道 社区 校 园 所 站 路 线 门 扇 副 枚 支 瓶 盒 箱 袋"
        " 包 盘 杆 盆 羽 尾 匹 颗 粒 样 款 床 张床 床位 张床位 席 面 车 单元 模块 平台 系统 课题 案例"
        " 品种 台套 件套 子项目 项目 监测点 样本 样品 批件 频道 队 支队 团 科 标段 节点 字 剂 针 桶 票 集 首 讲 管 井 单位 部门 科室 家庭 场所 组织 社区"
        " 断面 工单 图幅 画幅 蒸吨"
        " 具 罐 双 顶 樘 店 馆 亭 桥 曲 档 枝 束 朵 窗口 终端 账户 账号 用户 基站 车位 泊位 学位 工位 班组 网格 小区"
        " 楼栋 标准箱 吨公里 台班 台时 车日 床日 人日 人天 工日 人月"
    ),
}


def _all_units() -> dict[str, Unit]:
    table = {
        name: Unit(name, kind, Fraction(scale))
        for kind, scales in _MEASURES.items()
        for scale, names in scales.items()
        for name in names.split()
    }
    for kind, names in _COUNTS.items():
        table.update({name: Unit(name, kind) for name in names.split()})
    return table


UNITS = _all_units()
_BEHIND_NUMERALS = (
    "个 项 次 场 家 份 篇 本 册 套 件 部 回 卷 桩 架 艘 幢 根 盏 具 幅 箱 桶 瓶 例次 处次 人 名 位 户 台 辆 座 处 所 条 张 幅 期 届 批 轮 遍 天 年 个月 周"
    " 星期 小时 个小时 分钟 秒 工作日 个工作日 万元 元 亩 公里 公顷 吨 公斤 平方米 米 人次 场次 批次"
    " 回 卷 桩 架 艘 幢 根 盏 具 幅 箱 桶 瓶 例次 处次 类 种 支 只 头 株 棵 块 间 栋 例 起 笔 宗 村 镇 倍 项目 个季度 个百分点 学时 课时"
)
CHINESE_ONLY = frozenset(_BEHIND_NUMERALS.split())
"""Behind a Chinese numeral only these: 三方, 四面, 五点 are words rather than quantities."""


NOT_BEFORE = {
    "/万": "元人户",
    "年": "级代",
    "人": "均",
    "种": "植",
    "部": "分",
    "组": "织成",
    "对": "外于应",
    "包": "含括",
    "遍": "布及历",
    "分": "之",
    "里": "程",
    "节": "约能水",
    "班": "子",
    "点": "半",
    "位": "置",
    "名": "单称",
    "家": "长",
    "台": "账",
    "本": "科市",
    "场": "地馆",
    "区": "县域",
    "站": "点",
    "天": "然",
    "周": "边岁",
    "回": "收访事",
    "车": "位间",
    "园": "区",
    "线": "路",
    "面": "积",
    "条": "例",
    "团": "结",
    "路": "由",
    "具": "体有备",
    "双": "方向",
    "档": "案",
    "店": "面",
    "桥": "梁",
}
"""A unit followed by one of these is the beginning of another word: 3年级, 5种植户."""
