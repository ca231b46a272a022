"""An indicator over a selection: median and quartiles, a histogram, and the medians by year and form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.indicators import Indicator, Kind
from indexer.model import Form
from webui.charts import Chart, Slot, bar_chart, spread_chart
from webui.view.figure_cells import REASONS
from webui.view.numbers import form_label, number, share
from webui.wording import Voice
from webui.workbench.distribution import Distribution, YearSpread
from webui.workbench.figures_address import figures_address
from webui.workbench.selection_figures import FiguresAsked

_ANY_FORM = "any"
"""Where forms make no difference, all years are comparable."""


@dataclass(frozen=True, slots=True)
class BinView:
    """One bar of a histogram in the table beside it."""

    label: str
    count: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of one form in the table beside the chart."""

    form: str
    """Empty where forms make no difference."""
    year: str
    n: str
    of: str
    lower: str
    median: str
    upper: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator over the selection."""

    name: str
    label: str
    url: str
    formula: str
    note: str
    n: str
    n_url: str
    of: str
    headline: str
    """Median, or the share of zeros; empty where nothing can be assessed."""
    quartiles: str
    reasons: tuple[tuple[str, str], ...]
    histogram: Chart | None
    bins: tuple[BinView, ...]
    of_tables: bool
    """Whether its years stand by form: what is computed from tables is told apart."""
    by_year: Chart | None
    years: tuple[YearView, ...]


def said_value(indicator: Indicator, value: float, voice: Voice) -> str:
    """A value of an indicator: a percentage, or a number."""
    return share(value) if indicator.kind is not Kind.COUNT else number(value, voice)


def indicator_view(one: Distribution, wanted: FiguresAsked, voice: Voice) -> IndicatorView:
    """One indicator; in full where the address asks for it."""
    indicator, spread = one.indicator, one.spread
    own = replace(wanted, asked=replace(wanted.asked, page=1), indicator=indicator.name, check="")
    large = wanted.indicator == indicator.name
    lead, quartiles = "", ""
    if spread and indicator.kind is Kind.ZERO:
        lead = share(one.zeros / spread.n)
        quartiles = voice.gettext(
            "%(part)s of %(whole)s", part=voice.number(one.zeros), whole=voice.number(spread.n)
        )
    elif spread:
        lead = said_value(indicator, spread.median, voice)
        quartiles = (
            f"{said_value(indicator, spread.lower, voice)} – {said_value(indicator, spread.upper, voice)}"
        )
    bins = tuple(bin_views(one, own, voice))
    return IndicatorView(
        name=indicator.name,
        label=indicator.label.said(voice.locale),
        url=figures_address(replace(own, bin=None)),
        formula=indicator.formula,
        note=indicator.note.said(voice.locale),
        n=voice.number(one.n),
        n_url=figures_address(replace(own, bin=None)),
        of=voice.number(one.total),
        headline=lead,
        quartiles=quartiles,
        reasons=tuple((voice.gettext(REASONS[reason]), voice.number(count)) for reason, count in one.reasons),
        histogram=_histogram(one, bins, voice) if bins else None,
        bins=bins,
        of_tables=indicator.of_tables,
        by_year=_by_year(one, voice) if large and len(one.years) > 1 else None,
        years=tuple(
            _year(indicator, year, voice) for year in one.years if large and year.form in _forms(indicator)
        ),
    )


def bin_views(one: Distribution, own: FiguresAsked, voice: Voice) -> Iterator[BinView]:
    """The bars of a histogram, each with the address of the reports that it counts."""
    for place, bin_ in enumerate(one.bins):
        if one.indicator.kind is Kind.COUNT:
            last = None if bin_.high is None else int(bin_.high) - 1
            low = int(bin_.low)
            label = f"{low}+" if last is None else f"{low}" if last == low else f"{low}–{last}"
        else:
            label = f"{share(bin_.low)}–{'' if bin_.high is None else share(bin_.high)}"
        url = figures_address(replace(own, bin=place))
        yield BinView(label, voice.number(bin_.count), url, own.bin == place)


def _histogram(one: Distribution, bins: Sequence[BinView], voice: Voice) -> Chart:
    title = voice.gettext("%(indicator)s: reports by value", indicator=one.indicator.label.said(voice.locale))
    slots = [
        Slot(view.label, view.label.partition("–")[0], float(bin_.count), view.count, "same")
        for view, bin_ in zip(bins, one.bins, strict=True)
    ]
    about = ", ".join(f"{slot.name}: {slot.label}" for slot in slots if slot.value)
    return bar_chart(title, about, slots, max(slot.value or 0 for slot in slots), height=88)


def _by_year(one: Distribution, voice: Voice) -> Chart:
    indicator = one.indicator
    title = voice.gettext("%(indicator)s: median by year", indicator=indicator.label.said(voice.locale))
    slots = [slot for form in _forms(indicator) for slot in _slots(one, form, voice)]
    most = max((slot.high or 0 for slot in slots), default=0) or 1
    if indicator.kind is Kind.RATE and not indicator.open:
        most = 1
    about = ", ".join(f"{slot.name}: {slot.label}" for slot in slots if slot.value is not None)
    return spread_chart(title, about, slots, most, said_value(indicator, most, voice))


def _forms(indicator: Indicator) -> tuple[Form | None, ...]:
    """The forms that an indicator is shown for, in order; None for all together, where none differs."""
    return tuple(form for form in Form if form in indicator.forms) if indicator.of_tables else (None,)


def _slots(one: Distribution, form: Form | None, voice: Voice) -> Iterator[Slot]:
    """The years of one form from the first to the last; one without reports keeps its place."""
    era = form.value if form else _ANY_FORM
    spreads = {year.year: year.spread for year in one.years if year.form is form}
    for year in range(min(spreads, default=0), max(spreads, default=-1) + 1):
        name, spread = str(year), spreads.get(year)
        short = f"’{name[-2:]}"
        if spread is None:
            yield Slot(name, short, None, "", era)
        else:
            label = said_value(one.indicator, spread.median, voice)
            yield Slot(name, short, spread.median, label, era, spread.lower, spread.upper)


def _year(indicator: Indicator, year: YearSpread, voice: Voice) -> YearView:
    spread = year.spread
    lower, median, upper = (
        (said_value(indicator, value, voice) for value in (spread.lower, spread.median, spread.upper))
        if spread and indicator.kind is not Kind.ZERO
        else ("", "", "")
    )
    n = voice.number(spread.n if spread else 0)
    form = form_label(year.form, voice) if indicator.of_tables else ""
    return YearView(form, str(year.year), n, voice.number(year.of), lower, median, upper)
