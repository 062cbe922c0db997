"""What the schemas contain: enough for an editor to explain every key."""

import json
from posixpath import dirname, join, normpath

import pytest
from jsonschema import Draft7Validator, FormatChecker

from factories import a_tree
from mkdocs_rubric.model import Status
from mkdocs_rubric.render import Renderer
from mkdocs_rubric.schema import FOLDER, MODELS, files, is_ours, modeline, schema
from mkdocs_rubric.site import Options, build

SCHEMAS = {kind: json.loads(schema(kind)) for kind in MODELS}


def below(node, path=()):
    """Every place in a schema at which a value can stand, with its path."""
    yield path, node
    for name, one in node.get("properties", {}).items():
        yield from below(one, (*path, name))
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            yield from below(node[key], (*path, "*"))


PLACES = [
    pytest.param(node, id="/".join((kind, *path)))
    for kind, whole in SCHEMAS.items()
    for path, node in below(whole)
]
KEYS = [one for one in PLACES if not one.id.endswith("*")]


@pytest.mark.parametrize("kind", MODELS)
def test_it_is_a_schema_of_draft_7_that_refers_to_nothing_else(kind):
    Draft7Validator.check_schema(SCHEMAS[kind])
    assert SCHEMAS[kind]["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$ref" not in schema(kind)
    assert "$id" not in SCHEMAS[kind]


def test_there_are_enough_keys_for_these_tests_to_mean_something():
    assert len(KEYS) > 80


@pytest.mark.parametrize("node", KEYS)
def test_every_key_is_explained_in_a_sentence(node):
    assert node["description"][0].isupper()
    assert node["description"].endswith(".")
    assert "\n" not in node["description"]


@pytest.mark.parametrize("node", KEYS)
def test_every_value_that_is_written_by_hand_has_an_example(node):
    is_container = "object" in (node["type"], node.get("items", {}).get("type"))
    assert is_container or node.keys() & {"examples", "default", "enum"}


@pytest.mark.parametrize("node", PLACES)
def test_the_examples_and_the_defaults_are_possible(node):
    validator = Draft7Validator(node, format_checker=FormatChecker())
    shown = [*node.get("examples", ()), *filter(None, [node.get("default")])]
    assert [one for one in shown if not validator.is_valid(one)] == []


@pytest.mark.parametrize("node", PLACES)
def test_no_other_key_is_possible_where_keys_are_known(node):
    assert ("properties" in node) <= (node.get("additionalProperties") is False)


@pytest.mark.parametrize("node", PLACES)
def test_a_pattern_comes_with_words_for_what_does_not_match_it(node):
    for one in (node, node.get("propertyNames", {})):
        assert ("pattern" in one) == ("patternErrorMessage" in one)


def test_what_a_file_does_not_contain_is_left_out():
    assert not {"id", "path"} & {name for one in SCHEMAS.values() for name in one["properties"]}
    assert "criteria" not in SCHEMAS["rubric"]["properties"]
    assert not {"body", "body_line"} & SCHEMAS["decision"]["properties"].keys()


def test_superseded_is_not_a_status_to_be_written():
    assert SCHEMAS["decision"]["properties"]["status"]["enum"] == [
        one.value for one in Status if one is not Status.SUPERSEDED
    ]


def test_the_files_say_where_they_come_from():
    assert list(files()) == [f"{FOLDER}/{kind}.json" for kind in MODELS]
    assert all(is_ours(text) and text.endswith("}\n") for text in files().values())
    assert not is_ours('{"type": "object", "title": "rubric schema"}')


@pytest.mark.parametrize(
    ("kind", "path", "schema_path"),
    [
        ("rubric", "rubric/rubric.yaml", "schema/rubric.json"),
        ("criterion", "rubric/criteria/empathy.yaml", "../schema/criterion.json"),
        ("session", "scores/2026-09/session.yaml", "../../rubric/schema/session.json"),
    ],
)
def test_a_first_line_leads_from_a_file_to_its_schema(kind, path, schema_path):
    line = modeline(kind, path)
    assert line == f"# yaml-language-server: $schema={schema_path}"
    assert normpath(join(dirname(path), schema_path)) in files()


def test_a_first_line_leads_to_another_folder():
    line = modeline("criterion", "qa/standard/criteria/a.yaml", folder="qa/standard/schema")
    assert line.endswith("=../schema/criterion.json")


def test_they_are_on_the_site():
    data = build(a_tree(), Options(), Renderer()).data
    assert {uri: data[uri] for uri in files("schema")} == files("schema")
