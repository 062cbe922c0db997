"""Agreement on the pages: the hard cases come out right, and none looks like news."""

import datetime as dt
import json
import re

import pytest

from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Options, Privacy, Renderer, build
from sites import a_repository


def a_session(number, scores, *, day=None, version='"1.0"'):
    """Files of a session. `scores` maps a reviewer to {(conversation, criterion): score}."""
    folder = f"scores/s{number:03}"
    conversations = sorted({place[0] for sheet in scores.values() for place in sheet})
    listed = ", ".join(f"{{id: {one}}}" for one in conversations)
    names = ", ".join(json.dumps(name) for name in scores)
    day = day or dt.date(2026, 2, 1) + dt.timedelta(days=30 * number)
    files = {
        f"{folder}/session.yaml": f"date: {day}\nrubric_version: {version}\n"
        f"reviewers: [{names}]\nconversations: [{listed}]\n"
    }
    rows = ["reviewer,conversation,criterion,score,note"]
    for name, sheet in scores.items():
        rows += [f"{name},{c},{k},{score}," for (c, k), score in sheet.items()]
    return files | {f"{folder}/all.csv": "\n".join(rows) + "\n"}


def sessions(number, of, **kwargs):
    """`number` sessions of four conversations, scored as `of(session, conversation)` says."""
    files = {}
    for n in range(number):
        scores = {}
        for c in range(4):
            for name, score in of(n, c).items():
                scores.setdefault(name, {})[f"C-{n:03}{c}", "empathy"] = score
        files |= a_session(n, scores, **kwargs)
    return files


def built(files, **options):
    base = {k: v for k, v in a_repository().items() if not k.startswith("scores/")}
    base["decisions/2026-02-01-new.md"] = base["decisions/2026-02-01-new.md"].replace(
        "session: s1\ndeciders: [anouk, bram]\n", ""
    )
    return build(
        DictTree(base | files), Options(**options), Renderer(), today=dt.date(2026, 11, 23)
    )


def page(site, uri="agreement/index.md"):
    return re.sub(r"\s+", " ", site.text[uri])


def alike(_, c):
    return {"ana": 1 + c % 3, "ben": 1 + c % 3, "cleo": 1 + c % 3}


def apart(n, c):
    return {"ana": 1 + c % 3, "ben": 1 + (c + n) % 3, "cleo": 3}


def test_no_session_at_all():
    site = built({})
    assert "Nothing can be said about agreement yet" in page(site)
    assert "<svg" not in page(site)


def test_one_session_is_no_trend():
    text = page(built(sessions(1, alike)))
    assert "One session is no trend yet" in text
    assert "100%" in text


def test_one_reviewer_has_nobody_to_agree_with():
    text = page(built(sessions(3, lambda _, c: {"ana": 1 + c % 3})))
    assert "Nothing can be said about agreement yet" in text
    assert not re.search(r"\bnan\b", text, re.IGNORECASE)


def test_two_conversations_have_no_interval():
    scores = {name: {("C-1", "empathy"): 2, ("C-2", "empathy"): 3} for name in ("ana", "ben")}
    text = page(built(a_session(0, scores)))
    assert "Too few conversations to say: 100% on 2 conversations" in text
    assert "Two conversations are too few for an interval" in text


def test_three_conversations_are_too_few_for_a_band():
    scores = {n: {(f"C-{c}", "empathy"): s for c, s in enumerate(x)} for n, x in
              {"ana": [1, 2, 3], "ben": [1, 2, 2]}.items()}  # fmt: skip
    assert "Too few conversations to say" in page(built(a_session(0, scores)))


def test_everybody_gives_the_same_level():
    text = page(built(sessions(4, lambda *_: {"ana": 3, "ben": 3, "cleo": 3})))
    assert "Reviewers agree: 100% agreement" in text
    assert "everybody gave the same level" in text, "kappas are undefined, and say why"


def test_a_criterion_that_nearly_never_applies():
    files = sessions(6, lambda n, c: {"ana": "NA", "ben": "NA" if n or c else 2, "cleo": "NA"})
    site = built(files)
    assert not re.search(r"\bnan\b", page(site), re.IGNORECASE)
    assert "Nothing can be said" in page(site)


def test_reviewers_who_never_overlap_cannot_be_compared():
    def of(_, c):
        return {"ana": 2, "ben": 3} if c % 2 else {"cleo": 1, "dora": 1}

    text = page(built(sessions(4, of)), "agreement/reviewers.md")
    assert text.count("<tr>") == 5
    text = page(built(sessions(3, lambda n, _: {f"r{n}": 2})), "agreement/reviewers.md")
    assert "nobody else has scored the same conversations" in text


def test_a_fall_on_four_conversations_is_no_news():
    def of(n, c):
        worse = n == 5 and c == 0
        return {"ana": 2, "ben": 2, "cleo": 1 if (c == n % 4) or worse else 2}

    text = page(built(sessions(6, of)))
    assert "more than chance explains" not in text
    assert "no clear change" in text


def test_a_real_rise_is_called_one():
    def of(n, c):
        return apart(n, c) if n < 6 else alike(n, c)

    text = page(built(sessions(9, of)))
    assert re.search(r"\d+ points higher than over the \d+ before, more than chance explains", text)


def test_a_changed_scale_is_not_pooled_and_said_so():
    base = a_repository()
    files = sessions(4, alike)
    files["rubric/rubric.yaml"] = base["rubric/rubric.yaml"].replace(
        "scales:\n", "scales:\n  wide:\n    levels: {1: a, 2: b, 3: c, 4: d, 5: e}\n"
    )
    files["rubric/criteria/empathy.yaml"] = (
        base["rubric/criteria/empathy.yaml"]
        + "earlier_scales: [{before: 2026-03-15, scale: wide}]\n"
    )
    site = built(files)
    assert "Empathy was scored on another scale before 15 March 2026." in page(site)
    rows = json.loads(site.data["agreement/agreement.json"])
    pooled = [r for r in rows if r["criterion"] == "empathy" and r["session"] == "s003"]
    assert max(row["conversations"] for row in pooled) == 8, "two of the four sessions"


def test_two_hundred_reviewers_and_a_hundred_and_twenty_sessions():
    files = sessions(120, alike)
    crowd = {
        f"r{n}": {(f"X-{c}", "empathy"): 1 + (n + c) % 2 for c in range(4)} for n in range(200)
    }
    site = built(files | a_session(120, crowd, day=dt.date(2036, 2, 1)))
    assert page(site, "agreement/reviewers.md").count("<tr>") > 200
    assert len(re.findall(r'class="rubric-c-dot"', page(site))) == 2 * (121 + 12 + 6)


def test_a_hostile_reviewer_name_and_note_stay_text():
    files = a_session(0, {"=cmd()": {("C-1", "empathy"): 2}, "<b>x": {("C-1", "empathy"): 2}})
    path = "scores/s000/all.csv"
    files[path] = files[path].replace("2,\n", "2,<script>alert(1)</script>\n")
    site = built(files, privacy=Privacy.NAMES)
    text = "".join(site.text.values())
    assert "<script>" not in text
    assert "=cmd()" in text
    assert "&lt;b&gt;x" in text


@pytest.mark.parametrize("privacy", list(Privacy))
def test_reviewers_are_shown_as_the_privacy_says(privacy):
    site = built(sessions(4, apart), privacy=privacy)
    everything = "".join([*site.text.values(), *site.data.values()])
    shown = {"names": True, "pseudonyms": False, "hidden": False}[privacy]
    assert ("Cleo" in everything) == shown
    assert ("agreement/reviewers.md" in site.text) == (privacy is not Privacy.HIDDEN)
    if privacy is Privacy.HIDDEN:
        assert "Severity" not in everything


def test_a_decision_says_whether_it_worked_and_never_that_it_caused_anything():
    def of(n, c):
        return apart(n, c) if n < 4 else alike(n, c)

    files = sessions(9, of)
    files["decisions/2026-02-01-new.md"] = (
        "---\ntitle: Now\nstatus: accepted\ndate: 2026-05-05\nsession: s003\n"
        "criteria: [empathy]\nsupersedes: [2026-01-15-old]\n---\n## Decision\nSo.\n"
    )
    site = built(files)
    text = page(site, "decisions/2026-02-01-new.md")
    assert "Did it work?" in text
    assert "Consistent with the decision having worked" in text
    assert "caused" not in text
    old = page(site, "decisions/2026-01-15-old.md")
    assert "Conversations scored before it: 0. 12 are needed" in old


def test_every_figure_is_there_as_csv_and_json():
    site = built(sessions(3, apart))
    rows = json.loads(site.data["agreement/agreement.json"])
    assert {"session", "criterion", "coefficient", "estimate", "low", "high"} <= set(rows[0])
    assert len(site.data["agreement/agreement.csv"].splitlines()) == len(rows) + 1


def test_a_chart_has_a_title_a_description_and_unique_ids():
    text = page(built(sessions(8, apart)))
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert "<title" in text
    assert "<desc" in text
