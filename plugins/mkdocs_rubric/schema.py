"""JSON Schemas of the files, made from the models, for editors to complete and explain keys.

Draft 7, because that is what YAML editors read, and without references, because draft 7 ignores
what stands beside one.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from posixpath import dirname, relpath
from typing import Any

from pydantic import BaseModel

from mkdocs_rubric.model import (
    Criterion,
    Decision,
    Dispute,
    Practice,
    PracticeResult,
    PracticeSeeds,
    Rubric,
    Session,
)

MODELS: Mapping[str, type[BaseModel]] = {
    "rubric": Rubric,
    "criterion": Criterion,
    "decision": Decision,
    "dispute": Dispute,
    "session": Session,
    "practice": Practice,
    "practice-result": PracticeResult,
    "practice-seeds": PracticeSeeds,
}
"""What a file can be, and the model it has to fit."""
FOLDER = "rubric/schema"
"""Where a project keeps its schemas: in the repository, so that editors need no network."""
_OURS = "Written by `rubric schema`"
_COMMENT = f"{_OURS}, which also renews it. What is changed here is lost."

_FIRST = ("title", "description", "type")


@cache
def schema(kind: str) -> str:
    """The JSON Schema of a kind of file, as text.

    What a file does not contain, such as its own name, is left out.

    Args:
        kind: One of `MODELS`.
    """
    made = MODELS[kind].model_json_schema()
    content = _shown(made, made.pop("$defs", {}))
    top = {"$schema": "http://json-schema.org/draft-07/schema#", "$comment": _COMMENT}
    return json.dumps(top | content, indent=2, ensure_ascii=False) + "\n"


def files(folder: str = FOLDER) -> dict[str, str]:
    """Every schema by its path in a folder."""
    return {f"{folder}/{kind}.json": schema(kind) for kind in MODELS}


def is_ours(text: str) -> bool:
    """Whether a file was written from here, by this version or an earlier one."""
    return f'"$comment": "{_OURS}' in text


def modeline(kind: str, path: str, folder: str = FOLDER) -> str:
    """The first line of a YAML file, by which an editor finds its schema.

    Args:
        kind: One of `MODELS`.
        path: The YAML file, from the project's root.
        folder: Where the schemas are, from the project's root.
    """
    return f"# yaml-language-server: $schema={relpath(f'{folder}/{kind}.json', dirname(path))}"


def _shown(node: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """A schema of pydantic's in draft 7, with what helps in an editor and nothing else."""
    shown = dict(node)
    if "$ref" in shown:  # always to a part, never to the whole
        shown = parts[shown.pop("$ref").rpartition("/")[2]] | shown
    if "anyOf" in shown:  # the models know one alternative: something or nothing
        each, _ = shown.pop("anyOf")
        shown = _or_nothing(_shown(each, parts)) | shown
    if "patternProperties" in shown:  # which say nothing about keys of another pattern
        ((pattern, values),) = shown.pop("patternProperties").items()
        shown["propertyNames"] = {"pattern": pattern, **shown.get("propertyNames", {})}
        shown["additionalProperties"] = values
    if "properties" in shown:
        shown["title"] = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shown["title"]).capitalize()
        shown["properties"] = {
            name: _shown(entry, parts)
            for name, entry in shown["properties"].items()
            if "x-from" not in entry
        }
    else:
        shown.pop("title", None)
    for below in ("items", "additionalProperties"):
        if isinstance(shown.get(below), dict):
            shown[below] = _shown(shown[below], parts)
    if not isinstance(shown.get("default"), (str, bool, int, float)):
        shown.pop("default", None)
    if "description" in shown:
        shown["description"] = " ".join(shown["description"].split())
    return {key: shown[key] for key in (*_FIRST, *shown) if key in shown}


def _or_nothing(each: dict[str, Any]) -> dict[str, Any]:
    """A value that may be left out behind its key: `retired:` alone is as good as absent."""
    types = each["type"] if isinstance(each["type"], list) else [each["type"]]
    enum = {"enum": [*each["enum"], None]} if "enum" in each else {}
    return {**each, **enum, "type": [*types, "null"]}
