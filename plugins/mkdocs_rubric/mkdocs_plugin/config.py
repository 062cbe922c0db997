"""The plugin's options, as they stand in mkdocs.yml."""

from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, ListOfItems, Optional, Type

from mkdocs_rubric.generator import GENERATORS
from mkdocs_rubric.generator.options import SANITISED
from mkdocs_rubric.site import KINDS, Privacy

__all__ = ["SANITISED", "RubricConfig"]


class RubricConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs
    """Every option has a default: `plugins: [search, rubric]` is enough."""

    rubric = Type(str, default="rubric")
    """Folder of rubric.yaml and criteria/, from the folder of mkdocs.yml."""

    decisions = Type(str, default="decisions")
    """Folder of the decisions."""

    scores = Type(str, default="scores")
    """Folder of the sessions."""

    disputes = Type(str, default="disputes")
    """Folder of the disputes, which need not exist."""

    practice = Type(str, default="practice")
    """Folder of what newcomers practise on, which need not exist."""

    title = Optional(Type(str))
    """Title of the site section that holds the pages; without one they stand on the top level."""

    position = Choice(("first", "last"), default="first")
    """Where the pages stand in the navigation, before or after the hand-written ones."""

    pages = ListOfItems(Choice(KINDS), default=list(KINDS))
    """Which kinds of pages are made, besides the criteria."""

    reviewers = Choice([str(mode) for mode in Privacy], default=str(Privacy.PSEUDONYMS))
    """What the site says in place of reviewers' names: names, pseudonyms or hidden."""

    pseudonym_key = Type(str, default="")
    """Any secret text. Without it, somebody who knows the team could compute the pseudonyms."""

    author_html = Choice((SANITISED, "raw"), default=SANITISED)
    """Whether HTML in decisions and criteria loses what could run in a reader's browser."""

    templates = Optional(Type(str))
    """Folder with templates of your own, from the folder of mkdocs.yml."""

    theme_defaults = Type(bool, default=True)
    """Whether to fill in Material settings that mkdocs.yml leaves open: palette, features, and
    nothing from the web: no font, no script that colours code."""

    finder = Type(bool, default=True)
    """Whether the theme's search field and keys open the finder, which answers with rules and their
    scores. Without it the theme's own search stays."""

    search_defaults = Type(bool, default=True)
    """Whether to weigh titles and texts in the theme's own search so that edge cases are found by
    their words."""

    generator = Optional(Choice(GENERATORS))
    """Which one `rubric build` and `rubric serve` run where `--with` does not say."""
