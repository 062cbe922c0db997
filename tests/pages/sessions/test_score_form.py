"""The page on which a session is scored, as it comes to the browser."""

import html
import re

import pytest

from factories import TODAY
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.sealing import new_key, public_half
from mkdocs_rubric.site import Options, Privacy, Renderer, Repository, build
from sites import a_repository

PUBLIC = public_half(new_key()).model_dump_json()
FORM = "calibration/s2/score.md"


def made(session, *, more=None, privacy=Privacy.NAMES, repository=None, **changes):
    """The pages of a team that has a session `s2` before it."""
    files = a_repository(**changes) | {"scores/s2/session.yaml": session} | (more or {})
    options = Options(privacy=privacy, repository=repository or Repository())
    return build(DictTree(files), options, Renderer(), today=TODAY).text


def a_session(more="", conversations="[{id: C-9}]"):
    return f"date: 2026-06-30\nreviewers: [anouk, bram]\nconversations: {conversations}\n{more}"


def attribute(page, name):
    return html.unescape(re.search(f'data-{name}="(.*?)"', page)[1])


def test_a_session_has_it_until_its_scores_may_be_seen():
    assert FORM in made(a_session())
    assert "calibration/s1/score.md" not in made(a_session())


def test_of_sheets_bound_by_their_hash_it_has_it_until_all_are_there():
    revealed = a_session("sealed: {binding: hash, revealed: {date: 2026-05-30}}\n")
    hashes = {"scores/s2/bram.sha256": "x" * 43}
    assert " data-all-in>" in made(revealed, more=hashes)[FORM]
    sheet = "conversation,criterion,score,note\nC-9,empathy,2,\n"
    all_there = hashes | {"scores/s2/bram.csv": sheet, "scores/s2/bram.salt": "s"}
    assert FORM not in made(revealed, more=all_there)


@pytest.mark.parametrize("privacy", [Privacy.PSEUDONYMS, Privacy.HIDDEN])
def test_nobody_is_named_whom_the_site_does_not_name(privacy):
    conversations = "[{id: C-9, summary: Anouk and bram were unsure., transcript: t.md}]"
    transcript = {"scores/s2/t.md": "Agent: I am Anouk.\n\nBram: And I am BRAM.\n"}
    page = made(
        a_session("facilitator: anouk\nnotes: Ask Bram.\n", conversations),
        more=transcript | {"scores/s2/anouk.csv": "conversation,criterion,score\nC-9,empathy,2\n"},
        privacy=privacy,
    )[FORM]
    assert not re.search("anouk|bram", page, re.IGNORECASE)
    assert '<input id="rubric-reviewer"' in page
    assert "1 of 2 so far" in page


def test_sheets_bound_by_their_hash_are_asked_for_when_everybody_is_bound():
    session, one = a_session("sealed: {binding: hash}\n"), {"scores/s2/bram.sha256": "x" * 43}
    assert "data-all-in" not in made(session, more=one)[FORM]
    both = one | {"scores/s2/anouk.sha256": "y" * 43}
    assert " data-all-in>" in made(session, more=both)[FORM]


def test_where_the_site_names_people_they_choose_themselves():
    page = made(a_session())[FORM]
    assert '<option value="anouk">Anouk</option><option value="bram">Bram</option>' in page


def test_what_others_wrote_is_text():
    hostile = '"><script>alert(1)</script>{{ page }}\n\n</div># Title'
    page = made(
        a_session(conversations='[{id: "<b>\'\\"{x}", summary: "<i>x</i>", transcript: t.md}]'),
        more={"scores/s2/t.md": f"Customer: {hostile}\n"},
    )[FORM]
    assert attribute(page, "conversation") == "<b>'\"{x}"
    for raw in ("<script>alert", "<i>x", "<b>'", "{{ page", "\n# Title"):
        assert raw not in page


def test_a_rubrics_criteria_in_force_on_the_day_are_asked_in_its_order():
    clarity = a_repository()["rubric/criteria/clarity.yaml"]
    asked = re.compile(r'data-criterion="(.*?)"')
    assert asked.findall(made(a_session())[FORM]) == ["empathy", "clarity"]
    before = made(a_session(), clarity=f"{clarity}retired: 2026-07-01\n")[FORM]
    assert asked.findall(before) == ["empathy", "clarity"], "retired only afterwards"
    after = made(a_session(), clarity=f"{clarity}retired: 2026-05-01\n")[FORM]
    assert asked.findall(after) == ["empathy"]


def test_each_criterion_says_all_it_takes_to_score_by_it():
    empathy = (
        made(a_session())[FORM].partition('data-guide="empathy"')[2].partition("</section>")[0]
    )
    assert re.findall(r'data-score="(\d)" data-label="(.*?)"', empathy) == [
        ("3", "Good"), ("2", "Fair"), ("1", "Poor"),
    ]  # fmt: skip
    for words in ("Did the agent acknowledge", "Names a feeling.", "Nobody is upset.",
                  "Sorry about that.", "The customer is hostile", "Score only what"):  # fmt: skip
        assert words in empathy
    clarity = made(a_session())[FORM].partition('data-guide="clarity"')[2]
    assert "<b>N/A</b> is not allowed here." in clarity


def test_an_edge_case_whose_decision_holds_no_more_is_no_guidance():
    gone = a_repository()["decisions/2026-02-01-new.md"].replace("accepted", "retired")
    page = made(a_session(), **{"2026-02-01-new": gone})[FORM]
    assert "The customer is hostile" not in page


def wording(page, criterion):
    return re.search(rf'data-guide="{criterion}".*?data-wording="(.*?)"', page)[1]


def test_the_wording_is_another_one_when_what_is_read_while_scoring_is():
    empathy = a_repository()["rubric/criteria/empathy.yaml"]
    before = wording(made(a_session())[FORM], "empathy")
    for old, new in (("Names a feeling", "Names one"), ("Nobody is upset", "Nobody is")):
        after = made(a_session(), empathy=empathy.replace(old, new))[FORM]
        assert wording(after, "empathy") != before
        assert wording(after, "clarity") == wording(made(a_session())[FORM], "clarity")
    unread = made(a_session(), empathy=f"{empathy}keywords: [compassion]\n")[FORM]
    assert wording(unread, "empathy") == before


def test_the_key_and_the_hosts_pages_come_with_it():
    host = Repository(
        edit="https://github.com/o/r/edit/main/{path}",
        folder="https://github.com/o/r/tree/main/{path}",
        new="https://github.com/o/r/new/main/{folder}?filename={name}&value={text}",
        new_empty="https://github.com/o/r/new/main/{folder}?filename={name}",
    )
    page = made(a_session(f"sealed: {{binding: jwe, key: {PUBLIC}}}\n"), repository=host)[FORM]
    assert attribute(page, "binding") == "jwe"
    assert attribute(page, "key").replace(" ", "") == PUBLIC
    assert attribute(page, "new").endswith("/new/main/scores/s2?filename={name}&value={text}")
    assert attribute(page, "new-empty").endswith("/new/main/scores/s2?filename={name}")
    assert "Hand it over on GitHub" in page
    without = made(a_session())[FORM]
    assert "Hand it over on" not in without
    assert "Put the file into <code>scores/s2/</code>" in without


def test_where_there_is_nothing_to_score_it_says_so():
    page = made(a_session(conversations="[]"))[FORM]
    assert "There is nothing to score yet: the session lists no conversation." in page
    assert "data-rubric-handing" not in page


def test_search_leaves_it_out():
    assert '"exclude": true' in made(a_session())[FORM].partition("\n---\n")[0]


def test_a_scale_with_many_levels_is_written_on_a_line_on_paper():
    levels = ", ".join(f"{score}: L{score}" for score in range(0, 101, 5))
    rubric = a_repository()["rubric/rubric.yaml"].replace(
        "{1: Poor, 2: Fair, 3: Good}", f"{{{levels}}}"
    )
    page = made(a_session(), rubric=rubric)[FORM]
    assert '<p class="rubric-boxes" data-on-paper><span class="rubric-blank"></span></p>' in page
    assert len(re.findall('data-score="', page)) == 42
