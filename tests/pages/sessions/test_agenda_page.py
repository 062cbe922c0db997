"""The agenda of a session that is to come; and that nothing of its scores is told anywhere."""

import datetime as dt
import re

import pytest

import meetings
from mkdocs_rubric.site import Privacy
from sites import as_read

SHEETS = {
    "scores/s2/bram.csv": f"{meetings.HEAD}C-7,empathy,3,quagga stripes\n",
    "scores/s2/anouk.csv": f"{meetings.HEAD}C-7,empathy,1,okapi stripes\n",
}
KEY = "{kty: EC, crv: P-256, x: f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU, y: x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0}"  # noqa: E501


def agenda(found=None, **options):
    return as_read(meetings.pages(found, **options).text["calibration/s2.md"])


def test_a_planned_session_is_what_a_lead_opens():
    assert (
        agenda()
        == """\
# February 2026 calibration
Planned nobody has scored yet
Meeting20 February 2026 60 minutes
Scores due18 February 2026
Kindregular led by Anouk
Score these conversations · Add to a calendar · Its files
Scores lie open in the repository as soon as they are handed over. Score first, and look at nobody \
else's before.
## Who has scored
Anouk not yet
Bram not yet
Cleo not yet
## Conversations
### C-7: A zebra in the parcel.
chat, picked as an edge case
### C-8
The conversation
CustomerHello?
AgentHi.
## For the meeting
Gaps left from before
Empathy on C-1 scores from 1 to 3, 31 January 2026
Empathy on 22 1 of 2 said N/A, the other gave 2, 31 January 2026
## Tell the reviewers
February 2026 calibration, 20 February 2026
Please score 2 conversations on your own by 18 February 2026, before you talk about them or look \
at anybody's scores (C-7 and C-8).
Score here: https://q.example/calibration/s2/score/
The conversations and the agenda: https://q.example/calibration/s2/
Copy the text
"""
    )


@pytest.mark.parametrize(
    ("privacy", "shown"),
    [
        (Privacy.NAMES, "Anouk scored\nBram scored\nCleo not yet"),
        (Privacy.PSEUDONYMS, None),
        (Privacy.HIDDEN, ""),
    ],
)
def test_who_has_scored_is_told_as_reviewers_are_shown(privacy, shown):
    text = agenda(meetings.files() | SHEETS, privacy=privacy)
    assert "Open 2 of 3 have scored" in text
    part = text.partition("Who has scored\n")[2].partition("\n## ")[0]
    if shown is None:
        assert re.fullmatch(r"(?:[A-Z]\w+ [A-Z]\w+ (?:scored|not yet)\n?){3}", part)
        assert part.count(" scored") == 2
        assert "Anouk" not in text
    else:
        assert part == shown


def test_whoever_is_late_is_named_after_the_due_day():
    text = agenda(meetings.files() | SHEETS, today=dt.date(2026, 2, 19))
    assert "Cleo late" in text
    assert "Scores due18 February 2026 over" in text


def test_how_it_is_scored_is_said():
    sealed = meetings.PLANNED + f"sealed: {{key: {KEY}, binding: jwe}}\n"
    text = agenda(meetings.files(sealed))
    assert "Scores are sealed: nobody can read them before all are opened at once." in text
    assert "Your scores are sealed. Keep the receipt that you get." in text
    hashed = meetings.PLANNED + "sealed: {binding: hash}\n"
    assert "hands over a seal first and the scores when all seals are in" in agenda(
        meetings.files(hashed)
    )


def test_proposals_have_an_owner_and_reviews_a_day():
    old = "---\ntitle: Tone counts\nstatus: proposed\ndate: 2026-01-15\ncriteria: [empathy]\n"
    due = "---\ntitle: Score it\nstatus: accepted\ndate: 2026-02-01\ncriteria: [empathy]\n"
    found = meetings.files()
    for name, text, more in (
        ("01-15-old", old, "owner: bram\nreview_by: 2026-02-19\n"),
        ("02-01-new", due, "review_by: 2026-02-09\n"),
    ):
        found[f"decisions/2026-{name}.md"] = f"{text}{more}---\n## Decision\n\nSo.\n"
    assert (
        "Decisions that wait\n"
        "Tone counts proposed 15 January 2026, to be decided by 19 February 2026, Bram\n"
        "Score it review was due 9 February 2026\n"
    ) in agenda(found)


@pytest.mark.parametrize("privacy", list(Privacy))
def test_nothing_of_its_scores_is_told_anywhere(privacy):
    """Of the whole site, with sheets that differ in scores alone, only who scored may differ."""
    site = meetings.pages(meetings.files() | SHEETS, privacy=privacy)
    everything = "".join([*site.text.values(), *site.data.values()])
    assert "quagga" not in everything
    assert "okapi" not in everything
    other = {path: text.replace("empathy,3", "empathy,2") for path, text in SHEETS.items()}
    again = meetings.pages(meetings.files() | other, privacy=privacy)
    assert again.text == site.text
    assert again.data == site.data


def test_it_is_in_the_log_above_those_that_were_held_and_never_the_last_one():
    site = meetings.pages(meetings.files() | SHEETS)
    log = as_read(site.text["calibration/index.md"])
    assert "Next\nFebruary 2026 calibration Open 20 Feb 2026, regular; scores are due" in log
    assert log.index("February 2026 calibration") < log.index("Held") < log.index("January 2026")
    home = as_read(site.text["index.md"])
    assert "Last calibration\n78% January 2026 calibration" in home
    assert "Next session 20 February 2026 Scores are due 18 February 2026; 2 of 3 have scored." in (
        home
    )


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-02-10", "Due by 3 March 2026 None is planned yet. The last session was on 31"),
        ("2026-03-13", "Overdue by 10 days Was due 3 March 2026: the last session was on 31"),
    ],
)
def test_without_one_it_is_said_until_when_the_team_has_to_meet(today, said):
    found = meetings.files(planned="")
    found["rubric/rubric.yaml"] += "calibration: {cadence: {regular: 31d}}\n"
    home = as_read(meetings.pages(found, today=dt.date.fromisoformat(today)).text["index.md"])
    assert f"Next session {said} January 2026." in home
    assert ("the next session is overdue" in home) == said.startswith("Overdue")


def test_calendars_get_the_meeting_and_the_day_scores_are_due():
    made = meetings.pages().data["calibration/s2.ics"]
    assert made == meetings.pages().data["calibration/s2.ics"]
    assert (
        made.replace("\r\n ", "").replace("\r\n", "\n")
        == """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//mkdocs-rubric//calibration//EN
BEGIN:VEVENT
SUMMARY:Scores are due: February 2026 calibration
DTSTART;VALUE=DATE:20260218
DTEND;VALUE=DATE:20260219
DTSTAMP:20260218T000000Z
UID:s2-due@mkdocs-rubric
DESCRIPTION:Score 2 conversations on your own\\, before you talk about them.\\nhttps://q.example/cal\
ibration/s2/
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
SUMMARY:February 2026 calibration
DTSTART;VALUE=DATE:20260220
DTEND;VALUE=DATE:20260221
DTSTAMP:20260218T000000Z
UID:s2-meeting@mkdocs-rubric
DESCRIPTION:2 conversations. 60 minutes.\\nhttps://q.example/calibration/s2/
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""
    )
