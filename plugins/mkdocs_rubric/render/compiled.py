"""The shipped templates, compiled once and kept as Python keeps its own modules."""

import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from mkdocs_rubric.writing import write_whole

_DIGEST = 16
"""Bytes before the code that tell whether it is whole: Python would run anything."""
_TEMPLATES = str(Path(__file__).with_name("templates"))


class Compiled(jinja2.BytecodeCache):
    """Templates beside Python's compiled modules, and under the same rules.

    Only ours: what is kept is run without another look, so it lies where our own code does.

    Args:
        version: Changes whenever what becomes of a template does.
    """

    def __init__(self, version: str) -> None:
        self._version = f"{version} {jinja2.__version__}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """The file of a shipped template; nothing for another."""
        return filename if filename and Path(filename).parent == Path(_TEMPLATES) else ""

    def get_source_checksum(self, source: str) -> str:
        """Changes with the template, and with what reads it."""
        return f"{super().get_source_checksum(source)} {self._version}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read it, if it is there and whole."""
        if bucket.key:
            with suppress(OSError):
                kept = Path(cache_from_source(bucket.key)).read_bytes()
                digest, code = kept[:_DIGEST], kept[_DIGEST:]
                if digest == _digest(code):
                    bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write it, where that is possible and wanted."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        path = Path(cache_from_source(bucket.key))
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            code = bucket.bytecode_to_string()
            write_whole(path, _digest(code) + code)


def _digest(code: bytes) -> bytes:
    return blake2b(code, digest_size=_DIGEST).digest()
