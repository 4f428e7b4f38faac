"""What ``kimtan check --by owner`` does: a page for each owner of figures that cannot all be true."""

from __future__ import annotations

from pathlib import Path

from kimtan.cli.output import count, from_here, say
from kimtan.data.dataset import Dataset
from kimtan.present.facts import Facts
from kimtan.writing import write_whole, writing


def ask(dataset: Dataset, folder: Path) -> None:
    """Write the pages, and say to whom they go."""
    from kimtan.report.word.owners import owned
    from kimtan.report.word.slip import page

    facts = Facts(dataset, dataset.config.language)
    owners = owned(facts)
    if not owners:
        say(f"{dataset.period}: no figures contradict each other; there is nothing to ask.")
    for owner in owners:
        file = folder / owner.file
        content = page(facts, owner)
        with writing(file.as_posix(), "Name another folder with -o."):
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(file, content)
        say(from_here(file), is_wrapped=False)
        say(f"{owner.owner}: {count(len(owner.findings), 'contradiction')}", indent=2)
