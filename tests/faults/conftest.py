from tests.cli.conftest import finished, with_outputs, without_documents

__all__ = ["finished", "with_outputs", "without_documents"]
