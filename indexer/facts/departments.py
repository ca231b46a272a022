"""What kind of government department a name belongs to, and the official form of short names.

Departments are renamed, merged and split: 国土资源局 became 自然资源局 in 2018, 法制办 became part of 司法局.
The kind stays the same over time, so that one agency's reports form one series. Wordings are data:
``indexer/data/departments.toml``.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

ORGAN_ENDINGS = (
    "厅|局|委员会|委|办公室|办公厅|办|署|政府|管委会|中心|总队|支队|大队|调查队|处|所|站|院|馆|社|公署|街道|镇|乡|苏木|"
    "海关|办事处|基金会|理事会|总会|联合会|队|会|部|银行|行|台"
)
_ENDING = re.compile(rf"(?:{ORGAN_ENDINGS})$")
_NOT_GOVERNMENT = re.compile(
    r"(?:法院|检察院|大学|(?<!科)学院|学校|中学|小学|幼儿园|医院|公司|集团|人大常委会|政协)(?:办公室)?$|"
    r"^中共|[省市县区州旗]委(?:办公室|办公厅|宣传部|组织部|政法委|统战部|)$"
)
_BRANCH = re.compile(r"^(?P<parent>.{2,30}?(?:局|委员会|厅))(?P<where>.{1,15}?)(?:分局|管理局)$")


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of department: the value of the facet ``department`` and its Chinese name."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    departments: Mapping[str, Department]
    ends: tuple[tuple[str, str], ...]
    fallback: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    words_pattern: re.Pattern[str]
    vertical: re.Pattern[str]
    official: Mapping[str, str]
    national: Mapping[str, str]
    systems: Mapping[str, str]


@functools.cache
def _vocabulary() -> _Vocabulary:
    text = (resources.files("indexer") / "data" / "departments.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    kinds = raw["kind"]
    words = {word: kind["slug"] for kind in kinds for word in kind.get("words", ())}
    vertical = [word for kind in kinds for word in kind.get("vertical_words", ())]
    return _Vocabulary(
        departments={kind["slug"]: Department(kind["slug"], kind["label"]) for kind in kinds},
        ends=tuple((end, kind["slug"]) for kind in kinds for end in kind.get("ends", ())),
        fallback=tuple((end, kind["slug"]) for kind in kinds for end in kind.get("fallback", ())),
        words=words,
        words_pattern=re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True))),
        vertical=re.compile("|".join(map(re.escape, vertical))),
        official=raw["official"],
        national={form: name for name, forms in raw["national"].items() for form in (name, *forms)},
        systems=raw["systems"],
    )


def department_of(organ: str) -> Department | None:
    """The kind of an organ, given its name without the place in front.

    A complete ending decides first (人民政府, 街道办事处), then the word that stands first in the name.

    >>> department_of("司法局").slug, department_of("商务和粮食局").slug, department_of("国土资源局").slug
    ('justice', 'commerce', 'natural_resources')
    >>> department_of("人民政府国有资产监督管理委员会").slug, department_of("经济技术开发区管理委员会").slug
    ('state_assets', 'zone')
    >>> department_of("园艺协会") is None
    True
    """
    known = _vocabulary()
    branch = _BRANCH.match(organ)
    if branch:
        return department_of(branch["parent"])
    for end, slug in known.ends:
        if organ.endswith(end):
            return known.departments[slug]
    word = known.words_pattern.search(organ.removeprefix("人民政府"))  # 人民政府 is not 民政
    if word:
        return known.departments[known.words[word.group()]]
    fallback = next((slug for end, slug in known.fallback if organ.endswith(end)), None)
    return known.departments[fallback] if fallback else None


def opens_with_department(organ: str) -> bool:
    """Whether the words of a department stand at the very front, as they do where the place is left out.

    >>> opens_with_department("司法局"), opens_with_department("体彩网公安局")
    (True, False)
    """
    known = _vocabulary()
    plain = any(organ.removeprefix("人民") == end for end, _ in (*known.ends, *known.fallback))
    plain = plain or organ == "人民政府"
    return plain or bool(known.words_pattern.match(organ)) or organ in known.official


def official_name(organ: str) -> str:
    """The organ's full name, where its short form has exactly one.

    >>> official_name("住建局"), official_name("市场监管局"), official_name("政府国资委")
    ('住房和城乡建设局', '市场监督管理局', '人民政府国有资产监督管理委员会')
    >>> official_name("文旅局"), official_name("河包镇"), official_name("经济开发区管委会")
    ('文旅局', '河包镇人民政府', '经济开发区管理委员会')
    """
    official = _vocabulary().official
    head = ""
    if organ.startswith("政府") and len(organ) > 2:
        whole = official.get(organ)
        return whole or "人民政府" + official_name(organ.removeprefix("政府"))
    if organ.startswith("人民政府") and len(organ) > 4:
        head, organ = "人民政府", organ.removeprefix("人民政府")
    if organ in official:
        return head + official[organ]
    for short in (
        "管委会办公室",
        "管理委员会办公室",
        "管委会",
        "街道办",
        "街道",
        "镇政府",
        "乡政府",
        "镇",
        "乡",
        "苏木",
    ):
        if organ.endswith(short):
            return head + organ.removesuffix(short) + official[short]
    return head + organ


def national_organ(name: str) -> str | None:
    """The official name of an organ of the State Council, or None.

    >>> national_organ("国家卫生健康委"), national_organ("全国海关"), national_organ("司法局")
    ('国家卫生健康委员会', '海关总署', None)
    """
    known = _vocabulary()
    name = name.removeprefix("中华人民共和国")
    return known.national.get(name) or known.systems.get(name)


def is_vertical(organ: str) -> bool:
    """Whether the organ answers to its own higher organ (税务, 海关, 气象), not to the local government."""
    return bool(_vocabulary().vertical.search(organ))


def is_organ(name: str) -> bool:
    """Whether the name ends like an organ at all: the first test against advertising in its place.

    >>> is_organ("公安局"), is_organ("篮球比分直播")
    (True, False)
    """
    return bool(_ENDING.search(name))


def is_not_government(name: str) -> bool:
    """Courts, universities, hospitals and companies publish under other rules (令711 art. 55)."""
    return bool(_NOT_GOVERNMENT.search(name.removesuffix("委员会")))


def branch_of(organ: str) -> tuple[str, str] | None:
    """The parent organ and the place of a branch: 生态环境局宜城分局 -> (生态环境局, 宜城)."""
    found = _BRANCH.match(organ)
    return (found["parent"], found["where"]) if found else None
