"""What every generator is told of the pages, and does for them: MkDocs, ProperDocs, Zensical."""

GENERATORS = ("mkdocs", "properdocs", "zensical")
"""Those that build the same site."""
