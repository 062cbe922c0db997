"""A made-up team that has everything a page can show, and what it committed when.

`pages/team/` holds its files as they are today. `scores.txt` stands for most of its score sheets.
"""

import re
from pathlib import Path

from mkdocs_rubric.site import FolderTree, ProjectHistory
from repositories import Repository

FILES = Path(__file__).parent / "pages/team"
REVIEWERS = ("anna", "ben", "chidi", "dora")
_RUBRIC = "rubric/rubric.yaml"
_CRITERIA = "rubric/criteria/{}.yaml".format
_HOSTILE = re.search(
    r"(?s)edge_cases:\n  - id: hostile.*?(?=  - id)",
    (FILES / _CRITERIA("empathy")).read_text(encoding="utf-8"),
)[0]

# The day, what the commit says, the file, and what stood in it before. Later ones come later.
EDITS = (
    ("2026-03-02", "Name what it means, says Anna (#12)", _CRITERIA("empathy"), (
        ("description: The agent names the problem.\n", "description: The agent is friendly.\n"),
        ("names the problem **and** what it means for the customer.", "names the problem."),
        ("names nothing, or only a feeling.", "is not friendly."),
    )),
    ("2026-04-16", "Decide name-the-problem", _CRITERIA("empathy"), ((_HOSTILE, "edge_cases:\n"),)),
    ("2026-04-30", "Retire the greeting", _CRITERIA("greeting"), (
        ("retired: 2026-04-30\nreplaced_by: empathy\n", ""),
    )),
    ("2026-04-30", "Retire the greeting", _RUBRIC, (
        ("criteria: [empathy]", "criteria: [greeting, empathy]"),
    )),
    ("2026-04-30", "Retire the greeting", "decisions/2026-03-05-greet-by-name.md", (
        ("status: retired", "status: accepted"),
    )),
    ("2026-05-04", "Version 1.1", _RUBRIC, (
        ('"1.1"', '"1.0"'), ("effective: 2026-05-04", "effective: 2026-01-05"),
    )),
    ("2026-05-04", "Version 1.1", _CRITERIA("empathy"), (("weight: 3", "weight: 2"),)),
    ("2026-05-04", "Version 1.1", _CRITERIA("privacy"), (
        ("Two details were checked.", "The customer was identified."),
        ("  0: {description: Data was shared before that.",
         "  0: {description: The customer was not identified."),
    )),
)  # fmt: skip


def files():
    """Every file of the team as it is today, by its path."""
    found = {
        path.relative_to(FILES).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(FILES.rglob("*.*"))
        if path.suffix != ".txt"
    }
    return found | _sheets((FILES / "scores.txt").read_text(encoding="utf-8"))


def _sheets(text):
    rows, session, criteria = {}, "", []
    for line in text.splitlines()[2:]:
        words = line.strip("# ").split()
        if line.startswith("["):
            session = line.strip("[]")
        elif line.startswith("#"):
            criteria = words
        elif words:
            for criterion, cell in zip(criteria, words[1:], strict=True):
                given, _, agreed = cell.partition("=")
                for name, mark in zip((*REVIEWERS, "consensus"), given + agreed, strict=False):
                    if mark != ".":
                        score = "NA" if mark == "-" else mark
                        row = f"{words[0]},{criterion},{score},\n"
                        rows.setdefault(f"scores/{session}/{name}.csv", []).append(row)
    head = "conversation,criterion,score,note\n"
    return {path: head + "".join(some) for path, some in rows.items()}


def committed(root):
    """A repository in which the team committed its files when they say, and what reads its past."""
    repository, now = Repository(root), files()
    then = dict(now)
    steps = {}
    for day, message, path, pieces in reversed(EDITS):
        steps.setdefault((day, message), {})[path] = then[path]
        for new, old in pieces:
            assert then[path].count(new) == 1, f"{new!r} is not once in {path}"
            then[path] = then[path].replace(new, old)
    for path in sorted(then):
        if path.startswith("decisions/"):
            day = path.removeprefix("decisions/")[:10]
            message = f"Decide {path.removeprefix(f'decisions/{day}-').removesuffix('.md')}"
            steps.setdefault((day, message), {})[path] = then.pop(path)
    repository.commit("2026-01-05", "Start", then)
    for (day, message), changed in sorted(steps.items()):
        author = "Anna" if "#12" in message else "Chidi"
        repository.commit(day, message, changed, author=author)
    return FolderTree(root), ProjectHistory(root)
