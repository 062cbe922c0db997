"""The file that configures a site, read as it stands: `mkdocs.yml`, or a team's `zensical.toml`.

Nothing in it is run. What only a generator can make of it (`!!python/name:…`) is kept as it is
written, for the generator that reads the file we write.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from mkdocs_rubric.errors import RubricError

NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "zensical.toml")
"""Where a site is configured, the first one that is there."""
_DEPTH = 8  # files that inherit from each other


@dataclass(frozen=True)
class Tagged:
    """A value that means something to a generator only.

    Attributes:
        tag: As YAML has it: `!ENV`, `tag:yaml.org,2002:python/name:…`.
        value: What stands there.
    """

    tag: str
    value: Any


@dataclass(frozen=True)
class SiteFile:
    """What configures a site.

    Attributes:
        path: The file.
        values: Its settings; what another file is inherited from has been filled in.
        read: Every file that was read for it.
    """

    path: Path
    values: Mapping[str, Any]
    read: tuple[Path, ...] = field(default=())

    def changed(self, settings: Mapping[str, Any]) -> "SiteFile":
        """The same with other settings in the place of some."""
        return SiteFile(self.path, {**self.values, **settings}, self.read)

    @property
    def root(self) -> Path:
        """The folder it is in, from which its paths are meant."""
        return self.path.parent

    def text(self, *keys: str) -> str:
        """A setting that is a text; "" where it is not set."""
        found = self.plain(*keys)
        return "" if found is None or isinstance(found, Mapping | list) else str(found)

    def plain(self, *keys: str) -> Any:
        """A setting with what the environment says filled in; None where it is not set."""
        found: Any = self.values
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        return plain(found)

    def plugin(self, name: str) -> Mapping[str, Any] | None:
        """The settings of a plugin; None where it is not in use."""
        return self.plugins().get(name)

    def plugins(self) -> dict[str, Mapping[str, Any]]:
        """The plugins in use, in their order, with their settings."""
        return _named(self.values.get("plugins"))

    def extensions(self) -> dict[str, Mapping[str, Any]]:
        """The Markdown extensions that are named, in their order, with their settings."""
        return _named(self.values.get("markdown_extensions"))


def _named(found: Any) -> dict[str, Mapping[str, Any]]:
    """A list of names, some with settings, in each of the ways that MkDocs takes."""
    if isinstance(found, str):
        found = [found]
    if isinstance(found, Mapping):
        found = [{name: settings} for name, settings in found.items()]
    named: dict[str, Mapping[str, Any]] = {}
    for each in found if isinstance(found, list) else []:
        items = each.items() if isinstance(each, Mapping) else [(each, {})]
        for name, settings in items:
            named[str(name)] = settings if isinstance(settings, Mapping) else {}
    return named


def site_file(given: Path) -> SiteFile:
    """Read what configures a site.

    Args:
        given: The file, or the folder it is in.

    Raises:
        RubricError: There is none, or it cannot be read.
    """
    path = given
    if given.is_dir():
        there = (given / name for name in NAMES)
        found = next((each for each in there if each.is_file()), None)
        if found is None:
            raise RubricError(
                f"there is no mkdocs.yml in {given.resolve()}",
                help="run this in its folder, name it with --config-file, or begin one with "
                "rubric init",
            )
        path = found
    read: list[Path] = []
    if path.suffix == ".toml":
        values = _toml(path)
        read.append(path)
    else:
        values = _yaml(path, read)
    return SiteFile(path.resolve(), values, tuple(read))


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        found = tomllib.loads(_content(path))
    except tomllib.TOMLDecodeError as error:
        raise RubricError(f"{path.name}: {error}", help="correct it") from error
    project = found.get("project", found)
    return project if isinstance(project, dict) else {}


def _yaml(path: Path, read: list[Path]) -> dict[str, Any]:
    read.append(path)
    try:
        found = yaml.load(_content(path), Loader=_Loader)  # noqa: S506 - one that runs nothing
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        what = getattr(error, "problem", None) or str(error)
        raise RubricError(f"{path.name}{place}: {what}", help="correct its YAML") from error
    if found is None:
        found = {}
    if not isinstance(found, dict):
        raise RubricError(f"{path.name}: settings were expected", help="begin with site_name: …")
    parent = plain(found.pop("INHERIT", None))
    if not parent:
        return found
    if len(read) >= _DEPTH:
        raise RubricError(f"{path.name}: INHERIT goes in circles", help="correct it")
    return _merged(_yaml(path.parent / str(parent), read), found)


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise RubricError(f"{path} cannot be read: {str(why).lower()}", help="check it") from error


def _merged(parent: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """As MkDocs merges them: mappings into each other, all else in the other's place."""
    merged = dict(parent)
    for key, value in own.items():
        before = merged.get(key)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        merged[key] = _merged(before, value) if both and before is not None else value
    return merged


def plain(value: Any) -> Any:
    """A value as MkDocs reads it: with what the environment says filled in."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, Tagged):
        return value
    if value.tag != "!ENV":
        return plain(value.value)
    named = value.value if isinstance(value.value, list) else [value.value]
    *names, otherwise = named if len(named) > 1 else [*named, None]
    said = next((os.environ[str(name)] for name in names if str(name) in os.environ), None)
    return otherwise if said is None else yaml.safe_load(said)


class _Loader(yaml.SafeLoader):
    """Makes a `Tagged` of what it does not know."""


class _Dumper(yaml.SafeDumper):
    """Writes a `Tagged` as it was."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's
        return True


def _tagged(loader: yaml.SafeLoader, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.MappingNode):
        return Tagged(node.tag, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return Tagged(node.tag, loader.construct_sequence(node, deep=True))
    assert isinstance(node, yaml.ScalarNode)
    return Tagged(node.tag, loader.construct_scalar(node))


def _as_it_was(dumper: yaml.SafeDumper, tagged: Tagged) -> yaml.Node:
    if isinstance(tagged.value, dict):
        return dumper.represent_mapping(tagged.tag, tagged.value)
    if isinstance(tagged.value, list):
        return dumper.represent_sequence(tagged.tag, tagged.value)
    return dumper.represent_scalar(tagged.tag, str(tagged.value))


_Loader.add_constructor(None, _tagged)
_Dumper.add_representer(Tagged, _as_it_was)


def as_yaml(values: Mapping[str, Any]) -> str:
    """Settings as a file."""
    return yaml.dump(dict(values), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
