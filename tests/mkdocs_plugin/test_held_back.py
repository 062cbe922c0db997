"""Score sheets, sessions, decisions and rubric files in docs_dir are not published as they are."""

import pytest
from mkdocs.exceptions import Abort

from sites import a_repository, a_site, write

INSIDE = "{rubric: docs/rubric, decisions: docs/decisions, scores: docs/scores}"


def one_line(text):
    return " ".join(text.split())


def published(site):
    return {one.relative_to(site).as_posix() for one in site.rglob("*") if one.is_file()}


def warnings(caplog):
    return [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]


def test_a_teams_folders_in_docs_dir_become_pages_and_nothing_else(tmp_path, caplog):
    files = {f"docs/{path}": text for path, text in a_repository().items()}
    files["docs/how.md"] = "# How\n"
    config = f"plugins:\n  - search\n  - rubric: {INSIDE}\n"
    site = a_site(tmp_path, config, files=files, strict=False)
    made = published(site)
    assert {"how/index.html", "decisions/2026-02-01-new/index.html"} <= made
    assert not [one for one in made if one.endswith((".yaml", ".md")) or one.startswith("scores/")]
    page = (site / "decisions/2026-02-01-new/index.html").read_text(encoding="utf-8")
    assert "Bram" not in page
    assert "bram" not in page
    assert warnings(caplog) == [
        one_line(
            """rubric: left out of the site: decisions/2026-01-15-old.md,
        decisions/2026-02-01-new.md,
        rubric/criteria/clarity.yaml and 6 more in docs/. They would be published as they are,
        with reviewers' names. Move them out of that folder"""
        )
    ]
    with pytest.raises(Abort, match="strict mode"):
        a_site(tmp_path, config, files=files)


def test_counts_of_daily_work_are_the_teams_files_too(tmp_path, caplog):
    root = write(tmp_path, a_repository() | {"live/2026-01/notes.txt": "bram was kind"})
    (root / "docs").mkdir()
    (root / "docs/live").symlink_to(root / "live")
    site = a_site(root, files={}, strict=False)
    assert "live/2026-01/notes.txt" not in published(site)
    assert "live/2026-01/notes.txt" in warnings(caplog)[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("export.csv", "conversation,criterion,score\nC-1,empathy,2\n"),
        ("export.tsv", "Reviewer\tConversation\tempathy\nbram\tC-1\t2\n"),
        ("for-excel.csv", "\ufeffsep=;\r\nConversation;Criterion;Score\r\nC-1;empathy;2\r\n"),
        ("old/a.yml", "date: 2026-01-31\nreviewers: [bram]\nconversations: [{id: C-1}]\n"),
        ("old/b.yaml", "title: A\nquestion: What?\nlevels: {1: a}\n"),
        (
            "copy.md",
            "---\ntitle: T\nstatus: accepted\ndate: 2026-01-31\ncriteria: [empathy]\n---\n",
        ),
        ("bram.jwe", "eyJ"),
        ("severity.csv", "criterion,channel,reviewer,score,reviews\nempathy,chat,bram,2,9\n"),
        ("result.yaml", "reviewer: bram\ndate: 2026-01-31\nscores: []\n"),
        ("zendesk.yaml", "columns: {score: rating}\nreviewers: {bram@x.example: bram}\n"),
    ],
)
def test_a_copy_is_known_by_what_is_in_it(tmp_path, caplog, name, content):
    site = a_site(tmp_path, files=a_repository() | {f"docs/{name}": content}, strict=False)
    assert name not in published(site)
    assert f"left out of the site: {name} in docs/" in warnings(caplog)[0]


def test_what_lies_beside_a_copied_session_stays_out_too(tmp_path, caplog):
    scores = {
        f"docs/old/{path.removeprefix('scores/')}": text
        for path, text in a_repository().items()
        if path.startswith("scores/")
    }
    site = a_site(tmp_path, files=a_repository() | scores, strict=False)
    assert not [one for one in published(site) if one.startswith("old/")]


def test_a_link_into_the_teams_folders_publishes_nothing(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/data").symlink_to("../scores")
    site = a_site(tmp_path, strict=False)
    assert not [one for one in published(site) if one.startswith("data/")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("prices.csv", "product,score\nA,2\n"),
        ("adr.md", "---\nstatus: accepted\ndate: 2026-01-31\n---\n\n# A record\n"),
        ("data.yaml", "date: 2026-01-31\nvalues: [1]\n"),
        ("levels.txt", "Levels of the building\n"),
    ],
)
def test_what_is_somebodys_own_is_published(tmp_path, name, content):
    site = a_site(tmp_path, files=a_repository() | {f"docs/{name}": content})
    assert {name, name.replace(".md", "/index.html")} & published(site)


def test_a_site_that_is_itself_among_the_teams_files_keeps_its_pages(tmp_path):
    files = {f"docs/{path}": text for path, text in {"how.md": "# How\n"}.items()}
    site = a_site(tmp_path, files=a_repository() | files)
    assert "how/index.html" in published(site)
