"""The site as plain files that any generator takes, and the generator that builds it."""

FILE = "mkdocs.yml"
"""The configuration of a rendered folder: a file that all three generators read."""
DOCS, OVERRIDES, SITE = "docs", "overrides", "site"
"""The other things in it: pages and files, templates, and the built site."""
