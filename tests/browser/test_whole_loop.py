"""A session from plan to search as its people live it: a lead, two browsers and a terminal."""

import html
from urllib.parse import parse_qsl

import pytest
from click.testing import CliRunner

from browser.conftest import served
from mkdocs_rubric.cli import main
from mkdocs_rubric.load import FolderTree
from mkdocs_rubric.site import load_and_check
from score_form import download
from sites import a_repository, a_site, rebuild

CONFIG = """\
repo_url: https://github.com/o/r
edit_uri: edit/main/docs/
plugins: [search, rubric: {reviewers: names}]
"""
PLANNED, HELD = "1770681600", "1771632000"  # 10 and 21 February 2026
TO_SCORE = "id,channel,picked_as,summary\nC-9,chat,edge-case,A parrot in the parcel.\nC-10,email,common,A late refund.\n"  # noqa: E501
SESSION = "scores/2026-02"


@pytest.fixture
def team(tmp_path, monkeypatch):
    """A repository with a session of January, and everybody's own computer."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", PLANNED)
    files = a_repository()
    files["scores/s1/session.yaml"] = files["scores/s1/session.yaml"].replace(
        "[anouk, bram]", "[anouk, bram, cleo]"
    )
    files["scores/s1/cleo.csv"] = files["scores/s1/bram.csv"]
    root = tmp_path / "project"
    a_site(root, CONFIG, files=files)
    (tmp_path / "to-score.csv").write_text(TO_SCORE)
    return root


def rubric(team, *words, typed=None):
    words = [*words, "--project", str(team)]
    return CliRunner().invoke(main, words, input=typed, catch_exceptions=False)


def done(team, *words, typed=None):
    result = rubric(team, *words, typed=typed)
    assert result.exit_code == 0, result.output
    return result.output


def refused(team, *words):
    result = rubric(team, *words)
    assert result.exit_code == 2
    return result.output


def seal(page, *keys):
    """The file of somebody who scores everything by keys and seals it."""
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_function("document.querySelector('[data-part=left]').innerText.startsWith('Ev')")
    page.get_by_role("button", name="Seal my scores").click()
    page.wait_for_selector(".rubric-file")
    return download(page, "Download the file")


def open_form(context, address, who):
    page = context.new_page()
    page.goto(f"{address}calibration/2026-02/score/{'index.html' if 'file:' in address else ''}")
    page.get_by_label("Your name").select_option(who)
    page.get_by_role("button", name="Start scoring").click()
    return page


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


def scored_blind(team, context, site):
    """Two reviewers score in a browser: one from the site, one from its files."""
    with served(site) as address:
        handed_over = [
            seal(open_form(context, address, "anouk"), "1", "3", "3", "2"),
            seal(open_form(context, f"{site.as_uri()}/", "bram"), "3", "1", "3", "2"),
        ]
    for name, content in handed_over:
        assert b"C-9" not in content, "nobody can read it"
        (team / SESSION / name).write_bytes(content)


def walked_through(team, context, site):
    """The meeting, by arrow keys and numbers; what the page gives for one gap to be decided."""
    with served(site) as address:
        page = context.new_page()
        page.goto(f"{address}calibration/2026-02/walk/")
        seen, decision, case = [], {}, ""
        for agreed in ("2", "1", "3"):
            page.keyboard.press("ArrowRight")
            gap = page.locator("[data-walk-gap]:visible")
            seen.append(gap.get_attribute("id"))
            page.keyboard.press(agreed)
            if seen[-1] == "gap-c-9-clarity":
                form = gap.get_by_role("link", name="Write the decision").get_attribute("href")
                query = html.unescape(form).partition("?")[2]
                decision = dict(parse_qsl(query))
                with context.expect_page():
                    gap.get_by_role("link", name="Add the edge case").click()
                page.bring_to_front()
                case = page.evaluate("navigator.clipboard.readText()")
        assert sorted(seen) == ["gap-c-10-empathy", "gap-c-9-clarity", "gap-c-9-empathy"]
        page.keyboard.press("End")
        name, consensus = download(page, "Download")
    (team / SESSION / name).write_bytes(consensus)
    return decision["filename"], decision["value"], case


def decided_on_the_web(team, name, decision, case):
    """A file that came filled in, and an entry that was pasted into the criterion."""
    for was, written in {
        "What is decided, as a statement": "A parrot that talks is no answer",
        "How it is scored from now on.": "Only what the agent wrote counts.",
        "The reason, for the next person who asks.": "Parrots repeat.",
    }.items():
        assert was in decision
        decision = decision.replace(was, written)
    (team / "decisions" / name).write_text(decision)
    case = case.replace("a-short-name", "talking-parrot").replace(
        "How to score it, and why.", "A parrot that speaks for the agent is not clear."
    )
    criterion = team / "rubric/criteria/clarity.yaml"
    criterion.write_text(f"{criterion.read_text()}{case.rstrip()}\n")


def found_by_search(context, site, words):
    with served(site) as address:
        page = context.new_page()
        page.goto(address)
        page.keyboard.press("/")
        page.wait_for_selector("dialog[open] input")
        page.locator("dialog[open] input").fill(words)
        first = page.locator("dialog[open] [role=option]").first
        first.wait_for()
        return first.inner_text()


def test_a_session_from_its_plan_to_a_rule_that_is_found(team, tmp_path, context, monkeypatch):
    plan = str(tmp_path / "to-score.csv")
    done(team, "session", "new", "2026-02", "--date", "2026-02-20", "--sealed", "--from", plan)
    scored_blind(team, context, rebuild(team))

    assert "cleo" in refused(team, "session", "reveal", "2026-02"), "one is late"
    assert not list((team / SESSION).glob("*.csv"))
    done(team, "score", "2026-02", "--as", "cleo", typed="3\n\n3\n\n1\n\n2\n\ny\n")
    done(team, "session", "reveal", "2026-02")
    assert sorted(path.stem for path in (team / SESSION).glob("*.csv")) == ["anouk", "bram", "cleo"]

    monkeypatch.setenv("SOURCE_DATE_EPOCH", HELD)
    decided_on_the_web(team, *walked_through(team, context, rebuild(team)))
    done(
        team, "decide", "2026-02", "C-9", "empathy", "--title", "A joke is not empathy",
        "--decision", "A joke about the parrot is 1.", "--why", "The customer was upset.",
        "--score", "1", "--edge-case", "joke-about-it",
    )  # fmt: skip
    assert "empathy on C-10" in refused(team, "session", "close", "2026-02"), "one is open"
    done(team, "decide", "2026-02", "C-10", "empathy", "--no-change", "Cleo read another mail.")
    done(team, "session", "close", "2026-02")

    found = load_and_check(FolderTree(team)).found
    assert [each for each in found if each.severity.name == "ERROR"] == []
    summary = done(team, "session", "summary", "2026-02")
    assert "A parrot that talks is no answer" in summary
    assert "closed: 2026-02-21\n" in (team / SESSION / "session.yaml").read_text()
    site = rebuild(team)
    assert "talks is no answer" in found_by_search(context, site, "talking parrot")
    assert "joke" in found_by_search(context, site, "joke").lower()
