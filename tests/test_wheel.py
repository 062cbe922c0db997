"""The built wheel, alone in an empty environment, makes a site of data files and a mkdocs.yml."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from sites import a_repository, write

ROOT = Path(__file__).parents[1]


def run(*command, cwd, check=True):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    run(sys.executable, *build, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = ("install", "--quiet", "--disable-pip-version-check", "-c", ROOT / "constraints.txt")
    done = run(programs / "python", "-m", "pip", *install, wheel, cwd=folder, check=False)
    if "Temporary failure in name resolution" in done.stderr:
        pytest.skip("NO NETWORK: the wheel's dependencies cannot be installed")
    assert done.returncode == 0, done.stderr
    return programs


def test_a_repository_of_data_files_becomes_a_site(environment, tmp_path):
    write(tmp_path, a_repository())
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Test\ntheme: material\nplugins: [search, rubric]\n", encoding="utf-8"
    )
    assert "No problems" in run(environment / "rubric", "check", cwd=tmp_path).stdout
    run(environment / "mkdocs", "build", "--strict", cwd=tmp_path)
    html = (tmp_path / "site/criteria/empathy/index.html").read_text(encoding="utf-8")
    assert "Names the problem." in html
    assert (tmp_path / "site/assets/rubric/rubric.css").stat().st_size > 1000


def test_a_new_repository_is_checked_and_built(environment, tmp_path):
    write(tmp_path, {"form.csv": "Criterion,Weight\nGreeting,10\n"})
    for name, more in {"example": (), "scorecard": ("--from", "form.csv")}.items():
        run(environment / "rubric", "init", name, "--yes", *more, cwd=tmp_path)
        folder = tmp_path / name
        assert "error" not in run(environment / "rubric", "check", cwd=folder).stdout
        run(environment / "mkdocs", "build", "--strict", cwd=folder)
        assert (folder / "site/criteria/index.html").is_file()


def test_the_command_explains_itself(environment, tmp_path):
    assert "rubric check" in run(environment / "rubric", "--help", cwd=tmp_path).stdout
    assert "R104 unknown-key" in run(environment / "rubric", "explain", "r104", cwd=tmp_path).stdout
