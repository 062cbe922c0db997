"""What looks like a command of another plugin or extension is text, in every text of a team."""

import html
import json
import re

import pytest

from mkdocs_rubric.generator import texts
from other_plugins import IncludeMarkdown, Macros, install
from sites import a_repository, a_site, write

PLACEHOLDERS = [
    "{{ticket.requester.first_name}}", "{% if x %}", "{%customer.firstName,fallback=there%}",
    "{first_name}", "${name}", "{!Contact.FirstName}", "{!include.md!}", "{# note #}", "{{ }}",
    '{% include "docs/how.md" %}', '--8<-- "mkdocs.yml"',
]  # fmt: skip
SHORTHAND = [
    ":smile:", "++ctrl+alt++", "==mark==", "~~gone~~", "^^new^^", "{--gone--}", "{++new++}",
    "{>>note<<}", "$a_1$", "$$b$$", "(c)", "(tm)", "@somebody", "https://example.org/x", "[[wiki]]",
    "H~2~O", "a^b^", "[x] done", "*[ABC]: Alpha", "!!! note", "#12", "|a|b|", "{: .x }", "1/2",
    "a...",
]  # fmt: skip
EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - smarty
  - wikilinks
  - pymdownx.arithmatex
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.emoji
  - pymdownx.keys
  - pymdownx.magiclink: {user: a, repo: b, repo_url_shorthand: true, social_url_shorthand: true}
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.snippets: {base_path: [.]}
  - pymdownx.superfences
  - pymdownx.tasklist
  - pymdownx.tilde
plugins: [search, macros, include-markdown, rubric]
"""


def as_read(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return html.unescape(text)
    return html.unescape(re.sub(r"<[^>]*>", "", text))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A site whose every kind of text has such signs, with the plugins and extensions that look."""
    root = write(tmp_path_factory.mktemp("hostile"), hostile_files())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)  # snippets look for files from here
        install(patch, macros=Macros, include_markdown=IncludeMarkdown)
        return a_site(root, EXTENSIONS, files={})


def hostile_files():
    everything = " / ".join([*PLACEHOLDERS, *SHORTHAND])
    reply = "Hi **you**{{x}}\n\n{{agent.signature}}\n\n" + "\n\n".join(PLACEHOLDERS)
    fenced = '\n\n```\n{{ fenced }}\n--8<-- "mkdocs.yml"\n```\n'
    files = a_repository()
    path = "rubric/criteria/empathy.yaml"
    title = json.dumps(" / ".join([*PLACEHOLDERS[:8], *SHORTHAND[:8]]))
    files[path] = files[path].replace("title: Empathy", f"title: {title}").replace(
        "text: As stated.", f"text: {json.dumps(reply + fenced)}"
    )  # fmt: skip
    session = files["scores/s1/session.yaml"]
    files["scores/s1/session.yaml"] = session.replace("A hostile start.", json.dumps(everything))
    files["scores/s1/C-1.md"] += f"\nCustomer (09:07): {everything}\n" + "\n".join(PLACEHOLDERS)
    note = '"' + everything.replace('"', '""') + '"'
    files["scores/s1/anouk.csv"] = f"conversation,criterion,score,note\nC-1,empathy,3,{note}\n"
    return files


def test_every_text_stays_as_it_was_written(hostile):
    title = " / ".join([*PLACEHOLDERS[:8], *SHORTHAND[:8]])
    criterion = as_read(hostile / "criteria/empathy/index.html")
    session = as_read(hostile / "calibration/s1/index.html")
    pocket = as_read(hostile / "pocket/index.html")
    for text in (criterion, session, pocket, as_read(hostile / "tags/index.html")):
        assert title in text
        assert "FILLED IN" not in text
        assert "INCLUDED" not in text
        assert "site_name: Test" not in text, "a file of the repository was put into a page"
    assert "Hi you{{x}}" in criterion
    for sign in (*PLACEHOLDERS, "{{agent.signature}}"):
        assert html.unescape(sign) in criterion.replace("\u201c", '"').replace("\u201d", '"')
    assert '{{ fenced }}\n--8<-- "mkdocs.yml"' in criterion
    assert session.count(" / ".join([*PLACEHOLDERS, *SHORTHAND])) == 3, "summary, note, transcript"


def test_signs_before_words_and_numbers_are_no_markup_on_the_pocket_card(tmp_path):
    title = "Within <2 h | ~5 min, <b>, a < b, ~~no~~, C:\\\\tmp, {{x}} {% y %} {! z !}"
    files = a_repository()
    path = "rubric/criteria/empathy.yaml"
    files[path] = files[path].replace("title: Empathy", f'title: "{title}"')
    site = a_site(tmp_path, "markdown_extensions: [pymdownx.tilde]\n", files=files)
    shown = as_read(site / "pocket/index.html")
    assert title.replace("\\\\", "\\") in shown


def test_an_id_that_begins_with_a_digit_is_no_number_of_an_issue(hostile):
    assert 'id="2026-02"' in (hostile / "changes/index.html").read_text(encoding="utf-8")


def test_nothing_that_hid_them_is_left(hostile):
    for path in hostile.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\uf5a1-\uf5a4]", text)
        assert "data-rubric-page" not in text


def test_the_search_knows_them_as_they_are(hostile):
    index = json.loads((hostile / "search/search_index.json").read_text(encoding="utf-8"))
    found = {one["location"]: one for one in index["docs"]}["criteria/empathy/#level-1"]
    assert "{{agent.signature}}" in found["text"]


def test_other_plugins_still_work_on_hand_written_pages(tmp_path, monkeypatch):
    install(monkeypatch, macros=Macros, include_markdown=IncludeMarkdown)
    files = a_repository() | {"docs/how.md": "# How\n\n{{ now }} and {! x !}\n"}
    site = a_site(tmp_path, "plugins: [search, macros, include-markdown, rubric]\n", files=files)
    assert "FILLED IN and INCLUDED" in (site / "how/index.html").read_text(encoding="utf-8")


def test_what_others_put_around_a_page_stays(tmp_path):
    hook = "def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nAsk us.\\n'\n"
    files = a_repository() | {"hook.py": hook}
    site = a_site(tmp_path, "hooks: [hook.py]\n", files=files)
    text = (site / "criteria/empathy/index.html").read_text(encoding="utf-8")
    assert "<p>Ask us.</p>" in text
    assert "Names the problem." in text


@pytest.mark.parametrize(
    "written",
    [
        "# Title {#id}",
        "Text\n{: .note }",
        "*a*{ .x }",
        "{ .x key=value }",
        "f(x) = {x, y}",
        "8 < 9",
    ],
)
def test_what_is_markdown_stays_markdown(written):
    assert texts.hidden(written) == written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\{{x}} \{% y %}", "{{x}} {% y %}"),
        (r"`\{{x}}`", r"`\{{x}}`"),
        ("```\n\\{% raw %}\n```", "```\n\\{% raw %}\n```"),
        ("${a}${b} and $x$", "${a}${b} and $x$"),
    ],
)
def test_a_backslash_before_a_sign_is_markup_but_not_in_code(written, read):
    assert texts.shown(texts.hidden(written)) == read


@pytest.mark.parametrize("written", [*PLACEHOLDERS, "a {{b}} {{{c}}} -8<- d", "{a.b} {c_d}"])
def test_what_is_hidden_comes_back(written):
    assert texts.hidden(written) != written
    assert texts.shown(texts.hidden(written)) == written
