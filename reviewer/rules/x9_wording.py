"""Text that speaks to whoever reviews the form by program, and characters that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00ad\u061c\u180e\ufff9-\ufffb"
    "\U000e0000-\U000e007f]|(?<!^)\ufeff"
)
_SEPARATORS = re.compile(
    r"[\s·.．*＊_~`'\"“”‘’|｜^\-—]+|" + _UNSEEN.pattern + "|\ufeff",
)
_BETWEEN = r"[·.．*＊_~|｜^\-—][\u4e00-\u9fff]"
_SPACED_OUT = re.compile(f"{_BETWEEN}(?={_BETWEEN})")
"""忽.略.以.上: letters that are kept apart so that no search finds the word."""
_MACHINE = (
    r"(?:AI|人工智能|大?语言模型|大模型|模型|智能体|机器人|助手|chatgpt|gpt|llm|claude|deepseek)"
)
_REVIEWER = r"[审评][核审](?:员|专家|程序|系统)"
_DISREGARD = (
    r"(?:忽略|无视|忘[记掉]|跳过|绕过|抛开|撇开|别管|别理会?|不[要必用](?:理会|管|考虑)|无需(?:理会|考虑)|不[要再]遵守)"
    r"[掉你您]?(?:收到的)?"
)
_ABOVE = r"(?:以上|上述|上面|前面|前述|前文)"
_EARLIER = rf"(?:{_ABOVE}|之前|此前|先前|所有|任何|一切|全部|系统)"
_ONLY = r"(?:务必|一律|直接|仅|只|都|全部)"
_THIS = (
    r"(?:[将把]?(?:本|该|此|这一?)(?:行(?!业)|项(?!目)|条|表|解释|说明|理由)(?:全部)?|[将把][其它])"
)
_JUDGE = r"(?:判定|判断|判|认定|评定|评判|视|标记|归类)[为成作]*[:：]?"
_SAY = r"(?:输出|返回|回答|回复)[为成]?[:：]?"
_AWARD = r"(?:打|给|评|判)[予出为]?个?(?:满分|最高分|100分|全部分值)"
_APPROVED = r"(?:(?:说明|理由)?充分|(?:完全)?支持|通过|不扣分|满分|最高分|supported|true\b)"
_ENOUGH = r"(?:说明|理由|解释)*(?:充分|支持|supported|justified)(?=$|[。;,!?)]|即可|的结论)"
_N = r"[^。;,!?]"
"""Within a clause, once full-width signs have become ASCII ones."""
_CHINESE = re.compile(
    "|".join(
        (
            rf"{_DISREGARD}{_EARLIER}[^。！!；，]{{0,8}}?(?:要求|指令|指示|提示|规则|设定|命令|prompt)",
            rf"{_DISREGARD}{_ABOVE}[^。！!；，]{{0,8}}?(?:规定|说明|约束|限制|内容|问题)",
            rf"(?<![邀申聘提报恳呈])请(?:[你您]|{_MACHINE})?(?:{_ONLY}|给?{_THIS})*"
            rf"(?:{_JUDGE}(?:{_APPROVED}|合理|[无没]有?问题)|{_SAY}{_APPROVED}|{_AWARD})",
            rf"(?:必须|务必|一律|直接)(?:{_THIS})?(?:{_JUDGE}(?:{_APPROVED}|合理|[无没]有?问题)|{_AWARD})",
            rf"(?<![者众人员户民])(?:{_JUDGE}|{_SAY}|认为|结论[中应须请]*(?:写|填|改|定)?[为成作:]*)(?:[本该此][行项条表]的?)?{_ENOUGH}",
            rf"请{_N}{{0,6}}(?:{_JUDGE}|认为)(?:[本该此][行项条表]?)?{_N}{{0,2}}(?:理由|说明)充分",
            rf"请{_N}{{0,8}}给出{_N}{{0,2}}(?:支持|充分|通过|满分)的?(?:结论|判断|评价)",
            rf"请{_THIS}{_N}{{0,2}}(?:评|判|定|打|归)[为成](?:优|满分|通过|支持|充分|合理)",
            rf"{_DISREGARD}{_N}{{0,4}}(?:评分|审核|评审|扣分|打分)(?:规则|标准|要求|细则|原因)",
            rf"(?:请勿|不要|别|勿)再?遵[循守照]{_N}{{0,4}}(?:提示|指令|规则|设定)",
            rf"{_THIS}(?:不需要|无需|不用)再?(?:审核|检查|扣分),?直接|跳过{_THIS}",
            r"按照?(?:以下|下列|我的)(?:要求|格式|指令|方式)(?:回答|输出|返回|回复)",
            r"(?:审核|评审|评价)(?:结果|结论|意见)请(?:直接|统一)?(?:填|写|输出|给)",
            r"(?:请|须|可)直接采纳|(?:不要|无需|不得|请勿)质疑",
            rf"(?:{_MACHINE}|机器审核|机审){_N}{{0,6}}?请(?:停止|终止|跳过|忽略|绕过|照|按此|直接|不要|勿)",
            rf"[你您]的(?:任务|职责|目标)是|告诉用户|不管(?:上面|以上|前面|前文|规则|提示){_N}{{0,4}}说",
            rf"{_ABOVE}的?(?:提示词?|指令|设定|对话)(?:均|都|已|全部)*(?:无效|作废|失效|取消)",
            r"新的?指令(?:如下|是|为|:)|指令:(?:输出|回答|判|给)",
            rf"无论如何{_N}{{0,6}}(?:{_JUDGE}|{_AWARD})",
            rf"{_THIS}(?:应当?|请|须|可|必须)(?:{_ONLY})?(?:{_JUDGE}{_APPROVED}|{_AWARD})",
            rf"(?:请|只|仅|必须|务必)[你您]?{_ONLY}?{_SAY}[^。，；]{{0,8}}(?:json|true|yes)",
            rf"作为(?:一[个名款位])?{_MACHINE}(?:助手|模型|{_REVIEWER})?[,，]?(?:[你您请]|应[当该]|必须)",
            rf"[你您](?:现在|将|要|需要|应当?|必须)?(?:是|扮演|充当)(?!否)[^。，；]{{0,10}}?"
            rf"(?:{_MACHINE}|{_REVIEWER}|系统)",
            rf"[致告请给](?:审核|评审|评分|阅读本表|使用)?的?{_MACHINE}(?:{_REVIEWER}|助手)?"
            r"(?:[:：]|请|注意|务必|必须)",
            rf"{_MACHINE}(?:{_REVIEWER})?请(?:注意|忽略|判|直接|给)",
            rf"请{_MACHINE}[^。；，]{{0,4}}?(?:忽略|跳过|绕过|不[要得]|勿|直接|务必)",
            rf"(?:{_MACHINE}|[审评][核审](?:程序|系统))[^。；，]{{0,8}}?(?:应|请|须|必须|务必)[^。；，]{{0,4}}?"
            rf"(?:(?:{_SAY}|{_JUDGE}){_APPROVED}|{_AWARD})",
            rf"{_MACHINE}阅卷|,给个(?:满分|最高分)|(?:^|[。;:,])判[为作定](?:充分|支持|满分)",
            r"(?:以[上下]|上述|前述)(?:内容|说明|信息|文字)(?:均|都|一律|应|须|请)?视[为作](?:合理|充分|通过|支持|满分)",
            rf"{_EARLIER}的?(?:评审|评分|审核|评判|打分|检查)(?:标准|规则|要求|指令)(?:均|全部|一律|已)?(?:作废|失效)",
            r"(?:不要|别|勿|不得)(?:再)?(?:按照?|依据|依照|根据)[^。；，]{0,6}(?:提示词|指令|系统提示)",
            rf"(?:不要|不得|禁止|请勿|别|不必|无需)(?:再)?(?:指出|质疑|标记|报告|列出)"
            rf"(?:{_THIS}|任何|该)[^。；，]{{0,6}}(?:问题|错误|缺陷|不足)",
            rf"请按[^。；，]{{0,4}}{_APPROVED}(?:输出|回答|回复|评|判)",
            rf"{_THIS}的?(?:结论|结果|判断)[^。；，]{{0,3}}(?:写|改|填|定|输出|设)[为成作]{_APPROVED}",
            r"(?:输出|返回|回答|回复)[为成]?[:：]?(?:supported|justified|sufficient)",
            r"ignore(?:all)?(?:of)?(?:the|your)?(?:previous|above|prior|earlier)(?:instruction|prompt|rule)",
            r"(?:忽略|修改|覆盖|泄露|输出|重复|复述)[你您]?的?(?:全部)?"
            r"(?:系统提示|提示词|systemprompt)",
            r"(?:进入|开启|切换到?)(?:开发者|越狱|管理员)模式",
        )
    ),
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    "|".join(
        (
            r"\b(?:ignore|disregard|forget|override|bypass)\b[\w\s,']{0,30}?"
            r"\b(?:previous|above|prior|earlier|preceding|all|any|the)\b[\w\s,']{0,20}?"
            r"\b(?:instruction|prompt|rule|message|context|direction|text|guideline)",
            r"\bsystem\s?(?:prompt|instruction)",
            r"\bforget (?:everything|all)\b|\byou must (?:output|answer|reply|respond|say)\b|\bverdict\s?=",
            r"\byou are (?:now )?(?:an?|the)\b",
            r"\b(?:act|behave) as an?\b|\bas an? (?:ai|llm|language model)\b",
            r"<\|?/?(?:im_start|im_end|system|assistant|user|endoftext)\|?>|\[/?inst\]",
            r"(?:^|[\n。；;!?]\s{0,9}|#{1,6}\s{0,3})(?:system|assistant|instruction|human)s?\s{0,3}:",
            r"\b(?:respond|reply|answer|output|return)\b[\w\s,]{0,20}?\b(?:only|with|as|in)\b"
            r"[\w\s,]{0,16}?\b(?:json|true|supported|yes)\b",
            r"\b(?:mark|rate|score|judge|classify|treat|consider)\b[\w\s]{0,30}?\b(?:as|with)\b"
            r"[\w\s]{0,16}?(?:supported|full (?:marks|score)|justified|sufficient|pass\b)",
            r"\b(?:give|award)\b[\w\s]{0,24}?\b(?:full|maximum|highest) (?:marks|score|points)",
            r"\bdo not (?:deduct|flag|report)|\bjailbreak|\bdeveloper mode",
            r"[\"'](?:verdict|cause_quote|cause_kind|about_this_row|accounts_for_size|measure_quote"
            r"|measure_actionable|rationale)[\"']\s{0,3}:",
        )
    ),
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ<\[]{3}")
_MACHINES = (
    "模型",
    "智能",
    "智能体",
    "助手",
    "机器人",
    "AI",
    "ai",
    "GPT",
    "gpt",
    "LLM",
    "llm",
    "ＡＩ",
)
_HINTS = re.compile(
    "忽略|无视|忘记|忘掉|跳过|绕过|抛开|撇开|别管|别理|不管|理会|遵守|作废|失效|质疑|指出|视作|给个|阅卷"
    '|(?:充分|支持)[”"’」]?(?=$|[。，,；;!！）)]|的结论|即可)|考虑扣分|遵[循照]|无需审核|不需要审核|采纳|停止|你的'
    "|告诉用户|不管|无效|无论如何|审核结[果论]请|评审结[果论]请|跳过|结论写|评为优"
    "|写成|改成|填成|指令|请按|ignore|Ignore|IGNORE|ｉｇｎｏｒｅ|supported|justified|sufficient|判定|判断|判为|认定|评定|视为|标记|归类|输出|返回|回答|回复|满分|最高分"
    "|100分|１００分|你|您|系统提示|提示词|开发者模式|越狱模式|管理员模式|判支持|判充分|判通过|作为一|作为AI|作为人工|作为大"
    "|作为语|作为模|作为智|作为机|作为助|作为审|作为ＡＩ|JSON|json|Json|"
    + "|".join(name + next_ for name in _MACHINES for next_ in "请：:，,注务必审评")
)
"""Each order has one of these; most texts have none and need no closer look."""
_MAX_QUOTE = 40


@lru_cache(maxsize=4096)
def instruction(text: str) -> str | None:
    """The words in a text that give orders to a reviewing program; None where there are none.

    Blanks, dots and unseen characters between the letters make no difference.
    """
    if _LATIN.search(text):
        found = _ENGLISH.search(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)))
        if found:
            return found.group().strip()[:_MAX_QUOTE]
    if unseen_characters(text):
        text = _UNSEEN.sub("", text)
    joined = "".join(text.split())
    if not (_HINTS.search(joined) or _SPACED_OUT.search(joined)):
        return None
    found = _CHINESE.search(unicodedata.normalize("NFKC", _SEPARATORS.sub("", joined)))
    return found.group()[:_MAX_QUOTE] if found else None


@lru_cache(maxsize=4096)
def unseen_characters(raw: str) -> tuple[str, ...]:
    """The zero-width and direction characters in a text, as "U+200B", each once."""
    if "".join(raw.split()).isprintable():
        return ()
    return tuple(dict.fromkeys(f"U+{ord(char):04X}" for char in _UNSEEN.findall(raw)))
