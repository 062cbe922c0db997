"""`rubric serve`: with each generator, edits are shown, and the end is the end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from mkdocs_rubric.publish.which import is_installed, title
from sites import CLARITY, a_decision, a_repository, write

PATIENCE = 60
CONFIG = "site_name: Test\ntheme: material\nplugins: [search, rubric: {pseudonym_key: k}]\n"


class Served:
    def __init__(self, root, port, process):
        self.root, self.address, self.process = root, f"http://127.0.0.1:{port}/", process

    def get(self, path):
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            error.close()
            return f"HTTP {error.code}"
        except OSError:
            return "not there yet"

    def until(self, path, words):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if words in self.get(path):
                return
            assert self.process.poll() is None, "it has ended"
            time.sleep(0.1)
        raise AssertionError(f"{path} never said {words!r}")


@pytest.fixture(params=["mkdocs", "properdocs", "zensical"])
def served(request, tmp_path):
    if not is_installed(request.param):
        name = title(request.param)
        pytest.skip(f"{name.upper()} IS NOT INSTALLED: pip install {request.param}")
    root = write(tmp_path, a_repository() | {"docs/how.md": "# How\n", "mkdocs.yml": CONFIG})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs_rubric", "serve", "--with", request.param]
    process = subprocess.Popen(
        [*command, "--dev-addr", f"127.0.0.1:{port}"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    yield Served(root, port, process)
    if process.poll() is None:
        process.kill()
    process.wait()


def test_edits_are_shown_mistakes_are_survived_and_the_end_is_the_end(served):
    served.until("criteria/clarity/", "At once.")
    criterion = served.root / "rubric/criteria/clarity.yaml"
    criterion.write_text(CLARITY.replace("At once.", "Without asking back."), "utf-8")
    served.until("criteria/clarity/", "Without asking back.")

    write(served.root, {"decisions/2026-03-01-later.md": a_decision("A later one")})
    served.until("decisions/2026-03-01-later/", "A later one")

    criterion.write_text("title: [", "utf-8")
    served.until("criteria/clarity/", "R006")
    criterion.write_text(CLARITY.replace("At once.", "At a glance."), "utf-8")
    served.until("criteria/clarity/", "At a glance.")

    write(served.root, {"docs/how.md": "# How\n\nQuite differently.\n"})
    served.until("how/", "Quite differently.")

    served.process.send_signal(signal.SIGTERM)
    served.process.wait(timeout=20)
    assert served.get("") == "not there yet", "the generator has ended too"
