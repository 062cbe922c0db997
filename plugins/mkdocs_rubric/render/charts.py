"""Charts as inline SVG: the theme's own colours, readable without script and on paper.

Each chart is drawn twice, wide and narrow, because text that is legible at one width is not at the
other; the stylesheet shows the one that fits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from mkdocs_rubric.pages.agreement.reviewers_page import ReviewerRow
from mkdocs_rubric.pages.base.trend_chart import Marker, TrendChart, TrendPoint

Url = Callable[[str, str], str]


@dataclass(frozen=True)
class _Frame:
    """The measures of one drawing, in its own units."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    text: int
    labels: int

    def x(self, value: float) -> float:
        return self.left + value * (self.width - self.left - self.right)

    def y(self, value: float, floor: float) -> float:
        share = (value - floor) / (1 - floor)
        return self.height - self.bottom - share * (self.height - self.top - self.bottom)


_FRAMES = (
    _Frame("wide", 720, 300, 40, 76, 16, 52, 12, 7),
    _Frame("narrow", 360, 280, 36, 14, 28, 54, 12, 3),
)
_SPARK_FLOOR = 0.3
"""The same for all of them, so that they can be compared."""
_SMALL = _Frame("small", 150, 44, 3, 5, 4, 4, 0, 0)


class _Svg(Markup):
    """Markup that is filled in without looking for more than `{}` in it."""

    def format(self, *values: object) -> Markup:  # type: ignore[override]
        """With each value escaped, as Markup does."""
        return Markup(str.format(self, *map(escape, values)))  # noqa: S704 - escaped


def trend(chart: TrendChart, url: Url) -> Markup:
    """A trend with its interval, bands, sessions and what happened in between."""
    floor = _floor(chart)
    drawn = Markup("").join(_trend(chart, frame, floor, url) for frame in _FRAMES)
    return _Svg('<div class="rubric-chart" data-rubric-chart>{}</div>').format(drawn)


def spark(chart: TrendChart) -> Markup:
    """The same in the size of a word, without text; the words stand beside it."""
    frame, floor = _SMALL, _SPARK_FLOOR
    parts = [_zone(frame, floor, chart.acceptable, chart.strong)]
    parts += [_ribbon(chart.points, frame, floor), _line(chart.points, frame, floor)]
    last = next((one for one in reversed(chart.points) if one.pooled is not None), None)
    if last is not None and last.pooled is not None:
        x, y = frame.x(last.x), frame.y(max(last.pooled, floor), floor)
        parts.append(
            _Svg('<circle class="rubric-c-end" cx="{}" cy="{}" r="3"/>').format(_n(x), _n(y))
        )
    return _Svg(
        '<svg class="rubric-spark" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(frame.width, frame.height, chart.words, Markup("").join(parts))


def severity(row: ReviewerRow) -> Markup:
    """A reviewer's severity with its interval, around the line of no difference."""
    if row.at is None:
        return Markup("")
    width, middle = 180, 90

    def x(value: float) -> str:
        return _n(middle + value * (middle - 8))

    bar = Markup("")
    if row.low is not None and row.high is not None:
        bar = _Svg('<line class="rubric-c-whisker" x1="{}" x2="{}" y1="10" y2="10"/>').format(
            x(row.low), x(row.high)
        )
    return _Svg(
        '<svg class="rubric-severity" viewBox="0 0 {} 20" role="img" aria-label="{}">'
        '<line class="rubric-c-zero" x1="{}" x2="{}" y1="0" y2="20"/>{}'
        '<circle class="rubric-c-end" cx="{}" cy="10" r="4"/></svg>'
    ).format(
        width, ", ".join(filter(None, [row.value, row.interval])), middle, middle, bar, x(row.at)
    )


def drift(row: ReviewerRow) -> Markup:
    """A reviewer's smoothed severity over the sessions; filled dots lie outside its limits."""
    if len(row.drift) < 2:  # noqa: PLR2004 - one point is no line
        return Markup("")
    points = [(4 + one.x * 112, 18 - one.y * 14) for one in row.drift]
    out = Markup("").join(
        _Svg('<circle class="rubric-c-out" cx="{}" cy="{}" r="2.5"/>').format(_n(x), _n(y))
        for (x, y), one in zip(points, row.drift, strict=True)
        if one.out
    )
    return _Svg(
        '<svg class="rubric-drift" viewBox="0 0 120 36" role="img" aria-label="{}">'
        '<line class="rubric-c-zero" x1="0" x2="120" y1="18" y2="18"/>'
        '<polyline class="rubric-c-line" points="{}"/>{}</svg>'
    ).format(f"from {row.drift[0].words} to {row.drift[-1].words}", _path(points), out)


def _trend(chart: TrendChart, frame: _Frame, floor: float, url: Url) -> Markup:
    key = f"{chart.key}-{frame.name}"
    parts = [
        _zone(frame, floor, chart.acceptable, chart.strong),
        *_grid(frame, floor, chart),
        _versions(chart.markers, frame, url),
        _ribbon(chart.points, frame, floor),
        _line(chart.points, frame, floor),
        *_dots(chart.points, frame, floor, url),
        *_dates(chart.points, frame),
        *_decisions(chart.markers, frame, url),
    ]
    return _Svg(
        '<svg class="rubric-trend rubric-trend--{}" viewBox="0 0 {} {}" role="group" '
        'aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>'
    ).format(
        frame.name, frame.width, frame.height, key, key, key, chart.title, key, chart.words,
        Markup("").join(parts),
    )  # fmt: skip


def _floor(chart: TrendChart) -> float:
    """The bottom of the axis: a ten below everything that is drawn, and not above 50%."""
    values = [v for p in chart.points for v in (p.alone, p.pooled, p.low) if v is not None]
    lowest = min([*values, chart.acceptable, 0.5])
    return max(0.0, int(lowest * 10) / 10)


def _zone(frame: _Frame, floor: float, acceptable: float, strong: float) -> Markup:
    left, right = frame.x(0) - 2, frame.x(1) + 2
    rects = []
    for name, low, high in (
        ("low", floor, max(acceptable, floor)),
        ("acceptable", max(acceptable, floor), max(strong, floor)),
        ("strong", max(strong, floor), 1.0),
    ):
        top, bottom = frame.y(high, floor), frame.y(low, floor)
        rects.append(
            _Svg(
                '<rect class="rubric-c-zone rubric-c-zone--{}" '
                'x="{}" y="{}" width="{}" height="{}"/>'
            ).format(name, _n(left), _n(top), _n(right - left), _n(max(bottom - top, 0)))
        )
    return Markup("").join(rects)


def _grid(frame: _Frame, floor: float, chart: TrendChart) -> list[Markup]:
    """Ticks on the left; the bands' names on the right where there is room."""
    parts = []
    step = 10 if floor >= 0.4 else 20  # noqa: PLR2004 - not more than seven ticks
    for tick in range(100, round(100 * floor) - 1, -step):
        y = frame.y(tick / 100, floor)
        parts.append(
            _Svg(
                '<line class="rubric-c-grid" x1="{}" x2="{}" y1="{}" y2="{}"/>'
                '<text class="rubric-c-tick" x="{}" y="{}" text-anchor="end">{}%</text>'
            ).format(_n(frame.x(0)), _n(frame.x(1)), _n(y), _n(y), frame.left - 6, _n(y + 4), tick)
        )
    bounds = (
        ("Strong", chart.strong, 1.0),
        ("Acceptable", chart.acceptable, chart.strong),
        ("Unreliable", floor, chart.acceptable),
    )
    for name, low, high in bounds if frame.name == "wide" else ():
        if high > floor:
            y = frame.y((max(low, floor) + high) / 2, floor)
            parts.append(
                _Svg('<text class="rubric-c-band" x="{}" y="{}">{}</text>').format(
                    _n(frame.x(1) + 8), _n(y + 4), name
                )
            )
    return parts


def _ribbon(points: Sequence[TrendPoint], frame: _Frame, floor: float) -> Markup:
    """The interval of the pooled line; broken where there is none."""
    shapes = []
    for known, run in groupby(points, lambda one: one.low is not None and one.high is not None):
        part = list(run)
        if not known or len(part) < 2:  # noqa: PLR2004 - a ribbon has two ends
            continue
        upper = [(frame.x(p.x), frame.y(max(p.high or 0, floor), floor)) for p in part]
        lower = [(frame.x(p.x), frame.y(max(p.low or 0, floor), floor)) for p in reversed(part)]
        shapes.append(
            _Svg('<polygon class="rubric-c-ribbon" points="{}"/>').format(_path([*upper, *lower]))
        )
    return Markup("").join(shapes)


def _line(points: Sequence[TrendPoint], frame: _Frame, floor: float) -> Markup:
    pooled = [
        (frame.x(p.x), frame.y(max(p.pooled, floor), floor)) for p in points if p.pooled is not None
    ]
    return _Svg('<polyline class="rubric-c-line" points="{}"/>').format(_path(pooled))


def _dots(points: Sequence[TrendPoint], frame: _Frame, floor: float, url: Url) -> list[Markup]:
    """Sessions alone, drawn as the noise they are: hollow, sized by conversations."""
    drawn = []
    for one in points:
        if one.alone is None:
            continue
        radius = min(3 + one.size**0.5, 9)
        shape = _Svg('<circle class="rubric-c-dot" cx="{}" cy="{}" r="{}"/>').format(
            _n(frame.x(one.x)), _n(frame.y(max(one.alone, floor), floor)), _n(radius)
        )
        drawn.append(_linked(shape, one, "session", url))
    return drawn


def _dates(points: Sequence[TrendPoint], frame: _Frame) -> list[Markup]:
    """As many dates as fit, evenly spaced, the last among them."""
    step = -(-(len(points) - 1) // (frame.labels - 1))
    chosen = range(len(points) - 1, -1, -step)
    labels = []
    for place in chosen:
        anchor = "start" if place == 0 else "end" if place == len(points) - 1 else "middle"
        anchor = "middle" if frame.name == "wide" and place else anchor
        labels.append(
            _Svg('<text class="rubric-c-tick" x="{}" y="{}" text-anchor="{}">{}</text>').format(
                _n(frame.x(points[place].x)),
                frame.height - frame.bottom + 18,
                anchor,
                points[place].label,
            )
        )
    return labels


def _decisions(markers: Sequence[Marker], frame: _Frame, url: Url) -> list[Markup]:
    """A row of diamonds under the dates."""
    y = frame.height - 14
    parts = []
    decisions = [one for one in markers if one.kind == "decision"]
    for one in decisions:
        x = frame.x(one.x)
        shape = _Svg('<path class="rubric-c-decision" d="M{} {}l6 6l-6 6l-6-6z"/>').format(
            _n(x), y - 6
        )
        parts.append(_linked(shape, one, "decision", url))
    return parts


def _versions(markers: Sequence[Marker], frame: _Frame, url: Url) -> Markup:
    parts = []
    for one in markers:
        if one.kind == "version":
            x = _n(frame.x(one.x))
            shape = _Svg(
                '<line class="rubric-c-version" x1="{}" x2="{}" y1="{}" y2="{}"/>'
                '<rect class="rubric-c-flag" x="{}" y="{}" width="7" height="7"/>'
            ).format(
                x,
                x,
                frame.top,
                frame.height - frame.bottom,
                _n(frame.x(one.x) - 3.5),
                frame.top - 7,
            )
            parts.append(_linked(shape, one, "version", url))
    return Markup("").join(parts)


def _linked(shape: Markup, one: TrendPoint | Marker, kind: str, url: Url) -> Markup:
    """A point that says in words what it is, and leads there.

    By `xlink:href`: themes that load pages in place take any `a[href]` for an element of HTML.
    """
    attributes = _Svg('class="rubric-c-point" data-kind="{}" data-words="{}"').format(
        kind, one.words
    )
    if not one.link.uri:
        return _Svg("<g {}>{}</g>").format(attributes, shape)
    return _Svg('<a {} role="link" xlink:href="{}" aria-label="{}">{}</a>').format(
        attributes, url(one.link.uri, ""), one.words, shape
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
