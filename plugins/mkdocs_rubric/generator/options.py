"""What a team sets under `rubric:`, for every generator: one list of options."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from mkdocs_rubric.site import KINDS

SANITISED = "sanitised"


class RubricOptions(BaseModel):
    """The options of the plugin, as they stand in a site's configuration.

    The plugin's own class says the same to MkDocs; the documentation of each is there.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    rubric: str = "rubric"
    decisions: str = "decisions"
    scores: str = "scores"
    disputes: str = "disputes"
    practice: str = "practice"
    title: str | None = None
    position: Literal["first", "last"] = "first"
    pages: list[str] = list(KINDS)
    reviewers: Literal["names", "pseudonyms", "hidden"] = "pseudonyms"
    pseudonym_key: str = ""
    author_html: Literal["sanitised", "raw"] = "sanitised"
    templates: str | None = None
    theme_defaults: bool = True
    finder: bool = True
    search_defaults: bool = True
    generator: Literal["mkdocs", "properdocs", "zensical"] | None = None
