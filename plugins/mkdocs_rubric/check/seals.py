"""Sealed sheets: whether each opens, and whether the sheet beside it is what was sealed."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from mkdocs_rubric.check.references import UnknownReviewer
from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean
from mkdocs_rubric.model import Binding, Held, Project, Seal, Sealed
from mkdocs_rubric.sealing import SealedWrongError, commitment, fits, opened

_NAMED = 5  # rows that are told apart in one message
_LONG = 80


class NotAsSealed(Rule):
    """A sheet that is not what was sealed.

    ## What is wrong
    The sheet beside a sealed one differs from what the sealed one holds.

    ## Why it matters
    Sealing is there so that nobody can change a score after seeing the others'. A sheet that was
    changed proves nothing, however good the reason.

    ## How to fix it
    Put the sheet back as it was: `rubric session reveal` writes it from the sealed one. A score
    that was a slip is corrected in the consensus, and the note says why.

    ## Example
    `ana.csv` has 3 where `ana.jwe` holds 2.
    """

    code = "R410"


class SealUnusable(Rule):
    """A sealed sheet that does not open.

    ## What is wrong
    The file was damaged, sealed with another session's key, copied from another reviewer, or is
    no sealed sheet at all.

    ## Why it matters
    Its scores are lost, or are not whose they seem to be.

    ## How to fix it
    Ask the reviewer for the file again and compare the receipt. It can be taken from the history,
    too: git keeps the file that was handed over.

    ## Example
    `ben.jwe` is a copy of `ana.jwe`.
    """

    code = "R411"


class KeyDoesNotFit(Rule):
    """A published key that is not the one the sheets were sealed with.

    ## What is wrong
    The private key under `revealed` does not belong to the public key under `sealed`.

    ## Why it matters
    Nothing can be checked with it. If `key` was changed after scoring, nothing is proved either.

    ## How to fix it
    Put both back as they were: `git log -p` of the file shows them.

    ## Example
    `d` was cut off when the file was merged.
    """

    code = "R412"


class NeverSealed(Rule):
    """A sheet of a sealed session that was never sealed.

    ## What is wrong
    The session is sealed, and there is a sheet without a sealed one beside it.

    ## Why it matters
    It may have been written after the others were opened.

    ## How to fix it
    Score again in a session that is not sealed, or leave it: the session's page says so.

    ## Example
    `ben.csv` in a session whose other sheets each have a `.jwe`.
    """

    code = "R416"
    severity = Severity.WARNING


def check(project: Project, held: Held) -> Iterator[Diagnostic]:
    """Every sealed sheet of a session, and every sheet that ought to be one."""
    session = held.session
    if session.sealed is None:
        return
    for seal in held.seals:
        if session.reviewers and seal.reviewer not in session.reviewers:
            yield UnknownReviewer.at(
                Location(seal.path),
                f'"{seal.reviewer}" is not among the reviewers of session "{held.id}"',
                hint=did_you_mean(seal.reviewer, session.reviewers),
                help=f"correct the name, or add it to reviewers in {session.path}",
            )
    yield from _opened(project, held, session.sealed)
    sealed = {seal.path.rpartition(".")[0] for seal in held.seals}
    for sheet in held.sheets:
        if sheet.path.removesuffix(".csv") not in sealed:
            yield NeverSealed.at(
                Location(sheet.path),
                "this session is sealed, and this sheet was not"
                if session.sealed.revealed
                else "this session is sealed, and this sheet lies open for everybody to read",
                help="seal it with the score form or `rubric score`, and delete this file"
                if session.sealed.revealed is None
                else "if it came after the reveal, say so in its session's notes",
            )


def _opened(project: Project, held: Held, sealed: Sealed) -> Iterator[Diagnostic]:
    """What is wrong with the sealed sheets, as far as anybody can know by now."""
    if sealed.binding is Binding.HASH:
        for seal in held.seals:
            yield from _bound(held, seal)
        return
    revealed = sealed.revealed
    if revealed is None or sealed.key is None:
        return
    if revealed.private is None or not fits(revealed.private, sealed.key):
        yield KeyDoesNotFit.at(
            project.locate(held.session.path, "sealed", "revealed"),
            "the published key is not the one that the sheets were sealed with",
            help="put `key` and `private` back as they were; git log -p shows them",
        )
        return
    for seal in held.seals:
        yield from _encrypted(held, seal, sealed)


def _encrypted(held: Held, seal: Seal, sealed: Sealed) -> Iterator[Diagnostic]:
    assert sealed.revealed is not None
    assert sealed.revealed.private is not None
    try:
        content = opened(seal.text, sealed.revealed.private, f"{held.id}/{seal.reviewer}")
    except SealedWrongError as error:
        yield SealUnusable.at(Location(seal.path), error.message, help=error.help)
        return
    if seal.sheet is None:
        yield NotAsSealed.at(
            Location(seal.path),
            "the session is revealed, and the sheet that was sealed here is not beside it",
            help=f"write it again: rubric session reveal {held.id}",
        )
    elif seal.sheet != content:
        yield NotAsSealed.at(
            Location(f"{held.folder}/{seal.reviewer}.csv", _first(content, seal.sheet)),
            f"this sheet is not what was sealed: {different(content, seal.sheet)}",
            help=f"put it back as it was: rubric session reveal {held.id}",
        )


def _bound(held: Held, seal: Seal) -> Iterator[Diagnostic]:
    if seal.sheet is None or not seal.salt:
        return
    if commitment(seal.sheet, seal.salt, f"{held.id}/{seal.reviewer}") != seal.text:
        yield NotAsSealed.at(
            Location(f"{held.folder}/{seal.reviewer}.csv"),
            "this sheet or its salt is not what the hash was made of",
            help="take back the file that was handed over; git log shows when it changed",
        )


def different(before: bytes, after: bytes) -> str:
    """Where two sheets differ, in words: the rows, each as it was and as it is."""
    was, now = _lines(before), _lines(after)
    if was == now:
        return "only its line ends or its coding are different"
    rows = [
        f"line {number} was {_shown(old)} and is {_shown(new)}"
        for number, (old, new) in enumerate(zip_longest(was, now, fillvalue=""), start=1)
        if old != new
    ]
    more = f", and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return "; ".join(rows[:_NAMED]) + more


def _shown(row: str) -> str:
    return f'"{row[:_LONG]}"' if row else "not there"


def _first(before: bytes, after: bytes) -> int:
    pairs = zip_longest(_lines(before), _lines(after), fillvalue="")
    return next((n for n, (old, new) in enumerate(pairs, start=1) if old != new), 1)


def _lines(content: bytes) -> Sequence[str]:
    return content.decode("utf-8", "replace").splitlines()
