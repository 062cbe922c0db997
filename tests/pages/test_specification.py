"""Every kind of page, whole, of one made-up team (`team/`): what stands here is what the site says.

    pytest tests/pages/test_specification.py --update-snapshots

writes `snapshots/` anew. Read the difference as a user would: a word, a number or an address that
is wrong there is wrong on the site. Drawings are left out of the pages, but for what they say in
words; four of them stand there whole.
"""

import datetime as dt
import html
import json
import re
from urllib.parse import unquote

import pytest

import team
from mkdocs_rubric.load import DictTree
from mkdocs_rubric.site import Options, Privacy, Renderer, Repository, UrlStyle, build

TODAY = dt.date(2026, 9, 15)
HOST = Repository(
    edit="https://git.example/edit/{path}",
    folder="https://git.example/tree/{path}",
    new="https://git.example/new/{folder}?name={name}&text={text}",
    issue="https://git.example/issues/new?title={title}&text={text}",
    pull="https://git.example/pull/{number}",
    commit="https://git.example/commit/{id}",
)
SVG = re.compile(r'<svg class="rubric-([a-z]+)(?: rubric-[a-z]+--([a-z]+))?".*?</svg>', re.DOTALL)
FORM = re.compile(r"(https://git\.example/(?:new|issues)[^\"]*?text=)[^\"]*")


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    return team.committed(tmp_path_factory.mktemp("team"))


def site_of(past, style=UrlStyle.DIRECTORY, **options):
    tree, history = past
    options = {
        "pseudonym_key": "k", "repository": HOST, "site_url": "https://quality.example/",
    } | options  # fmt: skip
    return build(tree, Options(**options), Renderer(style), today=TODAY, past=history)


@pytest.fixture(scope="module")
def site(past):
    return site_of(past)


def in_words(found):
    """A drawing as lines: what it says to who cannot see it, and what can be pointed at in it."""
    kind, frame = found[1], found[2] or ""
    if frame == "narrow":
        return ""
    told = re.findall(r"<(?:title|desc)[^>]*>(.*?)</", found[0])
    words = " ".join(told) or re.search(r'aria-label="(.*?)"', found[0])[1]
    points = re.findall(r'data-kind="(.*?)" data-words="(.*?)"(?: href="(.*?)")?', found[0])
    return "\n".join([f"[{kind}: {words}]", *(f"  {a} {to}: {what}" for a, what, to in points)])


def without_drawings(text):
    return FORM.sub(r"\1…", SVG.sub(in_words, text))


def drawing(text, kind):
    """The first drawing of a kind, an element to a line."""
    found = next(one[0] for one in SVG.finditer(text) if one[0].startswith(f'<svg class="{kind}"'))
    return found.replace("><", ">\n<") + "\n"


PAGES = {
    "home": "index.md",
    "criteria": "criteria/index.md",
    "criterion": "criteria/empathy.md",
    "criterion-critical": "criteria/privacy.md",
    "criterion-on-another-scale-before": "criteria/solution.md",
    "criterion-retired": "criteria/greeting.md",
    "criterion-renamed": "criteria/compassion.md",
    "history": "criteria/empathy/history.md",
    "wording": "criteria/empathy/v1.0.md",
    "decisions": "decisions/index.md",
    "decision-in-force": "decisions/2026-04-16-name-the-problem.md",
    "decision-superseded": "decisions/2026-01-22-tone-counts.md",
    "decision-overdue": "decisions/2026-02-12-links-need-a-step.md",
    "decision-on-earlier-wording": "decisions/2026-03-18-one-detail-is-not-enough.md",
    "decision-retired": "decisions/2026-03-05-greet-by-name.md",
    "decision-rejected": "decisions/2026-05-21-emoji-are-empathy.md",
    "decision-proposed": "decisions/2026-06-10-read-the-macro.md",
    "decision-broken": "decisions/2026-07-02-gift-cards.md",
    "calibration": "calibration/index.md",
    "session": "calibration/2026-04.md",
    "session-of-one-reviewer": "calibration/2026-08-new.md",
    "agreement": "agreement/index.md",
    "reviewers": "agreement/reviewers.md",
    "changes": "changes.md",
    "result": "method/result.md",
    "meaning": "method/agreement.md",
    "glossary": "glossary.md",
    "tags": "tags.md",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page(site, same, name):
    same(f"{name}.md", without_drawings(site.text[PAGES[name]]))


def test_the_checks(site, same):
    findings, title, catalogue = site.text["checks.md"].partition("## What is checked")
    rules = re.findall(r"^###.*", catalogue, re.MULTILINE)
    first = catalogue.partition("\n###")[2].partition("\n###")[0]
    same("checks.md", "".join([findings, title, "\n###", first, "\n\n", "\n".join(rules), "\n"]))


@pytest.mark.parametrize(
    ("kind", "uri"),
    [
        ("rubric-trend rubric-trend--wide", "agreement/index.md"),
        ("rubric-spark", "agreement/index.md"),
        ("rubric-severity", "agreement/reviewers.md"),
        ("rubric-drift", "agreement/reviewers.md"),
    ],
)
def test_a_drawing(site, same, kind, uri):
    same(f"{kind.split('--')[0].split('-')[-1]}.svg", drawing(site.text[uri], kind))


def test_the_menu(site, same):
    def entries(some, indent=""):
        for one in some:
            marks = " (many)" * one.one_of_many + " (a section)" * one.section
            yield f"{indent}{one.title}: {one.uri or '-'}{marks}"
            yield from entries(one.below, f"{indent}  ")

    same("menu.txt", "\n".join(entries(site.navigation)) + "\n")


def test_what_search_and_edit_links_are_told(site, same):
    """Of each page: its weight, under what it stands, its source; and of its places, the weight."""
    lines = []
    for one in site.pages:
        marks = " folder" * one.is_folder + " wide" * one.wide
        tags = f" tags {', '.join(one.tags)}" if one.tags else ""
        source = f"{one.source}:{one.line}" if one.source else "-"
        lines.append(
            f"{one.uri}: {one.title} | {one.boost:g} | {one.under or '-'} | {source}{marks}{tags}"
        )
        lines += [f"    #{place} {boost:g}" for place, boost in one.place_boosts.items()]
    same("pages.txt", "\n".join(lines) + "\n")


def test_addresses_that_lead_on(site, same):
    made = {uri: text for uri, text in site.data.items() if uri.endswith(".html")}
    to = {uri: text.partition("url=")[2].partition('"')[0] for uri, text in made.items()}
    lines = [f"{uri} -> {to[uri]}" for uri in sorted(to)]
    same("redirects.txt", "\n".join([*lines, "", made["criteria/privacy/v1.1/index.html"]]))


def test_the_feed(site, same):
    same("feed.xml", site.data["changes/feed.xml"])


def test_the_figures_as_files(site, same):
    """Every tenth row: the same figures, and the same columns, as on the pages."""
    table = site.data["agreement/agreement.csv"].splitlines()
    same("agreement.csv", "\n".join([table[0], *table[1::10]]) + "\n")
    rows = json.loads(site.data["agreement/agreement.json"])
    assert len(rows) == len(table) - 1
    assert list(rows[0]) == table[0].split(",")


def test_forms_come_filled_in(site, same):
    """What a reader proposes from a criterion's page, as it comes to the host."""
    found = re.findall(
        r'<a href="(https://git.example/(?:new|iss).*?)"', site.text[PAGES["criterion"]]
    )
    assert len(found) == 3
    same("forms.txt", "\n---\n".join(unquote(html.unescape(one)) for one in found))


def test_with_names(past, same):
    named = site_of(past, privacy=Privacy.NAMES)
    same("with-names-session.md", without_drawings(named.text[PAGES["session"]]))
    moments = named.text[PAGES["history"]].partition('<div class="rubric-timeline"')[2]
    same("with-names-history.md", without_drawings(moments))


def test_with_nobody_named(past, same):
    hidden = site_of(past, privacy=Privacy.HIDDEN)
    same("with-nobody-session.md", without_drawings(hidden.text[PAGES["session"]]))
    assert "<dt>Decided by</dt><dd>2 people</dd>" in hidden.text[PAGES["decision-in-force"]]
    everything = "".join([*hidden.text.values(), *hidden.data.values()])
    assert not re.search(r"\b(anna|chidi|dora)\b", everything, re.IGNORECASE)


def test_with_addresses_that_are_files(past, same):
    site = site_of(past, UrlStyle.FILE)
    same("files-criteria.md", site.text["criteria/index.md"])
    same("files-wording.md", site.text[PAGES["wording"]].partition("## Levels")[0])
    same("files-redirect.html", site.data["criteria/privacy/v1.1.html"])
    same("files-feed.xml", site.data["changes/feed.xml"].partition("<content")[0])


def test_at_the_beginning(same):
    """A standard of its first day: nothing decided, scored or committed, no repository."""
    files = {path: text for path, text in team.files().items() if path.startswith("rubric/")}
    text = files["rubric/rubric.yaml"].replace("effective: 2026-05-04\n", "")
    files["rubric/rubric.yaml"] = text.replace("passing: 80\n", "")
    del files["rubric/criteria/greeting.yaml"]
    files = {path: text.partition("edge_cases:")[0] for path, text in files.items()}
    site = build(DictTree(files), Options(), Renderer(), today=TODAY)
    shown = ("index", "decisions/index", "calibration/index", "agreement/index", "changes")
    parts = [site.text[f"{one}.md"].partition("## How this is")[0] for one in shown]
    same("beginning.md", "\n\n".join(parts))
