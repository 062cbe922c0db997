"""Redlines put two wordings together again, and can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_rubric.changes import Fate, Redline

WORDS = ["the", "agent", "names", "a", "problem,", "in", "plain", "words.", "It", "was"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=40)


def shown(before, after):
    marks = {Fate.SAME: "{}", Fate.GONE: "[-{}-]", Fate.NEW: "{{+{}+}}"}
    return "".join(marks[edit].format(text) for edit, text in Redline(before, after).parts)


@given(TEXT, TEXT)
def test_the_pieces_give_both_wordings(before, after):
    before, after = " ".join(before), " ".join(after)
    parts = Redline(before, after).parts
    assert "".join(text for edit, text in parts if edit is not Fate.NEW) == before
    assert "".join(text for edit, text in parts if edit is not Fate.GONE) == after


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Names a feeling.", "Names the feeling.", "Names [-a-]{+the+} feeling."),
        ("Say it.", "Say it. Then stop.", "Say it.{+ Then stop.+}"),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
        ("It  is\nso.", "It is so.", "It is so."),
        ("don't go", "do go", "[-don't-]{+do+} go"),
        # One word that stayed between two changes is read more easily when it is written anew.
        ("red and blue", "green and black", "[-red and blue-]{+green and black+}"),
    ],
)
def test_changed_words_are_marked(before, after, expected):
    assert shown(before, after) == expected


def test_a_long_text_is_compared_by_sentences():
    words = "It was so. " * 3_000
    parts = Redline(words, words.replace("so", "good", 1)).parts
    assert ("".join(text for edit, text in parts if edit is Fate.NEW)).strip() == "It was good."


@pytest.mark.parametrize(
    ("before", "after", "only_form"),
    [("Names it.", "names **it**", True), ("Names it.", "Names them.", False)],
)
def test_commas_capitals_and_markup_are_form(before, after, only_form):
    assert Redline(before, after).only_form is only_form
