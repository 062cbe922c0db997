"""A session scored on its page, by people who never heard of a sheet."""

import textwrap

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.conftest import served
from mkdocs_rubric.load import DictTree, load_project
from mkdocs_rubric.meeting import sheet_text
from mkdocs_rubric.model import Mark
from score_form import (
    ALL,
    ASKED,
    CONFIG,
    EFFORT,
    RUBRIC,
    active,
    all_by_keys,
    download,
    sheet_of,
    the_files,
    written,
)
from sites import a_site, rebuild


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
