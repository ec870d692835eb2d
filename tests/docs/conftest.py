from tests.cli.conftest import built

__all__ = ["built"]
