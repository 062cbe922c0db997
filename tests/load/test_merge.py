"""Anchors, aliases and merge keys: what is shared by several places of a file."""

import textwrap

import pytest

from mkdocs_rubric.load import DictTree
from mkdocs_rubric.load.yaml import parse
from mkdocs_rubric.site import load_and_check

RUBRIC = """\
title: T
version: "1"
scales:
  q: {levels: {0: "No", 1: "Yes"}}
groups:
  - {id: g, title: G, criteria: [closing]}
"""
CLOSING = """\
defaults: &defaults
  scale: q
  weight: 10
<<: *defaults
title: Closing
question: Did the agent close?
levels:
  1: &one {description: Done., examples: [{text: "Anything else?"}]}
  0: *one
"""


def value(text):
    document, found = parse(textwrap.dedent(text), "a.yaml")
    assert found == []
    return document.value


def checked(closing):
    files = {"rubric/rubric.yaml": RUBRIC, "rubric/criteria/closing.yaml": closing}
    return load_and_check(DictTree(files))


def test_a_merged_mapping_gives_its_keys():
    assert value("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n")["b"] == {"x": 1, "y": 3}


def test_what_a_mapping_says_itself_counts_wherever_it_stands():
    assert value("a: &a {x: 1}\nb:\n  x: 2\n  <<: *a\n")["b"] == {"x": 2}


def test_of_several_merged_mappings_the_first_counts():
    text = "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}\n"
    assert value(text)["c"] == {"x": 1, "y": 2}


def test_a_quoted_key_is_no_merge():
    assert value('{"<<": 1}') == {"<<": 1}


@pytest.mark.parametrize("merged", ["1", "[a]", "text"])
def test_what_is_no_mapping_is_told(merged):
    _, (found,) = parse(f"<<: {merged}\n", "a.yaml")
    assert (str(found.where), found.message) == (
        "a.yaml:1:1",
        "<< takes over the keys of a mapping, and this is none",
    )


def test_a_criterion_may_share_what_it_says():
    loaded = checked(CLOSING)
    assert loaded.found == []
    criterion = loaded.project.rubric.criteria["closing"]
    assert (criterion.scale, criterion.weight) == ("q", 10)
    assert criterion.levels[0] == criterion.levels[1]


def test_a_key_that_holds_nothing_for_others_is_as_unknown_as_ever():
    (found, *_) = checked(CLOSING.replace("<<: *defaults\n", "scale: q\n")).found
    assert found.message == 'unknown key "defaults"'


def test_a_mistake_in_what_is_merged_is_told_where_it_stands():
    (found,) = checked(CLOSING.replace("weight: 10", "weight: many")).found
    assert str(found.where) == "rubric/criteria/closing.yaml:3:11"


def test_merging_is_counted_like_aliases():
    rows = "".join(f"k{n}: &k{n} {{<<: *k{n - 1}, x{n}: 1}}\n" for n in range(1, 600))
    _, found = parse("k0: &k0 {x0: 1}\n" + rows, "a.yaml")
    assert [one.code for one in found] == ["R007"]
