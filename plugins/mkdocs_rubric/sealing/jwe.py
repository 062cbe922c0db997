"""Sealed sheets as JSON Web Encryption (RFC 7516) in its compact form.

ECDH-ES on P-256 with A256GCM (RFC 7518, 4.6): whoever has the public key can seal, and only the
private key opens. `apv` holds `<session>/<reviewer>` and is part of the key agreed on, so that a
sheet cannot be taken for another reviewer's or another session's. Nothing else is accepted: a
header cannot talk anybody into a weaker algorithm.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.model import PrivateKey, PublicKey

if TYPE_CHECKING:
    from joserfc.jwk import ECKey

_ALGORITHM, _CIPHER = "ECDH-ES", "A256GCM"
_HEADER = {"alg", "enc", "epk", "apv", "kid"}
_EMPTY = 1  # the place of the encrypted key, which direct agreement has none of
_PARTS = 5
_LONGEST = 4 * 1024 * 1024
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve's group: NIST SP 800-186, 3.2.1.3."""


class SealedWrongError(RubricError):
    """A sealed sheet that does not open, and why."""


def new_key() -> PrivateKey:
    """A key of its own for one session."""
    from joserfc.jwk import ECKey

    return _private(ECKey.generate_key("P-256"))


def derived_key(secret: str, session: str) -> PrivateKey:
    """The key of a session by a secret that only the host's pipelines have.

    HKDF-SHA-256 (RFC 5869) of the secret, with the session as its information; 48 bytes, so that
    the number modulo the group's order is even enough (NIST SP 800-56A, 5.6.1.2.1).

    Args:
        secret: At least 32 characters nobody can guess.
        session: The session's id.

    Raises:
        RubricError: The secret is too short to be one.
    """
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF
    from joserfc.jwk import ECKey

    if len(secret) < 32:  # noqa: PLR2004 - 128 bits, as hexadecimal digits
        raise RubricError(
            "the secret that keys are derived from is too short",
            help="give it 32 random characters or more, for example from `openssl rand -hex 32`",
        )
    information = f"mkdocs-rubric sealed session {session}".encode()
    made = HKDF(hashes.SHA256(), length=48, salt=None, info=information).derive(secret.encode())
    number = int.from_bytes(made) % (_P256_ORDER - 1) + 1
    return _private(ECKey.import_key(ec.derive_private_key(number, ec.SECP256R1())))


def public_half(key: PrivateKey) -> PublicKey:
    """What may be published of a key before the reveal."""
    return PublicKey(x=key.x, y=key.y)


def fits(private: PrivateKey, public: PublicKey) -> bool:
    """Whether a private key is the one that sheets were sealed to with a public one.

    The point is computed from the secret number: one could write any point beside it.
    """
    from cryptography.hazmat.primitives.asymmetric import ec

    number = int.from_bytes(_unpadded(private.d))
    if not 0 < number < _P256_ORDER:
        return False
    point = ec.derive_private_key(number, ec.SECP256R1()).public_key().public_numbers()
    return (_coordinate(point.x), _coordinate(point.y)) == (public.x, public.y)


def sealed(sheet: bytes, key: PublicKey, about: str) -> str:
    """A sheet as JWE compact.

    Args:
        sheet: Its bytes.
        key: The session's.
        about: `<session>/<reviewer>`.

    Raises:
        RubricError: The key is no point of the curve.
    """
    from joserfc import jwe
    from joserfc.errors import JoseError

    protected = {"alg": _ALGORITHM, "enc": _CIPHER, "apv": _padless(about.encode())}
    try:
        return jwe.encrypt_compact(protected, sheet, _imported(key), algorithms=_ALLOWED)
    except (JoseError, ValueError) as error:
        raise RubricError(
            f"the session's key cannot be used: {error}",
            help="the line `sealed:` in session.yaml was changed; take it from the history",
        ) from error


def opened(text: str, key: PrivateKey, about: str) -> bytes:
    """The bytes of the sheet that was sealed.

    Args:
        text: JWE compact.
        key: The session's.
        about: `<session>/<reviewer>` by the place of its file.

    Raises:
        SealedWrongError: It does not open: damaged, sealed to another key, or for another
            session or reviewer.
    """
    from joserfc import jwe
    from joserfc.errors import JoseError

    header = _header(text)
    meant = _meant_for(header)
    if meant != about:
        raise SealedWrongError(
            f"it was sealed for {meant or 'nobody'}, not for {about}",
            help="a file was copied or renamed: take back the one that was handed over for it",
        )
    try:
        return jwe.decrypt_compact(text, _imported(key), algorithms=_ALLOWED).plaintext or b""
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise SealedWrongError(
            "it does not open with the session's key",
            help="it was damaged, or sealed with another session's key; ask the reviewer for the "
            "file again, and compare its receipt",
        ) from error


_ALLOWED = [_ALGORITHM, _CIPHER]


def _header(text: str) -> Mapping[str, Any]:
    """The protected header of a sealed sheet.

    Raises:
        SealedWrongError: It is none.
    """
    parts = text.split(".")
    header: Any = None
    if len(parts) == _PARTS and not parts[_EMPTY] and len(text) <= _LONGEST and text.isascii():
        try:
            header = json.loads(_unpadded(parts[0]))
        except (ValueError, RecursionError):
            header = None
    right = isinstance(header, dict) and header.keys() <= _HEADER
    if not right or (header.get("alg"), header.get("enc")) != (_ALGORITHM, _CIPHER):
        raise SealedWrongError(
            "it is not a sealed sheet",
            help="it was cut off or changed on its way; ask the reviewer for the file again",
        )
    return header  # type: ignore[no-any-return]


def _meant_for(header: Mapping[str, Any]) -> str:
    try:
        return _unpadded(header.get("apv", "")).decode()
    except (ValueError, TypeError, AttributeError):
        return ""


def _imported(key: PublicKey) -> "ECKey":
    from joserfc.jwk import ECKey

    return ECKey.import_key(key.model_dump())


def _private(key: "ECKey") -> PrivateKey:
    found = key.as_dict(private=True)
    return PrivateKey(x=str(found["x"]), y=str(found["y"]), d=str(found["d"]))


def _coordinate(number: int) -> str:
    return _padless(number.to_bytes(32))


def _padless(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _unpadded(text: str) -> bytes:
    if "=" in text:
        raise ValueError("padding")
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
