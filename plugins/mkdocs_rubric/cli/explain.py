"""`rubric explain`: what a message means."""

import sys

import click


@click.command(short_help="Explain a message by its code.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a message by its code, such as R104; without one, list them all."""
    from mkdocs_rubric.checked import catalogue
    from mkdocs_rubric.diagnostics import did_you_mean

    rules = {rule.code: rule for rule in catalogue()}
    if code is None:
        for rule in rules.values():
            click.echo(f"{rule.code}  {rule.severity:<8} {rule.title()}")
        return
    found = rules.get(code.strip().upper())
    if found is None:
        hint = did_you_mean(code.upper(), rules) or "`rubric explain` lists them all"
        click.echo(f"rubric: there is no code {code!r}: {hint}", err=True)
        sys.exit(2)
    click.echo(f"{found.code} {found.name()} ({found.severity})\n\n{found.documentation()}")
