"""The pages of machines and of daily reviews: in words, beside calibration, nobody named."""

import json
import re

from mkdocs_rubric.site import Privacy
from scored import a_session, built, sessions
from sites import a_repository

MACHINE = '\nreviewers:\n  bot: {kind: machine, title: "Bot <1>", model: m1}\n'
"""Of which the title has to be escaped."""


def page(site, uri):
    return re.sub(r"\s+", " ", site.text[uri])


def a_team(gives, *, sessions_of=5):
    """Three people and a machine on four conversations a session, with a consensus."""
    files = {"rubric/rubric.yaml": a_repository()["rubric/rubric.yaml"].rstrip() + MACHINE}
    for n in range(sessions_of):
        scores, agreed = {}, ["conversation,criterion,score,note"]
        for c in range(4):
            truth, place = 1 + (n + c) % 3, (f"C-{n:03}{c}", "empathy")
            agreed.append(f"{place[0]},empathy,{truth},")
            people = {"ana": truth, "ben": truth, "cleo": min(3, truth + (c == 0))}
            for who, score in {**people, "bot": gives(truth)}.items():
                scores.setdefault(who, {})[place] = score
        files |= a_session(n, scores)
        files[f"scores/s{n:03}/consensus.csv"] = "\n".join(agreed) + "\n"
    return files


def test_there_is_no_page_where_there_is_nothing_to_say():
    text = built(sessions(2, lambda *_: {"ana": 1, "ben": 2})).text
    assert "agreement/machines.md" not in text
    assert "agreement/live.md" not in text


def test_a_machine_that_is_always_kind_may_not_score_alone():
    text = page(built(a_team(lambda _: 3)), "agreement/machines.md")
    assert "Bot &lt;1&gt;" in text
    assert "Bot <1>" not in text
    assert '<span class="rubric-pill rubric-pill--band-low">No</span>' in text
    assert "A person has to score this." in text
    assert "What it got wrong:" in text
    assert "gave 3, agreed was 1" in text


def test_machines_as_data_name_nobody_and_are_the_same_in_the_page():
    site = built(a_team(lambda truth: truth), privacy=Privacy.HIDDEN)
    (row,) = json.loads(site.data["agreement/machines.json"])
    assert row["alone"] == "yes"
    assert row["conversations"] == 20
    assert row["reason"] in page(site, "agreement/machines.md").replace("&#39;", "'")
    text = json.dumps(row)
    assert not any(name in text for name in ("ana", "ben", "cleo"))


def test_the_reviewers_page_and_the_session_have_no_machine():
    site = built(a_team(lambda _: 3), privacy=Privacy.NAMES)
    assert "Bot" not in page(site, "agreement/reviewers.md")
    session = next(uri for uri in site.text if uri.startswith("calibration/s000"))
    assert "bot" not in page(site, session).lower()


def test_a_machine_changes_no_page_and_no_figure_but_its_own():
    files = a_team(lambda _: 3)
    without = {
        path: re.sub(r"(?m)^bot,.*\n", "", text).replace(', "bot"', "")
        for path, text in files.items()
    }
    without["rubric/rubric.yaml"] = files["rubric/rubric.yaml"].replace(MACHINE, "\n")
    assert without != files
    with_it, plain = (built(some, privacy=Privacy.NAMES) for some in (files, without))
    assert with_it.text.keys() - plain.text.keys() == {"agreement/machines.md"}
    for uri in plain.text.keys() - {"checks.md"}:
        assert with_it.text[uri] == plain.text[uri], uri
    for uri in plain.data:
        assert with_it.data[uri] == plain.data[uri], uri


def daily(people=("ana", "ben"), *, lenient=0):
    """Forty conversations a month by one person each, every fourth by both."""
    files = {}
    for month in range(1, 4):
        rows, listed = ["reviewer,conversation,criterion,score,note"], []
        for n in range(40):
            name = f"D-{month}{n:02}"
            listed.append(f"{{id: {name}, channel: email}}")
            for place, who in enumerate(people):
                if n % 4 == 0 or n % 2 == place:
                    score = min(3, 1 + n % 2 + (n // 8) % 2 + (lenient if place else 0))
                    rows.append(f"{who},{name},empathy,{score},")
        folder = f"scores/live-2026-0{month}"
        files[f"{folder}/reviews.csv"] = "\n".join(rows) + "\n"
        files[f"{folder}/session.yaml"] = (
            f"date: 2026-0{month}-20\nkind: live\nreviewers: [{', '.join(people)}]\n"
            f"conversations: [{', '.join(listed)}]\n"
        )
    return files


def test_where_nobody_can_be_compared_nobody_is_said_to_be_like_the_others():
    text = page(
        built(sessions(1, lambda *_: {"ana": 1, "ben": 2}) | daily(("ana",))), "agreement/live.md"
    )
    assert "Too little was scored by several people" in text
    assert "stricter" not in text


def drawn(site):
    """What the chart says of each month, and its dots."""
    wide = page(site, "agreement/live.md").partition("rubric-trend--wide")[2].partition("</svg>")[0]
    return re.findall(r"<title>([^<]*)</title>", wide), wide.count("rubric-c-dot")


def test_a_chart_has_daily_work_as_a_line_and_the_sessions_of_its_months_as_dots():
    files = sessions(3, lambda _, c: {"ana": 1 + c % 3, "ben": 1 + c % 3})
    site = built({**files, **daily(lenient=1)}, privacy=Privacy.NAMES)
    said, dots = drawn(site)
    held = {session.session.date.month for session in site.checked.project.sessions.values()}
    assert dots == len([month for month in held if month <= 3]) > 0
    assert all("in daily work (10 conversations scored twice)" in words for words in said)
    assert all("100% in calibration" in words for words in said[:dots])
    a_month = {path: text for path, text in daily().items() if "2026-01" in path}
    assert drawn(built({**files, **a_month})) == ([], 0), "one month is no trend"


def test_daily_reviews_stand_beside_calibration_and_are_never_pooled_with_it():
    files = sessions(3, lambda _, c: {"ana": 1 + c % 3, "ben": 1 + c % 3})
    site = built({**files, **daily(lenient=1)}, privacy=Privacy.NAMES)
    text = page(site, "agreement/live.md")
    assert "In calibration it is 100%" in text
    assert "30 conversations" in text, "only those that both have scored say how far they agree"
    assert page(built(files), "agreement/index.md") == page(
        built({**files, **daily(lenient=1)}), "agreement/index.md"
    )
    assert "More lenient" in text
    assert "too few to say whether daily and calibrated agreement move together" in text
    assert "Conversations worth calibrating" in text


def test_without_names_nothing_is_said_of_single_reviewers():
    text = page(built(daily(lenient=1), privacy=Privacy.HIDDEN), "agreement/live.md")
    assert "Nothing is shown of single reviewers" in text
    assert not re.search(r"\b(ana|ben)\b", text, re.IGNORECASE)
    text = page(built(daily(lenient=1)), "agreement/live.md")
    assert "More lenient" in text
    assert not re.search(r"\b(ana|ben)\b", text, re.IGNORECASE), "but by pseudonyms"


def test_counts_whose_reviewers_are_nowhere_else_are_pseudonymous_too():
    folder = "live/2026-01"
    use = ["criterion,channel,picked_as,reviewer,score,reviews"]
    use += [f"empathy,email,,{who},{score},{20 + 9 * score * (who == 'zoe')}"
            for who in ("zoe", "yan") for score in (1, 2, 3)]  # fmt: skip
    files = {
        f"{folder}/severity.csv": "\n".join(use) + "\n",
        f"{folder}/patterns.csv": "criterion,levels,na,conversations\nempathy,1 0 0,0,90\n",
    }
    text = page(
        built({**files, **sessions(2, lambda *_: {"ana": 1, "ben": 1})}), "agreement/live.md"
    )
    assert "Hardly any conversation was scored by two reviewers" in text
    assert "zoe" not in text.lower()
    assert "yan" not in text.lower()
