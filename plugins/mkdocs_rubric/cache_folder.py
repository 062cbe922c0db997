"""Where the cache is, and what lies in it.

    .cache/rubric/           beside mkdocs.yml
      .gitignore             so that nobody commits it
      figures.json           what was computed of scores (`figures_on_disk`)
      pages-0123456789abcdef/
                             the generated pages of one configuration, where MkDocs and its
                             plugins read them

All of it may be deleted at any time. What a build reads it has written itself: pages of another
configuration, with real names perhaps, lie elsewhere, and while a build is at work no other one
uses its folder. Nothing is written through a link. Where the cache cannot be used, pages lie in a
folder of the system's that ends with the build, and figures are computed again.
"""

import os
import shutil
import stat
import tempfile
import weakref
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from mkdocs_rubric.writing import write_whole

_PAGES = "pages-"
_CONFIGURATIONS = 8
"""Configurations whose pages are kept. Building for one more takes away those used longest ago."""


class CacheFolder:
    """The cache of the project in a folder.

    Args:
        root: The folder of mkdocs.yml.

    Attributes:
        path: Where it is; None where it cannot be used.
        trouble: Why it cannot be used, in a sentence; "" where it can.
    """

    def __init__(self, root: Path) -> None:
        self.trouble = ""
        self.path: Path | None = None
        folder = root
        try:
            for name in (".cache", "rubric"):
                folder /= name
                _require_folder(folder)
            if not os.path.lexists(folder / ".gitignore"):
                write_whole(folder / ".gitignore", b"*\n")
        except OSError as error:
            self.trouble = _sentence(folder, error)
        else:
            self.path = folder

    def pages(self, configuration: str) -> "PagesFolder":
        """A folder for the pages of a build.

        Args:
            configuration: All that says what the pages are like, as a text.
        """
        if self.path is None:
            return PagesFolder(None)
        name = _PAGES + blake2b(configuration.encode(), digest_size=8).hexdigest()
        self._drop_old(name)
        return PagesFolder(self.path / name)

    def _drop_old(self, name: str) -> None:
        """Take away pages of configurations that have not been built for long."""
        assert self.path is not None
        with suppress(OSError):
            others = [path for path in self.path.glob(f"{_PAGES}*") if path.name != name]
            others.sort(key=lambda path: path.lstat().st_mtime, reverse=True)
            for path in others[_CONFIGURATIONS - 1 :]:
                lock = _locked(path)
                shutil.rmtree(path, ignore_errors=True)
                _close(lock)


class PagesFolder:
    """The files of one build, until it is closed.

    Args:
        folder: Where they are kept for the next build; None keeps none.

    Attributes:
        trouble: Why they are not kept, in a sentence; "" where they are.
    """

    def __init__(self, folder: Path | None) -> None:
        self.trouble = ""
        self._lock: int | None = None
        self._folder: str | None = None
        self._own: str | None = None
        self._made: set[tuple[str, str]] = set()
        self._written: dict[str, tuple[str, int]] = {}
        if folder is not None:
            self._open(folder)
        self._closed = weakref.finalize(self, _close, self._lock)

    def _open(self, folder: Path) -> None:
        try:
            _require_folder(folder, mend=True)
            self._lock = _locked(folder)
        except BlockingIOError:  # another build of the same configuration is at work
            return
        except OSError as error:
            self.trouble = _sentence(folder, error)
            return
        self._folder = str(folder)
        with suppress(OSError):
            os.utime(folder)

    def write(self, uri: str, content: str) -> str:
        """Write a file and say where, unless it says so already: its time is when it changed."""
        if self._folder is not None:
            try:
                return self._write(self._folder, uri, content)
            except OSError as error:
                self.trouble = self.trouble or _sentence(Path(self._folder, uri), error)
        if self._own is None:
            self._own = tempfile.mkdtemp(prefix="rubric-")
            self._closed.detach()
            self._closed = weakref.finalize(self, _close, self._lock, self._own)
        return self._write(self._own, uri, content)

    def close(self) -> None:
        """Leave the folder to the next build."""
        self._closed()

    def _write(self, folder: str, uri: str, content: str) -> str:
        path = os.path.join(folder, uri)  # noqa: PTH118 - done for every page of every rebuild
        if self._written.get(path) != (content, _changed(path)):
            self._make(folder, os.path.dirname(uri))  # noqa: PTH120 - as above
            _write(Path(path), content)
            self._written[path] = (content, _changed(path))
        return path

    def _make(self, folder: str, below: str) -> None:
        """Make the folders of a file; what is in the way was made by nobody we know."""
        if (folder, below) in self._made:
            return
        path = Path(folder)
        for name in Path(below).parts:
            path /= name
            _require_folder(path, mend=True)
        self._made.add((folder, below))


def _write(path: Path, content: str) -> None:
    data = content.encode()
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and path.read_bytes() == data:
            return
        if stat.S_ISDIR(found.st_mode):
            shutil.rmtree(path)
    write_whole(path, data)


def _require_folder(path: Path, *, mend: bool = False) -> None:
    """Make a folder, unless it is there.

    Args:
        path: The folder.
        mend: Whether what is there instead may be taken away: a file, or a link to somewhere.

    Raises:
        OSError: It cannot be made, or something else is there.
    """
    with suppress(FileExistsError):
        path.mkdir()
        return
    if stat.S_ISDIR(path.lstat().st_mode):
        return
    if not mend:
        raise OSError("it is a link" if path.is_symlink() else "it is a file")
    path.unlink()
    path.mkdir()


def _locked(folder: Path) -> int | None:
    """Nobody else uses a folder until what is returned is closed.

    None where there are no locks: there, nothing keeps builds of one configuration apart.

    Raises:
        BlockingIOError: Somebody uses it.
        OSError: It cannot be opened.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:  # a file system without locks
        pass
    return handle


def _close(lock: int | None, own: str | None = None) -> None:
    if lock is not None:
        os.close(lock)
    if own is not None:
        shutil.rmtree(own, ignore_errors=True)


def _changed(path: str) -> int:
    try:
        return os.lstat(path).st_mtime_ns
    except OSError:
        return 0


def _sentence(path: Path, error: OSError) -> str:
    return f"{path} cannot be used: {(error.strerror or str(error)).lower()}"
