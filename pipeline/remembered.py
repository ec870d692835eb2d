"""What was made of texts, kept for when they come again: an address is asked for many times."""

from collections.abc import Callable

import polars as pl

MOST = 500_000
"""Texts of which that is kept; with one more all but the last are forgotten."""

WORTH = 400
"""To look at so many that are known takes as long as to make one anew."""


class Remembered:
    """make: of distinct texts what each is to be, a function of the text alone. seed: unknown to
    whoever chooses the texts, or two that are taken for one could be found.

    A text that is known takes no step of Python's own, of which only one thread at a time takes
    any."""

    def __init__(
        self,
        make: Callable[[pl.Series], pl.Series],
        dtype: pl.DataType | type[pl.DataType],
        seed: int,
    ) -> None:
        self._make, self._seed = make, seed
        self._known = pl.DataFrame(schema={"hash": pl.UInt64, "made": dtype})

    def of(self, texts: pl.Series) -> pl.Series:
        """Null where the text is. Raises what `make` raises."""
        every = pl.DataFrame({"hash": texts.hash(self._seed), "text": texts})
        distinct = every.drop_nulls("text").unique("hash")
        if 0 < distinct.height * WORTH < self._known.height:
            found = self._new(distinct)
        else:
            found = self._found(distinct)
        made = every.select("hash").join(found, on="hash", how="left", maintain_order="left")
        return made.get_column("made").alias(texts.name)

    def _found(self, distinct: pl.DataFrame) -> pl.DataFrame:
        known = self._known  # another thread may put others there meanwhile
        found = known.join(distinct, on="hash", how="semi")
        if found.height == distinct.height:
            return found
        new = self._new(distinct.join(found, on="hash", how="anti"))
        room = known.height + new.height <= MOST
        self._known = pl.concat([known, new], rechunk=True) if room else new
        return pl.concat([found, new])

    def _new(self, distinct: pl.DataFrame) -> pl.DataFrame:
        return distinct.select("hash", made=self._make(distinct.get_column("text")))
