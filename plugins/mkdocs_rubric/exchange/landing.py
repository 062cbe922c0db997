"""Scores and transcripts into the folders of sessions."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import AbsentError, RubricError
from mkdocs_rubric.exchange.ledger import Ledger, many
from mkdocs_rubric.exchange.meaning import Scored
from mkdocs_rubric.importing.ids import spelled
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.meeting.handing_over import HEADER
from mkdocs_rubric.model import Cell, Held, Mark, Session
from mkdocs_rubric.model.scalars import id_problem
from mkdocs_rubric.schema import FOLDER, modeline

_LISTED = 12
Given = dict[tuple[str, str, str], tuple[Cell, str]]
"""Score and note by reviewer, conversation and criterion; the consensus has no reviewer."""


@dataclass
class Landing:
    """What comes into one session.

    Attributes:
        id: The session.
        date: The day of a new one.
        kind: What a new one is.
        title: What a new one is called; "" leaves it to its date.
        rows: Its scores.
        transcripts: Texts by conversation.
        channels: Where conversations were held.
    """

    id: str
    date: dt.date
    kind: str = "regular"
    title: str = ""
    rows: list[Scored] = field(default_factory=list)
    transcripts: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)


def files_of(desk: Desk, landing: Landing, account: Ledger, *, replace: bool) -> dict[str, bytes]:
    """The files of a session with what comes in.

    Raises:
        RubricError: Scores that are there would change and nobody said so, or it is sealed.
    """
    held = desk.project.every_folder.get(landing.id)
    if held is None:
        _refuse_broken(desk, landing.id)
    elif held.sealed:
        raise RubricError(
            f"{landing.id} is sealed: its sheets are handed over one by one",
            help="import into it after rubric session reveal",
        )
    folder = f"{desk.layout.clean().scores}/{landing.id}"
    before = _given(desk, held)
    now: Given = {
        (row.reviewer, row.conversation, row.criterion): (row.cell, row.note)
        for row in landing.rows
    }
    for key in now.keys() & before.keys():
        if not now[key][1]:  # no note is no reason to lose one
            now[key] = (now[key][0], before[key][1])
    changed = {key for key in now.keys() & before.keys() if _differ(before[key], now[key])}
    if changed and not replace:
        listed = [_change(key, before[key], now[key]) for key in sorted(changed)]
        more = [f"and {len(listed) - _LISTED} more"] if len(listed) > _LISTED else []
        raise RubricError(
            f"{many(len(changed), 'scores')} of {landing.id} would change:",
            details=[*listed[:_LISTED], *more],
            help="--replace says that the file is right",
        )
    fresh = {key: value for key, value in now.items() if before.get(key) != value}
    files = _sheets(desk, held, folder, {**before, **now}, fresh, landing)
    files |= _transcripts(desk, folder, landing, account, replace=replace)
    files |= _session_file(desk, held, folder, landing)
    _told(account, landing, now, before, changed)
    return files


def _differ(before: tuple[Cell, str], now: tuple[Cell, str]) -> bool:
    """Whether something that is there would be another: a score, or the note on it."""
    return before[0] != now[0] or bool(before[1] and before[1] != now[1])


def _change(key: tuple[str, str, str], before: tuple[Cell, str], now: tuple[Cell, str]) -> str:
    who, what, on = key
    changes = f"{_shown(before[0])} \N{RIGHTWARDS ARROW} {_shown(now[0])}"
    if before[0] == now[0]:
        changes = f'its note "{before[1][:40]}" \N{RIGHTWARDS ARROW} "{now[1][:40]}"'
    return f"{who or 'consensus'}, {what}, {on}: {changes}"


def _told(
    account: Ledger, landing: Landing, now: Given, before: Given, changed: Iterable[object]
) -> None:
    new = len(now.keys() - before.keys())
    people = len({who for who, *_ in now if who})
    conversations = len({what for _, what, _ in now} | landing.transcripts.keys())
    words = ", ".join(
        [
            f"{landing.id}: {many(conversations, 'conversations')}",
            many(people, "reviewers"),
            many(new, "new scores"),
        ]
    )
    if same := len(now) - new - len(list(changed)):
        words += f", {same:,} that were there already"
    if number := len(list(changed)):
        words += f", {number:,} changed"
    account.note(words)


def _refuse_broken(desk: Desk, name: str) -> None:
    if any((each.kind, each.id) == ("session", name) for each in desk.project.broken):
        desk.session(name)
    if problem := id_problem(name):
        raise RubricError(f'the session "{name}" {problem}', help="for example 2026-12")


def _given(desk: Desk, held: Held | None) -> Given:
    """What the session's sheets say now, under today's ids."""
    by_name = desk.project.rubric.by_name
    found: Given = {}
    if held is None:
        return found
    written = held.as_written
    for sheet in (*written.sheets, *filter(None, [written.consensus])):
        agreed = sheet is written.consensus
        columns = (sheet.reviewers, sheet.conversations, sheet.criteria, sheet.cells, sheet.notes)
        for who, what, on, cell, note in zip(*columns, strict=True):
            about = by_name.get(on)
            key = ("" if agreed else who, what, about.id if about else on)
            found.setdefault(key, (cell, note))
    return found


def _sheets(
    desk: Desk, held: Held | None, folder: str, all_given: Given, fresh: Given, landing: Landing
) -> dict[str, bytes]:
    """The sheets that have anything new, each whole; one for all reviewers of live reviews."""
    paths = _paths(held)
    live = landing.kind == "live"
    order = {each.id: n for n, each in enumerate(desk.project.rubric.active)}
    ids = held.session.conversations if held else ()
    listed = {each.id: n for n, each in enumerate(ids)}
    place: dict[str, str] = {}
    for who in dict.fromkeys(who for who, *_ in fresh):
        name = "consensus" if not who else "reviews" if live else _stem(who)
        place[who] = paths.get(who, f"{folder}/{name}.csv")
    files = {}
    for path in sorted(set(place.values())):
        mine = {who for who in {*paths, *place} if paths.get(who, place.get(who)) == path}
        rows = [(*key, *value) for key, value in all_given.items() if key[0] in mine]
        stem = path.rpartition("/")[2].removesuffix(".csv")
        rows.sort(
            key=lambda row: (listed.get(row[1], len(listed)), row[1], row[0], order.get(row[2], 0))
        )
        files[path] = _text(rows, stem)
    return files


def _paths(held: Held | None) -> dict[str, str]:
    """The sheet each reviewer has already."""
    if held is None:
        return {}
    written = held.as_written
    found = {who: sheet.path for sheet in written.sheets for who in sheet.people}
    return found | ({"": written.consensus.path} if written.consensus else {})


def _stem(who: str) -> str:
    return who if id_problem(who) is None else spelled(who) or "reviewer"


def _text(rows: Sequence[tuple[str, str, str, Cell, str]], stem: str) -> bytes:
    """A sheet; with a column for the reviewer where the file's name does not say who it is."""
    named = any(row[0] not in (stem, "") for row in rows)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("reviewer", *HEADER) if named else HEADER)
    for who, what, on, cell, note in rows:
        row = (what, on, _written(cell), note)
        writer.writerow((who, *row) if named else row)
    return out.getvalue().encode()


def _written(cell: Cell) -> str:
    return str(cell.value) if isinstance(cell, Mark) else str(cell)


def _shown(cell: Cell) -> str:
    return _written(cell) or "not scored"


def _transcripts(
    desk: Desk, folder: str, landing: Landing, account: Ledger, *, replace: bool
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, text in landing.transcripts.items():
        path = f"{folder}/{transcript_file(name)}"
        try:
            there = desk.tree.read(path)
        except AbsentError:
            there = None
        if there is not None and there != text.encode() and not replace:
            account.leave("transcripts", "one is there already; --replace takes this one", name)
            continue
        files[path] = text.encode()
    return files


def transcript_file(conversation: str) -> str:
    """The file's name of a conversation's transcript."""
    return f"{_stem(conversation) if not _plain_name(conversation) else conversation}.md"


def _plain_name(text: str) -> bool:
    return text.replace("-", "").replace("_", "").isalnum() and text.isascii()


def _session_file(
    desk: Desk, held: Held | None, folder: str, landing: Landing
) -> Mapping[str, bytes]:
    """session.yaml with the conversations and reviewers that are new in it."""
    people = dict.fromkeys(row.reviewer for row in landing.rows if row.reviewer and not row.machine)
    file = _begun(desk, folder, landing)
    if held is not None:
        file = YamlFile(held.session.path, desk.tree.read(held.session.path), Session)
        if landing.kind == "live" and landing.date > held.session.date:
            file = file.set("date", to=landing.date)
    reviewers = held.session.reviewers if held else ()
    new = [who for who in people if who not in reviewers]
    if new:
        file = file.set("reviewers", to=[*reviewers, *new])
    file = _with_machines(desk, file, landing.rows)
    return {file.path: _with_conversations(file, landing).content}


def _with_machines(desk: Desk, file: YamlFile, rows: Sequence[Scored]) -> YamlFile:
    """With what each machine was given, so that a later wording is noticed."""
    marks: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.fingerprint:
            marks.setdefault(row.reviewer, {})[row.criterion] = row.fingerprint
    known = {name: dict(about) for name, about in (file.value.get("machines") or {}).items()}
    for name, given in sorted(marks.items()):
        about = desk.project.rubric.reviewers.get(name)
        now = {
            "model": about.model if about else None,
            "prompt": about.prompt if about else None,
            "rubric_version": desk.project.rubric.version,
        }
        then = known.get(name, {})
        wordings = {**dict(then.get("fingerprints") or {}), **given}
        filled = {key: value for key, value in now.items() if value}
        known[name] = {**filled, **then, "fingerprints": wordings}
    return file.set("machines", to=known, braces=False) if marks else file


def _begun(desk: Desk, folder: str, landing: Landing) -> YamlFile:
    """A new session.yaml."""
    path = f"{folder}/session.yaml"
    first = f"{modeline('session', path)}\n" if desk.tree.is_folder(FOLDER) else ""
    values: dict[tuple[str | int, ...], object] = {("kind",): landing.kind}
    if landing.title:
        values["title",] = landing.title
    rubric = desk.project.rubric
    if rubric.effective is None or rubric.effective <= landing.date:
        values["rubric_version",] = rubric.version
    begun = YamlFile(path, f"{first}date: {landing.date}\n".encode(), Session)
    return begun.set_all(values)


def _with_conversations(file: YamlFile, landing: Landing) -> YamlFile:
    """With those that it does not list yet, and the transcripts of those that it does."""
    listed = [dict(each) for each in file.value.get("conversations") or ()]
    known = {str(each.get("id")) for each in listed}
    ids = dict.fromkeys((*(row.conversation for row in landing.rows), *landing.transcripts))
    channels = {row.conversation: row.channel for row in landing.rows} | landing.channels
    entries = []
    for name in ids:
        about = {
            "id": name,
            "channel": channels.get(name),
            "transcript": transcript_file(name) if name in landing.transcripts else None,
        }
        if name not in known:
            entries.append({key: value for key, value in about.items() if value})
    if entries:
        file = file.set("conversations", to=[*listed, *entries])
    for place, each in enumerate(listed):
        name = str(each.get("id", ""))
        if name in landing.transcripts and not each.get("transcript"):
            file = file.set("conversations", place, "transcript", to=transcript_file(name))
    return file
