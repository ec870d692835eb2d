"""Numbers → documents: the PDF, the page and `resumen.json`. Imports pipeline; pipeline never imports this."""
