"""What comes from anybody's files is nothing but text, wherever it goes."""

import pytest

from mkdocs_rubric.visible import as_typed, inert


@pytest.mark.parametrize(
    "text",
    ["=cmd()", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1", "--1"],
)
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(text):
    assert inert(text) == f"'{text}"
    assert as_typed(inert(text)) == text


@pytest.mark.parametrize("text", ["", "3", "-3", "-0.5", "a=b", "'quoted'", "C-1", " =1"])
def test_what_is_none_stays(text):
    assert inert(text) == as_typed(text) == text
