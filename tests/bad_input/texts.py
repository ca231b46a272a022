"""The texts of the bad-input corpus: one small made-up report, and texts that are none."""

from __future__ import annotations

REPORT = """海棠县司法局2021年政府信息公开工作年度报告

本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自2021年1月1日起至2021年12月31日止。
一、总体情况
2021年，我局主动公开政府信息271条，各项工作有序推进。
二、主动公开政府信息情况
第二十条第（一）项 | | | |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
三、收到和处理政府信息公开申请情况
2021年，我局未收到政府信息公开申请。
四、政府信息公开行政复议、行政诉讼情况
本年度没有因政府信息公开引起的行政复议和行政诉讼。
五、存在的主要问题及改进情况
基础工作薄弱，公开意识有待加强。
六、其他需要报告的事项
本年度未收取信息处理费。
"""
SIMPLIFIED_FORMS = "县务报编华国条统计际总体况动开济发规处复议诉讼问题进础识强费没项内废现"
TRADITIONAL_FORMS = "縣務報編華國條統計際總體況動開濟發規處復議訴訟問題進礎識強費沒項內廢現"
TRADITIONAL = REPORT.translate(str.maketrans(SIMPLIFIED_FORMS, TRADITIONAL_FORMS))
ARTICLE = "第{}条　行政机关应当及时、准确地公开政府信息，本规定自公布之日起施行。\n"
REGULATION = "海棠县政府信息公开规定\n" + "".join(map(ARTICLE.format, "一二三四五六七八九十"))
NOTE = "今天天气很好，我们去公园散步，看到很多花。\n" * 20
PARAGRAPHS = "".join(f"<p>{line}</p>\n" for line in REPORT.split("\n"))
PAGE = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>县司法局</title></head><body>
<div class="nav"><a href="/">首页</a></div><div id="zoom">{PARAGRAPHS}</div></body></html>"""
