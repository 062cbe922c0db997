"""The pocket card: the whole standard on two printed pages."""

from dataclasses import dataclass

from mkdocs_rubric.pages.base.addresses import POCKET
from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.base.phrases import day
from mkdocs_rubric.pages.start.for_tools import FULL_TEXT, JSON_FILE, OVERVIEW
from mkdocs_rubric.pages.start.standard_text import standard_text


@dataclass(frozen=True)
class PocketView:
    """Everything on the page; `files` are the same for tools, with what they are called."""

    title: str
    version: str
    text: str
    files: tuple[tuple[str, str], ...]


def pocket_page(context: Context) -> Page:
    """The page. Not made once an outline: it shows levels."""
    rubric = context.project.rubric
    since = f", in force since {day(rubric.effective)}" if rubric.effective else ""
    view = PocketView(
        title=context.plain(rubric.title),
        version=f"Version {context.plain(rubric.version)}{since}.",
        text=standard_text(context),
        files=(
            ("as Markdown", FULL_TEXT),
            ("as JSON", JSON_FILE),
            ("a list of pages for language models", OVERVIEW),
        ),
    )
    return Page(
        uri=POCKET,
        template="pocket.md.jinja",
        title="Pocket card",
        view=view,
        source=rubric.path,
        boost=0,  # what stands here is found where it belongs
        description="The whole standard on two printed pages.",
    )
