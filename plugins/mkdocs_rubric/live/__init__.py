"""Reviews of daily work that outgrow git: counted where they are, and only counts are committed.

`live/source.yaml` says where they are (`source_file`); one set of expressions counts them in any
engine (`expressions`); `reduce` says what raw values mean and makes the files.
"""

from mkdocs_rubric.live.reduce import Reduced, reduced
from mkdocs_rubric.live.source_file import LiveSource, read_source

__all__ = ["LiveSource", "Reduced", "read_source", "reduced"]
