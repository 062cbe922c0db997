"""`rubric live reduce`: reviews of daily work to counts, and the change that commits them."""

import csv
import datetime as dt
import glob
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange.matched import criterion_like
from mkdocs_rubric.exchange.times import zone
from mkdocs_rubric.live import expressions
from mkdocs_rubric.live.expressions import VALUES, ReductionPlan, quiet
from mkdocs_rubric.live.source_file import Engine, LiveSource
from mkdocs_rubric.load.live_folder import KINDS, LIVE, PATTERNS, SUMS, USE
from mkdocs_rubric.load.vocabulary import Vocabulary, key
from mkdocs_rubric.model import Cell, Mark, Project, Scale

MEMORY = "600MB"
"""What DuckDB may hold; the rest it puts on disk."""
AT_ONCE = 20_000_000
"""Scores that DuckDB counts at a time, so that they fit into that."""
_LEVELS = 15
"""Levels of a scale that fit a pattern; on finer ones hardly two conversations look alike."""
Query = Callable[[str, Any], Sequence[Mapping[str, Any]]]
"""`query(name, expression)`: the rows of an answer."""


@dataclass
class Reduced:
    """What came of it.

    Attributes:
        files: The counts, by path.
        lines: What was read and left out, in words.
        scores: How many were read.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    scores: int = 0
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Meaning:
    """What raw criteria and values are here.

    Attributes:
        criteria: Our ids by the source's names.
        values: Raw values by their places.
        cells: What a value means on a criterion of ours.
        scales: The scale of each of ours.
    """

    criteria: Mapping[str, str]
    values: Sequence[Any]
    cells: Mapping[tuple[str, int], Cell]
    scales: Mapping[str, Scale]


def reduced(project: Project, source: LiveSource, root: Path, memory: str = MEMORY) -> Reduced:
    """Count, with whatever engine the source names.

    Raises:
        RubricError: The engine is not installed or not reached, or what it has is not understood.
    """
    table = opened(source, root, memory)
    columns = source.columns.model_dump(exclude_none=True)
    try:
        rows = expressions.named(table, columns)
    except Exception as error:  # each engine has its own
        have = ", ".join(map(str, table.columns))
        raise RubricError(
            f"the reviews have no columns {', '.join(columns.values())}; they have {have}",
            help="say which is which under columns in live/source.yaml",
        ) from error
    return counted(project, source, rows, _ask)


def opened(source: LiveSource, root: Path, memory: str = MEMORY) -> Any:
    """The table of reviews.

    Raises:
        RubricError: It cannot be reached.
    """
    try:
        with quiet():
            return _opened(source, root, memory)
    except ImportError as error:
        raise RubricError(
            f"{source.engine} needs a package that is not installed: {error.name}",
            help="pip install 'mkdocs-rubric[live]'; other engines: pip install "
            f"'ibis-framework[{source.engine}]'",
        ) from error
    except RubricError:
        raise
    except Exception as error:  # each engine has its own
        raise RubricError(
            f"the reviews cannot be opened: {_first_line(error)}",
            help="see live/source.yaml: engine, files, database, table, connection",
        ) from error


def _opened(source: LiveSource, root: Path, memory: str) -> Any:
    if source.engine is not Engine.DUCKDB:
        address = os.environ.get(source.connection or "", "")
        if not address and source.engine is not Engine.SPARK:
            raise RubricError(
                f"the environment variable {source.connection or '…'} has no address",
                help="name one under connection in live/source.yaml, and set it",
            )
        *catalogue, table = (source.table or "").split(".")
        database = tuple(catalogue) if len(catalogue) > 1 else (catalogue[0] if catalogue else None)
        return expressions.connected(source.engine, address).table(table, database=database)
    if source.database:
        path = _inside(root, source.database)
        connection = expressions.connected("duckdb", str(path))
        _limit(connection, memory)
        return connection.table(source.table)
    connection = expressions.connected("duckdb", ":memory:")
    _limit(connection, memory)
    paths = [
        path
        for pattern in source.files
        for path in sorted(glob.glob(str(_inside(root, pattern)), recursive=True))  # noqa: PTH207 - patterns with folders
    ]
    if not paths:
        raise RubricError(
            f"no file fits {', '.join(source.files)}", help="files are named from the project"
        )
    parquet = [path for path in paths if path.casefold().endswith((".parquet", ".pq"))]
    if parquet and len(parquet) < len(paths):
        raise RubricError("files are Parquet or CSV, and not both", help="name one kind")
    return connection.read_parquet(paths) if parquet else connection.read_csv(paths)


def _inside(root: Path, name: str) -> Path:
    path = (root / name).resolve() if "*" not in name else root.resolve() / name
    if not path.is_relative_to(root.resolve()) or ".." in Path(name).parts:
        raise RubricError(f"{name} lies outside the project", help="put it, or a link, inside")
    return path


def _limit(connection: Any, memory: str) -> None:
    # Where it would write else, the folder it is run in, is a repository.
    folder = str(Path(tempfile.gettempdir()) / f"rubric-live-{os.getpid()}").replace("'", "''")
    connection.raw_sql(f"SET temp_directory = '{folder}'")
    connection.raw_sql(f"SET memory_limit = '{memory}'")
    connection.raw_sql("SET preserve_insertion_order = false")


def _ask(name: str, expression: Any) -> Sequence[Mapping[str, Any]]:
    try:
        with quiet():
            rows: Sequence[Mapping[str, Any]] = expression.to_pyarrow().to_pylist()
    except Exception as error:  # each engine has its own
        raise RubricError(
            f"the engine could not count {name}: {_first_line(error)}",
            help="look at the columns and the table in live/source.yaml",
        ) from error
    return rows


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def counted(project: Project, source: LiveSource, rows: Any, query: Query) -> Reduced:
    """The files of counts.

    Raises:
        RubricError: Criteria or values are nobody knows which; all are named.
    """
    result = Reduced()
    meaning = _understood(project, source, query("values", expressions.values_of(rows)), result)
    (span,) = query("times", expressions.span_of_time(rows))
    plan = ReductionPlan(
        meaning.values,
        months_between(span["first"], span["last"], zone(source.time_zone)),
        _tolerances(meaning),
        [name for name in KINDS if getattr(source.columns, name) is not None],
    )
    known = rows.filter(rows.criterion.isin(list(meaning.criteria)))
    parts = 1 + result.scores // AT_ONCE if source.engine is Engine.DUCKDB else 1
    answers: dict[str, list[Mapping[str, Any]]] = {"patterns": [], "severity": [], "clusters": []}
    for number in range(parts):
        part = expressions.part_of(known, number, parts)
        for name, answer in answers.items():
            answer.extend(query(name, getattr(expressions, name)(part, plan)))
    found = {
        "patterns.csv": _patterns(answers["patterns"], meaning),
        "severity.csv": _use(answers["severity"], meaning, source),
        "clusters.csv": _sums(answers["clusters"]),
    }
    headers = {"patterns.csv": PATTERNS, "severity.csv": USE, "clusters.csv": SUMS}
    for name, by_month in found.items():
        for month, entries in by_month.items():
            result.files[f"{LIVE}/{month}/{name}"] = _csv(headers[name], entries)
    months = sorted({path.split("/")[1] for path in result.files})
    size = sum(map(len, result.files.values()))
    result.lines.append(
        f"{len(months)} months, {months[0]} to {months[-1]}: {len(result.files)} files, "
        f"{size / 1000:,.0f} KB"
    )
    return result


def months_between(first: int, last: int, where: dt.tzinfo) -> list[tuple[int, str]]:
    """The first second of each month of a time zone, and its name."""
    day = dt.datetime.fromtimestamp(first, where).replace(day=1)
    end = dt.datetime.fromtimestamp(last, where)
    found = []
    year, month = day.year, day.month
    while (year, month) <= (end.year, end.month):
        begin = dt.datetime(year, month, 1, tzinfo=where)
        found.append((int(begin.timestamp()), f"{year:04}-{month:02}"))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
    return found


def _understood(
    project: Project, source: LiveSource, rows: Sequence[Mapping[str, Any]], result: Reduced
) -> Meaning:
    """Which criteria and values are what; everything unknown is said at once.

    Raises:
        RubricError: Something is not understood, or there is nothing.
    """
    problems: list[str] = []
    criteria = _criteria(project, source, rows, result, problems)
    known = [row for row in rows if row["criterion"] in criteria]
    values = sorted({row["score"] for row in known}, key=str)
    if len(values) > VALUES:
        problems.append(f"scores have {len(values)} different values, and {VALUES} are possible")
    rubric = project.rubric
    scales = {name: rubric.scales[rubric.criteria[name].scale] for name in criteria.values()}
    labels = {key(name): score for name, score in source.labels.items()}
    vocabulary = Vocabulary(rubric)
    places = {value: place for place, value in enumerate(values)}
    cells: dict[tuple[str, int], Cell] = {}
    for row in known:
        name, text = criteria[row["criterion"]], _as_text(row["score"])
        said = labels.get(key(text))
        cell = said if isinstance(said, Mark) else said[0] if said else vocabulary.score(name, text)
        if cell is None or not (isinstance(cell, Mark) or cell in scales[name].levels):
            problems.append(f'"{text}" ({row["rows"]:,} times) is no level of {name}')
        else:
            cells[name, places[row["score"]]] = cell
    if problems:
        raise RubricError(
            "not all of this is understood:",
            details=problems[:30],
            help="say it in live/source.yaml: criteria, labels (also NA), or ignore",
        )
    return Meaning(criteria, values, cells, scales)


def _criteria(
    project: Project,
    source: LiveSource,
    rows: Sequence[Mapping[str, Any]],
    result: Reduced,
    problems: list[str],
) -> dict[str, str]:
    """Our ids by the source's names; what is left out is said, what is unknown is a problem."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["criterion"]] = counts.get(row["criterion"], 0) + row["rows"]
    total = sum(counts.values())
    if not total:
        raise RubricError("there is no score in these reviews", help="look at the columns")
    result.scores = total
    result.lines.append(f"read: {total:,} scores of {len(counts)} criteria")
    ignored = set(map(key, source.ignore))
    criteria: dict[str, str] = {}
    for name, number in counts.items():
        ours = source.criteria.get(name) or criterion_like(name, project)
        about = project.rubric.by_name.get(ours or "")
        scale = project.rubric.scale(about) if about else None
        if key(name) in ignored:
            result.lines.append(f'left out: {number:,} scores of "{name}", as the source says')
        elif about is None or scale is None:
            problems.append(f'"{name}" ({number:,} scores) is no criterion')
        elif len(scale.scores) > _LEVELS:
            result.lines.append(f'left out: {number:,} scores of "{name}": its scale is too fine')
        else:
            criteria[name] = about.id
    if not criteria and not problems:
        raise RubricError("no criterion is left to count", help="see ignore in live/source.yaml")
    return criteria


def _as_text(value: Any) -> str:
    if isinstance(value, float | Decimal) and value == int(value):
        return str(int(value))
    return str(value)


def _tolerances(
    meaning: Meaning,
) -> list[tuple[Sequence[str], Sequence[int], Sequence[tuple[int, int]]]]:
    """Criteria by what their values mean: the places of levels, and which pairs agree."""
    apart: dict[tuple[tuple[int, ...], tuple[tuple[int, int], ...]], list[str]] = {}
    for theirs, ours in meaning.criteria.items():
        scale = meaning.scales[ours]
        levels = {
            place: Fraction(cell)
            for (name, place), cell in meaning.cells.items()
            if name == ours and not isinstance(cell, Mark)
        }
        pairs = tuple(
            (one, other)
            for one, first in levels.items()
            for other, second in levels.items()
            if abs(first - second) <= Fraction(scale.agree_within)
        )
        apart.setdefault((tuple(levels), pairs), []).append(theirs)
    return [(names, levels, pairs) for (levels, pairs), names in apart.items()]


def _patterns(
    rows: Iterable[Mapping[str, Any]], meaning: Meaning
) -> dict[str, list[Sequence[object]]]:
    """Counts by level instead of by raw value; patterns that become one are added up."""
    found: dict[tuple[str, str, tuple[int, ...], int], int] = {}
    for row in rows:
        name = meaning.criteria[row["criterion"]]
        scores = meaning.scales[name].scores
        levels, absent = [0] * len(scores), 0
        for place in range(len(meaning.values)):
            cell = meaning.cells.get((name, place))
            number = row[f"n{place}"]
            if cell is Mark.NOT_APPLICABLE:
                absent += number
            elif cell is not None and not isinstance(cell, Mark):
                levels[scores.index(cell)] += number
        if any(levels) or absent:
            at = (row["month"], name, tuple(levels), absent)
            found[at] = found.get(at, 0) + row["conversations"]
    by_month: dict[str, list[Sequence[object]]] = {}
    for (month, name, given, absent), number in sorted(found.items()):
        entry = (name, " ".join(map(str, given)), absent, number)
        by_month.setdefault(month, []).append(entry)
    return by_month


def _use(
    rows: Iterable[Mapping[str, Any]], meaning: Meaning, source: LiveSource
) -> dict[str, list[Sequence[object]]]:
    found: dict[tuple[str, ...], int] = {}
    for row in rows:
        name = meaning.criteria[row["criterion"]]
        cell = meaning.cells.get((name, row["place"]))
        if cell is None or cell is Mark.NOT_SCORED:
            continue
        theirs = str(row["reviewer"] or "")
        who = source.reviewers.get(theirs, theirs)
        shown = "NA" if isinstance(cell, Mark) else str(cell)
        kinds = (str(row.get(each) or "") for each in KINDS)
        at = (row["month"], name, *kinds, who, shown)
        found[at] = found.get(at, 0) + row["reviews"]
    by_month: dict[str, list[Sequence[object]]] = {}
    for (month, *entry), number in sorted(found.items()):
        by_month.setdefault(month, []).append((*entry, number))
    return by_month


def _sums(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Sequence[object]]]:
    """Six sums a month, of all parts together.

    Sums of floats depend on their order in the last digits: nine are kept.
    """
    whole: dict[str, list[float]] = {}
    for row in rows:
        sums = whole.setdefault(row["month"], [0] * len(SUMS))
        for place, name in enumerate(SUMS):
            sums[place] += row[name]
    return {
        month: [(int(count), *(f"{each:.9g}" for each in sums))]
        for month, (count, *sums) in sorted(whole.items())
    }


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()
