"""The memoria's electronic signature: making it with an e.firma, and telling what one is worth."""
