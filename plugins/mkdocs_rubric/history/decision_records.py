"""When decisions were recorded and retired."""

from typing import TYPE_CHECKING

from mkdocs_rubric.history.in_force import CommitInForce
from mkdocs_rubric.load.reader import name_of
from mkdocs_rubric.load.record import Records
from mkdocs_rubric.model import Status

if TYPE_CHECKING:
    import datetime as dt


class DecisionRecords:
    """What moments say about decisions' files. One that is renamed stays what it was.

    Args:
        records: What contents say.
        folder: The folder of the decisions.

    Attributes:
        recorded: The first day of each decision's record, by its id.
        withdrawn: The day from which a record says that the decision is retired.
        touched: The commits that changed a record.
    """

    def __init__(self, records: Records, folder: str) -> None:
        self._records, self._below = records, f"{folder}/"
        self.recorded: dict[str, dt.date] = {}
        self.withdrawn: dict[str, dt.date] = {}
        self.touched: dict[str, set[str]] = {}

    def note(self, moment: CommitInForce) -> None:
        """Add what a moment changed."""
        touched = moment.touched.items()
        decisions = {path: blob for path, blob in touched if path.startswith(self._below)}
        for path, blob in decisions.items():
            if blob:
                was = name_of(moment.renamed.get(path, path))[0]
                self._there(name_of(path)[0], was, blob, moment)
        for path, blob in decisions.items():
            if not blob:
                self.recorded.pop(name_of(path)[0], None)

    def _there(self, name: str, was: str, blob: str, moment: CommitInForce) -> None:
        self.recorded.setdefault(name, self.recorded.get(was, moment.day))
        self.touched.setdefault(name, set(self.touched.get(was, ()))).add(moment.commit.id)
        if was in self.withdrawn:
            self.withdrawn.setdefault(name, self.withdrawn[was])
        if self._records.decision_status(blob) == Status.RETIRED:
            self.withdrawn.setdefault(name, moment.day)
        else:
            self.withdrawn.pop(name, None)
