"""The words of the site: each has an address, a sentence, and leads to where there is more."""

import datetime as dt
import re

from mkdocs_rubric.load import DictTree
from mkdocs_rubric.pages import KINDS, Privacy
from mkdocs_rubric.site import Options, Renderer, build
from sites import a_repository, as_read

DESIGNED = """rubric, criterion, level, edge case, decision, calibration session, conversation,
reviewer, score sheet, consensus, gap, agreement, severity, drift, planned, open, revealed, closed,
sealed sheet, walk-through, review, machine reviewer, dispute, practice, patch"""


def built(*without, **options):
    kinds = frozenset(KINDS) - {*without}
    tree = DictTree(a_repository())
    return build(tree, Options(kinds=kinds, **options), Renderer(), today=dt.date(2026, 11, 23))


def test_every_word_of_the_design_has_a_place():
    text = built().text["glossary.md"]
    headings = re.findall(r"^### (.+?) \{: #([a-z-]+) \}$", text, re.MULTILINE)
    words = {word.strip() for word, _ in headings for word in word.casefold().split(",")}
    assert {word.strip() for word in DESIGNED.replace("\n", " ").split(",")} <= words
    anchors = [anchor for _, anchor in headings] + re.findall(
        r"^## .+ \{: #([a-z-]+) \}$", text, re.MULTILINE
    )
    assert len({*anchors}) == len(anchors), "an address leads to one place"


def test_a_word_reads_as_a_sentence():
    gap = as_read(built().text["glossary.md"]).partition("### Gap\n")[2].partition("###")[0]
    assert gap == (
        "Scores of one criterion on one conversation that lie further apart than its scale allows. "
        "It is also a gap when some gave N/A and others a score. A session talks about its gaps, "
        "the widest first. What agreement means\n"
    )


def test_each_is_a_sentence_or_two():
    text = built().text["glossary.md"]
    for meaning in re.findall(r"^<p>(.+?)(?: <span.*)?</p>$", text, re.MULTILINE):
        assert meaning[-1] == "."
        assert len(meaning) < 200, meaning


def test_where_nothing_is_shown_of_single_reviewers_nothing_is_said_of_them():
    assert "### Drift" in built().text["glossary.md"]
    hidden = built(privacy=Privacy.HIDDEN).text["glossary.md"]
    assert "### Likely range" in hidden
    assert not re.search("drift|severity", hidden, re.IGNORECASE)


def test_it_leads_to_the_rules_and_to_nothing_that_is_not_made():
    assert (
        'href="../method/agreement/#gap">What agreement means</a>' in (built().text["glossary.md"])
    )
    kinds = ("method", "agreement", "calibration", "decisions")
    alone = built(*kinds).text["glossary.md"]
    assert set(re.findall(r'href="([^"]+)"', alone)) == {"../criteria/"}
    assert "method/agreement/" not in built("agreement").text["glossary.md"]


def test_the_pages_that_explain_are_in_the_menu_under_more():
    def more(*without):
        return [one.title for one in built(*without).navigation[-1].below]

    assert more() == [
        "Edge cases",
        "Pocket card",
        "What changed",
        "How a result is computed",
        "What agreement means",
        "Glossary",
        "Tags",
        "Checks",
    ]
    plain = ("edge-cases", "pocket")
    assert more("method", *plain) == ["What changed", "Glossary", "Tags", "Checks"]
    assert more("glossary", "agreement", *plain) == [
        "What changed", "How a result is computed", "Tags", "Checks",
    ]  # fmt: skip


def test_the_first_page_leads_to_the_rules_from_the_pass_mark():
    link = '<li><a href="method/result/">A review passes at 80%</a></li>'
    assert link in built().text["index.md"]
    assert "<li><span>A review passes at 80%</span></li>" in built("method").text["index.md"]


def test_without_the_kind_nothing_leads_there():
    site = built("glossary", "method")
    assert not {"glossary.md", "method/result.md", "method/agreement.md"} & site.text.keys()
    assert not [uri for uri, text in site.text.items() if re.search("glossary/|method/", text)]
    assert "glossary/" not in built("glossary").text["method/agreement.md"]
