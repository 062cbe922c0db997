"""What every model has in common."""

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler


class Strict(BaseModel):
    """Frozen, without unknown keys, and without conversions: `"3"` is not 3, `no` is not false."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        defer_build=True,
        hide_input_in_errors=True,
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: Any, handler: GetJsonSchemaHandler, /
    ) -> dict[str, Any]:
        """The schema, in which the text below a field describes it.

        `use_attribute_docstrings` says the same, and reads the source on every start.
        """
        found = handler(schema)
        texts = _texts(cls)
        fields = handler.resolve_ref_schema(found).get("properties", {})
        for name, field in fields.items():
            if name in texts:
                field.setdefault("description", texts[name])
        return found


def _texts(model: type[BaseModel]) -> Mapping[str, str]:
    """What stands below each field of a model."""
    texts: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if each is not BaseModel and issubclass(each, BaseModel):
            texts |= _below_fields(each.__module__).get(each.__name__, {})
    return texts


@cache
def _below_fields(module: str) -> Mapping[str, Mapping[str, str]]:
    """The same of every class of a module."""
    found: dict[str, dict[str, str]] = {}
    for each in ast.parse(inspect.getsource(sys.modules[module])).body:
        for field, below in pairwise(each.body if isinstance(each, ast.ClassDef) else ()):
            match each, field, below:
                case (
                    ast.ClassDef(name=owner),
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found.setdefault(owner, {})[name] = inspect.cleandoc(text)
    return found


class Record(Strict):
    """A model with a file of its own. `load` sets these two; the file does not contain them."""

    id: str = Field(default="", json_schema_extra={"x-from": "file name"})
    """The file's name without its ending."""
    path: str = Field(default="", json_schema_extra={"x-from": "file name"})
    """Where the file is, from the project's root."""
