"""The site as plain files that any generator takes, and the generator that builds it."""
