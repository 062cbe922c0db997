"""Our English words on a site in another language: marked as English, in their own direction.

A site says in which language it is, and so how its words are read aloud and from which side. Ours
are English; a team's are whatever they are, which their letters or their words tell.
"""

import re
from dataclasses import dataclass

from mkdocs_rubric.generator import by_language, english
from mkdocs_rubric.generator.english import Tells

_FROM_THE_RIGHT = re.compile("ar|arc|ckb|dv|fa|he|iw|ks|ku|ps|sd|ug|ur|yi")
_IN_OTHER_LETTERS = re.compile(
    "am|be|bg|bn|el|gu|hi|hy|ja|ka|kk|km|kn|ko|ky|lo|mk|ml|mn|mr|my|ne|or|pa|ru|si|sr|ta|te|tg|th|"
    f"ti|uk|zh|{_FROM_THE_RIGHT.pattern}"
)
_BLOCK = re.compile(
    r"<(p|h[1-6]|li|dl|td|th|caption|summary|figcaption|label|legend|button|option|output"
    r"|div(?=>\s*<dt))((?:\s[^<>]*)?)>"
)
_NAV = re.compile(r"<(/?)nav\b")


@dataclass(frozen=True)
class Language:
    """How a site is read, as its theme says.

    Attributes:
        code: As in `language: pt-BR`; "" where the theme does not say.
        direction: `rtl` or `ltr`; "" where it follows from the language.
    """

    code: str = ""
    direction: str = ""

    @property
    def name(self) -> str:
        """The language without its region."""
        return re.split(r"[-_]", self.code.casefold())[0]

    @property
    def is_from_the_right(self) -> bool:
        """Whether a site is read from the right."""
        return self.direction == "rtl" or bool(_FROM_THE_RIGHT.fullmatch(self.name))

    @property
    def is_ours(self) -> bool:
        """Whether there is nothing to mark: English, or nobody knows what."""
        return self.name in ("", "en") and not self.is_from_the_right

    @property
    def tells(self) -> Tells:
        """By what English is known among the words of the site."""
        others = self.is_from_the_right or _IN_OTHER_LETTERS.fullmatch(self.name)
        return english.by_letters if others else english.by_words


def marked(page: str, language: Language) -> str:
    """A page of ours, with what is English marked, and each text in its own direction."""
    if language.is_ours:
        return page
    from_the_right = language.is_from_the_right
    page = by_language.marked(page, language.code, language.tells, directions=from_the_right)
    if not from_the_right:
        return page
    return _BLOCK.sub(_in_its_direction, page.replace("<svg ", '<svg direction="ltr" '))


def menus_marked(page: str, language: Language) -> str:
    """A page as its theme has made it, with what is English in its menus marked."""
    if language.is_ours:
        return page
    told = language.code, language.tells
    parts, end, depth = [], 0, 0
    for found in _NAV.finditer(page):
        is_end, before = bool(found[1]), depth
        depth = max(0, depth + (-1 if is_end else 1))
        if depth + before == 1:  # the outermost
            part = page[end : found.start()]
            parts.append(by_language.marked(part, *told) if is_end else part)
            end = found.start()
    return "".join([*parts, page[end:]])


def _in_its_direction(found: re.Match[str]) -> str:
    name, attributes = found.groups("")
    return found[0] if " dir=" in attributes else f'<{name}{attributes} dir="auto">'
