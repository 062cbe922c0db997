"""Sheets and criteria from the field, as they came: folder by folder what is right."""

from decimal import Decimal
from pathlib import Path

import pytest

from mkdocs_rubric.agreement import NumberedScale
from mkdocs_rubric.calibration.scores import score_tables
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.model import Mark, Span
from mkdocs_rubric.site import load_and_check

FIELD = Path(__file__).parent / "field"
NA, EMPTY = Mark.NOT_APPLICABLE, Mark.NOT_SCORED
FIVE = "{1: Poor, 2: Fair, 3: Good, 4: Strong, 5: Top}"
CRITERION = """\
title: {title}
question: Is it?
scale: q
not_applicable: Nobody is upset.
levels:
{levels}
"""


def checked(*sheets, levels=FIVE, scores=(1, 2, 3, 4, 5), reviewers="ana, ben, chloe, dan", **more):
    """A project with some of the sheets, and any other files."""
    described = "\n".join(
        f"  {one}: {{description: D., examples: [{{text: E}}]}}" for one in scores
    )
    files = {
        "rubric/rubric.yaml": 'title: T\nversion: "1"\nscales:\n  q: {levels: '
        f"{levels}, tolerance: 1}}\ngroups:\n  - {{id: g, title: G, criteria: "
        f"[empathy, resolution{''.join(f', {one}' for one in more)}]}}\n",
        "scores/2026-02/session.yaml": f"date: 2026-02-10\nreviewers: [{reviewers}]\n"
        "conversations: [{id: T-1}, {id: T-2}, {id: T-3}]\n",
    }
    for name in ("empathy", "resolution"):
        text = CRITERION.format(title=name.title(), levels=described)
        files[f"rubric/criteria/{name}.yaml"] = text
    files |= {f"rubric/criteria/{name}.yaml": text for name, text in more.items()}
    contents = {name: text.encode() for name, text in files.items()}
    for name in sheets:
        contents[f"scores/2026-02/{Path(name).name}"] = (FIELD / name).read_bytes()
    return load_and_check(DictTree(contents))


def cells(found):
    (held,) = found.project.sessions.values()
    return {
        (where, what, who): cell
        for sheet in held.sheets
        for where, what, who, cell in zip(
            sheet.conversations, sheet.criteria, sheet.reviewers, sheet.cells, strict=True
        )
    }


def codes(found):
    quiet = {"R208", "R405", "R407", "R408", "R415"}  # what is missing is not what this is about
    return [(one.code, one.where.line) for one in found.found if one.code not in quiet]


@pytest.mark.parametrize(("step", "said"), [("a", ["R021"]), ("b", []), ("c", ["R015"])])
def test_07_what_a_german_excel_saves_is_read_and_no_message_leads_in_a_circle(step, said):
    found = checked(f"07-long-semicolon/step-{step}.csv")
    assert [code for code, _ in codes(found) if code != "R311"] == said
    if step != "c":
        reviewer = f"step-{step}"
        assert cells(found) == {
            ("T-1", "empathy", reviewer): 4,
            ("T-2", "empathy", reviewer): 3,
        }


def test_07_a_long_sheet_of_several_reviewers():
    found = checked("07-long-semicolon/2026-02.csv")
    assert codes(found) == []
    assert cells(found)["T-1", "empathy", "ben"] == 2


def test_08_a_column_for_each_reviewer():
    found = checked("08-wide-column-per-reviewer/wide.csv")
    assert codes(found) == []
    assert len(cells(found)) == 12
    assert cells(found)["T-2", "empathy", "chloe"] is EMPTY
    assert cells(found)["T-1", "resolution", "ben"] == 2


def test_09_the_answers_of_a_form():
    found = checked("09-form-row-per-review/form-responses.csv")
    assert codes(found) == []
    assert cells(found) == {
        ("T-1", "empathy", "ana"): 4,
        ("T-1", "resolution", "ana"): 3,
        ("T-1", "empathy", "ben"): 2,
        ("T-1", "resolution", "ben"): 3,
    }


SHEETS_10 = ("10-half-points/ana.csv", "10-half-points/ben.csv")


def test_10_half_points_are_scores_of_a_scale_that_has_them():
    found = checked(*SHEETS_10, levels=f"{FIVE}, step: 0.5")
    assert codes(found) == []
    assert cells(found)["T-1", "empathy", "ana"] == Decimal("3.5")
    assert cells(found)["T-2", "empathy", "ben"] == 4


def test_10_and_are_named_where_it_has_not():
    found = checked(*SHEETS_10)
    assert codes(found) == [("R401", 2), ("R401", 4)]
    assert all("`step: 0.5`" in one.help for one in found.found if one.code == "R401")


def test_10_half_points_are_counted_as_whole_numbers_and_told_in_points():
    found = checked(*SHEETS_10, levels=f"{FIVE}, step: 0.5")
    (table,) = score_tables(found.project).tables
    assert table.scale == NumberedScale(tuple(map(float, range(2, 11))), tolerance=2, unit=2)
    given = table.scale.in_points[table.level]
    assert sorted(given.tolist()) == [2.5, 3, 3.5, 4, 4, 4]


def test_22_cells_that_a_decimal_comma_shifts_are_an_error():
    sheets = ("22-decimal-comma-shifts-cells/ana.csv", "22-decimal-comma-shifts-cells/ben.csv")
    found = checked(*sheets)
    assert codes(found) == [("R015", line) for line in (2, 3, 4)] * 2
    assert found.found[0].help == (
        'a decimal number goes in double quotes, "3,5"; or separate by semicolons'
    )
    assert cells(found) == {}


def test_25_labels_are_scores_and_anything_else_names_the_nearest():
    sheets = ("25-labels-as-scores/ana.csv", "25-labels-as-scores/ben.csv")
    found = checked(*sheets, levels="{0: L0, 1: L1}", scores=(0, 1))
    assert codes(found) == [("R016", 2), ("R016", 3)]
    assert [one.hint for one in found.found if one.code == "R016"] == [
        'did you mean 1 ("L1")?',
        'did you mean 0 ("L0")?',
    ]
    assert cells(found) == {
        ("T-3", "empathy", "ana"): NA,
        ("T-1", "empathy", "ben"): 1,
        ("T-2", "empathy", "ben"): 1,
        ("T-3", "empathy", "ben"): NA,
    }


def test_25_yes_and_no_are_scores_where_levels_are_called_so():
    found = checked("25-labels-as-scores/ana.csv", levels='{0: "No", 1: "Yes"}', scores=(0, 1))
    assert codes(found) == []
    assert list(cells(found).values()) == [1, 0, NA]


def test_26_levels_are_described_by_anchors_and_bands():
    anchors, bands = (
        (FIELD / "26-anchors-only-some-levels" / name).read_text(encoding="utf-8")
        for name in ("correctness.yaml", "correctness-bands.yaml")
    )
    scores = range(11)
    levels = "{" + ", ".join(f"{one}: L{one}" for one in scores) + "}"
    found = checked(levels=levels, scores=scores, anchors=anchors, bands=bands)
    assert codes(found) == []
    rubric = found.project.rubric
    ladders = [rubric.criteria[one].ladder(rubric.scales["q"]) for one in ("anchors", "bands")]
    assert ladders == [
        [10, 9, Span(7, 8), 6, Span(4, 5), 3, Span(1, 2), 0],
        [Span(9, 10), Span(6, 8), Span(3, 5), Span(0, 2)],
    ]


def test_27_anchors_and_merge_keys_are_read():
    closing, anchors = (
        (FIELD / "27-yaml-yes-no-anchors" / name).read_text(encoding="utf-8")
        for name in ("closing.yaml", "good-anchors.yaml")
    )
    found = checked(levels="{0: L0, 1: L1}", scores=(0, 1), closing=closing, anchors=anchors)
    assert codes(found) == []
    assert found.project.rubric.criteria["closing"].weight == 10


def test_28_na_beside_scores_is_a_gap():
    sheets = [f"28-na-beside-scores/{name}.csv" for name in ("ana", "ben", "chloe", "dan")]
    found = checked(*sheets)
    (gap,) = (one for one in found.found if one.code == "R405")
    assert gap.message.startswith("2 of 4 reviewers said that empathy does not apply to T-1")


def test_30_numbers_as_pandas_writes_them():
    found = checked("30-float-export/ana.csv", "30-float-export/ben.csv")
    assert codes(found) == []
    assert cells(found)["T-1", "empathy", "ana"] == 4
    assert cells(found)["T-2", "empathy", "ana"] is EMPTY
    assert cells(found)["T-2", "empathy", "ben"] == 5
