"""What ``kimtan new`` does and says."""

from __future__ import annotations

from pathlib import Path

from kimtan.cli.output import count, from_here, say
from kimtan.errors import InputError, Problem
from kimtan.forms.founding import Level, founded
from kimtan.forms.opening import opened
from kimtan.locating import find_workspace
from kimtan.period import Period
from kimtan.workspace import Workspace


def open_first(period: str, unit: str, level: Level, authority: str, place: str, is_dry: bool) -> None:
    """Open the first period of an office that has nothing, in this folder, and say what comes next."""
    _refuse_inside_of_own()
    founding = founded(Path.cwd(), Period.parse(period, "PERIOD"), unit, level, authority, place)
    if not is_dry:
        founding.write()
    say(f"{founding.period} of {unit} {'would begin' if is_dry else 'begins'} with these files:")
    for path in founding.files:
        say(from_here(path), indent=2, is_wrapped=False)
    if not is_dry:
        say(f"Next: look at the params file; then kimtan form {founding.period}, or write into observations.csv.")


def open_next(period: str, origin: str, is_dry: bool) -> None:
    """Open a period, or say what would be written, and what comes next."""
    workspace = find_workspace()
    if workspace.root != Path.cwd().resolve():
        raise _elsewhere(workspace)
    opening = opened(workspace, Period.parse(period, "PERIOD"), Period.parse(origin, "--from"))
    if not is_dry:
        opening.write()
    say(f"{opening.period} {'would begin' if is_dry else 'begins'} with these files:")
    for path in opening.files:
        say(from_here(path), indent=2, is_wrapped=False)
    say(
        f"Carried over: {count(opening.plans, 'plan')} as stated, {count(opening.implied, 'plan')} that a percentage "
        f"implies, {count(opening.last_year, 'figure')} of the same period last year. Actuals are blank."
    )
    if not opening.is_retitled:
        say(f"The title does not name {opening.origin}: look at it in the params file.")
    if not is_dry:
        say(f"Next: kimtan form {opening.period}, or write figures into observations.csv; then kimtan check.")


def _refuse_inside_of_own() -> None:
    """Refuse to found a workspace within the folders of another one; a folder of its own beside them is fine."""
    try:
        around = find_workspace()
    except InputError:
        return
    inside = Path.cwd().resolve().relative_to(around.root).parts
    if inside and inside[0] in {"data", "notebooks", "outputs", "params"}:
        raise _elsewhere(around)


def _elsewhere(workspace: Workspace) -> InputError:
    seen = f"This folder lies inside the workspace {workspace.root}; a period is opened in a workspace's own folder."
    remedy = f"Change there first (cd {workspace.root}), or begin another workspace with --unit in a folder of its own."
    return InputError(Problem(Path.cwd().as_posix(), seen, remedy, "new.inside"))
