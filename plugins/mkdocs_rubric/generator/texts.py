"""A page's texts, kept from whoever looks for commands in them.

Saved replies are full of `{{ticket.requester.first_name}}`. Plugins that fill in templates or
include files would run what they find, and so would some Markdown extensions. So a page is taken
away from other plugins, and goes to Python-Markdown with those signs replaced by characters that
mean nothing to anybody; they are put back in what comes out.
"""

import re
from typing import Final

PLACE: Final = '<div data-rubric-page="true"></div>'
"""What other plugins see in a page's stead: they may still put something before or after it."""

# Private use, far from where icon fonts begin.
_SIGNS = {"{": "\uf5a1", "8": "\uf5a2", "-": "\uf5a3", "$": "\uf5a4"}
# `{: .name }` and `{#name}` are attributes; a word alone, as in `{first_name}`, is no attribute.
_PLACEHOLDER = re.compile(
    r"\\?\{(?=[{%!])|(?<=\{)\{|\$\{|\\?\{(?=#[^}\n]*#\})|\{(?=[^\W\d][\w.| -]*\})"
    r"|(?<!-)-+8<-+"
)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_HIDDEN = str.maketrans(_SIGNS)
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _SIGNS.items()})
# An extension that looks for numbers of issues would find one in `{: #2026-11 }`.
_NUMBERED = re.compile(r"(?<=\{: )#(\d[^\s}]*)")


def hidden(markdown: str) -> str:
    """Markdown without anything that would be filled in or included."""
    if "{" not in markdown and "8<" not in markdown:
        return markdown
    parts, end = [], 0
    for code in _CODE.finditer(markdown):
        between = markdown[end : code.start()]
        parts += [_without_signs(between), _PLACEHOLDER.sub(_sign, code[0])]
        end = code.end()
    return "".join([*parts, _without_signs(markdown[end:])])


def _without_signs(text: str) -> str:
    """Text in which a sign needs no backslash any more: nobody would take it for what it is."""
    bare = _PLACEHOLDER.sub(lambda found: _sign(found).removeprefix("\\"), text)
    return _NUMBERED.sub(r'id="\1"', bare)


def _sign(found: re.Match[str]) -> str:
    return found[0].translate(_HIDDEN)


def shown(html: str) -> str:
    """What was hidden, as it was written."""
    return html.translate(_SHOWN) if any(sign in html for sign in _SIGNS.values()) else html
