"""Known conversations go into daily work, and whoever scores them is not told."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from itertools import count

from mkdocs_rubric.calibration.seeds import worth_seeding
from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import AbsentError, RubricError
from mkdocs_rubric.load.practice_folder import SEEDS
from mkdocs_rubric.load.tree import MAX_BYTES
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.model import PracticeSeeds, Project, Seed
from mkdocs_rubric.patch import Patch
from mkdocs_rubric.schema import FOLDER, modeline
from mkdocs_rubric.visible import inert

_NUMBER = re.compile(r"\d+")


def seeded(desk: Desk, number: int) -> tuple[Patch, list[Seed]]:
    """The record of which conversations are slipped in, and these.

    Raises:
        RubricError: There are not so many that are worth it.
    """
    waiting = worth_seeding(desk.project)
    if len(waiting) < number:
        raise RubricError(
            f"there {'is' if len(waiting) == 1 else 'are'} {len(waiting)} to choose from, "
            f"and not {number}",
            help="a conversation needs a consensus and a transcript, is in no practice, and was "
            "not slipped in before",
        )
    names = iter(_names(desk, number))
    seeds = [
        Seed(
            name=next(names),
            session=entry.session,
            conversation=entry.conversation,
            date=desk.today,
        )
        for entry in waiting[:number]
    ]
    path = f"{desk.layout.clean().practice}/{SEEDS}.yaml"
    first = f"{modeline('practice-seeds', path)}\n" if desk.tree.is_folder(FOLDER) else ""
    try:
        before = desk.tree.read(path, MAX_BYTES)
    except AbsentError:
        before = f"{first}seeds: []\n".encode()
    file = YamlFile(path, before, PracticeSeeds)
    for seed in seeds:
        entry_of = {
            "name": seed.name,
            "session": seed.session,
            "conversation": seed.conversation,
            "date": seed.date,
        }
        file = file.append("seeds", entry=entry_of)
    return desk.patch({path: file.content}), seeds


def _names(desk: Desk, number: int) -> list[str]:
    """Names like those of the team's other conversations, and none of them."""
    project = desk.project
    known = {
        each.id for held in project.every_session.values() for each in held.session.conversations
    } | {seed.name for seed in project.seeds.seeds}
    like = max(known, default="C-1000", key=lambda name: (bool(_NUMBER.search(name)), name))
    found: list[str] = []
    for attempt in count():
        if len(found) == number:
            return found
        digest = hashlib.sha256(f"{desk.today} {len(known)} {attempt}".encode()).hexdigest()
        number_of = _NUMBER.search(like)
        if number_of is None:
            name = f"{like}-{digest[:6]}"
        else:
            first, last = number_of.span()
            name = f"{like[:first]}{_like(number_of[0], digest)}{like[last:]}"
        if name not in known and name not in found:
            found.append(name)
    return found


def _like(number: str, digest: str) -> str:
    """Another number of as many digits that begins alike, so that it does not stand out."""
    first, rest = number[0], len(number) - 1
    return first + str(int(digest, 16))[-rest:].zfill(rest) if rest else str(int(digest, 16) % 10)


def unmarked(project: Project, seeds: Sequence[Seed]) -> str:
    """Conversations as a table to score from: nothing in it says that they are known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["conversation", "channel", "text"])
    for seed in sorted(seeds, key=lambda each: each.name):
        held = project.sessions[seed.session]
        about = {each.id: each for each in held.session.conversations}[seed.conversation]
        text = held.transcripts.get(about.transcript or "", "")
        cells = [seed.name, about.channel or "", text.replace(seed.conversation, seed.name).strip()]
        writer.writerow(map(inert, cells))
    return out.getvalue()
