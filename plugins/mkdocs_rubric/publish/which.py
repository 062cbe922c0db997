"""Which generator builds a site, and whether it is there."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec

from mkdocs_rubric.errors import RubricError
from mkdocs_rubric.generator import GENERATORS
from mkdocs_rubric.publish.site_file import SiteFile

_TITLES = {"mkdocs": "MkDocs", "properdocs": "ProperDocs", "zensical": "Zensical"}


def is_installed(name: str) -> bool:
    """Whether a package can be imported, without importing it."""
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def chosen(
    file: SiteFile, asked: str | None, installed: Callable[[str], bool] = is_installed
) -> str:
    """The generator of a site: what is asked for, else what its configuration says, else MkDocs.

    Args:
        file: What configures the site.
        asked: What somebody asked for, if anybody did.
        installed: Whether a package is there.

    Raises:
        RubricError: It is not installed, or none is, or it does not read that file.
    """
    said = (file.plugin("rubric") or {}).get("generator")
    if asked or said in GENERATORS:
        name = asked or str(said)
        if name != "zensical" and file.path.suffix == ".toml":
            raise RubricError(
                f"{title(name)} does not read {file.path.name}",
                help="write a mkdocs.yml, which all three read, or leave out --with",
            )
        if not installed(name):
            raise RubricError(
                f"{title(name)} is not installed", help=f"pip install {name}, or choose another one"
            )
        return name
    usual = ("zensical",) if file.path.suffix == ".toml" else GENERATORS
    found = next((name for name in usual if installed(name)), None)
    if found is None:
        names = " or ".join(title(name) for name in usual)
        raise RubricError(f"{names} is not installed", help=f"pip install {usual[0]}")
    return found


def title(name: str) -> str:
    """What a generator is called."""
    return _TITLES[name]


def not_run_by_zensical(plugins: Sequence[str]) -> list[str]:
    """The plugins that Zensical leaves out without a word, as far as it can be asked."""
    try:
        from zensical import config  # noqa: PLC0415 - may not be installed
    except ImportError:
        return []
    known = getattr(config, "_PLUGIN_UNSUPPORTED_OPTIONS", None)
    if not isinstance(known, dict):
        return []
    return [
        name
        for name in plugins
        if name != "rubric" and name.removeprefix("material/").partition("/")[0] not in known
    ]
