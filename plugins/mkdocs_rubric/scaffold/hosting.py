"""Where a repository is: what git knows about the folder, and what follows from an address."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.scaffold.choices import Host

_SHORT = re.compile(r"(?:[^@/:]+@)?([^/:@]+):(?!//)(.+)")
"""`git@github.com:acme/quality.git`"""


@dataclass(frozen=True)
class Surroundings:
    """What git says about a folder that may not exist yet.

    Attributes:
        top: The folder of the repository it lies in, if it lies in one.
        url: The address of its remote in a browser; "" without one.
        branch: The branch that is checked out, or that a new repository would begin with.
        is_below: Whether it lies below that top, where no host looks for a pipeline.
    """

    top: Path | None
    url: str
    branch: str
    is_below: bool


def surroundings(folder: Path) -> Surroundings:
    """Ask git about a folder. Without git, or outside a repository, there is little to say."""
    there = next(
        parent for parent in (folder.resolve(), *folder.resolve().parents) if parent.is_dir()
    )
    top = _git(there, "rev-parse", "--show-toplevel")
    branch = _git(there, "symbolic-ref", "--short", "HEAD") if top else ""
    remote = _git(there, "remote", "get-url", "origin") if top else ""
    return Surroundings(
        top=Path(top) if top else None,
        url=_address(remote),
        branch=branch or "main",
        is_below=bool(top) and Path(top).resolve() != folder.resolve(),
    )


def web_address(text: str) -> str:
    """The address of a repository in a browser, from any way it is written.

    Args:
        text: `https://github.com/acme/quality.git`, `git@github.com:acme/quality.git` and so on.

    Raises:
        RubricError: It is no address.
    """
    found = _address(text)
    if not found:
        raise RubricError(
            f'"{text}" is not the address of a repository',
            help="give it as in a browser: https://github.com/acme/support-quality",
        )
    return found


def host_of(url: str) -> Host | None:
    """The kind of host an address belongs to, if its name says so."""
    name = urlsplit(url).hostname or ""
    return next((each for each in (Host.GITHUB, Host.GITLAB) if str(each) in name), None)


def edit_uri(host: Host, branch: str) -> str:
    """What stands between a repository's address and a page of docs/; "" where nobody knows."""
    if host is Host.NONE:
        return ""
    dash = "-/" if host is Host.GITLAB else ""
    return f"{dash}edit/{branch}/docs/"


def _address(remote: str) -> str:
    """With https, and without a password, a port of ssh's or `.git`; "" when it is no address."""
    remote = remote.strip()
    if "://" not in remote:
        short = _SHORT.fullmatch(remote)
        if short is None:
            return ""
        remote = f"ssh://{short[1]}/{short[2]}"
    try:
        parts = urlsplit(remote)
        port = f":{parts.port}" if parts.port and parts.scheme.startswith("http") else ""
    except ValueError:
        return ""
    path = parts.path.strip("/").removesuffix(".git")
    known = parts.scheme in {"https", "http", "ssh", "git", "git+ssh"}
    if not known or not parts.hostname or "/" not in path or re.search(r"[\s\"<>]", path):
        return ""
    scheme = parts.scheme if parts.scheme.startswith("http") else "https"
    return f"{scheme}://{parts.hostname}{port}/{path}"


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - git, with our own arguments
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""
