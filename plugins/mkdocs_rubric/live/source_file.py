"""`live/source.yaml`: where reviews of daily work are, and what their columns mean."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from mkdocs_rubric.errors import AbsentError, RubricError
from mkdocs_rubric.load import FilesAsRead, Tree
from mkdocs_rubric.load.reader import Reader
from mkdocs_rubric.load.yaml_file import yaml_file
from mkdocs_rubric.model.base import Record, Strict
from mkdocs_rubric.model.scalars import CriterionId, Line, ReviewerId, ScoreRange, Text

PATH = "live/source.yaml"


class Engine(StrEnum):
    """What computes."""

    DUCKDB = "duckdb"
    BIGQUERY = "bigquery"
    SNOWFLAKE = "snowflake"
    SPARK = "pyspark"
    TRINO = "trino"
    POSTGRES = "postgres"
    DATABRICKS = "databricks"


class LiveColumns(Strict):
    """Which column is what. A row is one reviewer's score of one criterion."""

    conversation: Line = Field(default="conversation", examples=["ticket_id"])
    """The conversation."""
    criterion: Line = Field(default="criterion", examples=["category"])
    """What was scored."""
    reviewer: Line = Field(default="reviewer", examples=["grader"])
    """Who scored."""
    score: Line = Field(default="score", examples=["rating"])
    """The score: a number or a word."""
    time: Line = Field(default="time", examples=["reviewed_at"])
    """When. Of several scores of the same by the same person the last counts."""
    channel: Line | None = Field(default=None, examples=["channel"])
    """Where the conversation was held, for comparing like with like."""
    picked_as: Line | None = Field(default=None, examples=["reason"])
    """Why it was picked, at random or because a customer complained, for the same."""


class LiveSource(Record):
    """Where reviews of daily work are. Only counts of them are ever committed."""

    engine: Annotated[Engine, Field(strict=False)] = Engine.DUCKDB
    """What computes; duckdb comes with mkdocs-rubric[live] and reads files."""
    files: tuple[Text, ...] = Field(default=(), examples=[["reviews/*.parquet"]])
    """Parquet or CSV files, from the project's folder; with duckdb."""
    database: Text | None = Field(default=None, examples=["reviews.duckdb"])
    """A DuckDB file, instead of files."""
    table: Line | None = Field(default=None, examples=["qa.reviews"])
    """The table, of a database or an engine."""
    connection: Line | None = Field(default=None, examples=["RUBRIC_LIVE_URL"])
    """The environment variable that has the engine's address. No password stands in a file."""
    columns: LiveColumns = LiveColumns()
    """Which column is what."""
    time_zone: Line | None = Field(default=None, examples=["Europe/Berlin"])
    """Whose months are counted; UTC without it."""
    criteria: dict[Text, CriterionId] = Field(
        default_factory=dict, examples=[{"Showed empathy": "empathy"}]
    )
    """The rubric's criteria by what the source calls them; ids and titles are known."""
    reviewers: dict[Text, ReviewerId] = Field(
        default_factory=dict, examples=[{"ana.lopez@northwind.example": "ana"}]
    )
    """Names by what the source calls a reviewer; others stay as they are."""
    labels: dict[Text, ScoreRange] = Field(default_factory=dict, examples=[{"Meets": 3}])
    """Scores by the source's words for them; NA is one."""
    ignore: tuple[Text, ...] = Field(default=(), examples=[["Internal check"]])
    """Criteria that are not to be read."""


def read_source(tree: Tree) -> LiveSource:
    """The file of a project.

    Raises:
        RubricError: It is not there, or has mistakes, all of which are said.
    """
    try:
        tree.read(PATH)
    except AbsentError:
        raise RubricError(
            f"there is no {PATH}",
            help="it says where reviews are, for example: files: [reviews/*.parquet]",
        ) from None
    reader = Reader(tree, FilesAsRead())
    found: LiveSource | None = reader.read(PATH, yaml_file(LiveSource))
    wrong = [f"{each.where}: {each.message}" for each in reader.found]
    if found is None or wrong:
        raise RubricError(f"{PATH} has mistakes:", details=wrong, help="correct them first")
    if found.engine is Engine.DUCKDB and not (found.files or (found.database and found.table)):
        raise RubricError(
            f"{PATH} names no reviews", help="add files, or a database with its table"
        )
    if found.engine is not Engine.DUCKDB and not found.table:
        raise RubricError(f"{PATH} names no table", help="add table: qa.reviews")
    return found
