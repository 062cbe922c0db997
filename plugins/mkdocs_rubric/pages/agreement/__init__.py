"""Agreement over time, reviewers beside each other, and the figures as files."""
