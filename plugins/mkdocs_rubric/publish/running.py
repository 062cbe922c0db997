"""The generators, run: to build a site, and to serve it while it is edited."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_rubric.cache_folder import CacheFolder
from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.publish import FILE, SITE
from mkdocs_rubric.publish.again import as_left
from mkdocs_rubric.publish.folder import Outcome, OutFolder
from mkdocs_rubric.publish.site_file import SiteFile

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_READ_MORE = frozenset(
    {"include-markdown", "macros", "mkdocstrings", "pymdownx.snippets", "table-reader"}
)
"""Plugins and extensions that bring files from outside `docs_dir` into pages."""
Tell = Callable[[Outcome], None]


def build_with(
    file: SiteFile,
    generator: str,
    site_dir: Path | None,
    tell: Tell,
    *,
    strict: bool,
    by_file: bool = False,
) -> bool:
    """Build a site.

    Args:
        file: What configures it.
        generator: Who builds it.
        site_dir: The folder it is built into; None for the one that is configured.
        tell: Called with what came of rendering, where there is such a step.
        strict: Whether warnings fail it.
        by_file: Whether addresses are files, so that the site can be read from a disk.

    Returns:
        Whether it was built.

    Raises:
        RubricError: It could not begin.
    """
    if generator != "zensical":
        options = ["--config-file", str(file.path)]
        options += ["--site-dir", str(site_dir.resolve())] if site_dir else []
        options += ["--no-directory-urls"] if by_file else []
        return _run(generator, "build", [*options, *(["--strict"] if strict else [])], file.root)
    instead = {"use_directory_urls": False} if by_file else {}
    file = file.changed(instead)
    target = (site_dir or file.root / (file.text("site_dir") or "site")).resolve()
    with _cache(file.root, generator) as out:
        outcome = as_left(file, generator, out)
        if outcome is None:
            from mkdocs_rubric.publish.publishing import Publishing  # noqa: PLC0415 - loads it all

            outcome = Publishing(file.path, generator, out, instead=instead).once()
        _require_ours(target, [file.root, *OutFolder(out).places])
        tell(outcome)
        if strict and not outcome.is_clean:
            return False
        options = ["--config-file", str(out / FILE), *(["--strict"] if strict else [])]
        options += ["--clean"] if _reads_more(file) else []
        if not _run(generator, "build", options, file.root):
            return False
        mirror(out / SITE, target)
    return True


def serve_with(
    file: SiteFile, generator: str, address: str, tell: Tell, trouble: Callable[[str], None]
) -> int:
    """Serve a site, with every edit, until somebody stops it.

    Args:
        file: What configures it.
        generator: Who builds it.
        address: Host and port.
        tell: Called with what came of rendering, where there is such a step.
        trouble: Called with why an edit cannot be shown.

    Returns:
        The server's exit code.

    Raises:
        RubricError: It could not begin.
    """
    if generator != "zensical":
        command = _command(generator, "serve", ["--config-file", str(file.path)])
        command += ["--dev-addr", address, "--dirty"]
        with subprocess.Popen(command, cwd=file.root, env=_environment()) as server:  # noqa: S603 - our own command
            return _wait(server)
    with _cache(file.root, f"{generator}-served") as out:  # a build meanwhile is another matter
        return _serve_rendered(file, generator, address, out, tell, trouble)


def _serve_rendered(
    file: SiteFile,
    generator: str,
    address: str,
    out: Path,
    tell: Tell,
    trouble: Callable[[str], None],
) -> int:
    """Serve a folder that is rendered again with every edit."""
    from mkdocs_rubric.publish.publishing import Publishing  # noqa: PLC0415 - loads it all

    publishing = Publishing(file.path, generator, out, with_drafts=True)
    tell(publishing.once())
    options = ["--config-file", str(out / FILE), "--dev-addr", address]
    command = _command(generator, "serve", options)
    with subprocess.Popen(command, cwd=file.root, env=_environment()) as server:  # noqa: S603 - our own command
        stopped = threading.Event()

        def follow() -> None:
            for _ in publishing.following(stopped.is_set):
                try:
                    tell(publishing.once())
                except RubricError as error:
                    trouble(str(error))

        follower = threading.Thread(target=follow, daemon=True)
        follower.start()
        try:
            return _wait(server)
        finally:
            stopped.set()
            follower.join(timeout=5)


def _reads_more(file: SiteFile) -> bool:
    """Whether pages are made of files that Zensical does not watch: what it keeps may be old."""
    return not _READ_MORE.isdisjoint({*file.plugins(), *file.extensions()})


def _wait(server: subprocess.Popen[bytes]) -> int:
    def stop(_signal: int, _frame: object) -> None:
        server.terminate()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)  # or the server would outlive us
    try:
        return server.wait()
    except KeyboardInterrupt:  # which the server got too
        with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            server.wait(timeout=5)
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)
        if server.poll() is None:
            server.terminate()


def _run(generator: str, verb: str, options: Sequence[str], folder: Path) -> bool:
    command = _command(generator, verb, options)
    done = subprocess.run(command, cwd=folder, env=_environment(), check=False)  # noqa: S603 - our own command
    return done.returncode == 0


def _command(generator: str, verb: str, options: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", generator, verb, *options]


def _environment() -> Mapping[str, str]:
    return {**_QUIET, **os.environ}


@contextmanager
def _cache(root: Path, name: str) -> Iterator[Path]:
    """Where a site is rendered: a folder that is kept, or where none can be, one that goes."""
    cache = CacheFolder(root)
    if cache.path is not None:
        yield cache.path / name
        return
    with TemporaryDirectory(prefix="rubric-", ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve() / name


def _require_ours(target: Path, read: Sequence[Path]) -> None:
    """See that a folder holds nothing but a site, since what is there makes way.

    Args:
        target: The folder.
        read: What the site is made of.

    Raises:
        RubricError: It is one with a team's files, or around one.
    """
    root, *places = (each.resolve() for each in read)
    inside = any(target.is_relative_to(place) for place in places)
    if inside or any(place.is_relative_to(target) for place in (root, *places)):
        raise RubricError(
            f"{target} holds your own files, which the site would take the place of",
            help="name a folder of its own",
        )


def mirror(source: Path, target: Path) -> None:
    """Make a folder the same as another; hidden files stay, as they do with MkDocs."""
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for name in sorted(wanted):
        new, old = source / name, target / name
        there = old.stat() if old.is_file() and not old.is_symlink() else None
        about = new.stat()
        if there and (there.st_size, there.st_mtime_ns) == (about.st_size, about.st_mtime_ns):
            continue
        old.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(new, old)
    for path in sorted(target.rglob("*"), reverse=True):
        name = path.relative_to(target)
        if any(part.startswith(".") for part in name.parts):
            continue
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):
                path.rmdir()
        elif name not in wanted:
            path.unlink()
