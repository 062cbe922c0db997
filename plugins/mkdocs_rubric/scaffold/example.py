"""The standard a new repository begins with: criteria for each scale, decisions, two sessions."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from mkdocs_rubric import schema
from mkdocs_rubric.scaffold.choices import SCALES, Answers
from mkdocs_rubric.scaffold.fill import Labels, Short, dumped, filled, names, template

_GROUPS = (
    ("communication", "Communication", ("acknowledgement", "clear-reply")),
    ("resolution", "Resolution", ("right-answer", "next-step")),
    ("trust", "Trust", ("customer-data",)),
)
_FOLDERS = ("first", "second")
_AGO = (42, 7)
"""Days since each session. Five weeks apart, they never fall into the same month."""
_REVIEW_AFTER = dt.timedelta(days=182)
_SHORT = ("tags", "keywords", "see_also")


@dataclass(frozen=True)
class ExampleSession:
    """One of the example's sessions."""

    date: dt.date

    @property
    def id(self) -> str:
        """The name of its folder."""
        return f"{self.date:%Y-%m}"

    @property
    def review_by(self) -> dt.date:
        """When its decisions are looked at again."""
        return self.date + _REVIEW_AFTER


def sessions(today: dt.date) -> Mapping[str, ExampleSession]:
    """The example's sessions by what the templates call them."""
    return {
        name: ExampleSession(today - dt.timedelta(days=ago))
        for name, ago in zip(_FOLDERS, _AGO, strict=True)
    }


def example(answers: Answers) -> Iterator[tuple[str, str]]:
    """Path and text of the example's files, dated so that nothing in them is overdue."""
    held = sessions(answers.today)
    yield "rubric/rubric.yaml", _rubric(answers, held)
    for _, _, criteria in _GROUPS:
        for name in criteria:
            path = f"rubric/criteria/{name}.yaml"
            source = yaml.safe_load(filled(f"criteria/{name}.yaml", **held))
            text = dumped(_on_scale(source, answers.scale))
            yield path, f"{schema.modeline('criterion', path)}\n{text}"
    for name in names("decisions"):
        text = filled(f"decisions/{name}", **held)
        date = next(line for line in text.splitlines() if line.startswith("date: "))
        yield f"decisions/{date.removeprefix('date: ')}-{name}", text
    for folder, session in held.items():
        path = f"scores/{session.id}"
        modeline = schema.modeline("session", f"{path}/session.yaml")
        yield f"{path}/session.yaml", f"{modeline}\n{filled(f'{folder}/session.yaml', **held)}"
        for name in names(folder):
            if name.endswith(".md"):
                yield f"{path}/{name}", template(f"{folder}/{name}")
        for reviewer, sheet in _sheets(template(f"{folder}/scores.csv"), answers.scale):
            yield f"{path}/{reviewer}.csv", sheet


def _rubric(answers: Answers, held: Mapping[str, ExampleSession]) -> str:
    chosen = SCALES[answers.scale]
    used = {each.id: each for each in (chosen, SCALES["met"])}
    return filled(
        "rubric.yaml",
        title=answers.title,
        description="How we score support conversations. A score says what the agent did in this "
        "conversation, not what kind of agent they are and not how the story ended.",
        effective=min(session.date for session in held.values()) - dt.timedelta(days=7),
        scales={name: {"levels": Labels(each.levels.items())} for name, each in used.items()},
        groups=[
            {"id": name, "title": title, "criteria": Short(criteria)}
            for name, title, criteria in _GROUPS
        ],
        passing=chosen.passing,
        passing_why=chosen.passing_why,
    )


def _on_scale(source: dict[str, Any], scale: str) -> dict[str, Any]:
    """A criterion as it reads on one scale. One that says nothing about scales stays as it is."""
    levels = source["levels"]
    if scale in levels:
        source = source | {"scale": SCALES[scale].id, "levels": levels[scale]}
        for case in source["edge_cases"]:
            if "score" in case:
                case["score"] = case["score"][scale]
    for part in (source, *source["edge_cases"]):
        part.update({key: Short(part[key]) for key in _SHORT if key in part})
    return source


def _sheets(table: str, scale: str) -> Iterator[tuple[str, str]]:
    """A session's sheets from its table: one for each column after the first two."""
    place = list(SCALES).index(scale)
    header, *rows = csv.reader(io.StringIO(table))
    for column, reviewer in enumerate(header[2:], 2):
        sheet = io.StringIO()
        writer = csv.writer(sheet, lineterminator="\n")
        writer.writerow(("conversation", "criterion", "score", "note"))
        for row in rows:
            scores, _, note = row[column].partition(" ")
            by_scale = scores.split("/")
            writer.writerow((*row[:2], by_scale[place] if len(by_scale) > 1 else scores, note))
        yield reviewer, sheet.getvalue()
