"""How addresses are protected in the logs that are handed over, as an agreement names it."""

from typing import Literal, get_args

PrivacyMode = Literal["seudonimizada", "integra-cifrada", "agregada"]
PSEUDONYMISED, ENCRYPTED, AGGREGATED = get_args(PrivacyMode)
"""Every line written anew with pseudonyms; the original files, encrypted; only figures."""
