"""The canonical form of a YAML text, case by case, and what holds for every text."""

from collections import Counter
from textwrap import dedent

import pytest
import ruamel.yaml
from hypothesis import given, settings

from edit.yaml_texts import documents
from mkdocs_rubric.edit.canonical import formatted
from mkdocs_rubric.edit.comments import Comments
from mkdocs_rubric.load.yaml import parse
from mkdocs_rubric.model import Criterion, Rubric

TEN = "0123456789"  # nine of them, apart, are 98 characters, and 100 with their indentation
LONG = " ".join([TEN] * 20)


def laid_out(text, kind=Criterion):
    text = dedent(text).lstrip("\n")
    fresh = formatted(text.encode(), "x.yaml", kind).decode()
    assert formatted(fresh.encode(), "x.yaml", kind).decode() == fresh
    return fresh


def becomes(text, expected, kind=Criterion):
    assert laid_out(text, kind) == dedent(expected).lstrip("\n")


def stays(text, kind=Criterion):
    becomes(text, text, kind)


def test_keys_stand_in_the_order_of_the_model():
    becomes(
        """
        levels:
          1: {examples: [], description: Poor}
          3: {description: Good}
        tags: [tone]
        scale: quality
        weight: 2
        title: Empathy
        """,
        """
        title: Empathy
        scale: quality
        weight: 2
        tags: [tone]
        levels:
          3: {description: Good}
          1: {description: Poor, examples: []}
        """,
    )


def test_a_scale_lists_its_levels_from_the_lowest():
    becomes(
        "scales: {quality: {levels: {3: Good, 1: Poor, 2: Fair}}}\n",
        "scales: {quality: {levels: {1: Poor, 2: Fair, 3: Good}}}\n",
        Rubric,
    )


def test_names_the_team_chose_keep_their_order():
    stays(
        """
        scales:
          steps:
            levels: {0: No, 1: Yes}
          met:
            levels: {0: No, 1: Yes}
        calibration:
          cadence: {regular: 31d, launch: 7d, async: 3d}
        """,
        Rubric,
    )


def test_unknown_keys_come_last_in_their_order():
    becomes("zeal: 1\nown: 2\ntitle: T\n", "title: T\nzeal: 1\nown: 2\n")


def test_indentation_is_two_and_lists_are_indented():
    becomes(
        """
        use_when:
        -   First.
        -   Second.
        edge_cases:
            -   id: a
                situation: A.
        """,
        """
        use_when:
          - First.
          - Second.
        edge_cases:
          - id: a
            situation: A.
        """,
    )


def test_a_comment_moves_with_its_key():
    becomes(
        """
        # yaml-language-server: $schema=../schema/criterion.json
        # How much it counts.
        weight: 2   # since May
        # What it is called.
        title: Empathy  # one word
        # The end.
        """,
        """
        # yaml-language-server: $schema=../schema/criterion.json
        # What it is called.
        title: Empathy  # one word
        # How much it counts.
        weight: 2   # since May
        # The end.
        """,
    )


def test_a_comment_with_an_empty_line_below_it_is_about_the_file():
    becomes(
        """
        # Ask Anouk before changing this file.

        # About the weight.
        weight: 2
        title: Empathy
        """,
        """
        # Ask Anouk before changing this file.

        title: Empathy
        # About the weight.
        weight: 2
        """,
    )


def test_a_comment_at_the_end_of_a_part_stays_in_it():
    becomes(
        """
        edge_cases:
          - id: a
            # more to come
        levels:
            1:
                description: Poor   # yes
                # nothing else
            # level 2 was dropped
        title: T
        """,
        """
        title: T
        levels:
          1:
            description: Poor   # yes
            # nothing else
          # level 2 was dropped
        edge_cases:
          - id: a
            # more to come
        """,
    )


def test_comments_between_a_key_and_its_value_stay():
    becomes(
        """
        edge_cases:  # twelve
          # the first
          - # of them
            situation: A.
            # its name
            id: a
        title:   # short
          Empathy
        question: >-   # asked of every conversation
          Did they?
        """,
        """
        title: Empathy   # short
        question: >-   # asked of every conversation
          Did they?
        edge_cases:  # twelve
          # the first
          # of them
          # its name
          - id: a
            situation: A.
        """,
    )


def test_one_empty_line_between_keys_stays():
    becomes(
        "\n\ntitle: T\n\n\n\nscale: s\nlevels:\n\n  1: {description: Poor}\n\n\n",
        "title: T\n\nscale: s\nlevels:\n  1: {description: Poor}\n",
    )


@pytest.mark.parametrize("style", ["{}", "'{}'", '"{}"'])
def test_a_long_text_is_folded(style):
    full = "  " + " ".join([TEN] * 9) + "\n"
    assert len(full) == 101
    becomes(
        f"question: {style.format(LONG)}  # why\n",
        f"question: >-  # why\n{full}{full}  {TEN} {TEN}\n",
    )


def test_a_folded_text_is_wrapped_again_and_keeps_its_paragraphs():
    becomes(
        """
        question: >-
            One
            two.


            Three:

              - a list
              - stays

            Four.
        description: >
            It ends
            with a line end.
        """,
        """
        question: >-
          One two.


          Three:

            - a list
            - stays

          Four.
        description: >
          It ends with a line end.
        """,
    )


@pytest.mark.parametrize(
    "text",
    [
        "question: |\n  One\n    two   three\n\n  four\n",
        "question: |-\n  One\n",
        "question: |+\n  One\n\n",
        "question: |2-\n    starts with spaces\n  and not\n",
        f'question: "{LONG}\\nand a second line"\n',
        f"question: ' {LONG}'\n",
        f"scale: {'x' * 200}\n",
        'version: "3.2"\n',
        "title: 'Empathy'\n",
        "question: >-\n  Short.\n",
    ],
)
def test_what_folding_would_change_and_what_need_not_change_stays(text):
    stays(text)


def test_a_list_in_brackets_stays_while_it_fits():
    stays("tags: [tone, 'first, reply', \"a: b\"]\n")
    words = ["a word or two"] * 10
    becomes(
        f"keywords: [{', '.join(words)}]  # found by search\n",
        "keywords:  # found by search\n" + "  - a word or two\n" * 10,
    )


def test_brackets_on_several_lines_are_joined_unless_there_are_comments():
    becomes("tags: [\n  a,\n  b,\n  ]\n", "tags: [a, b]\n")
    becomes("tags: [\n  a,  # one\n  b]\n", "tags:\n  - a  # one\n  - b\n")
    becomes("tags: [  # none\n  ]\n", "tags: []  # none\n")


def test_a_mapping_in_braces_is_put_in_order():
    becomes('levels: {1: {"examples":[{why: w,text: t}],description: d}}\n',
            'levels: {1: {description: d, "examples": [{text: t, why: w}]}}\n')  # fmt: skip


def test_a_text_on_several_lines_is_joined_where_it_fits():
    becomes("title: Two\n  lines\n", "title: Two lines\n")
    becomes("title: 'It''s\n  two'\n", "title: 'It''s two'\n")
    becomes('title: "A \\\n  \\"b\\""\n', 'title: "A \\"b\\""\n')


def test_a_line_that_starts_the_document_stays():
    becomes("---\nweight: 1\ntitle: T\n", "---\ntitle: T\nweight: 1\n")


SETTINGS = settings(max_examples=150)


@SETTINGS
@given(documents())
def test_every_text_keeps_its_values_and_comments_and_changes_once(document):
    text, comments = document
    before, found = parse(text, "x.yaml")
    assert not found
    fresh = formatted(text.encode(), "x.yaml", Criterion).decode()
    assert formatted(fresh.encode(), "x.yaml", Criterion).decode() == fresh
    assert parse(fresh, "x.yaml")[0].value == before.value
    assert Counter(one.text for one in Comments(fresh).found) == Counter(comments)


@SETTINGS
@given(documents())
def test_another_reader_sees_the_same_values(document):
    text, _ = document
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    fresh = formatted(text.encode(), "x.yaml", Criterion).decode()
    assert reader.load(fresh) == reader.load(text)
