"""The theme's templates, compiled once for all rebuilds of `serve`.

MkDocs makes a new environment for every build, and compiling Material's fifty templates takes a
quarter of the time in which an edit becomes visible.
"""

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

if TYPE_CHECKING:
    from types import CodeType


class KeptTemplates(BytecodeCache):
    """Compiled templates in memory; one whose source has changed is compiled anew."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what was compiled of the same source."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._kept[bucket.key] = (bucket.checksum, bucket.code)
