"""All sheets of a session opened at once."""

from collections.abc import Collection, Sequence

from mkdocs_rubric.calibration.states import missing
from mkdocs_rubric.entries import YamlFile
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.meeting.desk import Desk
from mkdocs_rubric.model import Binding, Held, PrivateKey, Seal, Sealed, Session
from mkdocs_rubric.patch import Patch
from mkdocs_rubric.sealing import SealedWrongError, commitment, opened


def reveal(
    desk: Desk, name: str, private: PrivateKey | None, excused: Collection[str] = ()
) -> Patch:
    """Open every sealed sheet, or none, and publish the key that opens them.

    Of a session that is revealed already, sheets that were changed since are put back.

    Args:
        desk: The files.
        name: The session.
        private: The session's key; not needed where sheets are bound by their hash.
        excused: Who need not score.

    Raises:
        RubricError: The session is not sealed, somebody is missing, or a sheet does not open.
    """
    held = desk.session(name)
    sealed = held.session.sealed
    if sealed is None:
        raise RubricError(
            f"{name} is not sealed: its sheets are open already",
            help="nothing has to be done; `rubric session new --sealed` plans one that is",
        )
    if sealed.revealed is None:
        _refuse_missing(held, excused)
    key = private or (sealed.revealed.private if sealed.revealed else None)
    sheets = _opened(held, sealed, key)
    path = held.session.path
    after = {f"{held.folder}/{reviewer}.csv": content for reviewer, content in sheets.items()}
    if sealed.revealed is None:
        session = YamlFile(path, desk.tree.read(path), Session)
        told: dict[str, object] = {"date": desk.today}
        if key is not None and sealed.binding is Binding.JWE:
            told["private"] = key.model_dump()
        if excused:
            told["excused"] = sorted(excused)
        after[path] = session.set("sealed", "revealed", to=told, braces=False).content
    return desk.patch(after)


def _refuse_missing(held: Held, excused: Collection[str]) -> None:
    strangers = [name for name in excused if name not in held.session.reviewers]
    if strangers:
        raise RubricError(
            f"{_listed(strangers)} cannot be excused: not invited",
            help=f"invited are {', '.join(held.session.reviewers)}",
        )
    late = [name for name in missing(held) if name not in excused]
    if late:
        raise RubricError(
            f"{_listed(late)} {'has' if len(late) == 1 else 'have'} not scored yet",
            help="wait for them, or excuse them by name: "
            + " ".join(f"--excuse {name}" for name in late),
        )
    if not held.seals:
        raise RubricError("there is no sealed sheet to open", help="nobody has scored yet")


def _opened(held: Held, sealed: Sealed, key: PrivateKey | None) -> dict[str, bytes]:
    """The content of every sheet by its reviewer; every mistake at once where there is one."""
    sheets: dict[str, bytes] = {}
    wrong: list[str] = []
    for seal in held.seals:
        about = f"{held.id}/{seal.reviewer}"
        try:
            sheets[seal.reviewer] = (
                _bound(seal, about) if sealed.binding is Binding.HASH else _sealed(seal, about, key)
            )
        except SealedWrongError as error:
            wrong.append(f"{seal.path}: {error.message}; {error.help}")
    if wrong:
        raise RubricError(
            "not every sheet opens, so none was opened:",
            details=wrong,
            help="nothing was changed",
        )
    return sheets


def _sealed(seal: Seal, about: str, key: PrivateKey | None) -> bytes:
    if key is None:
        raise SealedWrongError("there is no key to open it with", help="name it with --key FILE")
    return opened(seal.text, key, about)


def _bound(seal: Seal, about: str) -> bytes:
    if seal.sheet is None or not seal.salt:
        raise SealedWrongError(
            "its sheet and salt are not here yet",
            help=f"{seal.reviewer} hands them over from the device they scored on",
        )
    if commitment(seal.sheet, seal.salt, about) != seal.text:
        raise SealedWrongError(
            "the sheet or its salt is not what the hash was made of",
            help="it was changed after the hash was handed over, or damaged on its way",
        )
    return seal.sheet


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
