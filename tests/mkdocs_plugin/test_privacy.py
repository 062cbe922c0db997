"""Reviewers' names: `reviewers: names | pseudonyms | hidden`, everywhere."""

import re

import pytest

from sites import a_repository, a_site, all_text

NAMES = ("anouk", "Anouk", "bram", "Bram", "ANOUK", "BRAM")


def built(tmp_path, options, **kwargs):
    return a_site(tmp_path, f"plugins:\n  - search\n  - rubric: {options}\n", **kwargs)


def names_in(site):
    text = all_text(site)
    return [name for name in NAMES if re.search(rf"\b{name}\b", text)]


def test_names_are_shown_when_asked_for(tmp_path):
    site = built(tmp_path, "{reviewers: names}")
    assert "Bram missed the attachment" in all_text(site)


@pytest.mark.parametrize("mode", ["pseudonyms", "hidden"])
def test_no_name_is_left_in_any_page_index_or_source(tmp_path, mode):
    config = "repo_url: https://github.com/o/r\nplugins:\n  - search\n  - rubric:"
    config += f" {{reviewers: {mode}}}\n"
    assert names_in(a_site(tmp_path, config)) == []


@pytest.mark.parametrize("mode", ["pseudonyms", "hidden"])
def test_no_name_is_left_where_a_sheet_has_mistakes(tmp_path, mode):
    files = a_repository(anouk="conversation,criterion,score\nC-1,empathy,9\nC-1,empathi,Bram\n")
    site = built(tmp_path, f"{{reviewers: {mode}}}", files=files, strict=False)
    assert "R401" in all_text(site)
    assert names_in(site) == []


def test_pseudonyms_are_stable_and_depend_on_the_key(tmp_path):
    def pseudonyms(folder, key):
        site = built(tmp_path / folder, f"{{pseudonym_key: {key}}}")
        html = (site / "calibration/s1/index.html").read_text(encoding="utf-8")
        return re.findall(r'<th scope="col">([A-Z]\w+ [A-Z]\w+)</th>', html)

    first = pseudonyms("a", "one")
    assert len(first) == 2
    assert pseudonyms("b", "one") == first
    assert pseudonyms("c", "two") != first


@pytest.mark.parametrize(
    ("options", "told"),
    [("{}", True), ("{pseudonym_key: k}", False), ("{reviewers: names}", False)],
)
def test_pseudonyms_without_a_key_are_told_of(tmp_path, caplog, options, told):
    with caplog.at_level("INFO"):
        built(tmp_path, options)
    assert any("the pseudonyms have no key" in message for message in caplog.messages) is told


@pytest.mark.parametrize(
    ("mode", "told"), [("pseudonyms", True), ("hidden", True), ("names", False)]
)
def test_a_hand_written_page_that_names_a_reviewer_is_told_of(tmp_path, caplog, mode, told):
    files = a_repository() | {"docs/how.md": "# How\n\nAsk Anouk.\n", "docs/why.md": "# Why\n"}
    with caplog.at_level("INFO"):
        built(tmp_path, f"{{reviewers: {mode}, pseudonym_key: k}}", files=files)
    said = [message for message in caplog.messages if "names a reviewer" in message]
    assert [message.partition("warning: ")[2] for message in said] == (
        ['how.md names a reviewer ("Anouk"), and hand-written pages stay as they are'] * told
    )


def test_who_joins_later_renames_nobody(tmp_path):
    def header(folder, files):
        site = built(tmp_path / folder, "{pseudonym_key: k}", files=files)
        html = (site / "calibration/s1/index.html").read_text(encoding="utf-8")
        return re.findall(r'<th scope="col">([A-Z]\w+ [A-Z]\w+)</th>', html)

    files = a_repository()
    later = files | {
        "scores/s2/session.yaml": (
            "date: 2026-03-01\nreviewers: [cleo]\nconversations: [{id: C-2}]\n"
        ),
        "scores/s2/cleo.csv": "conversation,criterion,score\nC-2,empathy,3\n",
    }
    assert header("a", files) == header("b", later)


def test_hidden_shows_no_single_reviewer(tmp_path):
    site = built(tmp_path, "{reviewers: hidden}")
    html = (site / "calibration/s1/index.html").read_text(encoding="utf-8")
    assert "1 gave 2, 1 gave 3" in html
    assert "Reviewers' notes" not in html
    assert "2 reviewers" in html


def test_a_name_that_is_a_word_is_replaced_only_where_it_can_be_a_name(tmp_path):
    files = a_repository()
    for path in list(files):
        files[path] = files[path].replace("bram", "will").replace("Bram", "Will")
        if path.endswith("bram.csv"):
            files[path.replace("bram", "will")] = files.pop(path)
    files["rubric/rubric.yaml"] = files["rubric/rubric.yaml"].replace("Ask Anouk.", "This will do.")
    text = all_text(built(tmp_path, "{}", files=files))
    assert "This will do." in text
    assert "Will missed the attachment" not in text


def test_the_order_of_reviewers_gives_nothing_away(tmp_path):
    names = [f"{letter}nna" for letter in "abcdefgh"]
    files = a_repository()
    session = files["scores/s1/session.yaml"]
    files["scores/s1/session.yaml"] = session.replace(
        "reviewers: [anouk, bram]", f"reviewers: [anouk, bram, {', '.join(names)}]"
    )
    sheet = "conversation,criterion,score,note\nC-1,empathy,2,seen\n"
    files |= {f"scores/s1/{name}.csv": sheet for name in names}
    site = built(tmp_path, "{pseudonym_key: k}", files=files, strict=False)
    html = (site / "calibration/s1/index.html").read_text(encoding="utf-8")
    columns = re.findall(r'<th scope="col">([A-Z]\w+ [A-Z]\w+)</th>', html)
    noted = re.findall(r"<small>([A-Z]\w+ [A-Z]\w+)</small></li>", html)
    assert len(columns) == 10
    assert columns == sorted(columns)
    assert len(noted) == 9
    assert noted == sorted(noted)
    page = (site / "agreement/reviewers/index.html").read_text(encoding="utf-8")
    alike = re.findall(r'<th scope="row">([A-Z]\w+ [A-Z]\w+)<br>', page)[1:-1]
    assert alike == sorted(alike), "those of one severity"
