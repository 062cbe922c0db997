import pytest

from mkdocs_rubric.load.frontmatter import split


def test_the_yaml_the_text_and_the_line_it_starts_on():
    document, body, line, found = split("---\ntitle: Tone\n---\n## Why\n---\nmore\n", "a.md")
    assert (document.value, found) == ({"title": "Tone"}, [])
    assert (body, line) == ("## Why\n---\nmore\n", 4)


def test_places_are_those_of_the_file():
    document, *_ = split("---\ntitle: Tone\ncriteria: [empathy]\n---\n", "a.md")
    assert str(document.locate("criteria", 0)) == "a.md:3:12"


def test_a_decision_without_text_is_one_nevertheless():
    document, body, line, found = split("---\ntitle: Tone\n---", "a.md")
    assert (document.value, body, line, found) == ({"title": "Tone"}, "", 3, [])


def test_blanks_after_the_dashes_do_not_matter():
    assert split("--- \ntitle: Tone\n---\t\nText\n", "a.md")[1] == "Text\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file does not start with a line ---"),
        ("# Tone\n---\ntitle: x\n---\n", "the file does not start with a line ---"),
        ("\n---\ntitle: x\n---\n", "the file does not start with a line ---"),
        ("---\ntitle: x\n", "the file has no second line ---"),
    ],
)
def test_a_missing_line_of_dashes_is_said(text, message):
    (one,) = split(text, "a.md")[3]
    assert (one.code, one.message, str(one.where)) == ("R011", message, "a.md:1:1")


def test_a_mistake_in_the_yaml_is_at_its_line_of_the_file():
    (one,) = split("---\ntitle: a: b\n---\n", "a.md")[3]
    assert str(one.where) == "a.md:2:9"
