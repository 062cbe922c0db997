"""What looks like personal data in texts that everybody will read."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity
from mkdocs_rubric.model import Criterion, Held, LevelKey, Project


class PersonalEmail(Rule):
    """What looks like an e-mail address.

    ## What is wrong
    An example, a transcript or a note contains an e-mail address.

    ## Why it matters
    The site repeats it to everybody, and git keeps it for good.

    ## How to fix it
    Write `[email]` instead. If it is no person's, allow it in `rubric.yaml`:
    `checks: {allow: [{text: help@example.com, reason: our public address}]}`. If it was committed
    already, take it out of the history as well.

    ## Example
    "I have written to jo@example.com", in a transcript.
    """

    code = "R501"
    severity = Severity.WARNING
    quotable = False


class PersonalPhone(Rule):
    """What looks like a phone number.

    ## What is wrong
    An example, a transcript or a note contains a phone number.

    ## Why it matters
    The site repeats it to everybody, and git keeps it for good.

    ## How to fix it
    Write `[phone]` instead, or allow it in `rubric.yaml` under `checks: allow`.

    ## Example
    "Call me on +44 20 7946 0958", in a transcript.
    """

    code = "R502"
    severity = Severity.WARNING
    quotable = False


class PersonalCard(Rule):
    """What looks like a card number.

    ## What is wrong
    There are 13 to 19 digits with a valid checksum (ISO/IEC 7812, Luhn), as on payment cards.

    ## Why it matters
    A card number must not be stored in a repository at all.

    ## How to fix it
    Write `[card]` instead, and take it out of the git history.

    ## Example
    "4111 1111 1111 1111", in a transcript.
    """

    code = "R503"
    quotable = False


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"""(?<![\w.:/+#-]) (?<![A-Z0-9][ ])                 # not within a longer number or code
    (?! \d{1,2}[./-]\d{1,2}[./-]\d )                     # and no date
    (?: \+[1-9]\d{0,2} [ ./-]? (?:\(0?\d{0,4}\)[ ./-]?)? \d+ (?:[ ./-]\d+){0,5}   # +44 20 7946 …
      | 00[ ]?[1-9]\d{0,2} [ ./-] \d+ (?:[ ./-]\d+){0,5}                          # 0044 20 7946 …
      | \(0?\d{2,5}\) [ ./-]? \d{2,} (?:[ ./-]\d{2,}){0,3}                        # (020) 7946 …
      | 0[1-9]\d{0,4} [ /-] \d{2,} (?:[ /-]\d{2,}){0,3}                           # 020 7946 …
      | [2-9]\d\d ([ .-]) [2-9]\d\d \1 \d{4}                                      # 212-555-0123
    ) (?![\w@-]|[./:]\d)""",
    re.VERBOSE,
)
_CARD = re.compile(
    r"""(?<![\w.:/+#-]) (?=[2-6])
    (?: \d{4}([ -]?)\d{4}\1\d{4}\1\d{1,7}      # 4-4-4-4, with what else ISO/IEC 7812 allows
      | \d{4}([ -])\d{6}\2\d{4,5}              # 4-6-5
      | \d{13,19} ) (?![\w@-]|[./:]\d)""",
    re.VERBOSE,
)
_SEVEN_DIGITS = re.compile(r"\d" + r"[ ./()-]*\d" * 6)
_DIGITS_AS_ZERO = bytes(b"0"[0] if chr(byte) in "0123456789" else byte for byte in range(256))
_PHONE_DIGITS = range(8, 16)
_CARD_DIGITS = range(13, 20)
_Where: TypeAlias = Callable[[int, int], Location]
_Text: TypeAlias = tuple[str, _Where]


def personal_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where in a text something looks personal: start, end, and `e-mail`, `card` or `phone`."""
    if not _maybe(text):
        return
    taken: list[tuple[int, int]] = []
    for kind, pattern in (("e-mail", _EMAIL), ("card", _CARD), ("phone", _PHONE)):
        for found in pattern.finditer(text):
            digits = _digits(found[0])
            if (kind == "card" and not _is_card(digits)) or (
                kind == "phone" and len(digits) not in _PHONE_DIGITS
            ):
                continue
            if all(found.end() <= start or end <= found.start() for start, end in taken):
                taken.append(found.span())
                yield (*found.span(), kind)


def check(project: Project) -> Iterator[Diagnostic]:
    """Examples, transcripts, notes."""
    allowed = {entry.text for entry in project.rubric.checks.allow}
    for criterion in project.rubric.criteria.values():
        for text, where in _examples(project, criterion):
            yield from _scan(text, allowed, where)
    for held in project.every_folder.values():
        for text, where in _in_session(project, held):
            yield from _scan(text, allowed, where)


def _examples(project: Project, criterion: Criterion) -> Iterator[_Text]:
    for score, level in criterion.levels.items():
        for place, example in enumerate(level.examples):
            keys = ("levels", score, "examples", place)
            yield example.text, _value(project, criterion.path, *keys, "text")
            if example.why:
                yield example.why, _value(project, criterion.path, *keys, "why")


def _in_session(project: Project, held: Held) -> Iterator[_Text]:
    for name, text in held.transcripts.items():
        if _maybe(text):
            for number, line in enumerate(text.split("\n"), 1):
                yield line, _in_line(f"{held.folder}/{name}", number)
    written = held.as_written
    for sheet in (*written.sheets, *filter(None, [written.consensus])):
        notes = set(sheet.notes)
        if _maybe("\n".join(notes)):
            for line_number, note in zip(sheet.lines, sheet.notes, strict=True):
                yield note, _value(project, sheet.path, line_number, "note")


def _maybe(text: str) -> bool:
    """A quick look that leaves out nearly everything."""
    if "@" in text:
        return True
    if text.isascii():  # says what the pattern says, and is ten times as fast
        return b"0000000" in text.encode().translate(_DIGITS_AS_ZERO, b" ./()-")
    return _SEVEN_DIGITS.search(text) is not None


def _scan(text: str, allowed: set[str], where: _Where) -> Iterator[Diagnostic]:
    if not _maybe(text):
        return
    for found in _EMAIL.finditer(text):
        if found[0] not in allowed and found[0].rpartition("@")[2] not in allowed:
            yield PersonalEmail.at(
                where(found.start(), len(found[0])),
                "this looks like an e-mail address",
                help="write [email] instead, or allow it in rubric.yaml under checks",
            )
    for found in _CARD.finditer(text):
        if _is_card(_digits(found[0])) and found[0] not in allowed:
            yield PersonalCard.at(
                where(found.start(), len(found[0])),
                "this looks like a card number",
                help="write [card] instead, and take it out of the git history",
            )
    for found in _PHONE.finditer(text):
        if len(_digits(found[0])) in _PHONE_DIGITS and found[0] not in allowed:
            yield PersonalPhone.at(
                where(found.start(), len(found[0])),
                "this looks like a phone number",
                help="write [phone] instead, or allow it in rubric.yaml under checks",
            )


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())


def _is_card(digits: str) -> bool:
    """Length, first digits and the checksum of ISO/IEC 7812-1 (every second digit doubled)."""
    amex = 15
    if len(digits) not in _CARD_DIGITS or (len(digits) == amex) != digits.startswith(("34", "37")):
        return False
    doubled = sum(sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0


def _value(project: Project, path: str, *keys: str | LevelKey) -> _Where:
    """The value as a whole: in folded text, the place of a word is not the place in the file."""
    return lambda _start, _width: project.locate(path, *keys)


def _in_line(path: str, line: int) -> _Where:
    return lambda start, width: Location(path, line, start + 1, width)
