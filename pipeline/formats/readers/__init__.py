"""How lines are read: the machinery that the formats of the folder above are made with."""
