"""A session scored on its page, by people who never heard of a sheet: over http, from a file."""

import base64
import csv
import io
import json
import re
import textwrap

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import CHROMIUM, served
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.meeting import sheet_text
from mkdocs_rubric.model import Mark
from mkdocs_rubric.sealing import commitment, new_key, opened, public_half, receipt
from sites import a_repository, a_site, rebuild

KEY = new_key()
PUBLIC = json.dumps(public_half(KEY).model_dump())
RUBRIC = """\
title: Conversation quality
version: "1.0"
scales:
  quality: {levels: {1: Poor, 2: Fair, 3: Good}}
  effort: {levels: {1: None, 5: Some, 10: Much, 15: All}}
groups:
  - {id: all, title: All of it, criteria: [empathy, clarity, effort]}
"""
EFFORT = """\
title: Effort
question: How hard did they try?
scale: effort
levels:
  1: {description: Not.}
  5: {description: A little.}
  10: {description: A lot.}
  15: {description: Beyond.}
"""
CONVERSATIONS = """\
conversations:
  - {id: C-1, summary: "A <b>hostile</b> start.", transcript: C-1.md}
  - {id: "C-2, late", summary: Late.}
"""
ASKED = [(one, name) for one in ("C-1", "C-2, late") for name in ("empathy", "clarity", "effort")]


def a_session(more=""):
    return f"date: 2026-06-30\nreviewers: [ana, ben]\n{CONVERSATIONS}{more}"


def the_files(**changes):
    kept = {
        path: text
        for path, text in a_repository(rubric=RUBRIC, **changes).items()
        if not path.startswith(("scores/", "decisions/"))
    }
    kept["rubric/criteria/empathy.yaml"] = re.sub(
        r"(?s)edge_cases:.*", EDGE_CASE, kept["rubric/criteria/empathy.yaml"]
    )
    kept["rubric/criteria/effort.yaml"] = EFFORT
    for name, more in {
        "open": "",
        "closed": f"sealed: {{binding: jwe, key: {PUBLIC}}}\n",
        "bound": "sealed: {binding: hash}\n",
    }.items():
        kept[f"scores/{name}/session.yaml"] = a_session(more)
        kept[f"scores/{name}/C-1.md"] = "Customer: <img src=x onerror=alert(1)>\n\nAgent: Hi.\n"
    return kept


EDGE_CASE = """\
edge_cases:
  - {id: hostile, situation: The customer is hostile., guidance: Only what is written., score: 2}
"""
CONFIG = """\
repo_url: https://github.com/o/r
plugins:
  - search
  - rubric: {reviewers: names}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return a_site(tmp_path_factory.mktemp("scored"), CONFIG, files=the_files())


@pytest.fixture(scope="module")
def site(folder):
    with served(folder) as address:
        yield address


@pytest.fixture
def begin(chromium, site):
    """Opens the form of a session as a reviewer who starts."""
    contexts, errors = [], []

    def begin(session="open", who="ana", *, address=site, context=None, **options):
        if context is None:
            context = chromium.new_context(
                viewport={"width": options.pop("width", 1300), "height": 900}, **options
            )
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        end = "index.html" if address.startswith("file:") else ""
        page.goto(f"{address}calibration/{session}/score/{end}")
        if who:
            page.get_by_label("Your name").select_option(who)
            page.get_by_role("button", name="Start scoring").click()
        return page

    yield begin
    for context in contexts:
        context.close()
    # The theme's own: it reads the blocked storage, and asks a server for what to search in.
    assert [one for one in errors if one != "denied" and "search_index" not in one] == []


def all_by_keys(page):
    """Both conversations: empathy N/A, clarity 2, effort 15; then 3, 1, 1."""
    for key in ("n", "2", "1", "5", "3", "1", "1"):
        page.keyboard.press(key)
    page.wait_for_function("document.querySelector('[data-part=left]').innerText.startsWith('Ev')")


def written(rows):
    """The sheet as Python's csv writes it."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["conversation", "criterion", "score", "note"])
    table.writerows(rows)
    return text.getvalue().encode()


def sheet_of(scores, notes=("",) * 6):
    return written([(*place, *one) for place, *one in zip(ASKED, scores, notes, strict=True)])


ALL = sheet_of(["NA", 2, 15, 3, 1, 1])


def download(page, name):
    with page.expect_download() as found:
        page.get_by_role("button", name=name).first.click()
    path = found.value.path()
    return found.value.suggested_filename, path.read_bytes()


def active(page):
    return page.evaluate(
        "[...document.querySelectorAll('.rubric-asked--active')].map(one => "
        "one.closest('section').dataset.conversation + ' ' + one.dataset.criterion)"
    )


def test_a_session_is_scored_by_keys_alone(begin):
    page = begin()
    assert active(page) == ["C-1 empathy"]
    page.keyboard.press("3")
    assert active(page) == ["C-1 clarity"], "a score moves on"
    page.keyboard.press("n")
    assert "N/A is not allowed on Clarity." in page.locator(".rubric-form__told").inner_text()
    page.keyboard.press("7")
    assert "Clarity has no 7. Its scores are 1, 2, 3." in page.inner_text(".rubric-form__told")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Backspace")
    assert page.inner_text("[data-part=progress]") == "0 of 6"
    all_by_keys(page)
    assert page.inner_text("[data-part=progress]") == "6 of 6"
    assert page.get_by_role("button", name="Next missing").is_disabled()
    assert download(page, "Download the file") == ("ana.csv", ALL)


def test_a_score_of_two_digits_takes_two_keys_and_one_that_begins_like_it_a_moment(begin):
    page = begin()
    for key in ("3", "3", "1"):
        page.keyboard.press(key)
    assert active(page) == ["C-1 effort"], "a 0 or a 5 may follow"
    page.keyboard.press("0")
    assert active(page) == ["C-2, late empathy"]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("1")
    page.wait_for_function(
        "document.querySelector('.rubric-asked--active').closest('section').dataset.conversation"
        " === 'C-2, late'"
    )
    assert sheet_of([3, 3, 1, "", "", ""]) == download(page, "Download the file")[1]


@pytest.mark.parametrize(
    "notes",
    [
        ("plain", 'a "quote"', "a, comma", " spaces  inside ", "line\nend", "=1+1"),
        ("ünïcode ✓ 🙂", '"', ",", "'", ";", "tab\there"),
        ("<b>", "{{ page }}", "\\n", "# no heading", "a\u00a0b\u2028c", '""'),
    ],
)
def test_the_sheet_is_what_python_writes_to_the_byte(begin, notes):
    page = begin()
    for note in notes:
        page.keyboard.press("w")
        page.keyboard.insert_text(note)
        page.keyboard.press("Enter")
        page.keyboard.press("j")
    expected = sheet_of([""] * 6, [" ".join(one.split()) for one in notes])
    assert download(page, "Download the file") == ("ana.csv", expected)


def test_the_terminal_writes_the_same_sheet():
    project = load_project(DictTree(the_files())).project
    scores = (Mark.NOT_APPLICABLE, 2, 15, 3, 1, 1)
    given = {place: (score, "") for place, score in zip(ASKED, scores, strict=True)}
    assert sheet_text(project, project.upcoming["open"], given).encode() == ALL


def test_what_was_typed_is_there_after_a_reload(begin):
    page = begin()
    page.keyboard.press("2")
    page.keyboard.press("w")
    page.keyboard.type("half a sen")
    page.reload()
    assert page.get_by_label("Your name").is_hidden(), "who scores is known"
    assert active(page) == ["C-1 clarity"]
    assert page.inner_text("[data-part=progress]") == "1 of 6"
    assert download(page, "Download the file")[1] == sheet_of(
        [2, "", "", "", "", ""], ["", "half a sen", "", "", "", ""]
    )


def test_two_tabs_do_not_lose_each_others_scores(begin):
    first = begin()
    second = begin(who="", context=first.context)
    second.keyboard.press("2")
    first.wait_for_function("document.querySelector('[data-part=progress]').innerText[0] === '1'")
    first.keyboard.press("j")
    first.keyboard.press("1")
    assert first.inner_text("[data-part=progress]") == "2 of 6"


def test_two_reviewers_on_one_device_do_not_see_each_others_scores(begin):
    page = begin()
    page.keyboard.press("2")
    page.get_by_role("button", name="Somebody else").click()
    page.wait_for_load_state()
    page.get_by_label("Your name").select_option("ben")
    page.get_by_role("button", name="Start scoring").click()
    assert page.inner_text("[data-part=progress]") == "0 of 6"


BLOCKED = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('denied', 'SecurityError'); }
});"""


def test_where_the_browser_keeps_nothing_it_is_said_and_a_copy_goes_on_elsewhere(
    begin, chromium, tmp_path
):
    context = chromium.new_context()
    context.add_init_script(BLOCKED)
    page = begin(context=context)
    assert "This browser keeps nothing of this page." in page.get_by_role("alert").inner_text()
    page.keyboard.press("2")
    assert "not kept" in page.inner_text(".rubric-form__told")
    name, content = download(page, "Save a copy")
    assert name == "scores-open-ana.json"
    context.close()

    (tmp_path / name).write_bytes(content)
    other = begin(who="")
    other.locator("input[type=file]").set_input_files(tmp_path / name)
    other.wait_for_selector(".rubric-form--on")
    assert other.inner_text("[data-part=progress]") == "1 of 6"

    other = begin("closed", who="")
    other.locator("input[type=file]").set_input_files(tmp_path / name)
    assert other.wait_for_selector("[data-part=file]:has-text('copy of session open')")


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_sealed_sheet_opens_in_python_and_has_the_receipt_that_was_shown(
    begin, site, folder, scheme
):
    page = begin("closed", address=site if scheme == "http" else f"{folder.as_uri()}/")
    all_by_keys(page)
    assert page.locator(".rubric-file").count() == 0, "nothing is handed over unsealed"
    page.get_by_role("button", name="Seal my scores").click()
    page.wait_for_selector(".rubric-file")
    name, content = download(page, "Download the file")
    assert name == "ana.jwe"
    text = content.decode()
    assert opened(text.strip(), KEY, "closed/ana") == ALL
    assert page.inner_text(".rubric-file__receipt b") == receipt(text)
    assert json.loads(base64.urlsafe_b64decode(text.split(".")[0] + "==")).keys() == {
        "alg", "enc", "epk", "apv",
    }  # fmt: skip

    page.reload()
    assert page.inner_text(".rubric-file__receipt b") == receipt(text), "the receipt is kept"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("3")
    assert "Your scores have changed since." in page.inner_text("[data-part=stale]")


def test_every_reviewer_is_sealed_for_themselves(begin):
    page = begin("closed", "ben")
    page.get_by_role("button", name="Seal my scores").click()
    page.wait_for_selector(".rubric-file")
    assert "6 scores are missing." in page.inner_text("[data-part=left]")
    name, content = download(page, "Download the file")
    assert name == "ben.jwe"
    assert opened(content.decode().strip(), KEY, "closed/ben") == sheet_of([""] * 6)


def test_a_sheet_bound_by_its_hash_comes_with_what_the_hash_was_made_of(begin):
    page = begin("bound")
    all_by_keys(page)
    page.get_by_role("button", name="Bind me to my scores").click()
    page.wait_for_selector(".rubric-file")
    given = {}
    for block in page.locator(".rubric-file").all():
        with page.expect_download() as found:
            block.get_by_role("button", name="Download the file").click()
        given[found.value.suggested_filename] = found.value.path().read_bytes()
    assert given.keys() == {"ana.sha256", "ana.csv", "ana.salt"}
    assert given["ana.csv"] == ALL
    salt = given["ana.salt"].decode().strip()
    assert given["ana.sha256"].decode().strip() == commitment(ALL, salt, "bound/ana")

    to_host = page.get_by_role("link", name="Hand it over on GitHub")
    assert to_host.count() == 1, "only the fingerprint, before everybody's is in"
    page.get_by_role("button", name="It is time").click()
    assert to_host.count() == 3

    page.keyboard.press("ArrowUp")
    page.keyboard.press("3")
    page.reload()
    assert page.locator(".rubric-file textarea").nth(1).input_value().encode() == ALL, (
        "what one is bound to stays, whatever is scored afterwards"
    )


def test_when_everybody_is_bound_the_page_gives_out_what_one_was_bound_to(begin, tmp_path):
    root = tmp_path / "revealed"
    with served(a_site(root, CONFIG, files=the_files())) as address:
        page = begin("bound", address=address)
        all_by_keys(page)
        page.get_by_role("button", name="Bind me to my scores").click()
        page.wait_for_selector(".rubric-file")
        (root / "scores/bound/ana.sha256").write_text(
            page.locator(".rubric-file textarea").first.input_value()
        )
        (root / "scores/bound/ben.sha256").write_text(f"{'b' * 43}\n")
        rebuild(root)
        page.reload()
        assert page.locator(".rubric-file h3").all_inner_texts() == [
            "Now, your scores: ana.csv",
            "Now, what the fingerprint was made with: ana.salt",
        ]
        assert page.locator(".rubric-file textarea").first.input_value().encode() == ALL
        assert page.locator("[data-part=do-seal]").is_hidden(), "it is too late for another"


def test_a_link_says_who_is_asked(begin, site):
    page = begin(who="")
    page.goto(f"{site}calibration/open/score/?as=ben")
    assert page.get_by_label("Your name").input_value() == "ben"
    assert page.inner_text("[data-part=file]") == "Your file will be scores/open/ben.csv."


def test_over_plain_http_from_elsewhere_nothing_is_handed_over_where_sheets_are_sealed(
    chromium, site, begin
):
    elsewhere = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--host-resolver-rules=MAP quality.example 127.0.0.1"],
    )
    address = site.replace("127.0.0.1", "quality.example")
    for session in ("closed", "bound"):
        page = begin(session, address=address, context=elsewhere.new_context())
        all_by_keys(page)
        assert page.get_by_text("This page cannot seal your sheet here.").is_visible()
        assert page.locator("[data-part=do-seal]").is_hidden()
        assert page.locator(".rubric-file").count() == 0
    page = begin("open", address=address, context=elsewhere.new_context())
    all_by_keys(page)
    assert download(page, "Download the file") == ("ana.csv", ALL), "open ones are open anyway"
    page.get_by_role("button", name="Copy the text").click()
    assert page.locator("[data-do=said]").inner_text() == "Copied."
    elsewhere.close()


def test_the_hosts_page_for_a_new_file_comes_filled_in(begin):
    page = begin()
    all_by_keys(page)
    link = page.get_by_role("link", name="Hand it over on GitHub").get_attribute("href")
    start = "https://github.com/o/r/new/master/scores/open?filename=ana.csv&value=conversation%2C"
    assert link.startswith(start)


def test_a_text_too_long_for_an_address_is_copied_and_the_empty_page_opened(begin):
    page = begin(permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("w")
    page.keyboard.insert_text("word, " * 900)
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Hand it over on GitHub")
    assert link.get_attribute("href") == (
        "https://github.com/o/r/new/master/scores/open?filename=ana.csv"
    )
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="there"))
    with page.context.expect_page():
        link.click()
    assert page.locator("[data-do=said]").inner_text() == (
        "The text is copied: paste it into the page that has opened."
    )
    page.bring_to_front()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith('conversation,criterion,score,note\nC-1,empathy,,"word, word,')


def test_whoever_has_begun_is_told_what_changed_since(begin, tmp_path):
    files = the_files()
    root = tmp_path / "changing"
    with served(a_site(root, CONFIG, files=files)) as address:
        page = begin(address=address)
        all_by_keys(page)
        effort = root / "rubric/criteria/effort.yaml"
        effort.write_text(EFFORT.replace("  15: {description: Beyond.}\n", ""))
        rubric = root / "rubric/rubric.yaml"
        rubric.write_text(RUBRIC.replace(", 15: All", "").replace("empathy, clarity", "empathy"))
        clarity = root / "rubric/criteria/clarity.yaml"
        clarity.write_text(f"{clarity.read_text()}retired: 2026-02-01\n")
        session = root / "scores/open/session.yaml"
        session.write_text(session.read_text().replace('"C-2, late"', "C-3"))
        rebuild(root)
        page.reload()
        told = page.locator("[data-part=changed] li").all_inner_texts()
        assert told == [
            "C-3 is new.",
            "C-2, late is no longer part of the session. Your scores of it are left out.",
            "Effort says something else now. Look at your scores of it again.",
            "\u201cclarity\u201d is no longer scored. Your scores of it are left out.",
            "Your 15 for Effort on C-1 cannot be given any more. Score it again.",
        ]
        page.reload()
        assert page.locator("[data-part=changed] li").count() >= 4, "until it was seen"
        page.get_by_role("button", name="I have seen it").click()
        page.reload()
        assert page.locator("[data-part=changed]").is_hidden()
        assert download(page, "Download the file")[1] == written(
            [("C-1", "empathy", "NA", ""), ("C-1", "effort", "", ""),
             ("C-3", "empathy", "", ""), ("C-3", "effort", "", "")]
        )  # fmt: skip


def test_what_a_level_says_stands_where_it_is_given_and_can_be_given_there(begin):
    page = begin()
    row = page.locator(".rubric-asked--active")
    assert "Names the problem." in row.inner_text()
    assert "Nobody is upset." in row.inner_text()
    assert "The customer is hostile" in row.inner_text()
    page.get_by_text("Names the problem.").click()
    assert row.locator("[aria-pressed=true]").inner_text() == "3"
    page.get_by_role("button", name="Next: Clarity").click()
    assert active(page) == ["C-1 clarity"]


def test_keys_of_the_theme_do_not_lead_away_from_it(begin):
    page = begin()
    before = page.url
    for key in ("p", "n", ".", ","):
        page.keyboard.press(key)
    assert page.url == before
    assert page.evaluate("document.activeElement.dataset.criterion") == "clarity"


@pytest.mark.parametrize("colour", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
def test_axe_finds_nothing_and_nothing_is_too_wide(begin, colour, width):
    page = begin("closed", width=width, color_scheme=colour)
    for key in ("n", "2", "?"):
        page.keyboard.press(key)
    page.locator("[data-part=do-seal]").click()
    page.wait_for_selector(".rubric-file")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_it_is_a_sheet_of_paper(begin):
    page = begin(who="", java_script_enabled=False)
    text = page.locator("article").inner_text()
    for words in ("<img src=x onerror=alert(1)>", "Name:", "Nobody is upset.", "Names a feeling."):
        assert words in text
    assert page.locator("button:visible, select:visible, input:visible >> nth=0").count() <= 1
    assert page.locator(".rubric-boxes:visible").count() == len(ASKED)


def test_paper_has_every_conversation_and_what_was_given(begin):
    page = begin()
    page.keyboard.press("2")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("[data-conversation]:visible").count() == 2
    assert page.locator(".rubric-boxes .rubric-chosen").all_inner_texts() == ["2"]
    assert page.locator(".rubric-guides > .rubric-guide:visible").count() == 3
    assert page.locator(".rubric-mark:visible, .rubric-hand:visible").count() == 0


def test_pages_loaded_in_place_have_it_too(begin, tmp_path):
    config = textwrap.dedent("""\
        theme: {name: material, features: [navigation.instant]}
        plugins: [search, rubric]
        """)
    root = tmp_path / "instant"
    a_site(root, config, files=the_files())
    with served(root / "site") as address:
        settings = root / "mkdocs.yml"
        settings.write_text(f"{settings.read_text()}site_url: {address}\n")
        rebuild(root)
        page = begin(who="", address=address)
        page.goto(address, wait_until="networkidle")
        page.evaluate("window.sameDocument = true")
        for _ in range(2):
            for uri in ("calibration/", "calibration/closed/score/"):
                page.evaluate(
                    """uri => {
                        const a = document.createElement("a");
                        a.href = uri;
                        document.querySelector("article").append(a);
                        a.click();
                    }""",
                    address + uri,
                )
                page.wait_for_url(address + uri)
            page.wait_for_selector(".rubric-form--script")
            if page.locator("input[name=reviewer]").is_visible():
                page.fill("input[name=reviewer]", "ana")
                page.keyboard.press("Enter")
            page.wait_for_selector(".rubric-form--on")
            page.keyboard.press("3")
        assert page.evaluate("window.sameDocument")
        assert page.inner_text("[data-part=progress]") == "2 of 6"
