"""Sessions to be scored on a page, one for each way of handing over, and hands that score them."""

import csv
import io
import json
import re

from mkdocs_rubric.sealing import new_key, public_half
from sites import a_repository

KEY = new_key()
PUBLIC = json.dumps(public_half(KEY).model_dump())
RUBRIC = """\
title: Conversation quality
version: "1.0"
scales:
  quality: {levels: {1: Poor, 2: Fair, 3: Good}}
  effort: {levels: {1: None, 5: Some, 10: Much, 15: All}}
groups:
  - {id: all, title: All of it, criteria: [empathy, clarity, effort]}
"""
EFFORT = """\
title: Effort
question: How hard did they try?
scale: effort
levels:
  1: {description: Not.}
  5: {description: A little.}
  10: {description: A lot.}
  15: {description: Beyond.}
"""
CONVERSATIONS = """\
conversations:
  - {id: C-1, summary: "A <b>hostile</b> start.", transcript: C-1.md}
  - {id: "C-2, late", summary: Late.}
"""
ASKED = [(one, name) for one in ("C-1", "C-2, late") for name in ("empathy", "clarity", "effort")]


def a_session(more=""):
    return f"date: 2026-06-30\nreviewers: [ana, ben]\n{CONVERSATIONS}{more}"


def the_files(**changes):
    kept = {
        path: text
        for path, text in a_repository(rubric=RUBRIC, **changes).items()
        if not path.startswith(("scores/", "decisions/"))
    }
    kept["rubric/criteria/empathy.yaml"] = re.sub(
        r"(?s)edge_cases:.*", EDGE_CASE, kept["rubric/criteria/empathy.yaml"]
    )
    kept["rubric/criteria/effort.yaml"] = EFFORT
    for name, more in {
        "open": "",
        "closed": f"sealed: {{binding: jwe, key: {PUBLIC}}}\n",
        "bound": "sealed: {binding: hash}\n",
    }.items():
        kept[f"scores/{name}/session.yaml"] = a_session(more)
        kept[f"scores/{name}/C-1.md"] = "Customer: <img src=x onerror=alert(1)>\n\nAgent: Hi.\n"
    return kept


EDGE_CASE = """\
edge_cases:
  - {id: hostile, situation: The customer is hostile., guidance: Only what is written., score: 2}
"""
CONFIG = """\
repo_url: https://github.com/o/r
plugins:
  - search
  - rubric: {reviewers: names}
"""


def all_by_keys(page):
    """Both conversations: empathy N/A, clarity 2, effort 15; then 3, 1, 1."""
    for key in ("n", "2", "1", "5", "3", "1", "1"):
        page.keyboard.press(key)
    page.wait_for_function("document.querySelector('[data-part=left]').innerText.startsWith('Ev')")


def written(rows):
    """The sheet as Python's csv writes it."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["conversation", "criterion", "score", "note"])
    table.writerows(rows)
    return text.getvalue().encode()


def sheet_of(scores, notes=("",) * 6):
    return written([(*place, *one) for place, *one in zip(ASKED, scores, notes, strict=True)])


ALL = sheet_of(["NA", 2, 15, 3, 1, 1])


def download(page, name):
    with page.expect_download() as found:
        page.get_by_role("button", name=name).first.click()
    path = found.value.path()
    return found.value.suggested_filename, path.read_bytes()


def active(page):
    return page.evaluate(
        "[...document.querySelectorAll('.rubric-asked--active')].map(one => "
        "one.closest('section').dataset.conversation + ' ' + one.dataset.criterion)"
    )
