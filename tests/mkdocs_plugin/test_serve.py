"""`mkdocs serve`: edits are picked up, and a broken file does not stop it."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from sites import CLARITY, a_decision, a_repository, write

PATIENCE = 40


class Served:
    def __init__(self, root, port, process):
        self.root, self.address, self.process = root, f"http://127.0.0.1:{port}/", process
        self.log = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        self.log.extend(iter(self.process.stdout.readline, ""))

    def get(self, path):
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            error.close()
            return f"HTTP {error.code}"
        except OSError:
            return "not there yet"

    def until(self, path, words, *, gone=False):
        """Wait until a page says something, or no longer does."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            text = self.get(path)
            if (words in text) != gone and text != "not there yet":
                return text
            assert self.process.poll() is None, "".join(self.log)
            time.sleep(0.2)
        raise AssertionError(
            f"{path} never {'lost' if gone else 'said'} {words!r}\n" + "".join(self.log)
        )


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("served"), a_repository())
    write(root, {"docs/how.md": "# How\n"})
    (root / "mkdocs.yml").write_text(
        "site_name: Test\ntheme: material\nplugins: [search, rubric]\n", encoding="utf-8"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
    )
    server = Served(root, port, process)
    server.until("", "Conversation quality")
    yield server
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


def test_an_edited_file_is_picked_up(served):
    path = served.root / "rubric/criteria/clarity.yaml"
    path.write_text(CLARITY.replace("At once.", "Without asking back."), encoding="utf-8")
    served.until("criteria/clarity/", "Without asking back.")


def test_an_added_renamed_and_deleted_decision_is_picked_up(served):
    first = served.root / "decisions/2026-03-01-added.md"
    first.write_text(a_decision("Added later", date="2026-03-01"), encoding="utf-8")
    served.until("decisions/2026-03-01-added/", "Added later")
    second = first.rename(first.with_name("2026-03-01-renamed.md"))
    served.until("decisions/2026-03-01-renamed/", "Added later")
    served.until("decisions/2026-03-01-added/", "HTTP 404")
    second.unlink()
    served.until("decisions/2026-03-01-renamed/", "HTTP 404")
    served.until("decisions/", "Added later", gone=True)


def test_an_edited_sheet_is_picked_up(served):
    sheet = served.root / "scores/s1/bram.csv"
    sheet.write_text("conversation,criterion,score,note\nC-1,empathy,1,never named it\n")
    served.until("calibration/s1/", "never named it")


def test_a_broken_file_keeps_the_server_up_and_is_explained_until_it_is_mended(served):
    path = served.root / "rubric/criteria/empathy.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("question: Did", "question: Well: did"), encoding="utf-8")
    html = served.until("criteria/empathy/", "rubric/criteria/empathy.yaml:2:15")
    assert "2 | question: Well: did the agent" in html
    assert "  |               ^" in html
    assert any("rubric/criteria/empathy.yaml:2:15: error[R006]" in line for line in served.log)
    served.until("criteria/clarity/", "Could the customer act on it?")
    path.write_text(good, encoding="utf-8")
    served.until("criteria/empathy/", "Names the problem.")


def test_a_broken_rubric_yaml_keeps_the_server_up(served):
    path = served.root / "rubric/rubric.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text("title: [x\n", encoding="utf-8")
    served.until("", "rubric/rubric.yaml:1:8")
    path.unlink()
    time.sleep(2)
    path.write_text(good, encoding="utf-8")
    served.until("", "A review passes at 80%")


def test_a_folder_that_goes_and_comes_back_is_followed(served):
    folder, away = served.root / "decisions", served.root / "away"
    folder.rename(away)
    served.until("decisions/2026-02-01-new/", "HTTP 404")
    away.rename(folder)
    served.until("decisions/2026-02-01-new/", "Score what is written")
    decision = folder / "2026-02-01-new.md"
    text = decision.read_text(encoding="utf-8")
    decision.write_text(text.replace("Only what is written", "Nothing but the words"), "utf-8")
    served.until("decisions/2026-02-01-new/", "Nothing but the words counts")
