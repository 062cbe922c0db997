"""The folders of `scores/`: each a session with its sheets and transcripts."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from posixpath import basename, dirname

from mkdocs_rubric.diagnostics import Diagnostic, Location, Severity
from mkdocs_rubric.errors import UnreadableError
from mkdocs_rubric.load.cells import SheetText
from mkdocs_rubric.load.files import MisplacedFile, Unreadable
from mkdocs_rubric.load.reader import FileRead, Make, Reader, is_readme, name_of
from mkdocs_rubric.load.sheet_columns import Lists
from mkdocs_rubric.load.sheet_reader import Unsettled, look_at
from mkdocs_rubric.load.tree import MAX_SHEET_BYTES
from mkdocs_rubric.load.vocabulary import Vocabulary
from mkdocs_rubric.load.yaml_file import yaml_file
from mkdocs_rubric.model import Broken, Held, Rubric, Seal, Session, Sheet

_MAIN = ("session.yaml", "session.yml")
_CONSENSUS = "consensus"
_TRANSCRIPTS = (".md", ".txt")
_SEALS = (".jwe", ".sha256")
_SALT = ".salt"


def read_sessions(reader: Reader, folder: str, rubric: Rubric) -> Iterator[Held]:
    """The sessions that can be used, by the name of their folder.

    Args:
        reader: What reads the files.
        folder: The folder of all sessions.
        rubric: What sheets name criteria and scores by.
    """
    seen: dict[str, str] = {}
    for path in reader.list(folder):
        if not reader.tree.is_folder(path):
            if not is_readme(path):
                message = "scores are kept in one folder a session; this file is not read"
                remedy = "put it in a folder with a session.yaml"
                reader.report(MisplacedFile.at(Location(path), message, help=remedy))
            continue
        inside = reader.list(path)
        main = next((name for name in inside if basename(name) in _MAIN), None)
        if main is None:
            message = "the folder has no session.yaml, so nothing in it is read"
            remedy = "add a session.yaml with the session's date, or move the folder elsewhere"
            reader.report(MisplacedFile.at(Location(path), message, help=remedy))
            continue
        name = basename(path)
        if not (reader.unique(path, name, seen) and reader.is_id(path, name)):
            continue
        session: Session | None = reader.read(main, yaml_file(Session, id=name))
        if session is None:
            reader.broken.append(Broken(main, "session", name))
        else:
            yield _held(reader, Vocabulary(rubric, session), session, inside)


def _held(reader: Reader, vocabulary: Vocabulary, session: Session, inside: Sequence[str]) -> Held:
    """A session with what lies beside its session.yaml."""
    sheets: list[Sheet] = []
    consensus: Sheet | None = None
    make = partial(_sheet, lists=Lists())
    seen: dict[str, str] = {}
    transcripts = dict(_transcripts(reader, session, dirname(session.path), inside))
    seals = tuple(_seals(reader, inside)) if session.sealed else ()
    for path in inside:
        stem, ending = name_of(path)
        if ending.casefold() == ".csv":
            if not reader.unique(path, stem, seen):
                continue
            sheet = _settled(reader, path, make, vocabulary)
            if sheet is not None and stem.casefold() == _CONSENSUS:
                consensus = sheet
            elif sheet is not None:
                sheets.append(sheet)
        elif path not in reader.files and not is_readme(path):
            transcript = ending in _TRANSCRIPTS
            reader.report(
                MisplacedFile.at(
                    Location(path),
                    "no conversation of the session names this transcript"
                    if transcript
                    else "this is neither a sheet nor a transcript, and is not read",
                    help=f"add `transcript: {stem}{ending}` to its conversation, or delete the file"
                    if transcript
                    else "save scores as .csv and transcripts as .md, or move the file elsewhere",
                )
            )
    return Held(session, tuple(sheets), consensus, transcripts, seals)


def _seals(reader: Reader, inside: Sequence[str]) -> Iterator[Seal]:
    """What was handed over before the reveal, with the sheet that stands beside it since."""
    there = set(inside)
    for path in inside:
        stem, ending = name_of(path)
        if ending not in (*_SEALS, _SALT):
            continue
        text = reader.read(path, _text)
        if text is None or ending == _SALT:
            continue
        base = path.removesuffix(ending)
        salt = reader.read(f"{base}{_SALT}", _text) if f"{base}{_SALT}" in there else None
        sheet = None
        if f"{base}.csv" in there:
            with suppress(UnreadableError):  # is said where the sheet is read
                sheet = reader.tree.read(f"{base}.csv", MAX_SHEET_BYTES)
        yield Seal(path, stem, text.strip(), sheet, (salt or "").strip())


def _transcripts(
    reader: Reader, session: Session, folder: str, inside: Sequence[str]
) -> Iterator[tuple[str, str]]:
    there = set(inside)
    for place, conversation in enumerate(session.conversations):
        name = conversation.transcript
        if name is None:
            continue
        path = f"{folder}/{name}"
        if name_of(name)[1] not in _TRANSCRIPTS:
            message = f'the transcript "{name}" is not a .md or .txt file'
        elif "/" in name or path not in there:
            message = f'the transcript "{name}" is not beside session.yaml'
        else:
            text = reader.read(path, _text)
            if text is not None:
                yield name, text
            continue
        where = reader.sources[session.path].locate("conversations", place, "transcript")
        remedy = f"put it in {folder}/ as a .md file, or correct the name"
        reader.report(Unreadable.at(where, message, help=remedy))


def _settled(reader: Reader, path: str, make: Make, vocabulary: Vocabulary) -> Sheet | None:
    """A sheet; where only the rubric can tell what it means, in the rubric's words of now."""
    read: Sheet | Unsettled | None = reader.read(path, make, MAX_SHEET_BYTES, table=True)
    if not isinstance(read, Unsettled):
        return read
    sheet, found = read.meant(vocabulary)
    reader.found += found
    if _loses(found):
        reader.lost.add((path,))
    return sheet


def _sheet(text: str, path: str, lists: Lists) -> FileRead:
    look = look_at(text, path, name_of(path)[0], lists)
    lost = ((),) if _loses(look.found) else ()
    return FileRead(look.sheet or look.unsettled, look.source, tuple(look.found), lost)


def _loses(found: Sequence[Diagnostic]) -> bool:
    """Whether anything of a sheet could not be used."""
    return any(finding.severity is Severity.ERROR for finding in found)


def _text(text: str, path: str) -> FileRead:
    return FileRead(text, SheetText(path, text))
