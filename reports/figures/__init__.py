"""Rows, project and agreement → model, one topic a file."""
