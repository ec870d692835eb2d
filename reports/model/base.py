"""Groups of facts in which a missing value always says why, and instants."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Facts(BaseModel):
    """A frozen group of facts in which null and reason always agree."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="after")
    def _missing_says_why(self) -> Self:
        for name in type(self).model_fields:
            if not name.endswith("_reason"):
                continue
            value = getattr(self, name.removesuffix("_reason"))
            if (value is None or value == ()) != (getattr(self, name) is not None):
                raise ValueError(f"{name}: a missing value says why, a present one does not")
        return self


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
