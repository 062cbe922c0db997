"""Figures and pages on whatever scale a team has."""

import json
import random

import pytest

from factories import TODAY
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.report import as_csv, as_json, as_text, report
from mkdocs_rubric.site import Options, Renderer, build

HEAD = "conversation,criterion,score\n"
SCALES = {
    "below zero": (-2, 0, 1, 5),
    "below and above": (-1, 0, 1, 2),
    "only below": (-3, -2, -1),
    "two levels": (0, 1),
    "far apart": (1, 10),
    "with gaps": (1, 2, 4, 8),
    "tens": tuple(range(0, 101, 10)),
}
PERCENT = tuple(range(101))
NO_RATIOS = "ratios of scores mean nothing on a scale with levels below zero"


def files(levels):
    """One criterion on these levels and one from 1 to 5, scored by three on eight conversations."""
    drawn = random.Random(1)
    scales = {"odd": levels, "usual": (1, 2, 3, 4, 5)}
    listed = "".join(
        f"  {name}: {{levels: {{{', '.join(f'{n}: Level {n}' for n in scores)}}}}}\n"
        for name, scores in scales.items()
    )
    found = {
        "rubric/rubric.yaml": f'title: T\nversion: "1"\nscales:\n{listed}'
        "groups: [{id: all, title: All, criteria: [odd, usual]}]\n",
        "scores/s1/session.yaml": "date: 2026-01-10\nreviewers: [ana, ben, chloe]\n"
        f"conversations: [{', '.join(f'{{id: C-{n}}}' for n in range(8))}]\n",
    }
    for name, scores in scales.items():
        described = "".join(f"  {n}: {{description: It is {n}.}}\n" for n in scores)
        found[f"rubric/criteria/{name}.yaml"] = (
            f"title: {name.title()}\nquestion: Is it?\nscale: {name}\nlevels:\n{described}"
        )
    for reviewer in ("ana", "ben", "chloe"):
        found[f"scores/s1/{reviewer}.csv"] = HEAD + "".join(
            f"C-{n},{name},{drawn.choice(scores)}\n"
            for n in range(8)
            for name, scores in scales.items()
        )
    return found


@pytest.mark.parametrize("levels", SCALES.values(), ids=SCALES)
@pytest.mark.parametrize("by", [None, "session", "criterion", "reviewer", "pair"])
def test_everything_comes_out_but_ratios_below_zero(levels, by):
    project = load_project(DictTree(files(levels))).project
    rows = report(project, session=None, criterion=None, by=by, every=True)
    assert json.loads(as_json(rows)) == rows
    assert len(as_csv(rows).splitlines()) == 1 + len(rows)
    for row in rows:
        ratio = row.get("weights") == "ratio"
        about_odd = row.get("criterion") in (None, "odd")
        cohen = row.get("coefficient") == "cohen" and "pair" not in row
        if ratio and about_odd and levels[0] < 0:
            assert (row["estimate"], row["undefined"]) == (None, NO_RATIOS)
        elif not cohen:
            assert row["undefined"] is None
    assert as_text(report(project, session=None, criterion=None, by=by, every=False))


@pytest.mark.parametrize("levels", [*SCALES.values(), PERCENT], ids=[*SCALES, "percent"])
def test_every_page_comes_out(levels):
    site = build(DictTree(files(levels)), Options(), Renderer(), today=TODAY)
    assert {one.code for one in site.checked.found} <= {"R208", "R405"}
    assert {"agreement/index.md", "calibration/s1.md"} <= site.text.keys()
