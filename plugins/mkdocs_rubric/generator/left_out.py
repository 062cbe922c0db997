"""Which of our pages are not made."""

from dataclasses import dataclass

from pathspec.gitignore import GitIgnoreSpec


@dataclass(frozen=True)
class LeftOut:
    """Whether a page or file is kept from being built: by a site's settings, or another plugin.

    Attributes:
        excluded: The patterns of `exclude_docs`.
        drafts: The patterns of `draft_docs`, unless drafts are built.
        lost: What another plugin took away.
    """

    excluded: GitIgnoreSpec | None
    drafts: GitIgnoreSpec | None
    lost: frozenset[str] = frozenset()

    def __call__(self, uri: str) -> bool:
        """Whether it is."""
        patterns = (self.excluded, self.drafts)
        return uri in self.lost or any(spec and spec.match_file(uri) for spec in patterns)
