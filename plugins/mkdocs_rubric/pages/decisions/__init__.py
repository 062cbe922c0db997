"""Decisions: their index, a page each, and whether they worked."""
