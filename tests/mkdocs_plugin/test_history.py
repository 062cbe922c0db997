"""Earlier wordings on the built site."""

import html
import json
import re
import subprocess
import xml.etree.ElementTree as ET

import pytest

from repositories import Repository, a_remembered_site
from sites import a_repository, a_site, all_text, rebuild

CRITERION = "rubric/criteria/empathy.yaml"
CONFIG = "repo_url: https://github.com/o/r\nsite_url: https://standard.example/\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("history")
    return root, a_remembered_site(root, CONFIG)


def a_site_with_an_edit(root, message, old, new):
    """A site whose empathy was edited once, by a commit that says something."""
    repository = Repository(root)
    repository.commit("2026-01-02", "Start", a_repository())
    repository.edit("2026-02-03", message, CRITERION, old, new)
    return a_site(root, CONFIG, files={})


def page(site, uri):
    return (site / uri / "index.html").read_text(encoding="utf-8")


def words(html):
    body = html[html.index("<article") : html.index("</article>")]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_each_criterion_has_a_history_with_redlines_and_sources(built):
    html = page(built[1], "criteria/empathy/history")
    text = words(html)
    assert "<del>some feeling</del><ins>feelings</ins>" in html
    assert 'href="https://github.com/o/r/pull/4"' in html
    assert re.search(r'href="https://github\.com/o/r/commit/[0-9a-f]{40}"', html)
    assert text.index("Plainer") < text.index("Weight 3 → 5") < text.index("The first wording")
    assert "Tone counts" in text  # decisions stand between them
    assert "History of Empathy" in text


def test_each_version_has_a_permanent_address_marked_as_not_current(built):
    html = page(built[1], "criteria/empathy/v1.1")
    assert "Not current." in html
    assert "from 4 March 2026 until 6 May 2026" in html
    assert "Names some feeling." in html
    assert "What is different today" in html
    old = page(built[1], "criteria/empathy/v1.0")
    assert "Names some feeling." in old
    first = page(built[1], "criteria/empathy/2026-01-02")
    assert "Names a feeling." in first


def test_a_version_in_which_nothing_changed_leads_to_what_it_said(built):
    site = built[1]
    assert 'content="0; url=../"' in page(site, "criteria/empathy/v1.2")
    for version in ("v1.0", "v1.1", "v1.2"):
        assert 'content="0; url=../"' in page(site, f"criteria/clarity/{version}")


def test_addresses_under_an_earlier_id_lead_to_todays(built):
    for uri in ("v1.1", "2026-01-02", "history"):
        html = page(built[1], f"criteria/compassion/{uri}")
        assert f'content="0; url=../../empathy/{uri}/"' in html


def test_redirects_work_where_addresses_are_files(tmp_path):
    site = a_remembered_site(tmp_path, "use_directory_urls: false\n")
    html = (site / "criteria/empathy/v1.2.html").read_text(encoding="utf-8")
    assert 'content="0; url=../empathy.html"' in html
    assert (site / "criteria/empathy/v1.1.html").exists()


def test_frozen_pages_say_which_decisions_held_then(built):
    text = words(page(built[1], "criteria/empathy/2026-01-02"))
    held = text[text.index("Decisions in force") :]
    assert "Tone counts 15 Jan 2026 to 1 Feb 2026" in held
    assert "Score what is written" in held


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_earlier_wordings_are_not_in_search(tmp_path, theme):
    site = a_remembered_site(tmp_path, f"theme: {theme}\n")
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    found = [
        one for one in index["docs"] if "/v1." in one["location"] or "2026-01-02" in one["location"]
    ]
    assert found == []
    assert not any("Names a feeling." in one["text"] for one in index["docs"])
    assert any("Names feelings." in one["text"] for one in index["docs"])


def test_who_wrote_it_is_told_only_where_names_are(built, tmp_path):
    assert "Anouk" not in all_text(built[1])
    assert "de Wit" not in all_text(built[1])
    config = "plugins: [search, {rubric: {reviewers: names}}]\n"
    assert "Anouk de Wit" in page(a_remembered_site(tmp_path, config), "criteria/empathy/history")


def test_no_name_is_left_in_what_commits_say(tmp_path):
    message = "As @anouk and (bram@x.example) said in anouk/side, #bram, Anouk's"
    site = a_site_with_an_edit(tmp_path, message, "weight: 3", "weight: 4")
    assert not re.search("anouk|bram", all_text(site), re.IGNORECASE)


def test_a_link_to_what_is_gone_is_plain_words_in_an_earlier_wording(tmp_path):
    repository = Repository(tmp_path)
    repository.commit("2026-01-02", "Start", a_repository())
    repository.git("mv", "decisions/2026-02-01-new.md", "decisions/2026-02-01-newer.md")
    text = (tmp_path / CRITERION).read_text().replace("2026-02-01-new", "2026-02-01-newer")
    repository.commit("2026-03-04", "Rename", {CRITERION: text})
    html = page(a_site(tmp_path, files={}), "criteria/empathy/2026-01-02")  # as --strict
    assert "as in the decision." in html


def test_versions_with_one_address_between_them_keep_apart(tmp_path):
    repository = Repository(tmp_path)
    repository.commit("2026-01-02", "Start", a_repository())
    for day, version, weight in (("2026-02-03", "v1.0", 4), ("2026-03-04", "2", 5)):
        files = a_repository()
        main, criterion = "rubric/rubric.yaml", CRITERION
        repository.commit(
            day,
            version,
            {
                main: files[main].replace('"1.0"', f'"{version}"'),
                criterion: files[criterion].replace("weight: 3", f"weight: {weight}"),
            },
        )
    site = a_site(tmp_path, files={})
    assert "<dd>3</dd>" in page(site, "criteria/empathy/v1.0")
    assert "<dd>4</dd>" in page(site, "criteria/empathy/2026-02-03")


def test_the_criterion_says_since_when_and_offers_a_day(built):
    html = page(built[1], "criteria/empathy")
    assert "6 May 2026" in html
    assert "History: 4 wordings" in html
    days = re.findall(r'data-first="([\d-]+)" data-until="[\d-]*" href="([^"]+)"', html)
    assert days == [
        ("2026-01-02", "2026-01-02/"),
        ("2026-02-03", "v1.0/"),
        ("2026-03-04", "v1.1/"),
        ("2026-05-06", "./"),
    ]


def test_what_rests_on_earlier_wording_is_marked_until_it_is_confirmed(built, tmp_path):
    assert "Made on earlier wording" in page(built[1], "criteria/empathy")
    assert "Made on earlier wording" in page(built[1], "decisions/2026-02-01-new")
    site = a_remembered_site(tmp_path)
    path = tmp_path / CRITERION
    path.write_text(path.read_text().replace("score: 2\n", "score: 2\n    confirmed: 2026-05-07\n"))
    record = tmp_path / "decisions/2026-02-01-new.md"
    record.write_text(
        record.read_text().replace("session: s1", "session: s1\nconfirmed: 2026-05-07")
    )
    site = rebuild(tmp_path)
    assert "Made on earlier wording" not in page(site, "criteria/empathy")
    assert "Made on earlier wording" not in page(site, "decisions/2026-02-01-new")


def test_what_changed_is_told_by_month_and_as_a_feed(built):
    text = words(page(built[1], "changes")).partition("to 3 March 2026")[2]  # after the versions
    assert text.index("May 2026") < text.index("March 2026") < text.index("February 2026")
    feed = (built[1] / "changes/feed.xml").read_text(encoding="utf-8")
    root = ET.fromstring(feed)
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [one.findtext(f"{atom}title") for one in root.iter(f"{atom}entry")]
    assert titles[0] == "May 2026: 1 change"
    ids = [one.text for one in root.iter(f"{atom}id")]
    assert len(set(ids)) == len(ids)
    links = [one.get("href") for one in root.iter(f"{atom}link")]
    assert "https://standard.example/changes/#2026-05" in links
    assert '<link rel="alternate" type="application/atom+xml" href="feed.xml">' in page(
        built[1], "changes"
    )


class TestWithoutHistory:
    def test_a_shallow_clone_gives_the_current_site_and_says_what_to_do(self, tmp_path, caplog):
        a_remembered_site(tmp_path / "full")
        Repository(tmp_path / "full").commit("2026-06-01", "Site", {})
        command = ["git", "clone", "--quiet", "--depth=1", f"file://{tmp_path}/full", "clone"]
        subprocess.run(command, cwd=tmp_path, check=True)
        (tmp_path / "clone" / "docs").mkdir()
        with caplog.at_level("INFO", logger="mkdocs"):
            site = rebuild(tmp_path / "clone")
        assert "git fetch --unshallow" in caplog.text
        assert not (site / "criteria/empathy/history").exists()
        assert "Names feelings." in page(site, "criteria/empathy")
        assert "data-rubric-as-of" not in page(site, "criteria/empathy")
        assert "this is a shallow clone" in page(site, "changes")

    def test_no_git_at_all(self, tmp_path, monkeypatch):
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        site = a_site(tmp_path)
        assert not (site / "criteria/empathy/history").exists()
        assert "Score what is written" in page(site, "changes")

    def test_the_pages_can_be_left_out(self, tmp_path):
        config = "plugins: [search, {rubric: {pages: [home, criteria, decisions]}}]\n"
        site = a_remembered_site(tmp_path, config)
        assert not (site / "criteria/empathy/history").exists()
        assert not (site / "changes").exists()
        assert "History" not in words(page(site, "criteria/empathy")).replace(
            "Decision history", ""
        )


class TestProposals:
    def links(self, site):
        html = page(site, "criteria/empathy")
        part = html[html.index("rubric-proposals") :]
        return dict(
            reversed(one) for one in re.findall(r'<a href="([^"]+)"[^>]*>([^<\n]+)</a>', part)
        )

    def test_github_forms_are_filled_in(self, built):
        links = self.links(built[1])
        assert links.keys() == {
            "Edit the wording", "Propose an edge case", "Propose a decision", "Dispute a score",
        }  # fmt: skip
        assert links["Edit the wording"] == (
            "https://github.com/o/r/edit/master/rubric/criteria/empathy.yaml"
        )
        decision = links["Propose a decision"]
        assert decision.startswith("https://github.com/o/r/new/master/decisions?filename=")
        assert "criteria%3A%20%5Bempathy%5D" in decision
        assert links["Dispute a score"].startswith(
            "https://github.com/o/r/new/master/disputes?filename="
        )
        assert "https%3A%2F%2Fstandard.example%2Fcriteria%2Fempathy%2F" in links["Dispute a score"]

    def test_gitlab_forms_are_filled_in(self, tmp_path):
        links = self.links(a_site(tmp_path, "repo_url: https://gitlab.com/g/p\n"))
        assert links["Propose a decision"].startswith(
            "https://gitlab.com/g/p/-/issues/new?issue[title]="
        )
        assert "/-/edit/" in links["Edit the wording"]

    def test_without_a_repository_there_are_none(self, tmp_path):
        assert "rubric-proposals" not in page(a_site(tmp_path), "criteria/empathy")


def test_what_was_kept_aside_from_markdown_is_back(built):
    assert "data-rubric-aside" not in all_text(built[1])
    assert "Changes scoring" in page(built[1], "criteria/empathy/history")


def test_the_same_history_gives_the_same_bytes(tmp_path):
    first, second = (a_remembered_site(tmp_path / name, CONFIG) for name in "ab")
    assert all_text(first) == all_text(second)


def test_text_from_commits_is_escaped(tmp_path):
    message = '<script>alert(1)</script> {{ page }} "quoted" (#4)'
    site = a_site_with_an_edit(tmp_path, message, "a feeling", "<b>some</b> feeling")
    for uri in ("criteria/empathy/history", "changes"):
        text = page(site, uri)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        assert "<script>alert(1)</script> {{ page" in html.unescape(text)
    assert "<b>some</b>" not in page(site, "criteria/empathy/history")
