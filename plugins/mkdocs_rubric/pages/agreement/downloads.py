"""The figures of the agreement page as files."""

import csv
import io
import json
from collections.abc import Mapping

from mkdocs_rubric.calibration import listing
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures
from mkdocs_rubric.pages.base.outline import once_an_outline
from mkdocs_rubric.visible import inert


@once_an_outline
def csv_and_json(context: Context) -> tuple[str, str]:
    """Every figure of the page as CSV and as JSON."""
    rows = [_anonymous(context, row) for row in listing.everything(figures(context))]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["of"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: inert(value) if isinstance(value, str) else value for name, value in row.items()}
        for row in rows
    )
    return out.getvalue(), json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _anonymous(context: Context, row: Mapping[str, object]) -> Mapping[str, object]:
    """A row in which no id has a reviewer's name."""
    people = context.people
    return {
        name: people.in_address(value) if isinstance(value, str) else value
        for name, value in row.items()
    }
