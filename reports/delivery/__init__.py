"""What is handed over with the documents: data, figures, annexes, provenance, the sealed bag."""
