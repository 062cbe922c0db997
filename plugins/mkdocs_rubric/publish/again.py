"""Whether anything has changed since a folder was rendered; asked before much is loaded."""

from collections.abc import Sequence
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from mkdocs_rubric.checked import build_date
from mkdocs_rubric.generator.checkout import head
from mkdocs_rubric.publish.folder import MadeOf, Outcome, OutFolder
from mkdocs_rubric.publish.following import state
from mkdocs_rubric.publish.site_file import SiteFile


def made_of(
    file: SiteFile, generator: str, places: Sequence[Path], apart: Sequence[Path], *, drafts: bool
) -> MadeOf:
    """What a folder is made of: files, their past, who makes it of them, and the day.

    Args:
        file: What configures the site.
        generator: Who will build it.
        places: The folders and files that are read.
        apart: Folders of which nothing is read.
        drafts: Whether drafts are made.
    """
    heads = sorted({head(place.resolve()) for place in places if place.is_dir()})
    told = (
        version("mkdocs-rubric"),
        sorted(state([Path(__file__).parents[1]]).items()),
        generator,
        drafts,
        str(build_date()),
        heads,
        repr(file.plain()),
        sorted(state(places, apart).items()),
    )
    whole = blake2b(repr(told).encode(), digest_size=16).hexdigest()
    return MadeOf(whole if all(heads) else "", tuple(map(str, places)))


def as_left(file: SiteFile, generator: str, out: Path) -> Outcome | None:
    """What was said of a folder that is still as it should be; None for any other one."""
    folder = OutFolder(out)
    places = folder.places
    if not places:
        return None
    apart = [out, file.root / (file.text("site_dir") or "site")]
    now = made_of(file, generator, places, apart, drafts=False)
    return Outcome(None, tuple(folder.said)) if folder.is_as_left(now.digest) else None
