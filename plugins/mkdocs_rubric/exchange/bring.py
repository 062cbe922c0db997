"""`rubric import`: other tools' files to a change of ours, and an account of everything."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.exchange.landing import Landing, files_of
from mkdocs_rubric.exchange.ledger import Ledger, many
from mkdocs_rubric.exchange.matched import Ask
from mkdocs_rubric.exchange.meaning import Scored, scored
from mkdocs_rubric.exchange.node import Node
from mkdocs_rubric.exchange.profile import Hints, Profile, path_of, profile_from, told, written
from mkdocs_rubric.exchange.records import Export
from mkdocs_rubric.exchange.redacted import Redaction
from mkdocs_rubric.exchange.sources import FINISH, READERS, TABLE
from mkdocs_rubric.exchange.sources.tables import read_table
from mkdocs_rubric.exchange.times import zone
from mkdocs_rubric.exchange.transcripts import transcripts_for
from mkdocs_rubric.importing.ids import spelled
from mkdocs_rubric.importing.json_file import read_json
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.model import Project, Rubric
from mkdocs_rubric.model.scalars import id_problem
from mkdocs_rubric.patch import Patch

_ID_OF_OURS = re.compile(r"\d{4}-\d{2}(?:-.*)?")
"""What our sessions are called, as a workbook of ours has them on its tabs."""


@dataclass(frozen=True)
class Asked:
    """What an import is asked to do.

    Attributes:
        source: The tool, one of `READERS`, or `table`.
        files: Its exports.
        into: The session they go into.
        live: Whether they are reviews of daily work.
        name: The profile's name; by default the tool's.
        hints: What flags say.
        replace: Whether scores that are there may change.
        conversations: Which conversations' texts are wanted, besides those of the session.
    """

    source: str
    files: Sequence[Path]
    into: str | None = None
    live: bool = False
    name: str | None = None
    hints: Hints = field(default_factory=Hints)
    replace: bool = False
    conversations: Sequence[str] = ()


@dataclass(frozen=True)
class Brought:
    """What an import comes to.

    Attributes:
        patch: The files.
        lines: What was read, what became of it and what did not, in words.
        replaced: What was taken out of texts, for somebody to look through.
    """

    patch: Patch
    lines: Sequence[str]
    replaced: Sequence[str]


def bring(desk: Desk, asked: Asked, ask: Ask | None = None) -> Brought:
    """Read exports, and make the change that brings them in.

    Args:
        desk: The team's files.
        asked: What is wanted.
        ask: Asks somebody; None where nobody is there.

    Raises:
        RubricError: A file cannot be read, something has to be said first, or scores that are
            there would change.
    """
    name = asked.name or asked.source
    before = profile_from(desk.tree, name, asked.source)
    profile = told(before, asked.hints)
    export, profile = read_export(asked, profile, desk.project, ask)
    account = export.account
    allowed = [entry.text for entry in desk.project.rubric.checks.allow]
    customers = export.customers.union(*(talk.customers for talk in export.talks.values()))
    agents = export.agents.union(*(talk.agents for talk in export.talks.values()))
    redaction = Redaction(customers, agents, allowed, export.phones)
    rows, profile = scored(export, desk.project, profile, redaction, ask)
    landings, profile = _landings(desk, asked, profile, export, rows)
    transcripts_for(landings, export, asked, desk, redaction)
    files: dict[str, bytes] = {}
    for landing in landings:
        if landing.rows or landing.transcripts:
            files |= files_of(desk, landing, account, replace=asked.replace)
    if not files:
        raise RubricError(
            "there is nothing in these files that could be brought in:",
            details=list(account.lines()),
            help="rubric import --help says what each tool's export has to contain",
        )
    files |= _machines(desk, rows, export)
    files[path_of(name)] = written(desk.tree, name, profile)
    return Brought(desk.patch(files), list(account.lines()), redaction.lines())


def read_export(
    asked: Asked, profile: Profile, project: Project, ask: Ask | None = None
) -> tuple[Export, Profile]:
    """What the files say, and the profile with what their columns turned out to be.

    Raises:
        RubricError: One cannot be read.
    """
    export = Export()
    for path in asked.files:
        if asked.source == TABLE:
            profile = read_table(path, profile, project, export, ask)
            continue
        for number, document in enumerate(documents := read_json(path), 1):
            where = path.name if len(documents) == 1 else f"{path.name} line {number}"
            READERS[asked.source](Node(document, export.account, where), export)
            export.account.look_through(document)
    if asked.source in FINISH:
        FINISH[asked.source](export)
    return export, profile


def _landings(
    desk: Desk, asked: Asked, profile: Profile, export: Export, rows: Sequence[Scored]
) -> tuple[list[Landing], Profile]:
    """The sessions that scores go into."""
    where = zone(profile.time_zone)
    if asked.into is not None:
        held = desk.project.every_folder.get(asked.into)
        day = held.session.date if held else _day(rows, desk.today, where)
        kind = str(held.session.kind) if held else "regular"
        return [Landing(asked.into, day, kind, rows=list(rows))], profile
    if asked.live:
        return _by_month(rows, where, export.account), profile
    apart: dict[str, list[Scored]] = {}
    for row in rows:
        apart.setdefault(row.session, []).append(row)
    alone = apart.pop("", [])
    if alone and not apart:
        raise RubricError(
            f"these {len(alone):,} scores belong to no calibration session",
            help="--into SESSION puts them into one; --live takes them as reviews of daily work",
        )
    if alone:
        export.account.leave(
            "ratings", "of no calibration session; --live takes them", "", len(alone)
        )
    return _by_session(desk, profile, export, apart, lambda some: _day(some, desk.today, where))


def _by_session(
    desk: Desk,
    profile: Profile,
    export: Export,
    apart: dict[str, list[Scored]],
    day_of: Callable[[Sequence[Scored]], dt.date],
) -> tuple[list[Landing], Profile]:
    """A folder for each of the tool's sessions; the profile remembers which is which."""
    sessions = dict(profile.sessions)
    taken = {*desk.project.every_folder, *sessions.values()}
    landings = []
    for name, some in sorted(apart.items()):
        about = export.sessions.get(name)
        day = about.held.date() if about and about.held else day_of(some)
        ours = sessions.get(name) or (name if name in desk.project.every_folder else None)
        if ours is None and id_problem(name) is None and _ID_OF_OURS.fullmatch(name):
            ours = name
        if ours is None:
            plain = f"{day:%Y-%m}"
            stem = spelled(about.title if about and about.title else name)[:40].strip("-")
            ours = plain if plain not in taken else f"{day}-{stem}".strip("-")
            number = 1
            while ours in taken:
                number += 1
                ours = f"{day}-{stem}-{number}"
        sessions[name] = ours
        taken.add(ours)
        title = about.title if about else ""
        landings.append(Landing(ours, min(day, desk.today), title=title, rows=some))
    return landings, profile.model_copy(update={"sessions": sessions})


def _by_month(rows: Sequence[Scored], where: dt.tzinfo, account: Ledger) -> list[Landing]:
    """Reviews of daily work lie in a folder a month."""
    without = [row for row in rows if row.when is None]
    if without:
        raise RubricError(
            f"{len(without):,} scores have no time, so nobody knows their month "
            f"(the first is about {without[0].conversation})",
            details=[
                f"{many(count, what)}: {why} (the first: {first})"
                for (what, why), (count, first) in account.left.items()
                if what == "times"
            ],
            help='say which column it is: --column time="…"; or put them --into a session',
        )
    apart: dict[str, list[Scored]] = {}
    for row in rows:
        assert row.when is not None
        apart.setdefault(f"live-{row.when.astimezone(where):%Y-%m}", []).append(row)
    return [
        Landing(name, _day(some, dt.date.min, where), "live", rows=some)
        for name, some in sorted(apart.items())
    ]


def _day(rows: Sequence[Scored], otherwise: dt.date, where: dt.tzinfo) -> dt.date:
    """The day of the last score."""
    times = [row.when for row in rows if row.when is not None]
    return max(times).astimezone(where).date() if times else otherwise


def _machines(desk: Desk, rows: Sequence[Scored], export: Export) -> dict[str, bytes]:
    """rubric.yaml with the machines that it does not know yet."""
    project = desk.project
    fresh = {row.reviewer for row in rows if row.machine} - project.rubric.reviewers.keys()
    if not fresh:
        return {}
    path = project.rubric.path
    file = YamlFile(path, desk.tree.read(path), Rubric)
    titles = {spelled(each.reviewer): each.reviewer for each in export.ratings if each.machine}
    for name in sorted(fresh):
        about = {"kind": "machine", "title": titles.get(name, name)}
        file = file.set("reviewers", name, to=about, braces=True)
        export.account.note(f"{name} is software: listed as a machine in {path}")
    return {path: file.content}
