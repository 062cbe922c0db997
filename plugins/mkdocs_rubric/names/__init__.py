"""People's names in texts: every way they are written, and where they stand.

Pure functions over strings: nothing here knows what a reviewer is.
"""

from mkdocs_rubric.names.everyday import is_everyday
from mkdocs_rubric.names.finder import Finder
from mkdocs_rubric.names.folded import folded
from mkdocs_rubric.names.forms import key, parts
from mkdocs_rubric.names.found import Found
from mkdocs_rubric.names.mail_addresses import Address, addresses, is_address

__all__ = [
    "Address",
    "Finder",
    "Found",
    "addresses",
    "folded",
    "is_address",
    "is_everyday",
    "key",
    "parts",
]
