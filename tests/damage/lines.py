"""Damage to lines, headings, words and numbers (domain notes, §2.4, §5.3–5.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_ADVERTS = ("威廉希尔体育", "欧洲杯决赛竞猜", "比分直播,篮球比分直播", "澳门新葡京娱乐")
_AGENCY = re.compile(
    r"[\u4e00-\u9fff]{0,12}?[省市区县旗州厅](?=[\u4e00-\u9fff]{2,12}(?:局|厅|委员会|政府|中心)(?:20|\n|\s|办))"
)
_SPAM = (
    "国产精品_亚洲在线_欧美高清视频免费观看_日韩无码",
    "彩票投注平台官方网站_快三计划_时时彩开奖结果",
    "九九热视频精品在线_久久成人影院_一区二区三区",
)
_FURNITURE_ABOVE = (
    "您现在的位置： 首页 > 政务公开 > 法定主动公开内容 > 政府信息公开年报",
    "【字体：大 中 小】 打印 关闭 浏览次数：1286 分享到：",
    "无障碍浏览 | 长者版 | 繁體版 | IPv6",
)
_FURNITURE_BELOW = (
    "上一篇：关于印发工作要点的通知",
    "下一篇：政务公开工作领导小组名单",
    "扫一扫在手机打开当前页",
    "网站地图 | 联系我们 | 版权所有 ICP备12345678号 公安备案 11010102000001号",
    "举报邮箱：jubao@example.com 电话：12377",
)
_FARM = "观塘区| 和田县| 华宁县| 石阡县| 崇州市| 乐陵市| 松桃| 长顺县| 五莲县| 中宁县| 鹤岗市| 资兴市| 尼木县"


def advert_for_the_place(text: str, random: Random) -> str:
    """威廉希尔体育司法局: an advert in place of the agency's place, everywhere."""
    advert = random.choice(_ADVERTS[:2])
    return _AGENCY.sub(advert, text)


def advert_in_sentences(text: str, random: Random) -> str:
    """国务院办公厅比分直播,篮球比分直播印发: adverts in place of common words."""
    for word in ("关于", "按照", "认真"):
        text = text.replace(word, random.choice(_ADVERTS), 2)
    return text


def spam_around(text: str, random: Random) -> str:
    """Lines of adverts before the title and after the end."""
    before, after = random.sample(_SPAM, 2)
    return f"{before}\n{text.rstrip()}\n{after}\n"


def link_farm(text: str, random: Random) -> str:
    """A line of county names below."""
    return f"{text.rstrip()}\n{_FARM}\n"


def furniture(text: str, random: Random) -> str:
    """Navigation above, links and counters below."""
    return "\n".join([*_FURNITURE_ABOVE, text.strip("\n"), *_FURNITURE_BELOW, ""])


def layout_pipes(text: str, random: Random) -> str:
    """Hundreds of pipes between paragraphs, and some at the ends of lines."""
    lines = []
    for line in text.split("\n"):
        lines.append(line)
        if random.random() < 0.15 and "|" not in line:
            lines.append("|" * random.randint(100, 400))
    return "\n".join(lines)


def page_marks(text: str, random: Random) -> str:
    """Page numbers between paragraphs, as copied out of a PDF."""
    marks: tuple[Callable[[int], str], ...] = (
        lambda page: f"- {page} -",
        lambda page: f"— {page} —",
        lambda page: f"第 {page} 页 共 9 页",
    )
    mark, lines, page = random.choice(marks), [], 1
    for line in text.split("\n"):
        lines.append(line)
        if random.random() < 0.2 and "|" not in line:
            lines.append(mark(page))
            page += 1
    return "\n".join(lines)


def hard_wrapped(text: str, random: Random) -> str:
    """Every paragraph broken at the width of a page."""
    width = random.randint(26, 40)

    def wrap(match: re.Match[str]) -> str:
        line = match[0]
        return line if "|" in line else "\n".join(line[i : i + width] for i in range(0, len(line), width))

    return re.sub(r"[^\n]+", wrap, text)


def lost_numerals(text: str, random: Random) -> str:
    """、总体情况: the automatic numbers of the headings gone."""
    return re.sub(r"(?m)^(\s*#*\s*)[一二三四五六七八九]+、(?=[^\n|]{2,30}$)", r"\1、", text)


def half_brackets(text: str, random: Random) -> str:
    """一）主动公开."""
    return re.sub(r"(?m)^(\s*#*\s*)[（(](?=[一二三四五六七八九]{1,2}[)）])", r"\1", text)


def lost_date_separators(text: str, random: Random) -> str:
    """201911日至20191231日: 年 and 月 fell out of full dates."""
    return re.sub(r"(20\d\d)年(\d{1,2})月(\d{1,2})日", r"\1\2\3日", text)


_PROSE_NUMBER = re.compile(r"(?<![\d.,|])[\d.,]*\d\s?(?=(?:余|多)?(?:件|条|份|元|万元|次))")


def lost_numbers(text: str, random: Random) -> str:
    """收到申请件: the digits of every number in sentences gone; the cells of tables keep theirs."""

    def strip(match: re.Match[str]) -> str:
        return match[0] if "|" in match[0] else _PROSE_NUMBER.sub("", match[0])

    return re.sub(r"[^\n]*[一-鿿][^\n]*", strip, text)


def lost_years(text: str, random: Random) -> str:
    """The digits of every year gone: 政府信息公开年年度报告."""
    return re.sub(r"20\d\d\s?(?=年)", "", text)
