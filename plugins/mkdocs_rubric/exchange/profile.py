"""How one export of one tool is read: written at the first import, and silent from then on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import AbsentError, RubricError
from mkdocs_rubric.load import FilesAsRead, Tree
from mkdocs_rubric.load.reader import Reader
from mkdocs_rubric.load.yaml_file import yaml_file
from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.scalars import (
    CriterionId,
    Line,
    ReviewerId,
    ScoreRange,
    SessionId,
    Text,
    id_problem,
    score_text,
)

FOLDER = "imports"


class Unit(StrEnum):
    """What the numbers of an export count."""

    LEVEL = "level"
    """The scores of the scale themselves."""
    PERCENT = "percent"
    """The place of a level between the lowest (0) and the highest (100)."""
    SHARE = "share"
    """The same from 0 to 1."""
    POSITION = "position"
    """The place of a level from 1, the lowest."""


class ProfileColumns(Strict):
    """Which column of a table is what, by its header."""

    conversation: Text | None = Field(default=None, examples=["Ticket ID"])
    """The conversation's id."""
    reviewer: Text | None = Field(default=None, examples=["Email Address"])
    """Who scored."""
    criterion: Text | None = Field(default=None, examples=["Category"])
    """What was scored, in a table with a row for each score."""
    score: Text | None = Field(default=None, examples=["Rating"])
    """The score, in a table with a row for each."""
    note: Text | None = Field(default=None, examples=["Comment"])
    """What was written about it."""
    time: Text | None = Field(default=None, examples=["Timestamp"])
    """When: of two scores of the same the later counts."""
    channel: Text | None = Field(default=None, examples=["Channel"])
    """Where the conversation was held."""
    session: Text | None = Field(default=None, examples=["Calibration"])
    """The calibration session, where a table has several."""
    fingerprint: Text | None = Field(default=None, examples=["fingerprint"])
    """What `rubric export judge` gave with each prompt: whoever returns it is software."""


class Profile(Record):
    """How the exports of one tool are read. `rubric import` writes what it was told."""

    source: Line = Field(examples=["zendesk-qa"])
    """The tool."""
    worksheet: Line | None = Field(default=None, examples=["Form responses 1"])
    """The sheet of a workbook."""
    columns: ProfileColumns = ProfileColumns()
    """Of a table, which column is what."""
    unit: Annotated[Unit | None, Field(strict=False)] = None
    """What numbers count: level, percent, share or position."""
    time_zone: Line | None = Field(default=None, examples=["Europe/Berlin"])
    """Of times that name none, and of what month it is."""
    day_first: bool | None = None
    """Whether 3/4/2026 is in April."""
    criteria: dict[Text, CriterionId] = Field(
        default_factory=dict, examples=[{"Showed empathy": "empathy"}]
    )
    """The rubric's criteria by what the tool calls them."""
    reviewers: dict[Text, ReviewerId] = Field(
        default_factory=dict, examples=[{"ana.lopez@northwind.example": "ana"}]
    )
    """Names on our sheets by what the tool calls a reviewer."""
    labels: dict[Text, ScoreRange] = Field(default_factory=dict, examples=[{"Meets": 3}])
    """Scores by the tool's words for them; NA is one."""
    sessions: dict[Text, SessionId] = Field(default_factory=dict)
    """Our sessions by the tool's ids."""
    ignore: tuple[Text, ...] = Field(default=(), examples=[["Agent", "Internal score"]])
    """ProfileColumns, criteria and reviewers that are not to be read."""


@dataclass(frozen=True)
class Hints:
    """What flags say of an export, or somebody who was asked.

    Attributes:
        columns: Headers by role.
        criteria: Our ids by the tool's names.
        reviewers: Names on our sheets by the tool's.
        labels: Scores by the tool's words, as text.
        ignore: What is not to be read.
        more: `unit`, `time_zone`, `worksheet`, `day_first`.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    reviewers: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


def path_of(name: str) -> str:
    """Where a profile is.

    Raises:
        RubricError: The name cannot be a file's.
    """
    if problem := id_problem(name):
        raise RubricError(f'the profile\'s name "{name}" {problem}', help="for example table-2026")
    return f"{FOLDER}/{name}.yaml"


def profile_from(tree: Tree, name: str, source: str) -> Profile:
    """A profile as it was written; one that knows nothing where there is none.

    Raises:
        RubricError: It has mistakes, all of which are said; or it is of another tool.
    """
    path = path_of(name)
    try:
        tree.read(path)
    except AbsentError:
        return Profile(source=source)
    reader = Reader(tree, FilesAsRead())
    profile = reader.read(path, yaml_file(Profile))
    wrong = [f"{each.where}: {each.message}" for each in reader.found]
    if profile is None or wrong:
        raise RubricError(f"{path} has mistakes:", details=wrong, help="correct them first")
    found: Profile = profile
    if found.source != source:
        raise RubricError(
            f"{path} is about {found.source}, not {source}",
            help="give this one a name of its own: --profile NAME",
        )
    return found


def told(profile: Profile, hints: Hints) -> Profile:
    """A profile with what somebody says now, which counts more.

    Raises:
        RubricError: What they say cannot be.
    """
    columns = {**profile.columns.model_dump(exclude_none=True), **hints.columns}
    plain = profile.model_dump(mode="python", exclude_none=True, exclude={"id", "path", "labels"})
    plain |= {
        "columns": columns,
        "criteria": {**profile.criteria, **hints.criteria},
        "reviewers": {**profile.reviewers, **hints.reviewers},
        "labels": {
            **_labels(profile),
            **{name: _plain(text) for name, text in hints.labels.items()},
        },
        "ignore": tuple(dict.fromkeys((*profile.ignore, *hints.ignore))),
        **{name: value for name, value in hints.more.items() if value is not None},
    }
    try:
        return Profile.model_validate(plain)
    except ValueError as error:
        raise RubricError(
            "what the options say cannot be a profile",
            details=[_first_line(each) for each in getattr(error, "errors", list)()],
            help="criteria and sessions have ids; a label's score is a number or NA",
        ) from error


def written(tree: Tree, name: str, profile: Profile) -> bytes:
    """A profile as its file: what is new is added, and all else stays as it was."""
    path = path_of(name)
    try:
        before = tree.read(path)
    except AbsentError:
        before = b""
    file = YamlFile(path, before or _BEGIN.format(source=profile.source).encode(), Profile)
    not_there = {"id", "path", "source", "labels"}
    values = profile.model_dump(
        mode="json", exclude_none=True, exclude_defaults=True, exclude=not_there
    )
    values |= {"labels": _labels(profile), "ignore": list(profile.ignore)}
    now = file.value
    for key, value in values.items():
        if value and now.get(key) != value:
            file = file.set(key, to=value, braces=False)
    return file.content


_BEGIN = (
    "# How exports of this tool are read. Written by `rubric import`; what you change here counts."
    "\nsource: {source}\n"
)


def _labels(profile: Profile) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, score in profile.labels.items():
        found[name] = _plain(score_text(score).replace("N/A", "NA"))
    return found


def _plain(text: str) -> Any:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def _first_line(error: Mapping[str, Any]) -> str:
    place = ".".join(map(str, error.get("loc", ())))
    return f"{place}: {error.get('msg', '')}"
