"""Criteria: their index, and a page each."""
