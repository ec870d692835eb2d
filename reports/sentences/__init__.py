"""The model in words: what the documents say in sentences, with the figures of resumen.json."""
