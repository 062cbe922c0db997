"""Make up the daily reviews of the example project, and count them into `live/`.

    python benchmarks/example_live.py

Daily work is scored once, by one reviewer; one conversation in nine is scored by a second. The
reviews themselves are not kept, as in a company: what is committed is what `rubric live reduce`
makes of them. They come from a model, so that what the page *Daily reviews* says can be checked:

    score = what the conversation deserves + reading + severity + noise, kept on the scale

deserves    drawn for each conversation and criterion (`DESERVED`), a little better in chat.
reading     as in `example_scores.py`: how many conversations can be read in two ways falls when
            the team decides something. What is practised in sessions shows in daily work: the same
            months, two weeks later.
severity    how far a reviewer scores from the others on all criteria (`SEVERITY`), and on one more
            than on the others (`ON_ONE`): one is strict on tone, one lenient on ownership.
noise       what is left (`NOISE`), larger than in a session, where everybody takes their time.

Complaints are picked on purpose and deserve less: whoever scores many of them is not strict.
"""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from pathlib import Path
from random import Random
from shutil import copytree

from example_scores import CONTESTED, OTHER_READING, SEED
from mkdocs_rubric import load_folder
from mkdocs_rubric.live import read_source, reduced
from mkdocs_rubric.load import FolderTree

ROOT = Path(__file__).resolve().parent.parent
MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11")
A_MONTH = 260  # conversations
TWICE = 9  # of which one in so many is scored by a second reviewer
UNTIL = 21  # the last day of November that is counted
SEVERITY = {"dario": 0.1, "ines": 0.0, "kofi": 0.05, "lene": -0.1, "marek": -0.05, "oona": 0.1}
ON_ONE = {("lene", "tone"): -0.6, ("kofi", "ownership"): 0.55}
DESERVED = {2: (0.86, 0.3), 3: (1.5, 0.6), 4: (1.9, 0.6), 5: (3.4, 0.7)}
NOISE = {2: 0.15, 3: 0.3, 4: 0.4, 5: 0.5}
CHANNELS = ("email", "email", "chat")
PICKED = ("random", "random", "random", "complaint")
HEADER = ("ticket", "category", "grader", "rating", "scored_at", "channel", "picked_as")
FILES = "reviews/*.csv"


def contested(criterion: str, month: str) -> float:
    """The share of conversations that can be read in two ways."""
    found = 0.25
    for since, share in CONTESTED.get(criterion, ()):
        if since < month:
            found = share
    return 0.8 * found


def score(
    chance: Random, criterion: str, levels: int, deserved: float, reviewer: str, *, other: bool
) -> int:
    """What a reviewer gives, as the place of a level from 0."""
    reading = OTHER_READING[levels] if other and chance.random() < 0.5 else 0  # noqa: PLR2004 - a coin
    lean = SEVERITY[reviewer] + ON_ONE.get((reviewer, criterion), 0.0)
    given = deserved - reading + lean * (levels - 1) / 4 + chance.gauss(0, NOISE[levels])
    return min(levels - 1, max(0, round(given)))


def reviews(month: str) -> list[tuple[str, ...]]:
    """A month's rows: a score of a criterion each."""
    rubric = load_folder(ROOT).project.rubric
    rows = []
    year, number = map(int, month.split("-"))
    for count in range(A_MONTH):
        ticket = f"{month}-{count:04}"
        chance = Random(f"{SEED}/live/{ticket}")
        day = 1 + count * (UNTIL if month == MONTHS[-1] else 28) // A_MONTH
        at = dt.datetime(year, number, day, 8 + count % 9, count % 60, tzinfo=dt.UTC)
        channel, picked = chance.choice(CHANNELS), chance.choice(PICKED)
        graders = chance.sample(sorted(SEVERITY), 2 if count % TWICE == 0 else 1)
        for criterion in rubric.active:
            scale = rubric.scale(criterion)
            assert scale is not None
            levels = len(scale.scores)
            mean, spread = DESERVED[levels]
            deserved = chance.gauss(mean, spread) + 0.1 * (channel == "chat")
            deserved -= 0.5 * (picked == "complaint") * (levels - 1) / 4
            other = chance.random() < contested(criterion.id, month)
            absent = criterion.not_applicable is not None and chance.random() < 0.2  # noqa: PLR2004 - a fifth
            for grader in graders:
                place = score(chance, criterion.id, levels, deserved, grader, other=other)
                given = "NA" if absent else str(scale.scores[place])
                rows.append((ticket, criterion.id, grader, given, at.isoformat(), channel, picked))
    return rows


def main() -> None:
    """Write the counts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("rubric", "live"):
            copytree(ROOT / part, folder / part)
        (folder / "reviews").mkdir()
        for month in MONTHS:
            with (folder / f"reviews/{month}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(HEADER)
                writer.writerows(reviews(month))
        found = reduced(load_folder(folder).project, read_source(FolderTree(folder)), folder)
    for path, content in found.files.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_bytes(content)
    print("\n".join(found.lines))


if __name__ == "__main__":
    main()
