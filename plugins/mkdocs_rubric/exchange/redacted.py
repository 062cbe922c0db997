"""Personal data out of texts: names the export knows, and what looks like an address or number."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_rubric.check.personal import personal_in
from mkdocs_rubric.importing.untrusted import visible
from mkdocs_rubric.names import Finder

CUSTOMER, AGENT, PHONE, ACCOUNT = "[customer]", "[agent]", "[phone]", "[account]"
_EAGER = re.compile(
    r"""(?<![\w.,:/+-])
    (?: \+?\d{1,3}[ .-]? )? (?: \(\d{2,5}\)[ ]? (?:\d{2,4}[ .-]?){2,4}  # 8 (912) 345-67-89
      | 0\d{8,10} | (?:\d{2,4}[ ]){2,4}\d{2,4} )                      # 07911123456, 600 123 456
    (?![\w-]|[.,:/]\d)""",
    re.VERBOSE,
)
"""Phone numbers in transcripts: rather one too many, as somebody looks through the list."""
_PHONE_DIGITS = range(9, 14)
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?!\w)")
_BETWEEN = r"[ ().\-/\u00a0]{0,3}"


def _is_account(text: str) -> bool:
    """Whether it is an IBAN: its letters as numbers leave 1 by 97 (ISO 13616)."""
    plain = text.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return len(plain) > 14 and int("".join(str(int(each, 36)) for each in turned)) % 97 == 1  # noqa: PLR2004 - the shortest has 15


@dataclass
class Redaction:
    """Texts without personal data, and a list of what was taken out of them.

    Attributes:
        customers: Names and addresses of customers.
        agents: Of agents.
        keep: Texts that are nobody's, such as the team's public address.
        phones: Numbers that the export says are somebody's.
        replaced: How often each text became each mark.
    """

    customers: Iterable[str]
    agents: Iterable[str]
    keep: Iterable[str] = ()
    phones: Iterable[str] = ()
    replaced: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        agents = [name for name in self.agents if name.strip()]
        customers = [name for name in self.customers if name.strip() and name not in agents]
        people: Mapping[str, list[str]] = {AGENT: sorted(agents), CUSTOMER: sorted(customers)}
        self._finder = Finder(people)
        self._keep = frozenset(self.keep)
        digits = {"".join(filter(str.isdecimal, number)).lstrip("0") for number in self.phones}
        known = sorted((each for each in digits if len(each) > 5), key=len, reverse=True)  # noqa: PLR2004 - shorter ones are other numbers
        self._phones = re.compile("|".join(_BETWEEN.join(each) for each in known) or r"(?!)")

    def without(self, text: str) -> str:
        """A text in which nobody is named."""
        clean = "\n".join(map(visible, text.split("\n")))
        found = [(start, end, f"[{kind}]") for start, end, kind in personal_in(clean)]
        found += self._numbers(clean)
        whose = {(name.start, name.end): name for name in self._finder.find(clean)}
        named = [(start, end, name.who or CUSTOMER) for (start, end), name in whose.items()]
        parts, place = [], 0
        for start, end, mark in sorted((*named, *found), key=lambda each: (each[0], -each[1])):
            if start < place or clean[start:end] in self._keep:
                continue
            self.replaced[clean[start:end], mark] += 1
            parts += [clean[place:start], mark]
            place = end
        return "".join((*parts, clean[place:]))

    def _numbers(self, text: str) -> Iterator[tuple[int, int, str]]:
        """What a transcript has of numbers that are somebody's, beyond what a check looks for."""
        for match in self._phones.finditer(text):
            yield (*match.span(), PHONE)
        for match in _EAGER.finditer(text):
            if len(list(filter(str.isdecimal, match[0]))) in _PHONE_DIGITS:
                yield (*match.span(), PHONE)
        for match in _ACCOUNT.finditer(text):
            if _is_account(match[0]):
                yield (*match.span(), ACCOUNT)

    def lines(self) -> list[str]:
        """What was replaced, for somebody to look through before anything is written."""
        return [
            f"{text} → {mark}" + (f" ({count} times)" if count > 1 else "")
            for (text, mark), count in sorted(
                self.replaced.items(), key=lambda each: (each[0][1], each[0][0])
            )
        ]
