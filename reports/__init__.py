"""Numbers → documents: the PDF, the page and `resumen.json`. Pipeline never imports this."""
