"""Reviewers' names are personal: what the site calls them, everywhere.

A pseudonym is two words picked by a keyed hash (HMAC-SHA-256) of the name. Without the key nobody
can compute them from a list of colleagues; with it, they stay the same from build to build. Who
joins later never changes the pseudonym of somebody who was there before.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from mkdocs_rubric.model import Project
from mkdocs_rubric.names import Finder, Found, addresses
from mkdocs_rubric.names import key as same_for_all_spellings
from mkdocs_rubric.names.looks import starts_sentence

_SOMEBODY = "a reviewer"
_AROUND = 200
"""Characters that are looked at before a name."""
_RUN = re.compile(r"[^\s<>\"'()\[\]{}|`*]{1,200}$")
_ADDRESSES = re.compile(
    r"""((?<=\s)(?:id|(?:xlink:)?href|for|value|aria-[a-z]+by|data-[a-z-]+)=")([^"]*)"
      | (\{:\ \#)([^\s}]+)""",
    re.VERBOSE,
)
_PARTS = re.compile(r"([/#?&=])")
"""Of an address; each has names of its own."""
_JOINS = frozenset("-_/=#")
_CALLED_LIKE = frozenset(["csv", "jwe", "sha256", "salt", "yaml"])
"""Endings of files that are called like their reviewer: sheets, and results of practice."""
_ENTRY = re.compile(
    r"""(?:(?<=["'\[,|/])|(?<=[,:\[-]\ )|(?<=^))[^\s"'\[\],|/:]{1,80}?(?=["'\],|]|\.csv|\.jwe|$)""",
    re.MULTILINE | re.VERBOSE,
)
"""An entry of a list in a file, a cell, what stands between quotes."""


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
        self._machines = {
            name: reviewer.title or name
            for name, reviewer in project.rubric.reviewers.items()
            if reviewer.is_machine
        }
        if privacy is Privacy.PSEUDONYMS:
            self.names = _pseudonyms(project, (key or _content_key(project)).encode())
        known = spellings(project) if privacy is not Privacy.NAMES else {}
        self._finder = Finder(known) if known else None
        self._spelled = {
            same_for_all_spellings(spelling): name
            for name, written in known.items()
            for spelling in written
        }
        self._lines: dict[str, str] = {}
        self._addresses: dict[str, str] = {}

    @property
    def shown(self) -> bool:
        """Whether anything about single reviewers may be shown."""
        return self.privacy is not Privacy.HIDDEN

    def name(self, reviewer: str) -> str:
        """What a reviewer is called on the site."""
        if reviewer in self._machines:
            return self._machines[reviewer]
        if self.privacy is Privacy.NAMES:
            return reviewer[:1].upper() + reviewer[1:]
        return self.names.get(reviewer, _SOMEBODY)

    def in_order(self, reviewers: Iterable[str]) -> list[str]:
        """Reviewers in an order that gives nothing away.

        In files they often stand by name: under pseudonyms that order would undo them all.
        """
        if self.privacy is Privacy.NAMES:
            return list(reviewers)
        return sorted(reviewers, key=lambda reviewer: (self.name(reviewer), reviewer))

    def in_text(self, text: str) -> str:
        """Running text with every reviewer's name replaced, however it is written."""
        found = self._finder.find(text) if self._finder and text else ()
        if not found:
            return text
        pieces, end = [], 0
        for name in found:
            pieces += [text[end : name.start], self._in_place(text, name)]
            end = name.end
        return "".join([*pieces, text[end:]])

    def named_in(self, text: str) -> str:
        """The first reviewer's name in a text that is left as it is; "" where there is none."""
        found = self._finder.find(text) if self._finder and text else ()
        return text[found[0].start : found[0].end] if found else ""

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
        """Text that people write for git or in lists, without anybody's address."""
        if self.privacy is Privacy.NAMES:
            return text
        pieces, end = [], 0
        for address in addresses(text):
            pieces.append(text[end : address.start].removesuffix("<"))
            end = address.end + text.startswith(">", address.end)
        return self.in_text("".join([*pieces, text[end:]]))

    def in_address(self, address: str) -> str:
        """An id, an anchor or an address with every reviewer's name replaced."""
        if self._finder is None:
            return address
        known = self._addresses.get(address)
        if known is None:
            parts = [self._in_part(part) for part in _PARTS.split(address)]
            known = self._addresses[address] = "".join(parts)
        return known

    def _in_part(self, part: str) -> str:
        pieces, end = [], 0
        for name in self._finder.find(part) if self._finder else ():
            pieces += [part[end : name.start], self._as_id(name.who)]
            end = name.end
        return "".join([*pieces, part[end:]])

    def in_addresses(self, content: str) -> str:
        """A page whose ids and addresses have every reviewer's name replaced.

        Names in its texts are replaced already. An address elsewhere that has a name in it is left
        out: with another name it would lead nowhere.
        """
        if self._finder is None:
            return content
        return _ADDRESSES.sub(self._without_name, content)

    def _without_name(self, found: re.Match[str]) -> str:
        before, address = found[1] or found[3], found[2] or found[4] or ""
        shown = self.in_address(address)
        if shown == address:
            return found[0]
        return "" if "://" in address else f"{before}{shown}{found[0][len(before + address) :]}"

    def in_path(self, path: str) -> str:
        """A file's path with every reviewer's name replaced."""
        if self._finder is None:
            return path
        folder, slash, file = path.rpartition("/")
        stem, point, ending = file.rpartition(".")
        whose = self._spelled.get(same_for_all_spellings(stem)) if ending in _CALLED_LIKE else None
        shown = self.in_address(stem) if whose is None else self.name(whose).removeprefix("a ")
        return f"{self.in_address(folder)}{slash}{shown}{point}{ending}"

    def in_finding(self, text: str) -> str:
        """A message, or a line of a file, where a name that is also a word stands small."""
        if self._finder is None:
            return text

        def shown(entry: re.Match[str]) -> str:
            whose = self._spelled.get(same_for_all_spellings(entry[0]))
            return entry[0] if whose is None else self.name(whose)

        return _ENTRY.sub(shown, self.in_text(text))

    def _in_place(self, text: str, found: Found) -> str:
        if _is_in_address(text, found):
            return self._as_id(found.who)
        shown = self.name(found.who) + found.tail
        before = text[max(0, found.start - _AROUND) : found.start]
        return shown[:1].upper() + shown[1:] if starts_sentence(before) else shown

    def _as_id(self, who: str) -> str:
        return self.name(who).removeprefix("a ").casefold().replace(" ", "-")


def spellings(project: Project) -> Mapping[str, Sequence[str]]:
    """Every way to write each person's name, by what the person is called in the files."""
    described = project.rubric.reviewers
    people = dict.fromkeys([*project.people, *described])
    return {
        name: (name, *(described[name].spellings if name in described else ()))
        for name in people
        if not (name in described and described[name].is_machine)
    }


def _is_in_address(text: str, found: Found) -> bool:
    """Whether a name is part of an address, a file's name or an id."""
    before = text[max(0, found.start - _AROUND) : found.start]
    after = text[found.end : found.end + 1]
    around = _RUN.search(before)
    run = around[0] if around else ""
    start = before[: len(before) - len(run)]
    if "://" in run or run.startswith(("www.", "mailto:")) or start.endswith(("](", '="', "]: ")):
        return True
    joined = run[-1:] in _JOINS or run[-1:].isalnum() or after in _JOINS or after.isalnum()
    return bool(run[-1:] or after) and joined and text[found.start : found.end].islower()


def _pseudonyms(project: Project, key: bytes) -> Mapping[str, str]:
    def digest(name: str, attempt: int = 0) -> int:
        text = f"{same_for_all_spellings(name)}\0{attempt}".encode()
        return int.from_bytes(hmac.digest(key, text, hashlib.sha256)[:8])

    people = project.people
    taken: dict[str, str] = {}
    for name in sorted(people, key=lambda name: (people[name], digest(name))):
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
        return json.dumps([decision.body for decision in project.decisions.values()][:1])
    content = [
        [
            sheet.path,
            *map(list, (sheet.reviewers, sheet.conversations, sheet.criteria, sheet.notes)),
        ]
        for sheet in held.sheets
    ]
    return hashlib.sha256(json.dumps([held.session.facilitator, content]).encode()).hexdigest()
