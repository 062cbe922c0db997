"""A value of an exported document, asked in a way that cannot fail and keeps account."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from mkdocs_rubric.exchange.ledger import FieldPath, Ledger
from mkdocs_rubric.exchange.times import moment

_LARGEST = 30
"""Digits before the point that a number may have, or noughts behind it."""
_KINDS = {dict: "an object", list: "a list", str: "text", bool: "true or false"}


class Node:
    """A value somewhere in a document.

    What is asked for and is not there, or is of another kind, comes back empty: the second is said
    in the account. Names are tried in the order given, as tools have two for the same.

    Args:
        value: The value.
        account: Where everything is said.
        where: The place, for messages.
        path: The same, without numbers.
    """

    __slots__ = ("account", "path", "value", "where")

    def __init__(self, value: Any, account: Ledger, where: str, path: FieldPath = ()) -> None:
        self.value = value
        self.account = account
        self.where = where
        self.path = path

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.value)

    def has(self, name: str) -> bool:
        """Whether there is such a field, and it is not null."""
        return isinstance(self.value, dict) and self.value.get(name) is not None

    def inside(self, name: str) -> "Node":
        """An object inside; an empty one where it is missing."""
        found = self._at(name)
        if found is not None and not isinstance(found, dict):
            self._odd(name, found, "an object")
            found = None
        return Node(found or {}, self.account, f"{self.where}.{name}", (*self.path, name))

    def each(self, name: str) -> Iterator["Node"]:
        """The objects of a list inside."""
        found = self._at(name)
        if found is not None and not isinstance(found, list):
            self._odd(name, found, "a list")
            return
        yield from self._entries(found or (), f"{self.where}.{name}", (*self.path, name, "[]"))

    def entries(self) -> Iterator["Node"]:
        """The objects of a list, or the one object that it is itself."""
        if isinstance(self.value, list):
            yield from self._entries(self.value, self.where, (*self.path, "[]"))
        elif isinstance(self.value, dict):
            yield self

    def _entries(self, values: Any, where: str, path: FieldPath) -> Iterator["Node"]:
        for number, entry in enumerate(values, 1):
            here = f"{where}[{number}]"
            if isinstance(entry, dict):
                yield Node(entry, self.account, here, path)
            elif entry is not None:
                self.account.seen.add(path)
                self.account.leave("entries", f"not an object but {_kind(entry)}", here)

    def texts(self, name: str) -> list[str]:
        """The texts of a list inside."""
        found = self._at(name)
        self.account.seen.add((*self.path, name, "[]"))
        if isinstance(found, str):
            return [found]
        if found is not None and not isinstance(found, list):
            self._odd(name, found, "a list")
            return []
        return [text for each in found or () if (text := _text(each))]

    def text(self, *names: str) -> str:
        """The first of some fields that has text; numbers are text as well."""
        for name in names:
            found = self._at(name)
            if isinstance(found, (dict, list)):
                self._odd(name, found, "text")
            elif text := _text(found):
                return text
        return ""

    def id(self, *names: str) -> str:
        """An id as text. One that went through a spreadsheet or a float has lost its digits."""
        for name in names:
            found = self._at(name)
            if isinstance(found, Decimal) and found != found.to_integral_value():
                self.account.leave("ids", "not a whole number", f"{self.where}.{name}")
                continue
            if isinstance(found, Decimal):
                lost = "shortened to something like 9.45E+12, its digits are lost"
                self.account.leave("ids", lost, f"{self.where}.{name}")
                continue
            if isinstance(found, (dict, list)):
                self._odd(name, found, "an id")
            elif text := _text(found):
                return text
        return ""

    def number(self, *names: str) -> Decimal | None:
        """A number, also one that is written as text."""
        for name in names:
            found = self._at(name)
            if found is None or isinstance(found, bool) or found == "":
                continue
            try:
                value = Decimal(found) if isinstance(found, (int, str, Decimal)) else None
            except InvalidOperation:
                value = None
            if value is not None and value.is_finite() and abs(value.adjusted()) < _LARGEST:
                return value
            self._odd(name, found, "a number")
        return None

    def flag(self, name: str) -> bool:
        """Whether it says true."""
        found = self._at(name)
        if found is not None and not isinstance(found, bool):
            self._odd(name, found, "true or false")
        return found is True

    def time(self, *names: str) -> dt.datetime | None:
        """A moment, from the first of some fields that has one."""
        for name in names:
            found = self._at(name)
            if found in (None, ""):
                continue
            value = None if isinstance(found, (dict, list, bool)) else moment(str(found))
            if value is not None:
                return value
            self._odd(name, found, "a time")
        return None

    def drop(self, *names: str) -> None:
        """Fields that are never read: they are about agents and customers."""
        self.account.personal.update((*self.path, name) for name in names)

    def skip(self, *names: str) -> None:
        """Fields that say nothing about scores: links, paging, counters."""
        self.account.seen.update((*self.path, name) for name in names)

    def _at(self, name: str) -> Any:
        self.account.seen.add((*self.path, name))
        return self.value.get(name) if isinstance(self.value, dict) else None

    def _odd(self, name: str, found: Any, wanted: str) -> None:
        why = f"{'.'.join((*self.path, name)).replace('.[]', '[]')} is {_kind(found)}, not {wanted}"
        self.account.leave("values", why, f"{self.where}.{name}")


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return str(value).strip()


def _kind(value: Any) -> str:
    return next((word for kind, word in _KINDS.items() if isinstance(value, kind)), "a number")
