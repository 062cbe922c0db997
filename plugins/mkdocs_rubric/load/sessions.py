"""The folders of `scores/`: each a session with its sheets and transcripts."""

from collections.abc import Iterator, Sequence
from functools import partial
from posixpath import basename

from mkdocs_rubric.diagnostics import Location
from mkdocs_rubric.load.cells import SheetText
from mkdocs_rubric.load.columns import Lists
from mkdocs_rubric.load.files import MisplacedFile, Unreadable
from mkdocs_rubric.load.reader import FileRead, Reader, is_readme, name_of
from mkdocs_rubric.load.sheets import read_sheet
from mkdocs_rubric.load.tree import MAX_SHEET_BYTES
from mkdocs_rubric.load.yaml_file import yaml_file
from mkdocs_rubric.model import Broken, Held, Session, Sheet

_MAIN = ("session.yaml", "session.yml")
_CONSENSUS = "consensus"
_TRANSCRIPTS = (".md", ".txt")


def read_sessions(reader: Reader, folder: str) -> Iterator[Held]:
    """The sessions that can be used, by the name of their folder."""
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
            yield _held(reader, session, path, inside)


def _held(reader: Reader, session: Session, folder: str, inside: Sequence[str]) -> Held:
    """A session with what lies beside its session.yaml."""
    sheets: list[Sheet] = []
    consensus: Sheet | None = None
    make = partial(_sheet, lists=Lists())
    seen: dict[str, str] = {}
    transcripts = dict(_transcripts(reader, session, folder, inside))
    for path in inside:
        stem, ending = name_of(path)
        if ending.casefold() == ".csv":
            if not reader.unique(path, stem, seen):
                continue
            sheet = reader.read(path, make, MAX_SHEET_BYTES)
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
    return Held(session, tuple(sheets), consensus, transcripts)


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
            text = reader.read(path, _transcript)
            if text is not None:
                yield name, text
            continue
        where = reader.sources[session.path].locate("conversations", place, "transcript")
        remedy = f"put it in {folder}/ as a .md file, or correct the name"
        reader.report(Unreadable.at(where, message, help=remedy))


def _sheet(text: str, path: str, lists: Lists) -> FileRead:
    sheet, source, found = read_sheet(text, path, name_of(path)[0], lists)
    return FileRead(sheet, source, tuple(found), ((),) if found else ())


def _transcript(text: str, path: str) -> FileRead:
    return FileRead(text, SheetText(path, text))
