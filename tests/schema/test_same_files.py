"""Schema and model accept and refuse the same files.

The schema is asked as an editor asks it: dates and keys are text, patterns are ECMAScript's.
"""

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.load.frontmatter import split
from mkdocs_rubric.load.shape import validate
from mkdocs_rubric.load.yaml import Document, parse
from mkdocs_rubric.schema import MODELS, schema

ROOT = Path(__file__).parents[2]

# What ECMAScript's \s matches. Python's also matches U+001C to U+001F and U+0085, and not U+FEFF.
SPACE = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


def matches(validator, pattern, instance, _):
    for ours, theirs in ((r"\s", f"[{SPACE}]"), (r"\S", f"[^{SPACE}]"), ("$", r"\Z")):
        pattern = pattern.replace(ours, theirs)
    if validator.is_type(instance, "string") and not re.search(pattern, instance):
        yield ValidationError(f"{instance!r} does not match")


Editor = extend(Draft7Validator, {"pattern": matches})
EDITORS = {
    kind: Editor(json.loads(schema(kind)), format_checker=FormatChecker()) for kind in MODELS
}


def seen(value):
    """A value as an editor has it: in JSON, keys are text, and there are no dates."""
    match value:
        case dict():
            return {str(key): seen(one) for key, one in value.items()}
        case tuple():
            return [seen(one) for one in value]
        case dt.date():
            return value.isoformat()
        case _:
            return value


def schema_accepts(kind, value):
    return EDITORS[kind].is_valid(seen(value))


def model_accepts(kind, value):
    return not validate(MODELS[kind], Document("a", value), {"id": "a", "path": "a"}).found


# --- The files that are here -------------------------------------------------------------------


def kind_of(path):
    if path.suffix in {".yaml", ".yml"}:
        known = {"rubric": "rubric", "session": "session"}
        return "criterion" if path.parent.name == "criteria" else known.get(path.stem)
    is_decision = path.suffix == ".md" and path.parent.name == "decisions"
    return "decision" if is_decision and path.stem != "README" else None


def the_files():
    folders = [ROOT / name for name in ("rubric", "decisions", "scores", "tests/cases")]
    everything = sorted(path for folder in folders for path in folder.rglob("*"))
    return [path for path in everything if kind_of(path)]


def value_of(path):
    text, _ = decode(path.read_bytes(), str(path))
    if path.suffix == ".md":
        return split(text, str(path))[0].value
    return parse(text, str(path))[0].value


NOT_EVEN_YAML = {
    "R006-yaml-syntax",
    "R006-yaml-syntax-tab",
    "R006-yaml-syntax-unclosed-quote",
    "R007-yaml-too-complex",
    "R011-no-front-matter",
}
VALUES = {str(path.relative_to(ROOT)): (kind_of(path), value_of(path)) for path in the_files()}
READABLE = [name for name, (_, value) in VALUES.items() if value is not None]


def test_what_cannot_be_read_is_left_to_the_reader():
    assert {name.split("/")[2] for name in VALUES.keys() - set(READABLE)} == NOT_EVEN_YAML


@pytest.mark.parametrize("name", READABLE)
def test_a_file_that_is_here_is_the_same_to_both(name):
    kind, value = VALUES[name]
    assert schema_accepts(kind, value) == model_accepts(kind, value)


def test_some_of_them_are_refused_and_the_example_is_not():
    refused = {name.split("/")[2] for name in READABLE if not schema_accepts(*VALUES[name])}
    assert {name[:4] for name in refused} == {"R101", "R102", "R103", "R104", "R105"}


# --- What only one of the two can know ---------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """A file that one of the two refuses, and why the other cannot."""

    reason: str
    kind: str
    text: str
    says: str = ""
    """Of the model's error: its type, a space, what was there."""


QUOTES = "JSON knows no dates, and its keys are text: quotes make no difference to it"
DIFFERENCES = [
    Difference(QUOTES, "criterion", "title: 2026-09-16", r"string_type datetime\.date.*"),
    Difference(QUOTES, "rubric", "scales: {7: {levels: {1: a, 2: b}}}", r"string_type key \d+"),
    Difference(
        "a pattern cannot compare",
        "criterion",
        "edge_cases: [{id: a, situation: b, guidance: c, score: 3-2}]",
        r"score_range '.*\d *(-|\u2013|to) *-?\d.*'",
    ),
    Difference(
        "a pattern cannot compare",
        "criterion",
        "levels: {3-2: {description: a}}",
        r"level_key key '.*\d *(-|\u2013|\u2014|to) *-?\d.*'",
    ),
    Difference(
        "a schema cannot compare two keys",
        "criterion",
        "levels: {1-3: {description: a}, 2: {description: a}}",
        r"levels .*",
    ),
    Difference(
        "a schema cannot compare two values",
        "rubric",
        "calibration: {bands: {acceptable: 90}}",
        r"bands .*",
    ),
    Difference(
        "a schema has one kind of number",
        "session",
        "minutes: 60.0",
        r"int_type -?\d+\.0",
    ),
]
ODD_SPACE = "U+001C to U+001F, U+0085 and U+FEFF are space to some programs and not to others"
WHERE_SPACE_IS_ODD = [
    Difference(ODD_SPACE, "criterion", r'question: "\x85"'),
    Difference(ODD_SPACE, "criterion", r'question: "\uFEFF"'),
    Difference(ODD_SPACE, "rubric", r'calibration: {cadence: {a: "31d\x1c"}}'),
]


def errors(kind, value):
    """What pydantic finds, as `Difference.says` has it, less what follows from something else."""
    try:
        MODELS[kind].model_validate(value)
    except pydantic.ValidationError as error:
        return [
            f"{one['type']} {'key ' if one['loc'][-1:] == ('[key]',) else ''}{one['input']!r}"
            for one in error.errors(include_url=False)
            if one["type"] != "too_short" or len(one["input"]) < one["ctx"]["min_length"]
        ]
    return []


def is_known(kind, value):
    """Whether the model has no reason to refuse a value but those of which a schema cannot know."""
    known = "|".join(f"(?:{one.says})" for one in DIFFERENCES)
    found = errors(kind, value)
    return bool(found) and all(re.fullmatch(known, one, re.DOTALL) for one in found)


# --- What can become of a file -----------------------------------------------------------------

TEXTS = {
    "rubric": """
        title: Quality
        version: "1"
        effective: 2026-01-01
        description: How we score.
        scales: {quality: {step: 1, levels: {-1: Poor, 2: Fair}, tolerance: 1}}
        groups: [{id: all, title: All, description: Everything., criteria: [empathy]}]
        passing: 80
        calibration:
          bands: {acceptable: 70, strong: 85.5}
          cadence: {regular: 31d, launch: 7d for 28d}
          policy_changes: [{date: 2026-11-02, what: Refunds up to 50.}]
          hide_names: true
        reviewers:
          ana:
            kind: person
            names: [Ana Lopez]
            addresses: [ana@northwind.example]
            aliases: [alopez]
          autoqa: {kind: machine, title: AutoQA, model: "2026-09", prompt: standard-2}
        sheets: {ignore: [Channel]}
        checks:
          silence: [{code: R304, path: decisions/*, reason: Old.}]
          allow: [{text: help@northwind.example, reason: Public.}]
        synonyms: [[RMA, return slip], [Summit member, gold customer, VIP]]
        start: [standard, first-week.md]
        """,
    "criterion": """
        title: Empathy
        question: Did they?
        description: What it is.
        scale: quality
        weight: 1.5
        critical: true
        not_applicable: Nobody is upset.
        aliases: [compassion]
        tags: [tone]
        keywords: [feelings]
        see_also: [tone]
        retired: 2026-05-01
        replaced_by: clarity
        earlier_scales: [{before: 2026-03-01, scale: old}]
        use_when: [A loss.]
        avoid_when: [A voice.]
        levels: {1: {description: No., examples: [{text: As stated., why: Nothing.}]}, 2: {description: Yes.}}
        edge_cases:
          - {id: a, situation: s, guidance: g, score: 2-3, decision: 2026-01-01-a,
             confirmed: 2026-02-01, tags: [t], keywords: [k]}
        """,  # noqa: E501 - a line each
    "decision": """
        title: Tone alone is not empathy
        status: accepted
        date: 2026-09-16
        session: a
        criteria: [empathy]
        conversations: [C-1]
        deciders: [Ana M.]
        supersedes: [2026-01-01-a]
        settles: [{conversation: C-1, criterion: empathy}]
        owner: sam
        review_by: 2027-03-16
        confirmed: 2026-12-01
        tags: [tone]
        """,
    "dispute": """
        title: The stock was gone
        date: 2026-10-04
        criterion: resolution
        conversation: C-2377
        reviewed: 2026-09-29
        score: "1"
        claimed: "3"
        outcome: upheld
        answered: 2026-10-09
        owner: sam
        decision: 2026-10-16-stock
        """,
    "session": """
        date: 2026-09-16
        due: 2026-09-14
        minutes: 60
        kind: launch
        title: Macros
        rubric_version: "3.1"
        facilitator: sam
        reviewers: [ana]
        notes: In writing.
        conversations:
          - {id: C-1, picked_as: common, channel: email, summary: A refund., transcript: C-1.md}
        settled:
          - {conversation: C-1, criterion: empathy, decision: 2026-09-16-tone}
          - {conversation: C-1, criterion: clarity, no_change: It is clear.}
        machines:
          autoqa:
            model: "2026-09"
            prompt: standard-2
            rubric_version: "3.1"
            fingerprints: {empathy: 5f0c2b7a91de}
        sealed:
          binding: jwe
          key: {kty: EC, crv: P-256, x: sK5SY36A07foqpMbgO-31965w8UL5v1F80zL_yTEizI,
                y: XxGsvEokne4p4XUVSn2YNl-FGHZJG0kyry9bBQGKjB4}
          revealed:
            date: 2026-09-15
            private: {kty: EC, crv: P-256, x: sK5SY36A07foqpMbgO-31965w8UL5v1F80zL_yTEizI,
                      y: XxGsvEokne4p4XUVSn2YNl-FGHZJG0kyry9bBQGKjB4,
                      d: BuMoKC8xPuzy9vZEdDtRd3_-gke048ZaHDyStHpYspc}
            excused: [oona]
        confirmed: 2026-12-01
        closed: 2026-09-18
        """,
    "practice": """
        title: First days
        description: Take your time.
        sets:
          - title: Beginning
            conversations:
              - {session: 2026-09, conversation: C-1, notice: Look., confirmed: 2026-10-01}
        calibrated: {sets: 1, agreement: 80, critical_misses: 1}
        listed: true
        """,
    "practice-result": """
        reviewer: ana
        date: 2026-11-26
        rubric_version: "3.1"
        tries: 2
        counted_by:
          empathy: {levels: "1, 2", within: "0", critical: false, not_applicable: true,
                    edge_cases: {hostile: "2"}, wording: 3f2a90c14b7d}
        scores:
          - {session: 2026-09, conversation: C-1, criterion: empathy, score: 2}
        """,
    "practice-seeds": """
        seeds:
          - {name: C-48213, session: 2026-09, conversation: C-1, date: 2026-11-26}
          - {name: C-48214, session: 2026-09, conversation: C-2, date: 2026-11-26}
          - {name: C-48215, session: 2026-09, conversation: C-3, date: 2026-11-26}
        """,
}  # fmt: skip
VALID = {kind: parse(text, "a")[0].value for kind, text in TEXTS.items()}
DAY = dt.date(2026, 9, 16)
ANYTHING = [
    None, True, False, 0, 1, -1, 2.5, 1.0, 101, 10**7, 10**40, (), {}, DAY, "", " ", "\n", "a", "A",
    "con", "a--b", "a" * 81, "a " * 250, " padded\n", "two\nlines", "\x00", "\u202eback", "5",
    "true", "2026-09-16", "2026-02-30", "2026-9-1", "2-3", " 2 to 3", "3\N{EN DASH}2", "2-", "31d",
    "31 d", "7d for 28d", "accepted", "superseded", "regular", "Common", ("a",), (1,), ("a", None),
    {"a": "b"}, {1: "b"}, {"1": "b"}, {"levels": {1: "a"}}, {"id": "a"}, ({"text": "a"},),
    {1: {"description": "a"}, "one": {"description": "b"}}, {1: "a", 2: "b"},
]  # fmt: skip


def paths(value, path=()):
    """Where something stands in a value."""
    if path:
        yield path
    if isinstance(value, (dict, tuple)):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from paths(value[key], (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def put(value, path, new):
    """A value with something else in one place."""
    if not path:
        return new
    key, *rest = path
    after = put(value[key], rest, new)
    if isinstance(value, dict):
        return {name: after if name == key else one for name, one in value.items()}
    return (*value[:key], after, *value[key + 1 :])


def changes(kind):
    """Everything in every place; each key missing, with another name, and beside another one."""
    whole = VALID[kind]
    for path in paths(whole):
        for new in ANYTHING:
            yield put(whole, path, new)
        *above, key = path
        around = at(whole, above)
        if isinstance(around, dict):
            rest = {name: one for name, one in around.items() if name != key}
            yield put(whole, above, rest)
            for name in ("sumary", "id", "path", "criteria", "body", 3, "3", "-", "A key"):
                yield put(whole, above, rest | {name: around[key]})
                yield put(whole, above, around | {name: around[key]})


def disagreement(kind, value):
    """Whether one of the two refuses a value for no reason that is known above."""
    ours, theirs = model_accepts(kind, value), schema_accepts(kind, value)
    return ours != theirs and not (theirs and is_known(kind, value))


@pytest.mark.parametrize("kind", MODELS)
def test_the_file_that_is_changed_here_is_valid_and_has_every_key(kind):
    assert schema_accepts(kind, VALID[kind])
    assert model_accepts(kind, VALID[kind])

    def keys(node):
        for name, one in node.get("properties", {}).items():
            yield name
            yield from keys(one)
        for below in ("items", "additionalProperties"):
            if isinstance(node.get(below), dict):
                yield from keys(node[below])

    there = {key for path in paths(VALID[kind]) for key in path}
    assert set(keys(EDITORS[kind].schema)) <= there


@pytest.mark.parametrize("kind", MODELS)
def test_a_file_with_one_change_is_the_same_to_both(kind):
    accepted = {True: 0, False: 0}
    for value in changes(kind):
        assert not disagreement(kind, value), seen(value)
        accepted[schema_accepts(kind, value)] += 1
    assert min(accepted.values()) > 100


@given(st.data())
def test_a_file_with_several_changes_is_the_same_to_both(data):
    kind = data.draw(st.sampled_from(list(MODELS)))
    value = VALID[kind]
    for _ in range(3):
        if places := list(paths(value)):
            new = data.draw(st.sampled_from(ANYTHING))
            value = put(value, data.draw(st.sampled_from(places)), new)
    assert not disagreement(kind, value), seen(value)


TEXT = st.text(
    st.sampled_from(
        " \t\n\x00\x0b\x7f\xa0\u200d\u202e\u2029\u3000-\N{EN DASH}0123dfortAé\N{PARTY POPPER}"
    )
    | st.characters(codec="utf-8", exclude_characters="\x1c\x1d\x1e\x1f\x85\ufeff")
)


@given(st.sampled_from(list(MODELS)), TEXT, st.data())
def test_any_text_is_the_same_to_both(kind, text, data):
    whole = VALID[kind]
    places = [path for path in paths(whole) if isinstance(at(whole, path), str)]
    path = data.draw(st.sampled_from(places))
    assert not disagreement(kind, put(whole, path, text))


@given(TEXT)
def test_any_text_as_a_key_is_the_same_to_both(text):
    for path in (["scales"], ["calibration", "cadence"], ["scales", "quality", "levels"]):
        (*_, one) = at(VALID["rubric"], path).values()
        value = put(VALID["rubric"], path, {text: one, 5: "a", 6: "b"} if path[2:] else {text: one})
        assert not disagreement("rubric", value)


@pytest.mark.parametrize("one", DIFFERENCES, ids=lambda one: one.text)
def test_only_the_model_can_know(one):
    value = VALID[one.kind] | parse(one.text, "a")[0].value
    assert schema_accepts(one.kind, value), one.reason
    assert not model_accepts(one.kind, value), one.reason
    (error,) = errors(one.kind, value)
    assert re.fullmatch(one.says, error)


@pytest.mark.parametrize("one", WHERE_SPACE_IS_ODD, ids=lambda one: one.text)
def test_not_everybody_calls_the_same_characters_space(one):
    value = VALID[one.kind] | parse(one.text, "a")[0].value
    assert schema_accepts(one.kind, value) != model_accepts(one.kind, value), one.reason
