"""Text from a spreadsheet, for files whose text is Markdown."""

import html
import re
import unicodedata

_MARKUP = re.compile(
    r"""\\(?![^\W_])
      | \[(?=[^\]]*\]\s*[(\[:] | [\^\[])         # a link, an image, a note
      | <(?=[A-Za-z/!?])                        # an element
      | \{(?=[:{%\#+~=>.-])                     # attributes, a template
      | ==""",
    re.VERBOSE,
)
_PAIRED = {  # what does nothing alone, some of it with extensions that many sites have
    each: re.compile(pattern)
    for each, pattern in {
        "*": r"\*", "`": "`", "~": "~", "^": r"\^", "_": r"(?<![^\W_])_|_(?![^\W_])",
    }.items()
}  # fmt: skip
_BLOCK = re.compile(r"#|>|[-+*:](?=\s|$)|[-=]{2}|!!!|\?\?\?|:::")
_NUMBERED = re.compile(r"(\d+)([.)])(?=\s|$)")
_BULLET = re.compile("[-*+\N{BULLET}\N{EN DASH}\N{MIDDLE DOT}\N{WHITE BULLET}]\\s+(?=\\S)")
_BACKSLASH = frozenset("\\`*_[]>#+-.!")
"""What Python-Markdown takes a backslash before; a brace means something even then."""
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def plain(text: str) -> str:
    """A line of text as Markdown that shows just that text."""
    if html.unescape(text) != text:
        text = text.replace("&", "&amp;")
    escaped = _MARKUP.sub(_harmless, text)
    for character, pattern in _PAIRED.items():
        if text.count(character) > 1:
            escaped = pattern.sub(_harmless, escaped)
    if _BLOCK.match(escaped):
        escaped = _escaped(escaped[0]) + escaped[1:]
    return _NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(escaped) else escaped


def markdown(cell: str) -> str:
    """A cell's lines as paragraphs, its bullets as a list; nothing else in it is markup."""
    shown: list[str] = []
    in_list = False
    for line in cell.split("\n"):
        bullet = _BULLET.match(line)
        if not (in_list and bullet):
            shown.append("")  # a paragraph and a list begin after a blank line
        shown.append(f"- {plain(line[bullet.end() :])}" if bullet else plain(line))
        in_list = bullet is not None
    return "\n".join(shown[1:])


def visible(cell: str) -> str:
    """A cell without what cannot be seen: its blanks single, its empty lines gone."""
    if cell.isascii() and cell.isprintable() and "  " not in cell:  # most cells, and quickly
        return cell.strip(" ")
    lines = []
    for line in _LINE_ENDS.split(cell):
        kept = (c for c in line.replace("\t", " ") if unicodedata.category(c) not in _INVISIBLE)
        lines.append(" ".join("".join(kept).split()))
    return "\n".join(line for line in lines if line)


def _harmless(found: re.Match[str]) -> str:
    return "".join(map(_escaped, found[0]))


def _escaped(character: str) -> str:
    if character in _BACKSLASH:
        return f"\\{character}"
    return "&lt;" if character == "<" else f"&#{ord(character)};"
