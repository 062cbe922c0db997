"""The pages of the manual that are made of the program itself: commands, options, files."""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from itertools import pairwise

import click

from mkdocs_rubric import schema
from mkdocs_rubric.cli import main
from mkdocs_rubric.mkdocs_plugin import config

KINDS = {
    "rubric": "rubric/rubric.yaml",
    "criterion": "rubric/criteria/<criterion>.yaml",
    "decision": "decisions/<date>-<slug>.md, between its two lines of ---",
    "session": "scores/<session>/session.yaml",
    "dispute": "disputes/<date>-<slug>.md, between its two lines of ---",
}


def pages() -> dict[str, str]:
    """Each page's text, by its name in site_src/manual/."""
    return {"commands.md": commands(), "options.md": options(), "files.md": files()}


def commands() -> str:
    """What `--help` says of every command."""
    found = ["# Commands", "", "What `rubric … --help` says, command by command.", ""]
    for names, command in _all(main, ("rubric",)):
        if isinstance(command, click.Group) and len(names) == 1:
            continue
        found += [f"## {' '.join(names)}", ""]
        found += ["```text", _help(names, command), "```", ""]
    return "\n".join(found)


def _all(
    command: click.Command, names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield names, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _all(below, (*names, name))


def _help(names: tuple[str, ...], command: click.Command) -> str:
    context = None
    for name in names:
        context = click.Context(
            command if name == names[-1] else main, info_name=name, parent=context,
            max_content_width=84, terminal_width=84,
        )  # fmt: skip
    assert context is not None
    lines = command.get_help(context).splitlines()
    return "\n".join(line.rstrip() for line in lines)


def options() -> str:
    """The plugin's options with their documentation."""
    found = [
        "# Options",
        "",
        "Under `plugins: - rubric:` in `mkdocs.yml`, or `[project.plugins.rubric]` in",
        "`zensical.toml`. Everything is optional.",
        "",
    ]
    tree = ast.parse(inspect.getsource(config.RubricConfig))
    body = tree.body[0].body
    told = dict(config.RubricConfig._schema)
    for line, after in pairwise(body):
        if isinstance(line, ast.Assign) and isinstance(after, ast.Expr):
            name = line.targets[0].id
            text = " ".join(inspect.cleandoc(after.value.value).split())
            found += [
                f"## {name} {{#{name}}}",
                "",
                text,
                "",
                f"Default: {_default(told[name])}",
                "",
            ]
    return "\n".join(found)


def _default(option: object) -> str:
    default = getattr(option, "default", None)
    if default in (None, ""):
        return "none."
    return f"`{json.dumps(default)}`."


def files() -> str:
    """The keys of each file, from the schemas that editors read."""
    found = [
        "# Files",
        "",
        "The keys of each file a team commits, as editors explain them (`rubric schema`). What is",
        "wrong in one is told by `rubric check`, with what to do; [every message](../checks.md) is",
        "explained.",
        "",
    ]
    for kind, place in KINDS.items():
        told = json.loads(schema.schema(kind))
        found += [f"## {told['title']} {{#{kind}}}", "", f"`{place}`", "", told["description"], ""]
        found += [*_keys(told, ""), ""]
    return "\n".join(found)


def _keys(told: dict, above: str) -> Iterator[str]:
    required = told.get("required", [])
    for name, about in told.get("properties", {}).items():
        path = f"{above}{name}"
        notes = [_type(about)] + (["required"] if name in required else [])
        if "default" in about and about["default"] not in (None, [], {}, ""):
            notes.append(f"default `{json.dumps(about['default'])}`")
        text = re.sub(r"([<>|])", r"\\\1", " ".join(about.get("description", "").split()))
        yield (
            f"- `{path}` ({', '.join(notes)}): {text}"
            if text
            else f"- `{path}` ({', '.join(notes)})"
        )
        below = about.get("items", about)
        if isinstance(below, dict) and "properties" in below and above.count(".") < 2:
            yield from _keys(below, f"{path}.")


def _type(about: dict) -> str:
    if "enum" in about:
        return "one of " + ", ".join(str(value) for value in about["enum"])
    if "const" in about:
        return f"`{about['const']}`"
    found = about.get("type") or sorted({_type(each) for each in about.get("anyOf", [])})
    names = {"string": "text", "array": "list", "object": "mapping", "boolean": "true or false"}
    each = [name for name in (found if isinstance(found, list) else [found]) if name != "null"]
    return " or ".join(names.get(name, name) for name in each) or "any"
