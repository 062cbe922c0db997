"""Reviewers' names are personal: what the site calls them, everywhere.

A pseudonym is two words picked by a keyed hash (HMAC-SHA-256) of the name. Without the key nobody
can compute them from a list of colleagues; with it, they stay the same from build to build. Who
joins later never changes the pseudonym of somebody who was there before.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from mkdocs_rubric.model import Project

_ADDRESS = re.compile(r"<?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?")


class Privacy(StrEnum):
    """What the site says in place of a reviewer's name."""

    NAMES = "names"
    PSEUDONYMS = "pseudonyms"
    HIDDEN = "hidden"


_FIRST = (
    "Amber", "Ashen", "Autumn", "Azure", "Birch", "Bright", "Bronze", "Calm", "Cedar",
    "Clear", "Cobalt", "Copper", "Coral", "Crimson", "Dawn", "Deep", "Dusky", "Ebony", "Elm",
    "Fern", "Frost", "Golden", "Granite", "Gentle", "Hazel", "Indigo", "Ivory", "Jade",
    "Linen", "Lunar", "Maple", "Marble", "Mellow", "Misty", "Mossy", "Night", "Noble",
    "Ocean", "Olive", "Opal", "Pearl", "Pine", "Plum", "Quartz", "Quiet", "Rain", "Rosy",
    "Ruby", "Russet", "Rustic", "Sage", "Sandy", "Scarlet", "Silver", "Slate", "Snowy",
    "Solar", "Spruce", "Still", "Stone", "Sunny", "Teal", "Topaz", "Umber", "Velvet",
    "Verdant", "Violet", "Walnut", "Willow", "Winter",
)  # fmt: skip


_SECOND = (
    "Badger", "Beaver", "Bison", "Bittern", "Bunting", "Buzzard", "Condor", "Cormorant",
    "Crane", "Curlew", "Dipper", "Dolphin", "Egret", "Falcon", "Finch", "Fox", "Gannet",
    "Gecko", "Goshawk", "Grebe", "Grouse", "Hare", "Harrier", "Heron", "Hoopoe", "Ibex",
    "Ibis", "Jackdaw", "Jay", "Kestrel", "Kingfisher", "Kite", "Lapwing", "Lark", "Linnet",
    "Lynx", "Magpie", "Marmot", "Marten", "Merlin", "Mole", "Moth", "Newt", "Nightjar",
    "Nuthatch", "Oriole", "Osprey", "Otter", "Owl", "Petrel", "Pika", "Pipit", "Plover",
    "Puffin", "Quail", "Raven", "Redstart", "Robin", "Salamander", "Sandpiper", "Seal",
    "Shrike", "Siskin", "Skylark", "Snipe", "Sparrow", "Starling", "Stork", "Swallow",
    "Swift", "Tern", "Thrush", "Toad", "Turtle", "Vole", "Wagtail", "Warbler", "Weasel",
    "Wren", "Yellowhammer",
)  # fmt: skip


# Names that are words as well: in running text they are replaced only when capitalised.
_WORDS = frozenset({
    "amber", "april", "art", "august", "bill", "bob", "chase", "chip", "dawn", "dean", "drew",
    "faith", "frank", "gene", "grace", "guy", "hope", "ivy", "jack", "jade", "june", "joy",
    "lily", "mark", "max", "may", "miles", "olive", "pat", "penny", "pierce", "ray", "rich",
    "rob", "rose", "ruby", "sky", "star", "sue", "summer", "violet", "will",
})  # fmt: skip


class People:
    """Reviewers as the site may show them.

    Args:
        project: Whose people.
        privacy: What to show.
        key: Keeps pseudonyms from being computed by somebody else. Without one, a digest of what
            the earliest session's files hold stands in: it keeps a casual reader out, not a
            determined one who knows the team and has the site.

    Attributes:
        privacy: What to show.
        names: The pseudonyms in use, by name.
    """

    def __init__(self, project: Project, privacy: Privacy, key: str = "") -> None:
        self.privacy = privacy
        self.names: Mapping[str, str] = {}
        if privacy is Privacy.PSEUDONYMS:
            self.names = _pseudonyms(project, (key or _content_key(project)).encode())
        known = [] if privacy is Privacy.NAMES else sorted(project.people, key=len, reverse=True)
        forms = [form for name in known for form in _forms(name)]
        pattern = "|".join(map(re.escape, forms))
        # Not inside a longer word, an address or a path.
        self._pattern = (
            re.compile(rf"(?<![\w@/.#-])(?:{pattern})(?![\w@/-]|\.\w)") if forms else None
        )
        # As git has them, in branches and lists; a name that is also a word needs its capital.
        of_names = "|".join(re.escape(one) for one in known if not _is_word(one))
        anywhere = rf"(?i:{of_names})|{pattern}" if of_names else pattern
        self._anywhere = re.compile(rf"(?<![^\W\d_])(?:{anywhere})(?![^\W\d_])") if forms else None
        self._by_form = {form: name for name in known for form in _forms(name)}
        self._by_folded = {name.casefold(): name for name in known}
        self._lines: dict[str, str] = {}
        self._in_paths = {
            f"/{name}.csv": f"/{self.names.get(name, 'reviewer')}.csv" for name in known
        }

    @property
    def shown(self) -> bool:
        """Whether anything about single reviewers may be shown."""
        return self.privacy is not Privacy.HIDDEN

    def name(self, reviewer: str) -> str:
        """What a reviewer is called on the site."""
        if self.privacy is Privacy.NAMES:
            return reviewer[:1].upper() + reviewer[1:]
        return self.names.get(reviewer, "a reviewer")

    def in_order(self, reviewers: Iterable[str]) -> list[str]:
        """Reviewers in an order that gives nothing away.

        In files they often stand by name: under pseudonyms that order would undo them all.
        """
        if self.privacy is Privacy.NAMES:
            return list(reviewers)
        return sorted(reviewers, key=lambda one: (self.name(one), one))

    def in_text(self, text: str) -> str:
        """Running text with every reviewer's name replaced."""
        if self._pattern is None or not text:
            return text
        return self._pattern.sub(self._replacement, text)

    def in_line(self, text: str | None) -> str:
        """A title, a note or the like as one line, with names replaced.

        Most of them stand on dozens of pages, so each is made once.
        """
        if not text:
            return ""
        known = self._lines.get(text)
        if known is None:
            known = self._lines[text] = self.in_text(" ".join(text.split()))
        return known

    def in_subject(self, text: str) -> str:
        """Text that people write for git or in lists, where a name is one in any surroundings."""
        if self.privacy is Privacy.NAMES:
            return text
        anonymous = _ADDRESS.sub("", text)
        if self._anywhere is None:
            return anonymous
        return self._anywhere.sub(
            lambda found: self.name(self._by_folded[found[0].casefold()]), anonymous
        )

    def in_path(self, path: str) -> str:
        """A file's path with a sheet's reviewer replaced."""
        for ending, replacement in self._in_paths.items():
            if path.endswith(ending):
                return path.removesuffix(ending) + replacement
        return path

    def _replacement(self, found: re.Match[str]) -> str:
        shown = self.name(self._by_form[found[0]])
        before = found.string[: found.start()].rstrip(" *_\"'")
        starts = not before or before[-1] in ".!?:\n"
        return shown[:1].upper() + shown[1:] if starts else shown


def _is_word(name: str) -> bool:
    """Whether a name also stands in texts that are not about anybody."""
    return name.casefold() in _WORDS or len(name) < 2  # noqa: PLR2004 - one letter is no name


def _forms(name: str) -> list[str]:
    capital = name[:1].upper() + name[1:]
    forms = [capital] if _is_word(name) else [capital, name]
    return list(dict.fromkeys([*forms, name.upper()] if len(name) > 2 else forms))  # noqa: PLR2004


def _pseudonyms(project: Project, key: bytes) -> Mapping[str, str]:
    def digest(name: str, attempt: int = 0) -> int:
        text = f"{name.casefold()}\0{attempt}".encode()
        return int.from_bytes(hmac.digest(key, text, hashlib.sha256)[:8])

    people = project.people
    taken: dict[str, str] = {}
    for name in sorted(people, key=lambda one: (people[one], digest(one))):
        for attempt in range(len(_FIRST) * len(_SECOND)):
            first, second = divmod(digest(name, attempt), len(_SECOND))
            shown = f"{_FIRST[first % len(_FIRST)]} {_SECOND[second]}"
            if shown not in taken.values():
                break
        taken[name] = shown
    return taken


def _content_key(project: Project) -> str:
    """A digest of what the earliest session's files hold, names included."""
    held = next(iter(project.sessions.values()), None)
    if held is None:
        return json.dumps([one.body for one in project.decisions.values()][:1])
    content = [
        [one.path, *map(list, (one.reviewers, one.conversations, one.criteria, one.notes))]
        for one in held.sheets
    ]
    return hashlib.sha256(json.dumps([held.session.facilitator, content]).encode()).hexdigest()
