"""The cache: what is kept in it, what is never written, and that a build works without it."""

import os
import threading
from pathlib import Path

import pytest

from mkdocs_rubric.cache_folder import CacheFolder

PAGE = "criteria/empathy.md"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


def written(root, content="text", configuration="one", uri=PAGE):
    """What was written, where, and what was said about it."""
    cache = CacheFolder(root)
    pages = cache.pages(configuration)
    path = pages.write(uri, content)
    assert Path(path).read_text(encoding="utf-8") == content
    pages.close()
    return path, cache.trouble or pages.trouble


def test_a_page_is_kept_under_its_configuration(root):
    path, said = written(root)
    assert said == ""
    (folder,) = (root / ".cache/rubric").glob("pages-*")
    assert path == str(folder / PAGE)
    assert (root / ".cache/rubric/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_what_has_not_changed_is_not_written_again(root):
    first, _ = written(root)
    os.utime(first, (1, 1))
    again, _ = written(root)
    assert (again, Path(again).stat().st_mtime) == (first, 1)
    changed, _ = written(root, "other")
    assert changed == first
    assert Path(changed).stat().st_mtime > 1


def test_configurations_do_not_share_pages(root):
    with_names, _ = written(root, "Ana", "names")
    without, _ = written(root, "Bronze Pipit", "pseudonyms")
    assert without != with_names


def test_builds_of_one_configuration_at_once_do_not_share_pages(root):
    first, second = (CacheFolder(root).pages("one") for _ in range(2))
    paths = [first.write(PAGE, "before"), second.write(PAGE, "after")]
    assert [Path(path).read_text() for path in paths] == ["before", "after"]
    second.close()
    assert not Path(paths[1]).exists(), "what is not in the cache ends with the build"
    first.close()
    assert written(root)[0] == paths[0]


def test_pages_of_configurations_long_gone_are_taken_away(root):
    for number in range(20):
        path, _ = written(root, configuration=str(number))
        os.utime(path.removesuffix(f"/{PAGE}"), (number, number))
    kept = {str(path) for path in (root / ".cache/rubric").glob("pages-*")}
    assert len(kept) == 8
    assert path.removesuffix(f"/{PAGE}") in kept


def test_pages_in_use_are_not_taken_away(root):
    used = CacheFolder(root).pages("used")
    path = used.write(PAGE, "text")
    os.utime(path.removesuffix(f"/{PAGE}"), (0, 0))
    for number in range(20):
        written(root, configuration=str(number))
    assert Path(path).exists()


class TestWithoutCache:
    """Pages lie in a folder of the system's, and why is said."""

    def without(self, root):
        path, said = written(root)
        assert not path.startswith(str(root))
        assert not Path(path).exists()
        return said.replace(str(root), "")

    @pytest.mark.parametrize("name", [".cache", ".cache/rubric"])
    def test_a_file_is_in_its_place(self, root, name):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("mine")
        assert self.without(root) == f"/{name} cannot be used: it is a file"
        assert (root / name).read_text() == "mine"

    @pytest.mark.parametrize("name", [".cache", ".cache/rubric"])
    @pytest.mark.parametrize("target", ["decisions", "../outside", "nowhere"])
    def test_a_link_is_in_its_place(self, root, name, target):
        for folder in ("decisions", "../outside"):
            (root / folder).mkdir()
            (root / folder / "mine.md").write_text("mine")
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(root / target)
        assert self.without(root) == f"/{name} cannot be used: it is a link"
        for folder in ("decisions", "../outside"):
            assert [path.name for path in (root / folder).iterdir()] == ["mine.md"]

    def test_it_cannot_be_written(self, root, monkeypatch):
        make = Path.mkdir

        def refused(path, *args, **options):
            if path.is_relative_to(root):
                raise PermissionError(13, "Permission denied")
            make(path, *args, **options)

        monkeypatch.setattr(Path, "mkdir", refused)
        assert self.without(root) == "/.cache cannot be used: permission denied"

    def test_it_is_full(self, root, monkeypatch):
        CacheFolder(root)

        def full(path, content):
            if str(path).startswith(str(root)):
                raise OSError(28, "No space left on device")
            path.write_bytes(content)

        monkeypatch.setattr("mkdocs_rubric.cache_folder.write_whole", full)
        assert self.without(root).endswith(f"/{PAGE} cannot be used: no space left on device")


class TestDamage:
    """What is in the way inside is made anew, and nothing is written through a link."""

    @pytest.fixture
    def mine(self, root):
        (root / "decisions/criteria").mkdir(parents=True)
        (root / "decisions" / PAGE).write_text("mine")
        return root / "decisions"

    def spoil(self, root, name, mine, how):
        path = next((root / ".cache/rubric").glob("pages-*")) / name
        path.rename(path.with_name("aside"))
        if how == "link":
            path.symlink_to(mine / name if name else mine)
        elif how == "hard link":
            os.link(mine / name, path)
        elif how == "file":
            path.write_bytes(b"\xff")
        else:
            path.mkdir()
            (path / "x").write_text("x")

    @pytest.mark.parametrize(
        ("name", "how"),
        [
            ("", "link"),
            ("", "file"),
            ("criteria", "link"),
            ("criteria", "file"),
            (PAGE, "link"),
            (PAGE, "hard link"),
            (PAGE, "file"),
            (PAGE, "folder"),
        ],
    )
    def test_it_is_made_anew(self, root, mine, name, how):
        first, _ = written(root)
        self.spoil(root, name, mine, how)
        assert written(root) == (first, "")
        assert not Path(first).is_symlink()
        assert (mine / PAGE).read_text() == "mine"

    def test_new_content_is_not_prepared_through_a_link(self, root, mine):
        path = Path(written(root)[0])
        before = sorted(path.parent.iterdir())
        prepared = f".{path.name}.{os.getpid()}.{threading.get_ident()}.new"
        path.with_name(prepared).symlink_to(mine / PAGE)
        written(root, "other")
        assert (mine / PAGE).read_text() == "mine"
        assert sorted(path.parent.iterdir()) == before, "nothing is left over"
