"""What `plugins: [search, rubric]` makes of a small repository."""

import json
import re

import pytest
from mkdocs.exceptions import Abort

from sites import a_decision, a_repository, a_site, all_text, rebuild


def page(site, path):
    return (site / path).read_text(encoding="utf-8")


def test_two_plugins_and_nothing_else_are_enough(tmp_path):
    site = a_site(tmp_path)
    made = {str(p.relative_to(site)) for p in site.rglob("*.html")}
    assert made >= {
        "index.html",
        "criteria/index.html",
        "criteria/empathy/index.html",
        "criteria/clarity/index.html",
        "criteria/compassion/index.html",
        "decisions/index.html",
        "decisions/2026-01-15-old/index.html",
        "decisions/2026-02-01-new/index.html",
        "calibration/index.html",
        "calibration/s1/index.html",
        "tags/index.html",
        "checks/index.html",
    }


def test_nothing_is_written_into_docs_dir(tmp_path):
    a_site(tmp_path)
    assert list((tmp_path / "docs").iterdir()) == []


def test_the_same_input_gives_the_same_bytes(tmp_path):
    site = a_site(tmp_path)
    before = {p: p.read_bytes() for p in site.rglob("*") if p.suffix in {".html", ".json"}}
    rebuild(tmp_path)
    after = {p: p.read_bytes() for p in before}
    assert after == before


def test_a_link_between_files_becomes_a_link_between_pages(tmp_path):
    html = page(a_site(tmp_path), "criteria/empathy/index.html")
    assert '<a href="../../decisions/2026-02-01-new/">the decision</a>' in html


def test_a_renamed_criterion_keeps_its_address(tmp_path):
    html = page(a_site(tmp_path), "criteria/compassion/index.html")
    assert 'data-rubric-moved href="../empathy/"' in html


def test_a_superseded_decision_says_so_in_title_heading_and_index(tmp_path):
    site = a_site(tmp_path)
    html = page(site, "decisions/2026-01-15-old/index.html")
    assert "<title>Superseded: Tone counts - Test</title>" in html
    assert "Do not score by this" in html
    assert 'href="../2026-02-01-new/">Score what is written</a>' in html
    index = page(site, "decisions/index.html")
    pill = r'<span class="rubric-pill[^>]*>Superseded'
    assert re.search(rf'class="rubric-was">Tone counts</a>\s*{pill}', index)


def test_every_edge_case_and_level_is_a_search_result_of_its_own(tmp_path):
    index = json.loads(page(a_site(tmp_path), "search/search_index.json"))
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["criteria/empathy/#hostile"] == (
        "Edge case: The customer is hostile (Empathy: score 2)"
    )
    assert titles["criteria/empathy/#level-2"] == "Empathy 2: Fair"
    assert titles["decisions/2026-02-01-new/"] == "Score what is written"
    assert titles["decisions/2026-01-15-old/"] == "Superseded: Tone counts"


def test_a_superseded_decision_weighs_next_to_nothing_in_search(tmp_path):
    index = json.loads(page(a_site(tmp_path), "search/search_index.json"))
    boosts = {entry["location"]: entry.get("boost", 1) for entry in index["docs"]}
    assert boosts["decisions/2026-01-15-old/"] * 100 <= boosts["decisions/2026-02-01-new/"]
    assert boosts["criteria/empathy/#hostile"] == max(boosts.values())


def test_notes_and_transcripts_are_escaped(tmp_path):
    html = page(a_site(tmp_path), "calibration/s1/index.html")
    assert "<script>x</script>" not in html
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "&lt;b&gt;Hello&lt;/b&gt;" in html
    assert "{{ page }}" not in html, "macros of other plugins must not see it"


def test_titles_are_text_wherever_a_theme_prints_them(tmp_path):
    files = a_repository()
    path = "rubric/criteria/empathy.yaml"
    files[path] = files[path].replace("title: Empathy", "title: A <b>bold & b title")
    files[path] = files[path].replace("Did the agent", 'Did "the agent"')
    site = a_site(tmp_path, files=files)
    html = page(site, "criteria/empathy/index.html")
    assert "<b>bold" not in html
    assert "<title>A &lt;b&gt;bold &amp; b title - Test</title>" in html
    assert 'content="Did &quot;the agent&quot; acknowledge the situation?"' in html
    index = json.loads(page(site, "search/search_index.json"))
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["criteria/empathy/"] == "A &lt;b&gt;bold &amp; b title"


@pytest.mark.parametrize(
    ("config", "edit", "folder"),
    [
        (
            "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n",
            "https://github.com/o/r/edit/main/rubric/criteria/empathy.yaml#L13",
            "https://github.com/o/r/tree/main/scores/s1",
        ),
        (
            "repo_url: https://gitlab.com/o/r\nedit_uri: -/edit/trunk/docs/\n",
            "https://gitlab.com/o/r/-/edit/trunk/rubric/criteria/empathy.yaml#L13",
            "https://gitlab.com/o/r/-/tree/trunk/scores/s1",
        ),
        (
            "repo_url: https://github.com/o/r\nedit_uri: edit/main/qa/docs/\n",
            "https://github.com/o/r/edit/main/qa/rubric/criteria/empathy.yaml#L13",
            "https://github.com/o/r/tree/main/qa/scores/s1",
        ),
    ],
    ids=["github", "gitlab", "below the repository's root"],
)
def test_every_page_links_to_its_source(tmp_path, config, edit, folder):
    site = a_site(tmp_path, config)
    criterion = page(site, "criteria/empathy/index.html")
    assert edit in criterion, "an edge case at its line"
    assert edit.partition("#")[0] in criterion
    assert f'href="{folder}"' in page(site, "calibration/s1/index.html")
    decision = edit.partition("rubric/")[0] + "decisions/2026-02-01-new.md"
    assert f'href="{decision}"' in page(site, "decisions/2026-02-01-new/index.html")


def test_without_a_repository_there_are_no_edit_links(tmp_path):
    site = a_site(tmp_path)
    assert "rubric-edit" not in page(site, "criteria/empathy/index.html")
    assert "The files of this session" not in page(site, "calibration/s1/index.html")


def test_the_site_calls_nobody(tmp_path):
    site = a_site(tmp_path, "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n")
    for html in site.rglob("*.html"):
        text = html.read_text(encoding="utf-8")
        assert "fonts.googleapis" not in text
        assert 'data-md-component="source"' not in text
        assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="https?://(?!test)', text)


def test_strict_fails_on_errors_and_lists_them_all(tmp_path, caplog):
    broken = a_repository(
        empathy="titel: Empathy\nquestion: a: b\n",
        clarity="title: Clarity\nquestion: What?\nscale: qualty\nlevels: {}\n",
    )
    with pytest.raises(Abort, match="strict mode"):
        a_site(tmp_path, files=broken)
    assert "rubric/criteria/empathy.yaml:2:12: error[R006]" in caplog.text
    assert "rubric/criteria/clarity.yaml:3:8: error[R204]" in caplog.text
    assert "^^^^^^ did you mean" in caplog.text


def test_strict_fails_on_nothing_but_errors(tmp_path, caplog):
    files = a_repository()
    caplog.set_level("INFO")
    files["decisions/2026-02-02-open.md"] = a_decision(
        "Never worked in", date="2026-02-02", more="review_by: 2026-02-03\n"
    )
    a_site(tmp_path, files=files)
    assert "warning[R304]" in caplog.text
    assert "warning[R307]" in caplog.text
    assert not [r for r in caplog.records if r.levelname == "WARNING" and "rubric" in r.name]


def test_a_broken_file_has_a_page_that_says_what_is_wrong(tmp_path):
    site = a_site(
        tmp_path, files=a_repository(empathy="title: Empathy\nquestion: a: b\n"), strict=False
    )
    html = page(site, "criteria/empathy/index.html")
    assert "rubric/criteria/empathy.yaml:2:12" in html
    assert "2 | question: a: b\n" in html
    assert "  |            ^" in html


def test_a_misspelt_key_costs_a_message_and_not_the_page(tmp_path):
    files = a_repository()
    path = "rubric/criteria/empathy.yaml"
    files[path] = files[path].replace("weight:", "wieght:")
    html = page(a_site(tmp_path, files=files, strict=False), "criteria/empathy/index.html")
    assert "did you mean &#34;weight&#34;?" in html
    assert "Names the problem." in html


def test_a_broken_rubric_yaml_leaves_a_site_that_says_so(tmp_path):
    site = a_site(tmp_path, files=a_repository(rubric="title: [x\n"), strict=False)
    assert "rubric/rubric.yaml:1:8" in page(site, "index.html")


def test_without_a_rubric_the_build_stops_with_one_sentence(tmp_path, caplog):
    with pytest.raises(Abort):
        a_site(tmp_path, files={})
    assert "there is no rubric/rubric.yaml here" in caplog.text


def test_no_decisions_and_no_sessions_is_a_beginning_not_a_mistake(tmp_path):
    files = {k: v for k, v in a_repository().items() if k.startswith("rubric/")}
    path = "rubric/criteria/empathy.yaml"
    files[path] = files[path].partition("edge_cases:")[0]
    site = a_site(tmp_path, files=files)
    assert "Nothing has been decided yet" in page(site, "decisions/index.html")
    assert "No session has been recorded yet" in page(site, "calibration/index.html")


def test_a_hand_written_page_wins_over_a_generated_one(tmp_path):
    docs = {"docs/index.md": "# Mine\n", "docs/tags.md": "# My tags\n"}
    site = a_site(tmp_path, files=a_repository() | docs)
    assert ">Mine" in page(site, "index.html")
    assert ">My tags" in page(site, "tags/index.html")
    assert "Conversation quality" in page(site, "standard/index.html")


def test_a_team_can_override_one_block_of_one_template(tmp_path):
    mine = (
        '{% extends "rubric/criterion.md.jinja" %}\n'
        "{% block history %}<p>Ask the lead.</p>{% endblock %}\n"
    )
    site = a_site(
        tmp_path,
        "plugins:\n  - search\n  - rubric: {templates: mine}\n",
        files=a_repository() | {"mine/criterion.md.jinja": mine},
    )
    html = page(site, "criteria/empathy/index.html")
    assert "Ask the lead." in html
    assert "rubric-timeline" not in html
    assert "rubric-ladder" in html


def test_a_broken_template_is_named_with_its_line(tmp_path, caplog):
    with pytest.raises(Abort):
        a_site(
            tmp_path,
            "plugins:\n  - search\n  - rubric: {templates: mine}\n",
            files=a_repository() | {"mine/criterion.md.jinja": "a\n{% blok %}\n"},
        )
    assert "criterion.md.jinja:2: the template cannot be used" in caplog.text


def test_a_template_with_a_name_that_no_view_has_is_named(tmp_path, caplog):
    files = a_repository() | {"mine/criterion.md.jinja": "# One\n\n{{ view.titel }}\n"}
    with pytest.raises(Abort):
        a_site(tmp_path, "plugins:\n  - search\n  - rubric: {templates: mine}\n", files=files)
    assert "the template cannot be used" in caplog.text
    assert "'titel'" in caplog.text


def test_a_template_may_look_into_a_dict(tmp_path):
    files = a_repository()
    files["mine/criterion.md.jinja"] = "# One\n\n{{ {'words': 'Out of a dict.'}.words }}\n"
    site = a_site(tmp_path, "plugins:\n  - search\n  - rubric: {templates: mine}\n", files=files)
    assert "Out of a dict." in page(site, "criteria/empathy/index.html")


def test_pages_can_be_left_out_and_nothing_links_to_them(tmp_path):
    site = a_site(tmp_path, "plugins:\n  - search\n  - rubric: {pages: [home, criteria]}\n")
    assert not (site / "decisions").exists()
    assert not (site / "calibration").exists()
    assert not re.search(r'href="[^"]*(decisions|calibration|tags|checks)/', all_text(site))
