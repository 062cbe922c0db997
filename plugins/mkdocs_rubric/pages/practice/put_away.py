"""Answers out of sight: neither in a page's text nor found by a search for them.

That is no secret. A static site cannot keep one from somebody who reads its scripts, and says so.
"""

import base64
import json

_MASK = 0xFFFFFFFF
_OFFSET, _PRIME = 0x811C9DC5, 0x01000193  # FNV-1a, 32 bits


def put_away(content: object, name: str) -> str:
    """JSON that no eye and no search reads; `rubricAnswers` in `practice/answers.js` does.

    Args:
        content: What JSON can hold.
        name: What it is the answer to; the same content looks different under another name.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    state = _OFFSET
    for byte in name.encode():
        state = (state ^ byte) * _PRIME & _MASK
    state = state or 1
    hidden = bytearray()
    for byte in text.encode():  # xorshift, Marsaglia (2003)
        state ^= state << 13 & _MASK
        state ^= state >> 17
        state ^= state << 5 & _MASK
        hidden.append(byte ^ state & 0xFF)
    return base64.b64encode(bytes(hidden)).decode()
