"""One set of expressions for every engine: any number of rows to counts small enough to commit.

All of Ibis is in here, and in no other module. Each score is one whole number, seconds since 1970
times `VALUES` plus the place of its value: so the last of several is the largest, the same in every
engine, and of two in one second the higher level. Months are ranges of seconds, worked out
beforehand with the calendar of a time zone: no engine has to know that zone.

What levels mean is said after counting: a raw value has a place, and few patterns are left.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

VALUES = 64
"""Different values of all scores, at most."""


@dataclass(frozen=True)
class ReductionPlan:
    """What the expressions have to know.

    Attributes:
        values: The raw values that scores have, in the order of their places.
        months: First second of each month and its name, oldest first; the last has no end.
        tolerances: Of criteria on one scale: their raw names, the values that are levels, and
            which pairs of those agree.
        kinds: Which columns say what kind of work it is: `channel`, `picked_as`.
    """

    values: Sequence[Any]
    months: Sequence[tuple[int, str]]
    tolerances: Sequence[tuple[Sequence[str], Sequence[int], Sequence[tuple[int, int]]]]
    kinds: Sequence[str] = ()


@contextmanager
def quiet() -> Iterator[None]:
    """Without what an engine's packages have to say to each other about their next versions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        yield


def named(table: Any, columns: Mapping[str, str]) -> Any:
    """The table with our names for its columns, and only those; rows without a score are out."""
    chosen = {name: table[theirs] for name, theirs in columns.items()}
    chosen["criterion"] = chosen["criterion"].cast("string")
    named_table = table.select(**chosen)
    return named_table.filter(named_table.score.notnull() & named_table.time.notnull())


def part_of(table: Any, number: int, parts: int) -> Any:
    """One of several parts of about the same size: whole conversations, so that counts add up.

    With DuckDB's own `hash`: what Ibis makes of it elsewhere goes through a text of bits, and that
    on every row of every part is a third of all the work.
    """
    if parts == 1:
        return table
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    def hashed(_value: Any) -> Any: ...

    kinds = ((table.conversation.type(),), "uint64")
    mark = ibis.udf.scalar.builtin(hashed, name="hash", signature=kinds)(table.conversation)
    return table.filter(mark % parts == number)


def values_of(table: Any) -> Any:
    """(criterion, score) → rows: what has to be understood before anything is counted."""
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    grouped = table.group_by("criterion", "score").aggregate(rows=ibis._.count())
    return grouped.order_by("criterion", "score")


def span_of_time(table: Any) -> Any:
    """The first and the last second."""
    return table.aggregate(first=_seconds(table).min(), last=_seconds(table).max())


def last_scores(table: Any, plan: ReductionPlan) -> Any:
    """(criterion, conversation, reviewer) → seconds and place of the last score."""
    places = [(value, place) for place, value in enumerate(plan.values)]
    place = table.score.cases(*places)
    keyed = table.mutate(key=_seconds(table) * VALUES + place)
    keyed = keyed.filter(place.notnull())
    keys = ["criterion", "conversation", "reviewer"]
    more = {name: keyed[name].max() for name in plan.kinds}
    found = keyed.group_by(*keys).aggregate(last=keyed.key.max(), **more)
    return found.mutate(place=(found.last % VALUES).cast("int16"), at=found.last // VALUES)


def items(table: Any, plan: ReductionPlan) -> Any:
    """(criterion, conversation) → how many reviewers gave each value, and the first second."""
    last = last_scores(table, plan)
    counts = {
        f"n{place}": (last.place == place).sum().cast("int32") for place in range(len(plan.values))
    }
    return last.group_by("criterion", "conversation").aggregate(at=last["at"].min(), **counts)


def patterns(table: Any, plan: ReductionPlan) -> Any:
    """(criterion, month, n0, n1, …) → conversations. Lossless for all that reads item by level."""
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    found = items(table, plan)
    found = found.mutate(month=_month(found["at"], plan))
    keys = ["criterion", "month", *(f"n{place}" for place in range(len(plan.values)))]
    return found.group_by(*keys).aggregate(conversations=ibis._.count()).order_by(keys)


def severity(table: Any, plan: ReductionPlan) -> Any:
    """(criterion, month, kind, reviewer, place) → reviews; those scored once are in it too."""
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    last = last_scores(table, plan)
    last = last.mutate(month=_month(last["at"], plan))
    keys = ["criterion", "month", *plan.kinds, "reviewer", "place"]
    return last.group_by(*keys).aggregate(reviews=ibis._.count()).order_by(keys)


def clusters(table: Any, plan: ReductionPlan) -> Any:
    """Month → six sums, which give the interval over all criteria, conversations being clusters.

    Patterns lose which criteria share a conversation; these sums keep what the variance needs.
    """
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    found = items(table, plan)
    zero = ibis.literal(0, "int32")
    number, agree = zero, zero
    for criteria, levels, pairs in plan.tolerances:
        mine = found.criterion.isin(list(criteria))
        mine_number = sum((found[f"n{level}"] for level in levels), zero)
        mine_agree = sum((found[f"n{one}"] * found[f"n{other}"] for one, other in pairs), zero)
        number = ibis.ifelse(mine, mine_number, number)
        agree = ibis.ifelse(mine, mine_agree, agree)
    found = found.mutate(number=number.cast("float64"), agree=agree.cast("float64"))
    found = found.filter(found.number >= 2)  # noqa: PLR2004 - a pair
    found = found.mutate(share=(found.agree - found.number) / (found.number * (found.number - 1.0)))
    each = found.group_by("conversation").aggregate(
        at=found["at"].min(), s=found.share.sum(), m=found.share.count().cast("float64")
    )
    each = each.mutate(month=_month(each["at"], plan))
    return (
        each.group_by("month")
        .aggregate(
            conversations=ibis._.count(),
            s=each.s.sum(),
            m=each.m.sum(),
            ss=(each.s * each.s).sum(),
            sm=(each.s * each.m).sum(),
            mm=(each.m * each.m).sum(),
        )
        .order_by("month")
    )


def _seconds(table: Any) -> Any:
    return table.time.epoch_seconds().cast("int64")


def _month(seconds: Any, plan: ReductionPlan) -> Any:
    """The month that a second lies in."""
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    if len(plan.months) == 1:
        return ibis.literal(plan.months[0][1])
    cases = [
        (seconds < first, plan.months[place][1]) for place, (first, _) in enumerate(plan.months[1:])
    ]
    return ibis.cases(*cases, else_=plan.months[-1][1])


def sql_of(expression: Any, dialect: str) -> str:
    """An expression as the SQL of an engine."""
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    return str(ibis.to_sql(expression, dialect=dialect, pretty=True))


def unbound(columns: Mapping[str, str]) -> Any:
    """A table that is nowhere, to see what an engine would be asked."""
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    return ibis.table(dict(columns), name="reviews")


def connected(engine: str, address: str) -> Any:
    """A connection: DuckDB's own, or the engine's by its address."""
    import ibis  # noqa: PLC0415 - an extra, and slow to load

    if engine == "duckdb":
        return ibis.duckdb.connect(address)
    if engine == "pyspark" and not address:
        return ibis.pyspark.connect()
    return ibis.connect(address)
