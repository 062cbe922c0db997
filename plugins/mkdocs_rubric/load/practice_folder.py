"""The folder `practice/`: what newcomers practise on, and in folders beside it what came of it."""

from functools import partial
from posixpath import basename

from mkdocs_rubric.diagnostics import Location
from mkdocs_rubric.load.files import MisplacedFile
from mkdocs_rubric.load.reader import Reader, is_readme
from mkdocs_rubric.load.yaml_file import yaml_file
from mkdocs_rubric.model import Broken, Practice, PracticeResult, PracticeSeeds

_YAML = (".yaml", ".yml")
SEEDS = "seeds"
"""The file that is no practice, but says which conversations in daily work are known ones."""


def read_practice(
    reader: Reader, folder: str
) -> tuple[dict[str, Practice], tuple[PracticeResult, ...], PracticeSeeds]:
    """The practices that can be used, by id; the results, by practice and file; the seeds."""
    paths = [path for path in reader.list(folder) if not is_readme(path)]
    folders = [path for path in paths if reader.tree.is_folder(path)]
    practices: dict[str, Practice] = {}
    seeds: PracticeSeeds | None = None
    for path, name in reader.named((path for path in paths if path not in folders), _YAML):
        if name == SEEDS:
            seeds = reader.read(path, yaml_file(PracticeSeeds, id=name))
            continue
        practice: Practice | None = reader.read(path, yaml_file(Practice, id=name))
        if practice is None:
            reader.broken.append(Broken(path, "practice", name))
        else:
            practices[name] = practice
    broken = {each.id for each in reader.broken if each.kind == "practice"}
    results: list[PracticeResult] = []
    for path in folders:
        of = basename(path)
        if of not in practices and of not in broken:
            message = f"there is no {folder}/{of}.yaml, so nothing in this folder is read"
            remedy = "call the folder as the practice is called, or delete it"
            reader.report(MisplacedFile.at(Location(path), message, help=remedy))
            continue
        make = partial(yaml_file, PracticeResult, practice=of)
        for inside, name in reader.named(reader.list(path), _YAML):
            result: PracticeResult | None = reader.read(inside, make(id=name))
            if result is None:
                reader.broken.append(Broken(inside, "practice result", name))
            else:
                results.append(result)
    return practices, tuple(results), seeds or PracticeSeeds()
