"""What criteria said before: a history and the earlier wordings of each."""
