"""What every generator is told of the pages, and does for them: MkDocs, ProperDocs, Zensical."""
