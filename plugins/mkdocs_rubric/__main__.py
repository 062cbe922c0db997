"""`python -m mkdocs_rubric` is `rubric`."""

from mkdocs_rubric.cli import run

run()
