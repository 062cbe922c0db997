"""A new repository: the files that `rubric init` writes, from four answers or a spreadsheet."""

from mkdocs_rubric.scaffold.choices import SCALES, Answers, Host
from mkdocs_rubric.scaffold.hosting import Surroundings, host_of, surroundings, web_address
from mkdocs_rubric.scaffold.new_files import scaffold
from mkdocs_rubric.scaffold.standard import to_do

__all__ = [
    "SCALES",
    "Answers",
    "Host",
    "Surroundings",
    "host_of",
    "scaffold",
    "surroundings",
    "to_do",
    "web_address",
]
