"""Where somebody new begins, and the whole standard in short."""
