"""Our English words on a site in another language: marked as English, in their own direction.

A site says in which language it is, and so how its words are read aloud and from which side. Ours
are English; a team's are whatever they are, and tell by their letters.
"""

import re
import unicodedata
from dataclasses import dataclass

_FROM_THE_RIGHT = re.compile("ar|arc|ckb|dv|fa|he|iw|ks|ku|ps|sd|ug|ur|yi")
_IN_OTHER_LETTERS = re.compile(
    "am|be|bg|bn|el|gu|hi|hy|ja|ka|kk|km|kn|ko|ky|lo|mk|ml|mn|mr|my|ne|or|pa|ru|si|sr|ta|te|tg|th|"
    f"ti|uk|zh|{_FROM_THE_RIGHT.pattern}"
)
_BLOCKS = "p|h[1-6]|li|dt|dd|td|th|caption|summary|figcaption|label|legend|button|option|output"
_INLINE = "span|small|b|strong|em|a|time|s|ins|del"
_LEAF = re.compile(rf"<({_BLOCKS}|{_INLINE})((?:\s[^<>]*)?)>([^<]*)(?=</\1>)")
_BLOCK = re.compile(rf"<({_BLOCKS.replace('|dt|dd', '|dl')}|div(?=>\s*<dt))((?:\s[^<>]*)?)>")
_ENTITY = re.compile(r"&#?\w+;")
_OURS = ' lang="en" dir="ltr"'


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


def marked(html: str, language: Language) -> str:
    """A page of ours, with what is English marked, and each text in its own direction."""
    from_the_right = language.is_from_the_right
    if not _IN_OTHER_LETTERS.fullmatch(language.name) and not from_the_right:
        return html
    html = _LEAF.sub(_as_english, html)
    if not from_the_right:
        return html
    html = html.replace("<svg ", '<svg direction="ltr" ')
    return _BLOCK.sub(_in_its_direction, html)


def _as_english(found: re.Match[str]) -> str:
    name, attributes, text = found.groups("")
    is_ours = "data-rubric-" in attributes and not text.strip()  # a script fills it
    if not (is_ours or _is_latin(text)) or " dir=" in attributes or " lang=" in attributes:
        return found[0]
    return f"<{name}{attributes}{_OURS}>{text}"


def _is_latin(text: str) -> bool:
    """Whether a text is in Latin letters, or only numbers: those keep their order too."""
    plain = _ENTITY.sub("", text)
    letters = [sign for sign in plain if sign.isalpha()]
    if not letters:
        return any(sign.isdigit() for sign in plain)
    return all("LATIN" in unicodedata.name(sign, "") for sign in letters)


def _in_its_direction(found: re.Match[str]) -> str:
    name, attributes = found.groups("")
    return found[0] if " dir=" in attributes else f'<{name}{attributes} dir="auto">'
