"""Practice: past conversations scored to learn the standard."""
