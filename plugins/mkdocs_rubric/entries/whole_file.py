"""A YAML file whose entries are changed, and nothing else of it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from mkdocs_rubric.diagnostics import Diagnostic, Location
from mkdocs_rubric.entries.habits import column_of
from mkdocs_rubric.entries.order import order_of
from mkdocs_rubric.entries.paths import at, has, plain, renamed, same, with_value, without
from mkdocs_rubric.entries.places import NoPlaceError, Splice
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.load.decoded import decode
from mkdocs_rubric.load.frontmatter import split
from mkdocs_rubric.load.translated import Keys
from mkdocs_rubric.load.yaml import Document, parse
from mkdocs_rubric.patch.spelling import Spelling

if TYPE_CHECKING:
    from mkdocs_rubric.entries.splices import Splices


class NotEditableError(RubricError):
    """A file that cannot be changed in this way without changing what else it says."""


@dataclass(frozen=True)
class YamlFile:
    """A YAML file, or the front matter of a Markdown file.

    Each change gives a new one, in which only the lines are different that have to be: comments,
    quotes, line ends and the width of lines are as they were, and what is new is written like what
    stands beside it. The result is read before it is returned, and says what was asked for.

    Attributes:
        path: Where it is, for messages; the ending .md tells that it has front matter.
        content: Its bytes.
        model: What it holds: new keys come where this model has them.
    """

    path: str
    content: bytes
    model: type[BaseModel]

    @property
    def value(self) -> Any:
        """What it says: dicts, tuples and scalars.

        Raises:
            NotEditableError: It has mistakes.
        """
        return self._document().value

    def set(self, *keys: str | int, to: Any, braces: bool | None = None) -> "YamlFile":
        """Let the value at `keys` be another; keys that are missing on the way are made.

        Of a mapping or list only what is different changes.

        Args:
            *keys: The path: keys of mappings, places in lists.
            to: The new value.
            braces: Whether new mappings are written in braces where they fit a line; by default
                as those beside them.

        Raises:
            NotEditableError: The file has mistakes, or there is no place for it.
        """
        return self.set_all({keys: to}, braces=braces)

    def set_all(self, values: Mapping[Keys, Any], *, braces: bool | None = None) -> "YamlFile":
        """The same for several paths at once, none of which leads into another."""
        wanted = self.value
        plain_values = {keys: plain(value) for keys, value in values.items()}
        for keys, value in plain_values.items():
            wanted = with_value(wanted, keys, value)

        def change(splices: "Splices") -> None:
            for keys, value in plain_values.items():
                splices.put(keys, value)

        return self._changed(change, wanted, braces=braces)

    def append(self, *keys: str | int, entry: Any, braces: bool | None = None) -> "YamlFile":
        """Add an entry to the list at `keys`, which need not be there yet.

        Args:
            *keys: The path of the list.
            entry: The entry.
            braces: As for `set`.

        Raises:
            NotEditableError: The file has mistakes, or there is no list.
        """
        entry = plain(entry)
        known = at(self.value, keys)
        entries = known if isinstance(known, tuple) else ()
        wanted = with_value(self.value, keys, (*entries, entry))
        return self._changed(lambda splices: splices.append(keys, entry), wanted, braces=braces)

    def remove(self, *keys: str | int) -> "YamlFile":
        """Take out a key with its value, or an entry of a list, and the comments above it.

        Raises:
            NotEditableError: The file has mistakes, or it is not there.
        """
        known = self.value
        wanted = without(known, keys) if keys and has(known, keys) else known
        return self._changed(lambda splices: splices.remove(keys), wanted)

    def rename_key(self, *keys: str | int, to: str | int) -> "YamlFile":
        """Call the key at the end of a path something else.

        Raises:
            NotEditableError: The file has mistakes, or the key is not there.
        """
        known = self.value
        wanted = renamed(known, keys, to) if keys and has(known, keys) else known
        return self._changed(lambda splices: splices.rename(keys, to), wanted)

    def _document(self) -> Document:
        text, found = decode(self.content, self.path)
        if text is None or found:
            raise _mistake(found[0])
        if self.path.endswith(".md"):
            document, _, _, found = split(text, self.path)
        else:
            document, found = parse(text, self.path)
        if found:
            raise _mistake(found[0])
        return document

    def _changed(
        self, change: Callable[["Splices"], None], wanted: Any, *, braces: bool | None = None
    ) -> "YamlFile":
        from mkdocs_rubric.entries.splices import Splices  # noqa: PLC0415 - ruamel.yaml is slow

        document = self._document()
        order = order_of(self.model)
        for blocks in (True, False):
            splices = Splices(document.text, document.value, order, braces=braces, blocks=blocks)
            try:
                change(splices)
            except NoPlaceError as error:
                line = document.text.count("\n", 0, error.place) + document.first_line
                where = Location(self.path, line, column_of(document.text, error.place) + 1)
                raise NotEditableError(f"{where}: {error.why}", help=_BY_HAND) from None
            fresh = YamlFile(self.path, self._spliced(document, splices.found), self.model)
            with suppress(NotEditableError):
                if same(fresh.value, wanted):
                    return fresh
        raise NotEditableError(
            f"{self.path}: this cannot be changed without changing what else the file says",
            help=f"{_BY_HAND}; look for anchors (&) and aliases (*)",
        )

    def _spliced(self, document: Document, splices: list[Splice]) -> bytes:
        """The bytes of the file with the splices made, which count in the YAML of the document."""
        spelling = Spelling.of(self.content)
        starts = [0, *accumulate(map(len, spelling.lines))]
        whole = "".join(spelling.lines)

        def in_file(place: int) -> int:
            line = document.text.count("\n", 0, place)
            return starts[line + document.first_line - 1] + column_of(document.text, place)

        fresh, done = [], 0
        for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
            start, end = in_file(splice.start), in_file(splice.end)
            if start < done:
                return self.content  # which is not what was wanted
            fresh += [whole[done:start], splice.text.replace("\n", spelling.line_end)]
            done = end
        return spelling.content([*fresh, whole[done:]])


_BY_HAND = "nothing was changed; write it by hand"


def _mistake(found: Diagnostic) -> NotEditableError:
    advice = " ".join(filter(None, (found.hint, found.help)))
    return NotEditableError(f"{found.where}: {found.message}", help=advice)
