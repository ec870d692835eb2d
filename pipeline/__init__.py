"""Logs → numbers: everything between a raw access log and the tables of measures."""
