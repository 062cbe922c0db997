"""Bytes to text, with a message where they are none."""

import re

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule, Severity
from mkdocs_rubric.load.encoding import UTF_8, decoded


class NotUtf8(Rule):
    """The file is not UTF-8 text.

    ## What is wrong
    The file contains a byte that UTF-8 does not allow: it was saved in another encoding, such as
    Latin-1 or Windows-1252, or it is no text at all.

    ## Why it matters
    Read as something else, names and quotations come out garbled, for everybody, for good.

    ## How to fix it
    Save it again as UTF-8: in Excel "CSV UTF-8", in an editor "Save with encoding". On the
    command line: `iconv -f windows-1252 -t utf-8 old.csv > new.csv`.

    ## Example
    A sheet exported from a spreadsheet in which `é` became the single byte E9.
    """

    code = "R003"


class ControlCharacter(Rule):
    """The file contains a character nobody can see.

    ## What is wrong
    There is a control character in the text, such as NUL: not a tab and not the end of a line.

    ## Why it matters
    It is invisible in an editor, breaks tools that read the file, and can hide text.

    ## How to fix it
    Delete the character at the place named, or type the line again.

    ## Example
    A note copied from a terminal that carries an escape character along.
    """

    code = "R004"


class OtherEncoding(Rule):
    """A sheet that is not UTF-8, and was read all the same.

    ## What is wrong
    Nothing yet: the file is in an encoding of a spreadsheet program, Windows-1252 or UTF-16, and
    every letter of it could be told.

    ## Why it matters
    Bytes do not say which encoding they are in. Other programs, git among them, show something
    else.

    ## How to fix it
    Look at the accents on the site. Better, save it as UTF-8: in Excel "CSV UTF-8".

    ## Example
    A sheet that a German Excel saved as "CSV (separated)".
    """

    code = "R021"
    severity = Severity.INFO


_INVISIBLE = {c for c in range(32) if chr(c) not in "\t\n\r"} | {*range(0x7F, 0xA0)}
_INVISIBLE |= {0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF}
_ENDS_A_LINE = {0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029}
"""For some programs, and not for others: the numbers of the lines after it would differ."""
_CLEAN = {c: " " if c in _ENDS_A_LINE else None for c in _INVISIBLE}
_SEEN = re.compile(f"[{''.join(map(chr, sorted(_INVISIBLE)))}]")
_REPORTED = 20
_SAMPLE = 4000  # letters among which UTF-16 has zeros
_PLAIN = bytes({*range(128)} - _INVISIBLE)


def decode(
    content: bytes, path: str, *, table: bool = False
) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file, lines ending in a line feed, or None when it is not text.

    Args:
        content: Its bytes.
        path: The file, for messages.
        table: Whether it may be in an encoding that spreadsheet programs save tables in.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    said: list[Diagnostic] = []
    try:
        text = content.decode()
        if table and "\0" in text[:_SAMPLE] and (wide := decoded(content)) is not None:
            text, said = wide.text, _said(wide.encoding, path)
    except UnicodeDecodeError as error:
        read = decoded(content) if table else None
        if read is None or read.doubtful >= 0:
            at = error.start if read is None else max(read.doubtful, 0)
            return None, [_not_utf8(content, at, path)]
        text, said = read.text, _said(read.encoding, path)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Most files are ASCII, in which bytes are looked through ten times as fast.
    if not (content.translate(None, _PLAIN) and _SEEN.search(text)):
        return text, said
    found: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), 1):
        character = _SEEN.search(line)
        if character and len(found) < _REPORTED:
            found.append(
                ControlCharacter.at(
                    Location(path, number, character.start() + 1),
                    f"there is an invisible control character (U+{ord(character[0]):04X}) here",
                    help="delete it, or type the line again",
                )
            )
    return text.translate(_CLEAN), [*said, *found]


def _said(encoding: str, path: str) -> list[Diagnostic]:
    if encoding == UTF_8:
        return []
    message = f"the file is {encoding}, and was read as such; UTF-8 is what every program reads"
    help_ = 'look at its accents, or save it as UTF-8 (in Excel: "CSV UTF-8")'
    return [OtherEncoding.at(Location(path), message, help=help_)]


def _not_utf8(content: bytes, at: int, path: str) -> Diagnostic:
    before = content[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return NotUtf8.at(
        Location(
            path,
            before.count(b"\n") + 1,
            len(before.rpartition(b"\n")[2].decode(errors="replace")) + 1,
        ),
        "the file is UTF-16" if utf16 else f"the byte {content[at]:02X} is not UTF-8 text",
        help='save the file as UTF-8 (in Excel: "CSV UTF-8")',
    )
