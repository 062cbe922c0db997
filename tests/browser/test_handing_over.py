"""A sheet handed over from its page: open, sealed, bound by a hash; and what never leaves it."""

import base64
import datetime as dt
import json

import pytest
from click.testing import CliRunner

from browser.conftest import CHROMIUM, served
from mkdocs_rubric.cli import main
from mkdocs_rubric.load import FolderTree
from mkdocs_rubric.meeting import reveal
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.sealing import commitment, opened, receipt
from score_form import ALL, CONFIG, KEY, all_by_keys, download, sheet_of, the_files
from sites import a_site, rebuild, write


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_sealed_sheet_opens_in_python_and_has_the_receipt_that_was_shown(
    begin, scored_site, scored_folder, scheme
):
    page = begin(
        "closed", address=scored_site if scheme == "http" else f"{scored_folder.as_uri()}/"
    )
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


def test_a_link_says_who_is_asked(begin, scored_site):
    page = begin(who="")
    page.goto(f"{scored_site}calibration/open/score/?as=ben")
    assert page.get_by_label("Your name").input_value() == "ben"
    assert page.inner_text("[data-part=file]") == "Your file will be scores/open/ben.csv."


def test_over_plain_http_from_elsewhere_nothing_is_handed_over_where_sheets_are_sealed(
    chromium, scored_site, begin
):
    elsewhere = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--host-resolver-rules=MAP quality.example 127.0.0.1"],
    )
    address = scored_site.replace("127.0.0.1", "quality.example")
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


def test_two_in_the_browser_and_one_in_the_terminal_are_opened_at_once(
    begin, scored_folder, tmp_path
):
    root = write(tmp_path / "team", the_files())
    session = root / "scores/closed/session.yaml"
    session.write_text(session.read_text().replace("[ana, ben]", "[ana, ben, chloe]"))
    for name, address in (("ana", {}), ("ben", {"address": f"{scored_folder.as_uri()}/"})):
        page = begin("closed", name, **address)
        all_by_keys(page)
        page.get_by_role("button", name="Seal my scores").click()
        page.wait_for_selector(".rubric-file")
        file, content = download(page, "Download the file")
        (root / "scores/closed" / file).write_bytes(content)
    filled = tmp_path / "filled.csv"
    filled.write_bytes(ALL)
    words = ["score", "closed", "--as", "chloe", "--from", str(filled), "--project", str(root)]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output

    desk = Desk(FolderTree(root), today=dt.date(2026, 6, 29))
    after = reveal(desk, "closed", KEY).after
    sheets = {path: content for path, content in after.items() if path.endswith(".csv")}
    assert sheets == {f"scores/closed/{name}.csv": ALL for name in ("ana", "ben", "chloe")}
