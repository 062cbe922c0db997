"""Agreement on the pages: the hard cases come out right, and none looks like news."""

import datetime as dt
import json
import re

import pytest

from mkdocs_rubric.site import Privacy
from scored import a_session, alike, apart, built, sessions
from sites import CLARITY, a_repository


def page(site, uri="agreement/index.md"):
    return re.sub(r"\s+", " ", site.text[uri])


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
    assert (
        "Too few conversations to say: two reviewers who scored the same thing agreed 100% of the "
        "time (last 2 conversations)."
    ) in text
    assert "With 2 conversations nobody can say how far this is from the true figure." in text
    assert "<td>two conversations are too few for a likely range</td>" in text


def test_three_conversations_are_too_few_for_a_band():
    scores = {n: {(f"C-{c}", "empathy"): s for c, s in enumerate(x)} for n, x in
              {"ana": [1, 2, 3], "ben": [1, 2, 2]}.items()}  # fmt: skip
    assert "Too few conversations to say" in page(built(a_session(0, scores)))


def test_everybody_gives_the_same_level():
    text = page(built(sessions(4, lambda *_: {"ana": 3, "ben": 3, "cleo": 3})))
    assert "Two reviewers who score the same thing agree 100% of the time" in text
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
    severity, pairs = text.split("<h2>Pairs of reviewers</h2>")
    assert severity.count("<tr>") == 5
    assert sorted(re.findall(r"\((\d+)% of \d+ scores", pairs)) == ["0", "0", "100", "100"]
    text = page(built(sessions(3, lambda n, _: {f"r{n}": 2})), "agreement/reviewers.md")
    assert "nobody else has scored the same conversations" in text


def test_a_fall_on_four_conversations_is_no_news():
    def of(n, c):
        worse = n == 5 and c == 0
        return {"ana": 2, "ben": 2, "cleo": 1 if (c == n % 4) or worse else 2}

    text = page(built(sessions(6, of)))
    assert "too much to be luck" not in text.partition("How this is measured")[0]
    assert (
        "Whether the last 12 conversations differ from the 12 before cannot be told: too few "
        "sessions."
    ) in text


def test_a_real_rise_is_called_one():
    def of(n, c):
        return apart(n, c) if n < 6 else alike(n, c)

    text = page(built(sessions(9, of)))
    assert (
        "The last 12 conversations are 69 points better than the 24 before, comparing the same "
        "criteria. That is too much to be luck."
    ) in text


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
        assert "Pairs of reviewers" not in everything


def test_pairs_of_a_few_reviewers_are_a_matrix_and_of_many_its_ends():
    def of(n, c):
        return {"ana": 1 + c % 3, "ben": 1 + c % 3, "cleo": 1 if c else 3, f"guest{n}": 3}

    few = page(built(sessions(2, of), privacy=Privacy.NAMES), "agreement/reviewers.md")
    assert few.count("100% of 8 scores on 8 conversations") == 2 * 2, "title and words, both ways"
    many = page(built(sessions(16, of), privacy=Privacy.NAMES), "agreement/reviewers.md")
    assert "rubric-pairs" not in many
    assert "Of 19 reviewers 51 pairs share 4 or more conversations" in many
    most = many.split("Agree most")[1]
    assert "Ana and Ben <b>100%</b> <small>100% of 64 scores on 64 conversations" in most
    assert most.count("<li>") == 10


def test_reviews_of_daily_work_are_in_no_figure_of_calibration():
    def of(n, c):
        return {"ana": 1, "ben": 2, "cleo": 3} if (n + c) % 2 else {"ben": 2, "cleo": 3}

    files = sessions(4, of)
    without = {path: text for path, text in files.items() if "/s000/" not in path}
    path = "scores/s000/session.yaml"
    daily = {**files, path: f"{files[path]}kind: live\n"}
    assert page(built(daily), "agreement/reviewers.md") == page(
        built(without), "agreement/reviewers.md"
    )
    assert page(built(files), "agreement/reviewers.md") != page(
        built(without), "agreement/reviewers.md"
    )


def test_a_mix_up_names_what_settles_it_and_the_edge_cases_that_rest_on_that():
    files = sessions(3, lambda _, c: {"ana": 1 + c % 2, "ben": 2})
    text = page(built(files))
    assert "No rule yet." in text
    files["scores/s001/session.yaml"] += (
        "settled:\n  - {conversation: C-0010, criterion: empathy, decision: 2026-02-01-new}\n"
    )
    text = page(built(files))
    assert "No rule yet" not in text
    assert re.search(
        r"The rule: <a [^>]*>Score what is written</a>; edge case <a [^>]*#hostile", text
    )


def test_a_criterion_on_another_scale_counts_by_its_conversations():
    rubric = a_repository()["rubric/rubric.yaml"].replace(
        "scales:\n", "scales:\n  met: {levels: {0: No, 1: Yes}}\n"
    )
    clarity = CLARITY.replace("scale: quality", "scale: met")
    clarity = re.sub(
        r"(?s)levels:.*",
        'levels:\n  1: {description: "Yes.", examples: [{text: So.}]}\n'
        '  0: {description: "No.", examples: [{text: So.}]}\n',
        clarity,
    )
    files = {"rubric/rubric.yaml": rubric, "rubric/criteria/clarity.yaml": clarity}
    for n in range(4):
        places = [(f"C-{n}{c}", name) for c in range(4) for name in ("empathy", "clarity")]
        ana = dict.fromkeys(places, 1)
        ben = {
            (where, what): 1 if what == "empathy" or where[-1] != "0" else 0
            for where, what in places
        }
        files |= a_session(n, {"ana": ana, "ben": ben})
    rows = json.loads(built(files).data["agreement/agreement.json"])
    last = {
        r["criterion"]: r
        for r in rows
        if (r["session"], r["of"], r["weights"]) == ("s003", "window", "tolerance")
    }
    assert [last[name]["estimate"] for name in ("empathy", "clarity", None)] == [1, 0.75, 0.875]


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
    assert "Looks as if it worked" in text
    assert (
        "Agreement went from 31% to 100% (12 conversations before, 12 conversations after)" in text
    )
    assert "too much to be luck. Other things may have changed in those months too." in text
    assert "caused" not in text
    old = page(site, "decisions/2026-01-15-old.md")
    assert "Empathy was not scored before it (12 conversations needed)." in old


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


def test_each_decision_stands_where_it_was_made():
    def decision(day):
        return (
            f"---\ntitle: Of {day}\nstatus: accepted\ndate: {day}\n"
            "criteria: [empathy]\n---\n## Decision\nScore it.\n"
        )

    days = ["2026-03-20", "2026-05-20", "2026-07-20", "2026-07-21"]
    files = {f"decisions/{day}-d.md": decision(day) for day in days}
    site = built(sessions(8, alike) | files)
    html = page(site, "criteria/empathy.md")
    told = re.findall(r'data-kind="decision" data-words="([^"]*)"', html)
    found = [re.findall(r"Of [\d-]+", one) for one in told[: len(told) // 2]]
    assert [one for one in found if one] == [
        ["Of 2026-03-20"],
        ["Of 2026-05-20"],
        ["Of 2026-07-20", "Of 2026-07-21"],
    ]
