"""Positions, duplicate keys, aliases, and libyaml's errors in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_rubric.load import values as module
from mkdocs_rubric.load.parser import PureParser
from mkdocs_rubric.load.yaml import parse

TEXT = """\
# a comment
title: "Übung: 標題"
levels:
  1: {description: low}
  2:
    description: >-
      folded
      text
    examples: [{text: a}, {text: "b"}]
"""


def place(document, *keys, key=False):
    found = document.locate(*keys, key=key)
    return (found.line, found.column, found.width)


@pytest.mark.parametrize(
    ("keys", "key", "expected"),
    [
        ((), False, (2, 1, 1)),
        (("title",), False, (2, 8, 11)),
        (("title",), True, (2, 1, 5)),
        (("levels", 1, "description"), False, (4, 20, 3)),
        (("levels", 2), True, (5, 3, 1)),
        (("levels", 2, "description"), False, (6, 18, 1)),
        (("levels", 2, "examples", 1, "text"), False, (9, 34, 3)),
        (("levels", 2, "nowhere", "at all"), False, (6, 5, 1)),
    ],
)
def test_every_key_and_value_has_its_place(keys, key, expected):
    document, _ = parse(TEXT, "a.yaml")
    assert place(document, *keys, key=key) == expected


def test_places_count_from_the_line_the_yaml_starts_on():
    document, _ = parse("a: 1\nb: 2\n", "a.md", first_line=2)
    assert place(document, "b") == (3, 4, 1)


def test_places_stay_right_when_entries_of_a_list_are_taken_out():
    document, _ = parse("a: [zero, one, two, three]\n", "a.yaml")
    document.take_out("a", 1)
    document.take_out("a", 1)
    assert document.in_file(("a", 1)) == ("a", 3)
    assert place(document, "a", 1) == (1, 21, 5)
    assert document.raw("a", 0) == "zero"


def test_an_alias_to_a_list_that_loses_entries_twice_is_no_trouble():
    document, _ = parse("a: &x [one, two]\nb: *x\n", "a.yaml")
    document.take_out("a", 0)
    document.take_out("b", 0)
    assert place(document, "b", 0) == (1, 13, 3)


def test_the_text_of_a_scalar_is_as_in_the_file():
    document, _ = parse('a: 3.10\nb: "007"\n', "a.yaml")
    assert (document.raw("a"), document.raw("b"), document.raw("c")) == ("3.10", "007", None)


def test_the_first_of_two_equal_keys_is_kept():
    document, found = parse("a: 1\nb: 2\na: 3\n", "a.yaml")
    assert document.value == {"a": 1, "b": 2}
    assert [(one.code, str(one.where)) for one in found] == [("R009", "a.yaml:3:1")]


def test_keys_are_words_or_whole_numbers():
    document, _ = parse("1: a\ntrue: b\n1.5: c\n2026-01-02: d\n'2': e\nnull: f\n", "a.yaml")
    assert list(document.value) == [1, "true", "1.5", "2026-01-02", "2", "null"]
    assert place(document, "true") == (2, 7, 1)


def test_an_alias_is_the_value_of_its_anchor():
    assert parse("a: &x {b: 1}\nc: [*x, *x]\n", "a.yaml")[0].value == {
        "a": {"b": 1},
        "c": ({"b": 1}, {"b": 1}),
    }


def test_an_empty_file_is_nothing_and_no_error():
    document, found = parse("# only a comment\n", "a.yaml")
    assert (document.value, found) == (None, [])
    assert place(document, "title") == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        ("a: b: c", "1:5", "a colon followed by a space starts a new key"),
        ("a:\n\t- b", "2:1", "there is a tab here"),
        ("a: 'b\nc: d\n", "1:4", "this quoted text is never closed"),
        ("a: 'b\nc: 'd'\n", "1:4", "the quote opened here is closed only in line 2"),
        ("a: {x: [1, 2\nb: 3\n", "1:8", "this bracket is not closed"),
        ("a: *x", "1:4", "unquoted text cannot start with * or &"),
        ("a: &x 1\nb: &x 2", "2:4", "unquoted text cannot start with * or &"),
        ("a: &x [*x]", "1:8", "unquoted text cannot start with * or &"),
        ("a: @x", "1:4", "unquoted text cannot start with @"),
        ("a: %x", "1:4", "unquoted text cannot start with %"),
        ("a: >foo", "1:4", "unquoted text cannot start with | or >"),
        ("a: ,x", "1:4", "a value was expected here"),
        ("a: ? b", "1:4", "unquoted text cannot start with a question mark"),
        ("a: - b", "1:4", "a list cannot start on the same line as its key"),
        ("a:\n  - x\n  y: z", "3:3", "this line stands in a list"),
        ("a: b\nfoo\nc: d", "2:1", "this line is not `key: value`"),
        ("a:\n  b: 1\n c: 2", "3:2", "a key was expected here"),
        ('a: "\\q"', "1:5", "a backslash inside double quotes"),
        ("a: !x y", "1:4", "the YAML tag !x is not used here"),
        ("a: b\n---\nc: d", "2:1", "a second YAML document starts here"),
        ("[a]: b", "1:1", "a key has to be a word or a number"),
    ],
)
def test_what_is_no_yaml_is_explained_where_it_is(text, where, words):
    _, found = parse(text, "a.yaml")
    assert str(found[0].where) == f"a.yaml:{where}"
    assert found[0].message.startswith(words)
    assert found[0].help


@given(st.text("ab:-[]{}#&*!|>'\"%@`?, \n\t0123", max_size=60))
def test_no_text_is_a_traceback_and_every_place_is_in_the_file(text):
    document, found = parse(text, "a.yaml")
    lines = text.split("\n")
    for one in [*(one.where for one in found), document.locate("a", "b", 0)]:
        assert one.line <= len(lines)
        assert one.column <= len(lines[one.line - 1]) + 1


@given(st.text("ab:-[]{}'\", \n12", max_size=40))
def test_without_libyaml_the_values_and_places_are_the_same(text):
    document, found = parse(text, "a.yaml")
    if found:
        return  # the two give their errors in different words
    parser = module.Parser
    module.Parser = PureParser
    try:
        slower, found = parse(text, "a.yaml")
    finally:
        module.Parser = parser
    assert (slower.value, found) == (document.value, [])
    assert slower.locate("a") == document.locate("a")
