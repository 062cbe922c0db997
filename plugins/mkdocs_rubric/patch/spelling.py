"""A file's bytes as lines with their own ends, so that what is not changed stays to the byte."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import unified_diff

from mkdocs_rubric.load.encoding import decoded
from mkdocs_rubric.visible import printable

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True)
class Spelling:
    """The lines of a file, counted as `load` counts them.

    Attributes:
        lines: Each with the end it has.
        bom: The byte order mark, if there is one.
        codec: The encoding: UTF-8, but for tables that a spreadsheet program has saved.
    """

    lines: tuple[str, ...]
    bom: bytes = b""
    codec: str = "utf-8"

    @classmethod
    def of(cls, content: bytes) -> "Spelling":
        """The lines of a file that is text."""
        read = decoded(content)
        if read is None:
            raise UnicodeDecodeError("utf-8", content, 0, 1, "it is no text")
        return cls(tuple(_LINE.findall(read.text)), read.mark, read.codec)

    @property
    def line_end(self) -> str:
        """How the first line ends, and new ones do."""
        return "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"

    def content(self, lines: Iterable[str]) -> bytes:
        """The file with other lines."""
        return self.bom + "".join(lines).encode(self.codec)

    def replaced(self, first: int, last: int, text: str) -> bytes:
        """The file with `text` in place of the lines from `first` up to `last`, from 0."""
        fresh = text.replace("\n", self.line_end)
        return self.content((*self.lines[:first], fresh, *self.lines[last:]))


def difference(before: bytes, after: bytes, path: str, new_path: str = "") -> str:
    """A unified diff of two versions of a file, for people to read."""
    old, new = (
        [line.rstrip("\r\n") for line in Spelling.of(content).lines] for content in (before, after)
    )
    lines = unified_diff(old, new, path, new_path or path, lineterm="")
    return "\n".join(map(printable, lines))
