"""Who reads a page's HTML before it is written."""

from mkdocs.config.defaults import MkDocsConfig

_READERS = ("mkdocs_rubric.", "material.plugins.search.", "material.plugins.tags.")


def only_search_reads(config: MkDocsConfig) -> bool:
    """Whether nobody reads a page's HTML but Material's search, which skips what we tell it to."""
    readers = [*config.plugins.events["page_content"], *config.plugins.events["page_context"]]
    modules = [getattr(reader, "__module__", "") for reader in readers]
    return _READERS[1] in {f"{module.rpartition('.')[0]}." for module in modules} and all(
        module.startswith(_READERS) for module in modules
    )
