"""What every model has in common."""

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """Frozen, without unknown keys, and without conversions: `"3"` is not 3, `no` is not false."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        defer_build=True,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )


class Record(Strict):
    """A model with a file of its own. `load` sets these two; the file does not contain them."""

    id: str = Field(default="", json_schema_extra={"x-from": "file name"})
    """The file's name without its ending."""
    path: str = Field(default="", json_schema_extra={"x-from": "file name"})
    """Where the file is, from the project's root."""
