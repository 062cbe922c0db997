"""Files are written whole or not at all."""

import pytest

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.writing import write_all


def everything(root):
    return {
        str(one.relative_to(root)): one.read_bytes() for one in root.rglob("*") if one.is_file()
    }


def test_files_are_written_replaced_and_removed(tmp_path):
    (tmp_path / "old.yaml").write_text("old")
    (tmp_path / "kept.yaml").write_text("before")
    write_all(tmp_path, {"new/a.yaml": b"a", "old.yaml": None, "kept.yaml": b"after"})
    assert everything(tmp_path) == {"new/a.yaml": b"a", "kept.yaml": b"after"}


def test_a_replaced_file_keeps_its_permissions(tmp_path):
    (tmp_path / "run").write_text("old")
    (tmp_path / "run").chmod(0o755)
    write_all(tmp_path, {"run": b"new"})
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o755


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
