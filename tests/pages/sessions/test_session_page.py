"""A session's page, and its line in the log."""

import re

import pytest

import meetings
from factories import TODAY
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Options, Privacy, Renderer, build
from sites import a_repository, as_read

HEAD = "conversation,criterion,score,note\n"
NAMES = ("ana", "ben", "chloe", "dan")


def made(*cells, privacy=Privacy.NAMES, settled=""):
    """The pages of a session in which each reviewer wrote one of the cells about empathy."""
    of = {f"scores/s1/{name}.csv": f"{HEAD}C-1,empathy,{cell},\n"
          for name, cell in zip(NAMES, cells, strict=False)}  # fmt: skip
    session = (
        f"date: 2026-01-31\nreviewers: [{', '.join(NAMES[: len(cells)])}]\n"
        f"conversations: [{{id: C-1}}]\n{settled}"
    )
    files = a_repository(anouk=None, bram=None, session=session) | of
    del files["scores/s1/C-1.md"]
    return build(DictTree(files), Options(privacy=privacy), Renderer(), today=TODAY).text


def heat(text):
    """Class, words and text of the only cell of the heat map."""
    found = re.search(r'<td class="(.*?)" title="(.*?)">(.*?)<', text)
    return tuple(one.replace("\N{EN DASH}", "-").replace("rubric-", "") for one in found.groups())


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (("NA", 3, 3, "NA"), ("h4 gap", "2 of 4 said N/A, the others gave 3", "N/A or 3")),
        (("NA", 1, 3), ("h4 gap", "1 of 3 said N/A, the others gave 1 to 3", "N/A or 1-3")),
        (("NA", 3), ("h4 gap", "1 of 2 said N/A, the other gave 3", "N/A or 3")),
        ((1, 3), ("h4 gap", "scores from 1 to 3", "1-3")),
        ((2, 3), ("h2 gap", "scores from 2 to 3", "2-3")),
        ((3, 3, ""), ("h0", "all gave 3", "3")),
        (("", ""), ("", "not scored", "")),
        (("NA", "NA"), ("", "not applicable", "-")),
        ((3, ""), ("", "scored by one reviewer", "-")),
    ],
)
def test_the_heat_map_says_what_was_given(cells, shown):
    assert heat(made(*cells)["calibration/s1.md"]) == shown


def test_a_dispute_about_whether_it_applies_is_a_gap_to_be_settled():
    pages = made("NA", 3, 3, "NA")
    session = pages["calibration/s1.md"]
    assert '<dd>1 gap <small class="rubric-warn">1 not settled yet</small>' in session
    assert '<td>N/A or 3 <b class="rubric-warn">gap</b></td>' in session
    assert (
        "<li><b>Empathy</b> (2 of 4 said N/A, the others gave 3)"
        ' <span class="rubric-warn">not settled yet</span></li>'
    ) in session
    assert "no gap" not in session
    assert "1 gap from" in pages["index.md"]


def test_it_is_settled_as_any_gap_is():
    entry = "settled: [{conversation: C-1, criterion: empathy, no_change: They only asked.}]\n"
    session = made("NA", 3, 3, "NA", settled=entry)["calibration/s1.md"]
    assert "<dd>1 gap</dd>" in session
    assert (
        "(2 of 4 said N/A, the others gave 3) No change to the rubric: They only asked.</li>"
    ) in session


def test_without_names_it_is_said_how_many_gave_what():
    session = made("NA", 3, 3, "NA", privacy=Privacy.HIDDEN)["calibration/s1.md"]
    assert "<td>2 said N/A, 2 gave 3</td>" in session


def test_how_it_was_scored_is_said_plainly():
    text = meetings.pages().text["calibration/s1.md"]
    assert "Scored in open sheets, which whoever scored later could read." in text
    revealed = "revealed: {date: 2026-02-01, excused: [dora]}"
    sealed = meetings.HELD + f"sealed: {{binding: hash, {revealed}}}\n"
    files = meetings.files(held=sealed.replace("cleo]", "cleo, dora]"))
    files["scores/s1/anouk.sha256"] = "0" * 64
    said = {
        Privacy.NAMES: "Never sealed: Bram and Cleo. Excused: Dora.",
        Privacy.HIDDEN: "Never sealed: 2 reviewers. Excused: 1 reviewer.",
    }
    for privacy, words in said.items():
        text = meetings.pages(files, privacy=privacy).text["calibration/s1.md"]
        assert (
            "Scored blind: sheets were bound by their hash, and all opened on 1 February 2026. "
            f"{words}"
        ) in text


def test_transcripts_stand_before_scores_and_the_session_before_and_after_below():
    files = meetings.files(planned=meetings.PLANNED.replace("2026-02-", "2026-01-"))
    files["scores/s2/cleo.csv"] = f"{meetings.HEAD}C-8,clarity,2,\n"
    site = meetings.pages(files)
    first, second = (as_read(site.text[f"calibration/{name}.md"]) for name in ("s2", "s1"))
    assert first.index("The conversation\n") < first.index("Scores, and what they led to")
    assert first.endswith("Session after January 2026 calibration\n")
    assert second.endswith("Session before January 2026 calibration\n")


def test_everything_on_the_page_is_a_score():
    """In the heat map and the tables alike: never how many points lie between."""
    text = as_read(meetings.pages().text["calibration/s1.md"])
    assert "1\N{EN DASH}3 (scores from 1 to 3, a gap)" in text
    assert "1\N{EN DASH}3 gap" in text
    assert "Spread" not in text
