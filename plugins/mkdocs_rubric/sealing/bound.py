"""Binding without a key: a salted hash first, the sheet later.

The salt keeps others from guessing a short sheet by hashing all there could be.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode

SALT_BYTES = 32


def new_salt() -> str:
    """A salt for one sheet, in base64url."""
    return secrets.token_urlsafe(SALT_BYTES)


def commitment(sheet: bytes, salt: str, about: str) -> str:
    """The hash that is handed over first: SHA-256 over the salt, what it is about, and the sheet.

    Args:
        sheet: The sheet's bytes.
        salt: From `new_salt`.
        about: `<session>/<reviewer>`, so that a hash cannot be handed over for somebody else.
    """
    digest = hashlib.sha256(f"{salt}\n{about}\n".encode() + sheet).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
