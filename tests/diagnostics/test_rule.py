from mkdocs_rubric.diagnostics import Location
from mkdocs_rubric.load.files import MisplacedFile


def test_a_rule_is_named_and_titled_by_its_class():
    assert MisplacedFile.name() == "misplaced-file"
    assert MisplacedFile.title() == "A file in a place where nothing reads it"
    assert MisplacedFile.documentation().startswith(
        "A file in a place where nothing reads it.\n\n## What is wrong\n"
    )


def test_a_finding_takes_code_and_severity_from_its_rule():
    found = MisplacedFile.at(Location("a.yaml", 3, 7), "it is so", help="do this", hint="or that")
    assert (found.code, found.severity, str(found.where)) == ("R017", "warning", "a.yaml:3:7")
    assert (found.message, found.help, found.hint) == ("it is so", "do this", "or that")
