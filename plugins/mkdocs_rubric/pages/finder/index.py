"""What the finder looks through, as a script: it is read from a file as well as from a server."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from mkdocs_rubric.pages.base.context import Context
from mkdocs_rubric.pages.base.page import Page
from mkdocs_rubric.pages.finder.answers import Answer, answers
from mkdocs_rubric.pages.finder.proposal import PLACE, propose_what_is_missing


@dataclass(frozen=True)
class Section:
    """A place on a page that is no rule: a word explained, a heading, a page of the team's own.

    Attributes:
        kind: `explanation` of words and figures, or any other `page`.
        url: Its address, from the site's root.
        title: Its heading.
        page: The title of its page; "" for the page itself.
        text: What it says.
    """

    kind: str
    url: str
    title: str
    page: str
    text: str


@dataclass(frozen=True)
class FinderIndex:
    """The rules of a site, and the words by which they are found.

    Attributes:
        answers: The rules.
        synonyms: Groups of words that mean the same: the team's own, then those of the trade.
        proposal: The form for a situation without a rule; "" without a repository.
    """

    answers: Sequence[Answer]
    synonyms: Sequence[Sequence[str]]
    proposal: str

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages whose rules these are."""
        return frozenset(answer.uri for answer in self.answers)

    def script(self, urls: Mapping[str, str], sections: Sequence[Section] = ()) -> str:
        """The script that gives the finder what it looks through.

        Args:
            urls: The address of each page that is made, by its uri. Rules on others are left out.
            sections: What else can be found.
        """
        found = [_entry(answer, urls) for answer in self.answers if answer.uri in urls]
        content = {
            "answers": found,
            "sections": [{"url": section.url, **_filled(section)} for section in sections],
            "synonyms": self.synonyms,
            "proposal": self.proposal,
            "place": PLACE,
        }
        # A browser reads JSON in a text faster than the same as code.
        return f"window.rubricIndex = JSON.parse({_json(_json(content))});\n"


def finder_index(context: Context, pages: Sequence[Page]) -> FinderIndex:
    """What the finder looks through on a site with these pages."""
    own = [[context.plain(word) for word in group] for group in context.project.rubric.synonyms]
    return FinderIndex(answers(pages), [*own, *_of_the_trade()], propose_what_is_missing(context))


@cache
def _of_the_trade() -> Sequence[Sequence[str]]:
    text = files("mkdocs_rubric.pages.finder").joinpath("synonyms.txt").read_text(encoding="utf-8")
    return [line.split(", ") for line in text.splitlines() if line and not line.startswith("#")]


def _entry(answer: Answer, urls: Mapping[str, str]) -> dict[str, Any]:
    entry = _filled(replace(answer, decision=urls.get(answer.decision, "")))
    url, anchor = urls[entry.pop("uri")], entry.pop("anchor", "")
    return {"url": f"{url}#{anchor}" if anchor else url, **entry}


def _filled(record: Answer | Section) -> dict[str, Any]:
    """What is said of something, without what is empty."""
    values = ((field.name, getattr(record, field.name)) for field in fields(record))
    return dict(_said(values))


def _said(values: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    for name, value in values:
        if value not in ("", None, ()):
            yield name, value


def _json(value: object) -> str:
    # U+2028 and U+2029 end a line in older scripts, and "</" ends one that stands in a page.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
