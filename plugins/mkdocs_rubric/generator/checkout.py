"""The git repository that a folder is in, read from its files: nothing is run for it."""

import re
from dataclasses import dataclass
from pathlib import Path

_ORIGIN = re.compile(r'\[remote "origin"\][^\[]*?^\s*url\s*=\s*(\S+)', re.MULTILINE | re.DOTALL)
_SSH = re.compile(r"(?:ssh://)?(?:[\w.-]+@)([\w.-]+)(?::\d+)?[:/]+(.+)")
_DEFAULT = re.compile(r"ref: refs/remotes/origin/(\S+)")


@dataclass(frozen=True)
class Checkout:
    """A repository on disk.

    Attributes:
        root: Its folder.
        address: Where it is on the web; "" where it was not cloned from there.
        branch: The branch that others work on.
    """

    root: Path
    address: str
    branch: str


def around(folder: Path) -> Checkout | None:
    """The repository that a folder is in: a submodule before the one around that."""
    for root in (folder, *folder.parents):
        git = root / ".git"
        if git.is_dir():
            return Checkout(root, _address(_read(git / "config")), _branch(git))
        if git.is_file():
            own = root / _read(git).removeprefix("gitdir:").strip()
            return Checkout(root, _address(_read(own / "config")), _branch(own))
    return None


def head(folder: Path) -> str:
    """The commit that is checked out around a folder; "" where its files do not say."""
    for root in (folder, *folder.parents):
        git = root / ".git"
        if git.is_file():
            git = root / _read(git).removeprefix("gitdir:").strip()
        if git.is_dir():
            said = _read(git / "HEAD").strip()
            name = said.removeprefix("ref: ")
            common = _read(git / "commondir").strip()
            return said if name == said else _commit(name, git, git / common if common else git)
    return "no repository"


def _commit(name: str, *folders: Path) -> str:
    for git in folders:
        if found := _read(git / name).strip():
            return found
        packed = re.search(
            rf"^([0-9a-f]+) {re.escape(name)}$", _read(git / "packed-refs"), re.MULTILINE
        )
        if packed:
            return packed[1]
    return ""


def _branch(git: Path) -> str:
    found = _DEFAULT.match(_read(git / "refs/remotes/origin/HEAD"))
    return found[1] if found else "main"


def _address(settings: str) -> str:
    found = _ORIGIN.search(settings)
    url = found[1].removesuffix("/").removesuffix(".git") if found else ""
    if url.startswith(("https://", "http://")):
        return re.sub(r"//[^/@]*@", "//", url)  # a password is nobody's business
    ssh = _SSH.fullmatch(url)
    return f"https://{ssh[1]}/{ssh[2]}" if ssh else ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
