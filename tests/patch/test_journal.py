"""Files are written all or none, whatever happens on the way."""

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.patch import journal, recover
from mkdocs_rubric.patch.journal import JOURNAL, write_all

PLUGINS = Path(__file__).parents[2] / "plugins"
BEFORE = {"rubric/a.yaml": b"a", "rubric/b.yaml": b"b", "scores/s1/ana.csv": b"1"}
CHANGE = {
    "rubric/b.yaml": None,
    "rubric/c.yaml": b"b, renamed",
    "rubric/a.yaml": b"a, changed",
    "new/folder/d.yaml": b"d",
}
AFTER = {
    "rubric/a.yaml": b"a, changed",
    "rubric/c.yaml": b"b, renamed",
    "new/folder/d.yaml": b"d",
    "scores/s1/ana.csv": b"1",
}


def everything(root):
    return {
        one.relative_to(root).as_posix(): one.read_bytes()
        for one in root.rglob("*")
        if one.is_file()
    }


@pytest.fixture
def project(tmp_path):
    for name, content in BEFORE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_files_are_written_replaced_and_removed(project):
    write_all(project, CHANGE)
    assert everything(project) == AFTER


def test_a_replaced_file_keeps_its_permissions(project):
    (project / "rubric/a.yaml").chmod(0o640)
    write_all(project, CHANGE)
    assert (project / "rubric/a.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("names", [("a.yaml", "taken/b.yaml"), ("new/a.yaml", "taken")])
def test_when_one_cannot_be_written_all_is_as_it_was(tmp_path, names):
    (tmp_path / "a.yaml").write_text("before")
    blocked = tmp_path / "taken"
    if names[1] == "taken":
        (blocked / "in it").mkdir(parents=True)  # a folder where a file should go
    else:
        blocked.write_text("a file where a folder should go")
    before = everything(tmp_path)
    with pytest.raises(RubricError, match="cannot be written") as raised:
        write_all(tmp_path, dict.fromkeys(names, b"after"))
    assert "nothing was changed" in raised.value.help
    assert everything(tmp_path) == before
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path):
    (tmp_path / "taken").write_text("a file where a folder should go")
    with pytest.raises(RubricError, match="cannot be written") as raised:
        write_all(tmp_path / "taken/new", {"a.yaml": b"a"})
    assert "nothing was changed" in raised.value.help


def test_a_link_that_leads_out_is_not_written_through(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "theirs.yaml"
    outside.write_text("theirs")
    (project / "rubric/a.yaml").unlink()
    (project / "rubric/a.yaml").symlink_to(outside)
    with pytest.raises(RubricError, match="leads out of the folder"):
        write_all(project, CHANGE)
    assert outside.read_text() == "theirs"
    assert (project / "rubric/b.yaml").exists()


def test_a_link_inside_stays_a_link(project):
    (project / "rubric/a.yaml").rename(project / "real.yaml")
    (project / "rubric/a.yaml").symlink_to(project / "real.yaml")
    write_all(project, CHANGE)
    assert (project / "rubric/a.yaml").is_symlink()
    assert (project / "real.yaml").read_bytes() == b"a, changed"


class Stops:
    """Lets the first `calls` of what touches the disk pass, and then does something else."""

    def __init__(self, monkeypatch, calls, then):
        self.left, self.then = calls, then
        for owner, name in (
            (os, "link"), (os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"),
        ):  # fmt: skip
            monkeypatch.setattr(owner, name, self.around(getattr(owner, name)))

    def around(self, real):
        def called(*arguments, **options):
            self.left -= 1
            if self.left == 0:
                self.then()
            return real(*arguments, **options)

        return called


def calls_of_a_change(project, monkeypatch):
    with monkeypatch.context() as patched:
        counter = Stops(patched, 10**9, lambda: None)
        write_all(project, CHANGE)
    return 10**9 - counter.left


def killed_at(project, call):
    """A process that is killed just before one of its calls."""
    child = os.fork()
    if not child:
        monkeypatch = pytest.MonkeyPatch()
        Stops(monkeypatch, call, lambda: os.kill(os.getpid(), signal.SIGKILL))
        write_all(project, CHANGE)
        os._exit(0)
    return os.waitpid(child, 0)[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes to kill here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("call", range(1, 40))
def test_killed_at_any_moment_the_next_command_finishes_or_undoes_it(project, call):
    status = killed_at(project, call)
    told = recover(project)
    found = everything(project)
    if not os.WIFSIGNALED(status):
        assert (told, found) == ("", AFTER)
    elif found == AFTER:
        assert told in ("", "a change to 4 files had been cut off, and is finished now")
    else:
        assert found == BEFORE
        assert told in ("", "a change to 4 files had been cut off before it began, and is undone")
    assert recover(project) == ""
    assert not (project / "new").exists() or found == AFTER


def test_the_moments_above_are_all_there_are(project, monkeypatch):
    assert calls_of_a_change(project, monkeypatch) < 40


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")]
)
@pytest.mark.parametrize("call", range(1, 25))
def test_ctrl_c_and_a_full_disk_undo_it_at_once(project, monkeypatch, call, error):
    def stop():
        raise error

    with monkeypatch.context() as patched:
        Stops(patched, call, stop)
        with suppress(RubricError, KeyboardInterrupt, OSError):
            write_all(project, CHANGE)
    recover(project)
    assert everything(project) in (BEFORE, AFTER)


@pytest.mark.parametrize("call", range(1, 35))
def test_after_ctrl_c_nothing_is_left_over(project, monkeypatch, call):
    with monkeypatch.context() as patched:
        Stops(patched, call, lambda: signal.raise_signal(signal.SIGINT))
        with suppress(KeyboardInterrupt):
            write_all(project, CHANGE)
    assert everything(project) in (BEFORE, AFTER)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_journal_nobody_can_read_says_what_to_do(project):
    (project / JOURNAL).write_text("{")
    with pytest.raises(RubricError, match="cannot be read") as raised:
        write_all(project, CHANGE)
    assert "compare the files with git" in raised.value.help
    assert {name: one for name, one in everything(project).items() if name != JOURNAL} == BEFORE


def test_a_journal_that_speaks_of_files_outside_is_not_followed(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "theirs"
    outside.write_text("theirs")
    told = f'{{"state": "apply", "folders": [], "files": [["{outside}", null, null]]}}'
    (project / JOURNAL).write_text(told)
    assert recover(project) == ""
    assert outside.exists()


def test_two_at_once_wait_for_each_other(project, monkeypatch):
    monkeypatch.setattr(journal, "_PATIENCE", 5.0)
    real, inside, most = journal._write, [], []

    def slow(*arguments):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.05)
        real(*arguments)
        inside.pop()

    monkeypatch.setattr(journal, "_write", slow)
    changes = [{"rubric/a.yaml": str(n).encode()} for n in range(6)]
    threads = [threading.Thread(target=write_all, args=(project, one)) for one in changes]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert max(most) == 1
    assert everything(project) == BEFORE | {"rubric/a.yaml": everything(project)["rubric/a.yaml"]}


RENAME = """
import sys
sys.path.insert(0, {plugins!r})
from mkdocs_rubric.cli import main
main(["rename", "criterion", "empathy", "care", {project!r}], standalone_mode=False)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing to kill with")
def test_a_rename_that_is_killed_is_finished_or_undone_by_the_next_command(tmp_path):
    from sites import a_repository, write

    drawn = random.Random(5)
    for attempt in range(6):
        project = write(tmp_path / str(attempt), a_repository())
        before = everything(project)
        code = RENAME.format(plugins=str(PLUGINS), project=str(project))
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL)
        time.sleep(drawn.uniform(0.2, 0.9))
        child.kill()
        child.wait()
        recover(project)
        found = everything(project)
        renamed = "rubric/criteria/care.yaml" in found
        assert renamed != ("rubric/criteria/empathy.yaml" in found)
        assert renamed or found == before
        assert not [name for name in found if "rubric-" in name.rpartition("/")[2]]
