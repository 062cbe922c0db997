"""The templates of a new repository, and values as YAML."""

import textwrap
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
import yaml

from mkdocs_rubric import schema
from mkdocs_rubric.importing.untrusted import plain
from mkdocs_rubric.load.scalar import scalar
from mkdocs_rubric.model import LevelKey, Span

_WIDTH = 10_000  # lines are broken by the layout of `rubric fmt`
_TEXT, _SEQUENCE, _MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_TEMPLATES = files("mkdocs_rubric.scaffold") / "templates"


def template(name: str) -> str:
    """The text of a template as it stands."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def filled(name: str, **values: Any) -> str:
    """A template with its values. Pipelines are full of braces, so ours are `[= value =]`."""
    return _environment().from_string(template(name)).render(values)


def names(folder: str) -> list[str]:
    """The templates in a folder, sorted."""
    return sorted(path.name for path in (_TEMPLATES / folder).iterdir())


def dumped(value: object) -> str:
    """A value as YAML that means the same to every reader."""
    return yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH
    ).removesuffix("...\n")


class _Dumper(yaml.SafeDumper):
    """PyYAML's, which reads YAML 1.1; we read 1.2, where other texts need quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = None
    if "\n" in value:
        style = "|"
    elif not isinstance(scalar(value), str):
        style = '"'
    return dumper.represent_scalar(_TEXT, value, style)


class Short(list[str]):
    """Ids or tags, which stand on one line."""


def yaml_key(key: LevelKey) -> int | float | str:
    """A score or a band as YAML has it: `3`, `2.5`, `7-8`."""
    if isinstance(key, Span):
        return f"{key.low}-{key.high}"
    return yaml_number(Fraction(key))


def yaml_number(number: Fraction) -> int | float:
    """A number as YAML has it: a float only where it is not whole, and as it is written."""
    return int(number) if number.denominator == 1 else float(number)


class Labels(dict[int | float | str, str]):
    """What the levels of a scale are called, on one line."""


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    Short, lambda dumper, value: dumper.represent_sequence(_SEQUENCE, value, flow_style=True)
)
_Dumper.add_representer(
    Labels, lambda dumper, value: dumper.represent_mapping(_MAPPING, value, flow_style=True)
)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(  # noqa: S701 - Markdown and YAML, escaped by filters
        block_start_string="[%",
        block_end_string="%]",
        variable_start_string="[=",
        variable_end_string="=]",
        comment_start_string="[#",
        comment_end_string="#]",
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "yaml": lambda value: dumped(value).rstrip("\n"),
        "block": lambda value: textwrap.indent(dumped(value).rstrip("\n"), "  "),
        "markdown": plain,
    }
    environment.globals["modeline"] = schema.modeline
    return environment
