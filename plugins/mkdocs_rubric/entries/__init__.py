"""Entries of YAML files: added, changed and taken out, while everything else stays to the byte.

Every command that writes into a team's YAML goes through `YamlFile`. The reader's marks tell where
something stands, ruamel.yaml writes what is new, and only that is put into the text: a round trip
of the whole would wrap, quote and indent anew what somebody laid out by hand.
"""

from mkdocs_rubric.entries.paths import same
from mkdocs_rubric.entries.whole_file import NotEditableError, YamlFile

__all__ = ["NotEditableError", "YamlFile", "same"]
