"""The figures of the agreement page as files."""

import csv
import io
import json

from mkdocs_rubric.calibration import listing
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.figures_shown import figures
from mkdocs_rubric.pages.base.outline import once_an_outline


@once_an_outline
def csv_and_json(context: Context) -> tuple[str, str]:
    """Every figure of the page as CSV and as JSON."""
    rows = list(listing.everything(figures(context)))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["of"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue(), json.dumps(rows, indent=1) + "\n"
