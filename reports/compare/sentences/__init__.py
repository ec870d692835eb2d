"""Comparison → words."""
