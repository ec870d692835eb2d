"""Prints the JSON Schema of resumen.json."""

from reports.model import schema

print(schema(), end="")
