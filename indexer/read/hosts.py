"""Links to official sources: which are trusted, how they open at a quotation, and which hosts are forged.

Mirror sites replace the domain in the text they copy (瑞安市人民政府網站(0575game.cn), domain notes 5.3). A
product that made a link of it would send journalists to a betting site with an agency's name on it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from indexer.model import Span

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_HOST = re.compile(
    r"(?<![A-Za-z0-9@._-])(?:https?://)?((?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,8})(?![A-Za-z0-9@-])"
)
_ANNOTATION = re.compile(r"[(（][a-zà-ǜ]{1,7}[)）]", re.IGNORECASE)
_WINDOW = 60
_CLAIM_WITHIN = 12
_LONG_QUOTE = 60
_QUOTE_END = 16


class SuspectHost(NamedTuple):
    """A host that a text gives as an agency's own and that no agency can have registered."""

    host: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Hosts:
    official: tuple[str, ...]
    harmless: tuple[str, ...]
    endings: frozenset[str]
    claims: tuple[str, ...]


def official_host(url: str) -> bool:
    """May this address be shown as the official source?

    >>> official_host("https://www.ruian.gov.cn/art/2022/1/20/art_1.html")
    True
    >>> official_host("https://www.gov.cn@0575game.cn/"), official_host("http://gov.cn.0575game.cn/")
    (False, False)
    """
    host = _host(url)
    return bool(host and _within(host, _hosts().official))


def source_link(url: str | None, quote: str | None = None, page: int | None = None) -> str | None:
    """The address of the official source, opening at a quotation or at a page of a PDF; None if not trusted.

    >>> source_link("https://www.ruian.gov.cn/a.html", "未收到政府信息公开申请")[:47]
    'https://www.ruian.gov.cn/a.html#:~:text=%E6%9C%'
    >>> source_link("https://www.ruian.gov.cn/a.pdf", page=3)
    'https://www.ruian.gov.cn/a.pdf#page=3'
    """
    if not url or not official_host(url):
        return None
    url = url.strip()
    if page is not None:
        return f"{url.partition('#')[0]}#page={page}"
    directive = _text_directive(quote or "")
    if not directive:
        return url
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def suspect_hosts(text: str) -> tuple[SuspectHost, ...]:
    """The hosts that a text calls an agency's site though no agency could own them.

    >>> suspect_hosts("可从瑞安市人民政府網(wǎng)站(0575game.cn)下載")
    (SuspectHost(host='0575game.cn', span=Span(start=18, end=29)),)
    >>> suspect_hosts("官方网站(www.ruian.gov.cn)，电子邮箱：sfj@0575game.cn")
    ()
    """
    found = []
    for match in _HOST.finditer(text):
        host = match.group(1).lower()
        if host.rpartition(".")[2] not in _hosts().endings:
            continue
        if _within(host, _hosts().official) or _within(host, _hosts().harmless):
            continue
        before = _ANNOTATION.sub("", text[max(match.start() - _WINDOW, 0) : match.start()])
        if any(claim in before[-_CLAIM_WITHIN:] for claim in _hosts().claims):
            found.append(SuspectHost(host, Span(*match.span(1))))
    return tuple(found)


def _host(url: str) -> str | None:
    """The host of a plain http(s) address; None for every trick with user names, ports, escapes or dots."""
    url = url.strip()
    if not url.isprintable() or any(sign in url for sign in '\\<>"` '):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or (port or 80) not in range(1, 65_536):
        return None
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    if labels[-1].isdecimal() or any(label.startswith("xn--") for label in labels[:-1]):
        return None
    return host


def _within(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _text_directive(quote: str) -> str:
    """The words after ``:~:text=``. Browsers look inside one paragraph; long ones as first,last."""
    words = " ".join(quote.strip().partition("\n")[0].partition(" | ")[0].split())
    parts = [words] if len(words) <= _LONG_QUOTE else [words[:_QUOTE_END], words[-_QUOTE_END:]]
    return ",".join(percent_encode(part, safe="").replace("-", "%2D") for part in parts)


@cache
def _hosts() -> _Hosts:
    data = tomllib.loads(files("indexer").joinpath("data", "hosts.toml").read_text("utf-8"))
    return _Hosts(
        tuple(data["official"]), tuple(data["harmless"]), frozenset(data["endings"]), tuple(data["claims"])
    )
