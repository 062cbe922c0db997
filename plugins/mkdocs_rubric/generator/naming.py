"""Hand-written pages that name a reviewer where the site shows no names: a lead decides."""

from mkdocs_rubric.site import Site
from mkdocs_rubric.visible import printable


def told(site: Site, uri: str, text: str) -> str:
    """What to say of a page of the team's own; "" where nothing is to be said."""
    name = printable(" ".join(site.named_in(text).split()))
    if not name:
        return ""
    return f'{uri} names a reviewer ("{name}"), and hand-written pages stay as they are'
