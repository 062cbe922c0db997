"""Bytes to text, with a message where they are none."""

from mkdocs_rubric.diagnostics import Diagnostic, Location, Rule


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


_FORBIDDEN = {c for c in range(32) if chr(c) not in "\t\n\r"} | {0x7F, 0xFFFE, 0xFFFF}
_FORBIDDEN |= set(range(0x80, 0xA0)) - {0x85}
_REMOVE = dict.fromkeys(_FORBIDDEN)


def decode(content: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file with `\\n` for every line end, or None when it is not text."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode(errors="replace")) + 1
        bad = content[error.start]
        utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        return None, [
            NotUtf8.at(
                Location(path, line, column),
                "the file is UTF-16" if utf16 else f"the byte {bad:02X} is not UTF-8 text",
                help='save the file as UTF-8 (in Excel: "CSV UTF-8")',
            )
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable() or (clean := text.translate(_REMOVE)) == text:
        return text, []
    found = []
    for number, line_text in enumerate(text.split("\n"), 1):
        for column, character in enumerate(line_text, 1):
            if ord(character) in _FORBIDDEN:
                where = Location(path, number, column)
                found.append(
                    ControlCharacter.at(
                        where,
                        f"there is an invisible control character (U+{ord(character):04X}) here",
                        help="delete it",
                    )
                )
                break
    return clean, found[:20]
