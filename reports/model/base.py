"""Groups of facts in which a missing value always says why, and instants."""

from functools import cache
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Facts(BaseModel):
    """A frozen group of facts in which null and reason always agree."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="after")
    def _missing_says_why(self) -> Self:
        for name in _reasons(type(self)):
            value = getattr(self, name.removesuffix("_reason"))
            if (value is None or value == ()) != (getattr(self, name) is not None):
                raise ValueError(f"{name}: a missing value says why, a present one does not")
        return self


@cache
def _reasons(model: type[Facts]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name.endswith("_reason"))


class Moment(Facts):
    utc: str
    local: str


class Window(Facts):
    """A half-open span of instants."""

    start: str
    end: str
    start_local: str
    end_local: str
    zone: str
    offset: str
    hours: float
