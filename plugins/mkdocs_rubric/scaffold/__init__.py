"""A new repository: the files that `rubric init` writes, from four answers or a spreadsheet."""

from mkdocs_rubric.scaffold.answers import SCALES, Answers, Host
from mkdocs_rubric.scaffold.files import scaffold
from mkdocs_rubric.scaffold.hosting import Surroundings, host_of, surroundings, web_address
from mkdocs_rubric.scaffold.scorecard import Scorecard, read_scorecard
from mkdocs_rubric.scaffold.standard import to_do
from mkdocs_rubric.scaffold.understood import understood

__all__ = [
    "SCALES",
    "Answers",
    "Host",
    "Scorecard",
    "Surroundings",
    "host_of",
    "read_scorecard",
    "scaffold",
    "surroundings",
    "to_do",
    "understood",
    "web_address",
]
