"""Unquoted scalars, against ruamel.yaml, an independent reader of YAML 1.2."""

import datetime as dt
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from mkdocs_rubric.load.scalar import scalar
from mkdocs_rubric.load.yaml import parse

ruamel = YAML(typ="safe", pure=True)
ruamel.default_flow_style = False  # libyaml cannot read `{a: :a}`, which ruamel writes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("3", 3),
        ("-2", -2),
        ("007", 7),
        ("3.10", 3.1),
        ("1e3", 1000.0),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        (".5e1", 5.0),
        ("2026-09-16", dt.date(2026, 9, 16)),
        ("2026-02-30", "2026-02-30"),
        ("2026-09-16 10:00:00", "2026-09-16 10:00:00"),
        ("C-2201", "C-2201"),
        ("4111111111111111", 4111111111111111),
        ("9" * 31, "9" * 31),
        ("٣", "٣"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_a_scalar_means_what_it_means_in_yaml_1_2(text, value):
    found = scalar(text)
    assert found == value
    assert type(found) is type(value)


WRITTEN_OUT = st.one_of(
    st.sampled_from(
        [
            "no",
            "yes",
            "on",
            "off",
            "true",
            "True",
            "TRUE",
            "false",
            "null",
            "Null",
            "~",
            "1:30",
            "1_0",
            "-",
            "+",
            ".",
            "y",
            "n",
        ]
    ),
    st.from_regex(r"[-+]?[0-9]{1,9}", fullmatch=True),
    st.from_regex(r"[-+]?[0-9]{1,5}\.[0-9]{1,5}(e[-+]?[0-9]{1,2})?", fullmatch=True),
    st.dates(min_value=dt.date(1000, 1, 1)).map(str),
    st.from_regex(r"[a-zA-Z][a-zA-Z0-9 ._/-]{0,12}[a-zA-Z0-9]", fullmatch=True),
    st.from_regex(r"[0-9a-zA-Z.+-]{1,6}", fullmatch=True),
)


@given(WRITTEN_OUT)
def test_scalars_agree_with_an_independent_reader(text):
    try:
        expected = ruamel.load(f"key: {text}\n")["key"]
    except YAMLError:
        assume(False)
    assume(not (isinstance(expected, float) and expected in {float("inf"), float("-inf")}))
    assume(expected == expected)  # noqa: PLR0124 - not a number is not equal to itself
    assume(not text.lstrip("+-").startswith("."))  # ruamel reads .5e1 as text, YAML 1.2 does not
    assume("_" not in text)  # ruamel reads 1_0 as 10, which YAML 1.2 does not
    assume(not text.lower().lstrip("+-").startswith(("0x", "0o")))  # ours are decimal
    assume(not isinstance(expected, dt.datetime))  # of a day: there are no times in our formats
    assert parse(f"key: {text}\n", "a.yaml")[0].value == {"key": expected}


VALUES = st.recursive(
    st.one_of(
        st.integers(-999, 999), st.booleans(), st.none(), st.text("abc :#-'\"\n", max_size=9)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text("abcxyz", min_size=1, max_size=4), inner, max_size=3),
    ),
    max_leaves=12,
)


def as_tuples(value):
    if isinstance(value, list):
        return tuple(map(as_tuples, value))
    if isinstance(value, dict):
        return {str(key): as_tuples(one) for key, one in value.items()}
    return value


@given(st.dictionaries(st.text("abcxyz", min_size=1, max_size=4), VALUES, min_size=1, max_size=3))
def test_whole_documents_agree_with_an_independent_reader(value):
    written = io.StringIO()
    ruamel.dump(value, written)
    document, found = parse(written.getvalue(), "a.yaml")
    assert found == []
    assert document.value == as_tuples(ruamel.load(written.getvalue()))
