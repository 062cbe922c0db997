"""Practice as the site has it: what is put away, what is shown to whom, and nobody's name."""

import base64
import datetime as dt
import html
import json
import re
from html.parser import HTMLParser

import pytest

from mkdocs_rubric.calibration.judged import fingerprint
from mkdocs_rubric.load import DictTree, FolderTree
from mkdocs_rubric.pages.practice.put_away import put_away
from mkdocs_rubric.site import Options, Privacy, ProjectHistory, Renderer, build
from practising import PRACTICE, practice_files
from sites import write

TODAY = dt.date(2026, 6, 1)
NAMES = re.compile("anouk|bram|chloe", re.IGNORECASE)
RESULT = """\
reviewer: chloe
date: 2026-05-20
rubric_version: "1.0"
counted_by:
  empathy: {levels: "1, 2, 3", within: "0", critical: false, not_applicable: true, edge_cases: {hostile: "2"}, wording: "0"}
  privacy: {levels: "0, 1", within: "0", critical: true, not_applicable: false, edge_cases: {}, wording: "0"}
scores:
  - {session: s2, conversation: K-1, criterion: empathy, score: 3}
  - {session: s2, conversation: K-1, criterion: privacy, score: 1}
  - {session: s2, conversation: K-2, criterion: empathy, score: NA}
  - {session: s2, conversation: K-2, criterion: privacy, score: 1}
  - {session: s2, conversation: K-3, criterion: empathy, score: 2}
  - {session: s2, conversation: K-3, criterion: privacy, score: 0}
"""  # noqa: E501 - as the page writes it


def built(privacy=Privacy.PSEUDONYMS, **more):
    options = Options(privacy=privacy, pseudonym_key="k")
    files = {path.replace("__", "/"): text for path, text in more.items()}
    return build(DictTree(practice_files(**files)), options, Renderer(), today=TODAY)


def seen(hidden, name):
    """What was put away: the same again takes it out."""
    state = 0x811C9DC5
    for byte in name.encode():
        state = (state ^ byte) * 0x01000193 % 2**32
    found = bytearray()
    for byte in base64.b64decode(hidden):
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        found.append(byte ^ state & 0xFF)
    return json.loads(found.decode())


def answers(site):
    page = next(one for one in site.pages if one.uri == "practice/first.md")
    return {
        one.to_score.id: seen(one.answers, f"first\n{one.to_score.id}")
        for one in page.view.conversations
    }


def test_what_is_put_away_is_the_same_each_time_and_another_under_another_name():
    content = {"a": [1, "é"]}
    assert put_away(content, "x") == put_away(content, "x") != put_away(content, "y")
    assert seen(put_away(content, "x"), "x") == content


def test_an_answer_has_the_consensus_how_people_were_spread_and_what_settled_it():
    found = answers(built())["K-1"]
    assert found["notice"] == "Read the second sentence again."
    assert found["criteria"]["empathy"] | {"links": []} == {
        "agreed": "3",
        "note": "the zebra was named",
        "spread": [["1", 1], ["3", 1]],
        "why": "Stone Plover read over the second sentence.",
        "links": [],
        "old": "",
    }
    assert found["criteria"]["privacy"]["agreed"] == "1"


@pytest.mark.parametrize("privacy", [Privacy.PSEUDONYMS, Privacy.HIDDEN])
def test_nobodys_name_is_on_the_page_or_put_away(privacy):
    site = built(
        privacy,
        **{
            "practice/first.yaml": PRACTICE.replace("Take your time.", "Ask Anouk or Chloe."),
            "practice/first/c.yaml": RESULT,
        },
    )
    for uri, text in site.text.items():
        if uri.startswith(("practice/", "start")):
            assert not NAMES.search(text), uri
    assert not NAMES.search(json.dumps(answers(site)))


def test_the_page_of_practice_says_who_is_calibrated_if_the_team_wants_that():
    files = {"practice/first/c.yaml": RESULT}
    shown = built(Privacy.NAMES, **files).text["practice/index.md"]
    assert "Chloe</th><td>20 May 2026</td><td>1.0</td><td>100%</td>" in shown
    assert "to be looked at: Empathy and Privacy reworded since" in shown
    assert "Who is calibrated" not in built(Privacy.HIDDEN, **files).text["practice/index.md"]
    unlisted = {"practice/first.yaml": PRACTICE.replace("listed: true\n", "")}
    text = built(Privacy.NAMES, **files, **unlisted).text["practice/index.md"]
    assert "Who is calibrated" not in text


def test_a_result_lapses_on_the_page_with_the_reason():
    lapsed = RESULT.replace('edge_cases: {hostile: "2"}', 'edge_cases: {hostile: "1"}')
    shown = built(Privacy.NAMES, **{"practice/first/c.yaml": lapsed}).text["practice/index.md"]
    assert "lapsed: Empathy: the edge case &#34;hostile&#34; scores 2 now, and scored 1" in shown


def test_a_result_that_falls_short_is_not_listed():
    short = RESULT.replace("criterion: privacy, score: 1", "criterion: privacy, score: 0")
    site = built(Privacy.NAMES, **{"practice/first/c.yaml": short})
    assert "Chloe" not in site.text["practice/index.md"]
    assert [one.code for one in site.checked.errors] == ["R424"]


def test_somebody_with_two_results_is_one_person_by_any_spelling():
    rubric = practice_files()["rubric/rubric.yaml"]
    later = RESULT.replace("reviewer: chloe", "reviewer: Chloe Ito").replace("05-20", "05-22")
    files = {
        "rubric/rubric.yaml": f"{rubric}reviewers: {{chloe: {{names: [Chloe Ito]}}}}\n",
        "practice/first/c.yaml": RESULT,
        "practice/first/d.yaml": later,
    }
    shown = built(Privacy.NAMES, **files).text["practice/index.md"]
    assert shown.count('<tr><th scope="row">') == 1
    assert "Chloe</th><td>22 May 2026</td>" in shown


def test_what_no_page_has_written_counts_nowhere():
    twice = f"{RESULT}  - {{session: s2, conversation: K-1, criterion: empathy, score: 3}}\n"
    site = built(Privacy.NAMES, **{"practice/first/c.yaml": twice})
    assert [each.code for each in site.checked.errors] == ["R427"]
    assert "Chloe" not in site.text["practice/index.md"]


def test_a_notice_is_plain_text_of_which_nothing_is_taken_out():
    practice = PRACTICE.replace(
        "Read the second sentence again.", "Read <script>it</script> again."
    )
    site = built(Privacy.NAMES, **{"practice/first.yaml": practice})
    assert answers(site)["K-1"]["notice"] == "Read <script>it</script> again."
    assert [each for each in site.checked.found if each.code == "R701"] == []


def test_without_a_practice_nothing_speaks_of_it():
    files = {path: text for path, text in practice_files().items() if "practice" not in path}
    site = build(DictTree(files), Options(), Renderer(), today=TODAY)
    assert not [one.uri for one in site.pages if one.uri.startswith("practice")]
    assert "ractice" not in site.text["start.md"]
    assert "checked" not in site.text["calibration/s2.md"]


def test_practice_is_in_no_search():
    site = built()
    pages = {one.uri: one.boost for one in site.pages if one.uri.startswith("practice/first")}
    assert pages == {"practice/first.md": 0, "practice/first/warm-up.md": 0}


def test_a_walk_through_says_that_it_tells_what_is_practised_on():
    walk = built().text["calibration/s2/walk.md"]
    assert "Newcomers practise on K-1, K-2 and K-3: what follows tells" in walk
    assert "Newcomers practise" not in built().text["calibration/s1/walk.md"]


def test_the_agenda_of_a_session_to_come_offers_to_warm_up():
    session = "date: 2026-06-20\nreviewers: [anouk]\nconversations:\n  - {id: N-1}\n"
    agenda = built(**{"scores/s3/session.yaml": session}).text["calibration/s3.md"]
    assert "Warm up: five in ten minutes" in agenda
    assert "first/warm-up/" in agenda


def test_the_first_page_says_when_agreed_scores_rest_on_earlier_wordings(tmp_path):
    from repositories import Repository

    repository = Repository(write(tmp_path, practice_files()))
    repository.commit("2026-03-01", "Start")
    path = "rubric/criteria/empathy.yaml"
    text = (tmp_path / path).read_text(encoding="utf-8")
    write(tmp_path, {path: text.replace("Names a feeling.", "Names some feeling.")})
    repository.commit("2026-05-01", "Reword")
    options = Options(privacy=Privacy.NAMES)
    tree, past = FolderTree(tmp_path), ProjectHistory(tmp_path)
    site = build(tree, options, Renderer(), today=TODAY, past=past)
    assert "3 agreed scores rest on earlier wordings" in site.text["index.md"]
    practice = html.unescape(site.text["practice/first.md"])
    assert "</b> 3 of the team's scores rest on earlier wordings" in practice
    assert "Agreed on earlier wordings</b> of Empathy" in site.text["calibration/s2.md"]
    old = answers(site)["K-1"]["criteria"]["empathy"]["old"]
    assert old["said"] == "Agreed on 31 March 2026, on an earlier wording. Since then:"
    ((sentence, pieces),) = old["changes"]
    assert sentence == "Level 2 (Fair) reworded"
    assert [piece for piece in pieces if piece[0] != "same"] == [["gone", "a"], ["new", "some"]]
    assert "<del>a</del><ins>some</ins>" in site.text["practice/first.md"]
    session = (tmp_path / "scores/s2/session.yaml").read_text(encoding="utf-8")
    write(tmp_path, {"scores/s2/session.yaml": f"{session}confirmed: 2026-05-02\n"})
    site = build(tree, options, Renderer(), today=TODAY, past=past)
    assert "earlier wordings" not in site.text["index.md"] + site.text["practice/first.md"]
    assert "Agreed on earlier wordings" not in site.text["calibration/s2.md"]


class Excluded(HTMLParser):
    """Fails where what search leaves out has an element of its own name in it.

    Material's search tells elements apart by their names, and takes the end of that for its own.
    """

    def __init__(self):
        super().__init__()
        self.left_out, self.depth = None, 0

    def handle_starttag(self, tag, attrs):
        if self.left_out is None and "data-search-exclude" in dict(attrs):
            self.left_out, self.depth = tag, 0
        elif tag == self.left_out:
            raise AssertionError(f"<{tag}> in <{tag} data-search-exclude>: {attrs}")

    def handle_endtag(self, tag):
        if tag == self.left_out:
            self.left_out = None


MACHINE = "reviewers: {bot: {kind: machine}}\n"
SCORED = "conversation,criterion,score,note\nK-1,empathy,1,\nK-2,privacy,0,\n"


def test_no_other_page_tells_what_newcomers_are_to_find_out():
    files = {"scores/s2/bot.csv": SCORED}
    rubric = practice_files()["rubric/rubric.yaml"] + MACHINE
    site = built(**{"rubric/rubric.yaml": rubric} | files)
    machines = site.text["agreement/machines.md"]
    assert machines.count("newcomers practise on it") == 2
    assert "agreed was" not in machines
    data = json.loads(site.data["agreement/machines.json"])
    misses = [miss for row in data for miss in row["misses"]]
    assert [(miss["given"], miss["agreed"]) for miss in misses] == [(None, None)] * 2
    assert "K-" not in site.text["method/result.md"], "it is read before"
    free = practice_files(**{"rubric/rubric.yaml": rubric} | files)
    del free["practice/first.yaml"]
    site = build(DictTree(free), Options(pseudonym_key="k"), Renderer(), today=TODAY)
    assert "gave 1, agreed was 3" in site.text["agreement/machines.md"]
    assert "K-" in site.text["method/result.md"]


def test_a_machines_verdict_is_marked_until_it_scores_again_or_somebody_confirms(tmp_path):
    from repositories import Repository

    rubric = practice_files()["rubric/rubric.yaml"] + MACHINE
    files = practice_files(**{"rubric/rubric.yaml": rubric, "scores/s2/bot.csv": SCORED})
    repository = Repository(write(tmp_path, files))
    repository.commit("2026-03-01", "Start")
    options, tree, past = Options(), FolderTree(tmp_path), ProjectHistory(tmp_path)

    def machines():
        site = build(tree, options, Renderer(), today=TODAY, past=past)
        return site, site.text["agreement/machines.md"]

    assert "Reworded since it scored" not in machines()[1]
    path = "rubric/criteria/empathy.yaml"
    write(tmp_path, {path: files[path].replace("Names a feeling.", "Names some feeling.")})
    repository.commit("2026-05-01", "Reword")
    site, marked = machines()
    assert marked.count("Reworded since it scored") == 1
    assert "<del>a</del><ins>some</ins>" in marked
    for uri, text in site.text.items():
        if uri in ("agreement/machines.md", "practice/index.md", "start.md", "edge-cases.md"):
            Excluded().feed(text)
    session = files["scores/s2/session.yaml"]
    write(tmp_path, {"scores/s2/session.yaml": f"{session}confirmed: 2026-05-02\n"})
    assert "Reworded since it scored" not in machines()[1]
    project = site.checked.project
    mark = fingerprint(project, project.rubric.criteria["empathy"])
    again = f"machines: {{bot: {{fingerprints: {{empathy: '{mark}'}}}}}}\n"
    write(tmp_path, {"scores/s2/session.yaml": session + again})
    assert "Reworded since it scored" not in machines()[1]
    old = f"machines: {{bot: {{fingerprints: {{empathy: '{mark[::-1]}'}}}}}}\n"
    write(tmp_path, {"scores/s2/session.yaml": session + old})
    assert "Out of date: Empathy was reworded since." in machines()[1]


def test_how_a_result_was_worded_when_it_was_reached_is_shown(tmp_path):
    from repositories import Repository

    files = practice_files(**{"practice/first/c.yaml": RESULT})
    repository = Repository(write(tmp_path, files))
    repository.commit("2026-03-01", "Start")
    path = "rubric/criteria/empathy.yaml"
    write(tmp_path, {path: files[path].replace("Names a feeling.", "Names some feeling.")})
    repository.commit("2026-05-25", "Reword")
    tree, past = FolderTree(tmp_path), ProjectHistory(tmp_path)
    site = build(tree, Options(privacy=Privacy.NAMES), Renderer(), today=TODAY, past=past)
    assert "<del>a</del><ins>some</ins>" in site.text["practice/index.md"]
