"""Calibration sessions: their log, and a page each."""
