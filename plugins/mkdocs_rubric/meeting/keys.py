"""Where the private key of a sealed session is kept until the reveal: never in the repository."""

import json
import os
from pathlib import Path

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.model import PrivateKey, PublicKey
from mkdocs_rubric.sealing import derived_key, fits, new_key, public_half
from mkdocs_rubric.writing import write_whole

SECRET = "RUBRIC_SEAL_SECRET"  # noqa: S105 - the name of the variable
"""The variable with a secret that keys are derived from, so that nobody has to hold one."""


def key_for(session: str, folder: Path) -> tuple[PublicKey, str]:
    """A session's public key, and in words where the private one is.

    With `RUBRIC_SEAL_SECRET` in the environment it is derived from that and kept nowhere.

    Args:
        session: The session's id.
        folder: Where private keys are kept on this computer.

    Raises:
        RubricError: It cannot be kept.
    """
    if secret := os.environ.get(SECRET):
        return public_half(derived_key(secret, session)), f"derived from {SECRET}, kept nowhere"
    private = new_key()
    public = public_half(private)
    path = _path(folder, session, public)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, json.dumps(private.model_dump(), indent=1).encode() + b"\n", tidy=True)
        path.chmod(0o600)
    except OSError as error:
        raise RubricError(
            f"the private key cannot be kept in {folder}: {error.strerror}",
            help=f"name another folder with --keys, or set {SECRET}",
        ) from error
    return public, str(path)


def private_key(session: str, public: PublicKey, folder: Path, file: Path | None) -> PrivateKey:
    """The private key of a session: from a file, the environment, or this computer.

    Raises:
        RubricError: It is in none of them, or is another session's.
    """
    if file is not None:
        return _fitting(_read(file), public, str(file))
    if secret := os.environ.get(SECRET):
        return _fitting(derived_key(secret, session), public, SECRET)
    path = _path(folder, session, public)
    if path.is_file():
        return _fitting(_read(path), public, str(path))
    raise RubricError(
        f"the private key of {session} is not on this computer",
        help=f"whoever planned the session has it in {path.name}: name it with --key FILE, or set "
        f"{SECRET}. If it is lost, the sheets stay closed: ask everybody for a copy of theirs",
    )


def _fitting(private: PrivateKey, public: PublicKey, where: str) -> PrivateKey:
    if not fits(private, public):
        raise RubricError(
            f"the key of {where} is not the one that the sheets were sealed with",
            help="take the key of this session; each has its own",
        )
    return private


def _read(path: Path) -> PrivateKey:
    try:
        return PrivateKey.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise RubricError(
            f"{path} is not a private key", help="it is a JSON file with kty, crv, x, y and d"
        ) from error


def _path(folder: Path, session: str, public: PublicKey) -> Path:
    return folder / f"{session}-{public.x[:8]}.json"
