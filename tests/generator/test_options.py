"""The options are the same for every generator."""

from mkdocs_rubric.generator.options import RubricOptions
from mkdocs_rubric.mkdocs_plugin.config import RubricConfig


def test_the_plugin_has_the_same_options_with_the_same_defaults():
    told = {name: option.default for name, option in RubricConfig._schema}
    told |= dict.fromkeys(("title", "templates", "generator"))
    fields = RubricOptions.model_fields.items()
    assert told == {name: field.default for name, field in fields}
