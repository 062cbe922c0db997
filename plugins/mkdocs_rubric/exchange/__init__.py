"""Other tools' files and ours: what they export becomes sheets, and sheets what they take.

Each tool has a reader (`sources`), which says what a document contains in one form (`records`) and
keeps account of all of it. A profile (`imports/<name>.yaml`) says what that means here; a `Patch`
is what comes of it. Nothing is fetched: people export, and we read.
"""

from mkdocs_rubric.exchange.bring import Asked, Brought, bring
from mkdocs_rubric.exchange.profile import Hints, Profile
from mkdocs_rubric.exchange.sources import READERS, TABLE

__all__ = ["READERS", "TABLE", "Asked", "Brought", "Hints", "Profile", "bring"]
