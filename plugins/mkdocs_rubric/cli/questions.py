"""What `rubric init` asks: four questions, and what an answer to each may be."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from mkdocs_rubric.scaffold import Host, Surroundings

_T = TypeVar("_T")
TITLE = "Support quality"
SCALE_NAMES = ("1-5", "1-3", "met")
REVIEWERS = ("pseudonyms", "names", "hidden")
HOSTS = ("github", "gitlab", "none")


class Questions:
    """The four questions, or their defaults where nobody can be asked."""

    def __init__(self, *, asks: bool) -> None:
        self.asks = asks
        self.assumed: list[str] = []
        """What was not asked, as flags."""

    def title(self, called: str = "") -> str:
        """What the standard is called, if it is not to be called as its scorecard is."""
        return self._answer(
            "What is the standard called? It is the title of the site.",
            "Title",
            called or TITLE,
            a_line,
            flag="--title",
        )

    def scale(self) -> str:
        """The scale of its criteria, one of `SCALE_NAMES`."""
        from mkdocs_rubric.scaffold import SCALES

        return self._answer(
            "How many levels has a criterion? Five tell good from excellent; on two it is easiest "
            "to agree.\n"
            + "\n".join(f"  {name:<4} {scale.words}" for name, scale in SCALES.items()),
            "Scale",
            SCALE_NAMES[0],
            _one_of(SCALE_NAMES),
            flag="--scale",
        )

    def reviewers(self) -> str:
        """What the site shows of reviewers, one of `REVIEWERS`."""
        return self._answer(
            "What does the site show of reviewers? Scores are personal: under a pseudonym people "
            "find\nthemselves, and nobody else does.",
            "pseudonyms, names or hidden",
            REVIEWERS[0],
            _one_of(REVIEWERS),
            flag="--reviewers",
        )

    def place(self, around: "Surroundings") -> tuple["Host", str]:
        """Whose pipeline is written, and the repository's address or ""."""
        from mkdocs_rubric.scaffold import host_of

        default = around.url if host_of(around.url) else HOSTS[0]
        if around.is_below:
            default = HOSTS[-1]
        return self._answer(
            "Where is the repository? The pipeline follows from it, and the links that open a "
            "page's source.",
            "Its address, github, gitlab or none",
            default,
            lambda text: _place(text, around),
            flag="--host" if default in HOSTS else "--repository",
        )

    def _answer(
        self, question: str, label: str, default: str, read: Callable[[str], _T], *, flag: str
    ) -> _T:
        if not self.asks:
            self.assumed.append(f'{flag} "{default}"' if " " in default else f"{flag} {default}")
            return read(default)
        click.echo(question)
        answer: _T = click.prompt(f"  {label}", default=default, value_proc=read)
        click.echo()
        return answer


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = [choice for choice in choices if choice.startswith(text.strip().casefold() or "?")]
        if text.strip().casefold() in choices:
            return text.strip().casefold()
        if len(found) != 1:
            raise click.BadParameter(f"answer {', '.join(choices[:-1])} or {choices[-1]}")
        return found[0]

    return read


def a_line(text: str) -> str:
    """A title as it was answered, in one line.

    Raises:
        click.BadParameter: It is empty, too long, or not to be printed.
    """
    line = " ".join(text.split())
    if not line or not line.isprintable() or len(line) > 200:  # noqa: PLR2004 - of the format's 400
        raise click.BadParameter("answer with one line of text")
    return line


def _place(text: str, around: "Surroundings") -> tuple["Host", str]:
    """The answer to where the repository is."""
    from mkdocs_rubric.errors import RubricError

    word = text.strip().casefold()
    try:
        host, url = (word, None) if word in HOSTS else (None, text)
        place = place_from(host, url, around)
        assert place is not None
        at_the_top(place[0], around)
    except RubricError as error:
        raise click.BadParameter(f"{error.message}; {error.help}") from error
    return place


def place_from(
    host: str | None, repository: str | None, around: "Surroundings"
) -> tuple["Host", str] | None:
    """Host and address from what was given of the two; None when it was neither."""
    from mkdocs_rubric.errors import RubricError
    from mkdocs_rubric.scaffold import Host, host_of, web_address

    if host is None and repository is None:
        return None
    if repository is None:
        fits = host_of(around.url) in (None, host)
        return Host(str(host)), around.url if fits else ""
    url = web_address(repository)
    found = Host(host) if host else host_of(url)
    if found is None:
        raise RubricError(
            f"{url} does not say whether that is GitHub or GitLab",
            help="say it with --host github, --host gitlab or --host none",
        )
    return found, url


def at_the_top(host: "Host", around: "Surroundings") -> None:
    """Pipelines are only found in the top folder of a repository."""
    from mkdocs_rubric.errors import RubricError

    if host != "none" and around.is_below:
        raise RubricError(
            f"this folder lies inside the repository {around.top}, where no pipeline is looked for",
            help=f"run this in {around.top}, or without a pipeline: --host none",
        )
