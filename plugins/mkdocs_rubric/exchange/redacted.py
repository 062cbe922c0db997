"""Personal data out of texts: names the export knows, and what looks like an address or number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mkdocs_rubric.check.personal import personal_in
from mkdocs_rubric.importing.untrusted import visible
from mkdocs_rubric.names import Finder

CUSTOMER, AGENT = "[customer]", "[agent]"


@dataclass
class Redaction:
    """Texts without personal data, and a list of what was taken out of them.

    Attributes:
        customers: Names and addresses of customers.
        agents: Of agents.
        keep: Texts that are nobody's, such as the team's public address.
        replaced: How often each text became each mark.
    """

    customers: Iterable[str]
    agents: Iterable[str]
    keep: Iterable[str] = ()
    replaced: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        agents = [name for name in self.agents if name.strip()]
        customers = [name for name in self.customers if name.strip() and name not in agents]
        people: Mapping[str, list[str]] = {AGENT: sorted(agents), CUSTOMER: sorted(customers)}
        self._finder = Finder(people)
        self._keep = frozenset(self.keep)

    def without(self, text: str) -> str:
        """A text in which nobody is named."""
        clean = "\n".join(map(visible, text.split("\n")))
        found = [(start, end, f"[{kind}]") for start, end, kind in personal_in(clean)]
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

    def lines(self) -> list[str]:
        """What was replaced, for somebody to look through before anything is written."""
        return [
            f"{text} → {mark}" + (f" ({count} times)" if count > 1 else "")
            for (text, mark), count in sorted(
                self.replaced.items(), key=lambda each: (each[0][1], each[0][0])
            )
        ]
