"""Finds names in a text: in time that grows with the text, however many names there are."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from mkdocs_rubric.names.everyday import ABBREVIATIONS, PARTICLES
from mkdocs_rubric.names.folded import Folded, folded, with_places
from mkdocs_rubric.names.forms import CAMEL, WORD, Use, parts, unspaced, words
from mkdocs_rubric.names.found import (
    APART,
    ELEMENT,
    Found,
    with_login,
    with_marks,
    without_overlaps,
)
from mkdocs_rubric.names.looks import is_capital, like_a_name, like_initials
from mkdocs_rubric.names.mail_addresses import addresses

_BETWEEN = re.compile(rf"(?:[ \t\n.,_*~`'\u2019\u00b7\u30fb\-+\\|>]|{ELEMENT}){{0,8}}")
_TOKEN = re.compile(r"</?[a-z][a-z0-9]*|([^\W\d_]+|\d+)")
_MARKS = re.compile(rf"\*{{1,3}}|~~|`|{ELEMENT}")
_MARKED = re.compile(rf"[^\W\d_](?:{_MARKS.pattern})(?=[^\W\d_])")
_HUMP = re.compile(r"[A-Z]?[^\W\d_A-Z]+")
_LISTED = re.compile(r"\s?[,;/&+|]\s?|,? (?:and|or|und|oder|y|o|et|e) ")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ \u00a0]?){2,3}")
_KEPT = 2000
"""Characters of a text whose words are kept; with whole pages the memory would fill."""
_LONGEST = 12
"""Words of one name, at most."""
_PIECES = 4
"""Into which a word may be cut by emphasis."""


class _Token(NamedTuple):
    start: int
    end: int
    word: str


@lru_cache(maxsize=1 << 15)  # texts are the same from one edit to the next
def _looked_at(text: str) -> tuple[str, frozenset[str]]:
    """A text folded, and its words."""
    plain = folded(text)
    return plain, frozenset(WORD.findall(plain))


class Finder:
    """Finds people's names in texts.

    Args:
        people: The ways to write each person's name, and their addresses, by what to call them.
    """

    def __init__(self, people: Mapping[str, Iterable[str]]) -> None:
        self._uses: dict[str, dict[str, tuple[Use, str]]] = {}
        self._whole: dict[tuple[str, ...], str] = {}
        self._phrases: dict[str, list[tuple[Sequence[str], str]]] = {}
        self._unspaced: list[tuple[str, re.Pattern[str], str]] = []
        self._addresses: dict[str, str] = {}
        self._initials: dict[str, set[str]] = {}
        for who, spellings in people.items():
            for spelling in dict.fromkeys(spellings):
                self._learn(spelling, who)
        self._keys = frozenset(
            word
            for word, uses in self._uses.items()
            if any(use is not Use.BESIDE for use, _ in uses.values())
        ) | frozenset(self._phrases)
        self._unspaced.sort(key=lambda entry: -len(entry[0]))

    def _learn(self, name: str, who: str) -> None:
        for address in addresses(name):
            self._addresses[folded(name[address.start : address.end])] = who
        made_of = parts(name)
        if made_of:
            self._whole.setdefault(tuple(made_of), who)
        for word, use, tail in words(name):
            if use is Use.INITIALS and word in ABBREVIATIONS:
                continue
            uses = self._uses.setdefault(word, {})
            uses[who] = min(uses.get(who, (use, tail)), (use, tail))
        letters = [word[0] for word in made_of if not word.isdecimal()]
        if len(letters) > 1:
            for some in ("".join(letters), letters[0] + letters[-1]):
                self._initials.setdefault(some, set()).add(who)
        no_word_alone = any(map(str.isdecimal, made_of)) or all(
            len(word) == 1 or word in PARTICLES for word in made_of
        )
        if no_word_alone and len(made_of) > 1:
            self._phrases.setdefault(made_of[0], []).append((made_of, who))
        for needle, after in unspaced(name):
            self._unspaced.append((needle, re.compile(after), who))

    def find(self, text: str) -> Sequence[Found]:
        """Every name in a text, in order."""
        if not text or not self._maybe(text):
            return ()
        shape = with_places(text)
        tokens = _tokens(shape)
        found = [
            *self._in_addresses(text),
            *self._in_words(text, shape, tokens),
            *self._in_runs(shape),
            *self._dotted(text),
        ]
        return without_overlaps(sorted(found, key=lambda name: (name.start, -name.end)))

    def _maybe(self, text: str) -> bool:
        """A quick look that leaves out nearly everything."""
        look = _looked_at if len(text) <= _KEPT else _looked_at.__wrapped__
        plain, its_words = look(text)
        return (
            not self._keys.isdisjoint(its_words)
            or any(needle in plain for needle, _, _ in self._unspaced)
            or (bool(self._addresses) and "@" in plain)
            or (bool(self._initials) and _DOTTED.search(plain) is not None)
            or _MARKED.search(plain) is not None
            or CAMEL.search(text) is not None
        )

    def _in_addresses(self, text: str) -> Iterator[Found]:
        """Addresses that are somebody's, or that have somebody's name in them."""
        for start, end in addresses(text):
            whose = self._addresses.get(folded(text[start:end]))
            if whose is None:
                whose = self._with_login(text[start:end].partition("@")[0])
            if whose is None:
                named = self._in_words(text[start:end].lower(), None, None)
                whose = next((name.who for name in named), None)
            if whose is not None:
                yield Found(start, end, whose)

    def _with_login(self, login: str) -> str | None:
        """Who has a login: it is written small, and is no word of a sentence."""
        made_of = WORD.findall(folded(login))
        for word in made_of:
            least = Use.INITIALS if len(made_of) == 1 else Use.EVERYDAY
            people = {who for who, (use, _) in self._uses.get(word, {}).items() if use <= least}
            if people:
                return self._one_of(people, made_of)
        return None

    def _in_words(
        self, text: str, shape: Folded | None, tokens: Sequence[_Token] | None
    ) -> Iterator[Found]:
        shape = shape or with_places(text)
        if tokens is None:
            tokens = _tokens(shape)
        place = 0
        while place < len(tokens):
            taken, who, tail = self._at(text, shape, tokens, place)
            if taken:
                first, last = tokens[place], tokens[place + taken - 1]
                first = self._before(shape, tokens, place, who) or first
                start, end = shape.original(first.start), shape.original(last.end)
                yield with_login(text, with_marks(text, Found(start, end, who, tail)))
            else:
                yield from self._in_humps(text, shape, tokens[place])
            place += max(taken, 1)

    def _in_humps(self, text: str, shape: Folded, token: _Token) -> Iterator[Found]:
        """Names within a word: `DarioNotes.docx`, `askDario`."""
        start, end = shape.original(token.start), shape.original(token.end)
        if not CAMEL.search(text, start, end):
            return
        for hump in _HUMP.finditer(text, start, end):
            uses = self._uses.get(folded(hump[0]), {})
            people = {who for who, (use, _) in uses.items() if use is Use.SURE}
            if people:
                yield Found(*hump.span(), self._one_of(people, [folded(hump[0])]))

    def _at(
        self, text: str, shape: Folded, tokens: Sequence[_Token], place: int
    ) -> tuple[int, str, str]:
        """How many words from a place on are a name, and whose."""
        for made_of, who in self._phrases.get(tokens[place].word, ()):
            words_here = [token.word for token in tokens[place : place + len(made_of)]]
            if words_here == list(made_of) and self._joined(shape, tokens, place, len(made_of)):
                return len(made_of), who, ""
        people, tail = self._people(text, shape, tokens, place)
        if not people:
            return self._cut(shape, tokens, place)
        taken = 1
        while place + taken < len(tokens) and taken < _LONGEST:
            here = tokens[place + taken]
            more = people & self._uses.get(here.word, {}).keys()
            if not more or not self._joined(shape, tokens, place + taken - 1, 2):
                break
            if not self._belongs(text, shape, tokens, place + taken, more):
                break
            people, tail, taken = more, "", taken + 1
        while taken > 1 and tokens[place + taken - 1].word in PARTICLES:
            taken -= 1
        made_of = [token.word for token in tokens[place : place + taken]]
        return taken, self._one_of(people, made_of), tail

    def _people(
        self, text: str, shape: Folded, tokens: Sequence[_Token], place: int
    ) -> tuple[AbstractSet[str], str]:
        """Whose name the word at a place is, if it is one there."""
        token = tokens[place]
        uses = self._uses.get(token.word)
        if not uses:
            return frozenset(), ""
        start, end = shape.original(token.start), shape.original(token.end)
        beside = self._beside(text, shape, tokens, place)
        people = {
            who for who, (use, _) in uses.items() if who in beside and use is not Use.BESIDE
        } or {who for who, (use, _) in uses.items() if _is_name(text, start, end, use)}
        if not people and is_capital(text, start) and self._is_listed(text, shape, tokens, place):
            people = {who for who, (use, _) in uses.items() if use is Use.EVERYDAY}
        best = min((uses[who][0] for who in people), default=Use.BESIDE)
        people = {who for who in people if uses[who][0] is best}
        return people, next((uses[who][1] for who in sorted(people)), "")

    def _beside(
        self, text: str, shape: Folded, tokens: Sequence[_Token], place: int
    ) -> AbstractSet[str]:
        """Who has both this word and the next as names: the two need no other sign."""
        if place + 1 >= len(tokens) or not self._joined(shape, tokens, place, 2):
            return frozenset()
        first, two = tokens[place], tokens[place + 1]
        if len(two.word) == 1 or two.word in PARTICLES:
            return frozenset()
        both = self._uses.get(first.word, {}).keys() & self._uses.get(two.word, {}).keys()
        if not both or first.word == two.word:
            return frozenset()
        capital = is_capital(text, shape.original(first.start)) and is_capital(
            text, shape.original(two.start)
        )
        return (
            both if capital or not shape.text[first.end : two.start].strip("._-+") else frozenset()
        )

    def _is_listed(self, text: str, shape: Folded, tokens: Sequence[_Token], place: int) -> bool:
        """Whether a word stands beside somebody else's name: `Will, Grace and Jo`."""
        for step in (-1, 1):
            for other in (place + step, place + 2 * step):
                if not 0 <= other < len(tokens):
                    continue
                first, second = sorted((place, other))
                between = shape.text[tokens[first].end : tokens[second].start]
                start = shape.original(tokens[other].start)
                if (
                    tokens[other].word in self._keys
                    and is_capital(text, start)
                    and _LISTED.fullmatch(between)
                ):
                    return True
        return False

    def _belongs(
        self,
        text: str,
        shape: Folded,
        tokens: Sequence[_Token],
        place: int,
        people: AbstractSet[str],
    ) -> bool:
        """Whether the word at a place goes on with the name before it."""
        token, start = tokens[place], shape.original(tokens[place].start)
        if len(token.word) > 1 and token.word not in PARTICLES:
            uses = self._uses[token.word]
            surely = any(uses[who][0] is Use.SURE for who in people)
            return surely or is_capital(text, start)
        if token.word in PARTICLES:
            return place + 1 < len(tokens) and any(
                who in people for who in self._uses.get(tokens[place + 1].word, {})
            )
        apart = shape.text[tokens[place - 1].end : token.start]
        return is_capital(text, start) or apart in ("_", ".", "-", "")

    def _before(
        self, shape: Folded, tokens: Sequence[_Token], place: int, who: str
    ) -> _Token | None:
        """The initials, and what is small, before a family name: `M.`, `van der`, `al-`."""
        first = None
        for at in range(place - 1, max(-1, place - 4), -1):
            token = tokens[at]
            uses = self._uses.get(token.word, {})
            after = shape.text[token.end : tokens[at + 1].start]
            is_before = len(token.word) == 1 or token.word in PARTICLES
            fits = is_before and (who in uses or (not who and uses))
            joined = after.startswith((".", "_", "-"))
            # `M. Novak`, `m.novak`, `M Novak`; an `I` before a name is somebody else
            if not fits or len(after) > len(". ") or (token.word == "i" and not joined):
                break
            first = token
        return first

    def _cut(self, shape: Folded, tokens: Sequence[_Token], place: int) -> tuple[int, str, str]:
        """A word cut by emphasis: `Da**rio**`."""
        word = tokens[place].word
        for taken in range(2, _PIECES + 1):
            if place + taken > len(tokens):
                break
            apart = shape.text[tokens[place + taken - 2].end : tokens[place + taken - 1].start]
            if not _MARKS.fullmatch(apart):
                break
            word += tokens[place + taken - 1].word
            uses = self._uses.get(word, {})
            people = {who for who, (use, _) in uses.items() if use is Use.SURE}
            if people:
                return taken, self._one_of(people, [word]), ""
        return 0, "", ""

    def _joined(self, shape: Folded, tokens: Sequence[_Token], place: int, count: int) -> bool:
        """Whether some words follow each other as those of one name do."""
        for at in range(place, place + count - 1):
            start, end = tokens[at].end, tokens[at + 1].start
            if end - start > APART or shape.text.count("\n", start, end) > 1:
                return False
            if not _BETWEEN.fullmatch(shape.text, start, end):
                return False
        return True

    def _one_of(self, people: AbstractSet[str], made_of: Sequence[str]) -> str:
        """Whose name it is: of several, whose whole name this is; "" if that is nobody's."""
        if len(people) == 1:
            return next(iter(people))
        whole = self._whole.get(tuple(made_of), "")
        return whole if whole in people else ""

    def _in_runs(self, shape: Folded) -> Iterator[Found]:
        """Names in scripts without spaces."""
        for needle, after, who in self._unspaced:
            at = shape.text.find(needle)
            while at >= 0:
                end = at + len(needle)
                if after.match(shape.text, end):
                    yield Found(shape.original(at), shape.original(end), who)
                at = shape.text.find(needle, end)

    def _dotted(self, text: str) -> Iterator[Found]:
        """Initials with their points: `M. N.` and `M.N.`, which make no word."""
        if not self._initials:
            return
        for match in _DOTTED.finditer(text):
            letters = [letter for letter in match[0] if letter.isalpha()]
            if not all(map(str.isupper, letters)):
                continue
            people = self._initials.get(folded("".join(letters)), set())
            if people:
                end = match.start() + len(match[0].rstrip())
                yield Found(match.start(), end, next(iter(people)) if len(people) == 1 else "")


def _tokens(shape: Folded) -> Sequence[_Token]:
    """The words of a text, without those that make an HTML element."""
    return [_Token(*match.span(1), match[1]) for match in _TOKEN.finditer(shape.text) if match[1]]


def _is_name(text: str, start: int, end: int, use: Use) -> bool:
    match use:
        case Use.SURE:
            return True
        case Use.CAPITAL:
            return is_capital(text, start) or text[max(0, start - 1) : start] == "@"
        case Use.EVERYDAY:
            return like_a_name(text, start, end)
        case Use.INITIALS:
            return like_initials(text, start, end)
        case _:
            return False
