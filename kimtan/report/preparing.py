"""What a report needs before its sections run, and what is held against it when they have run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from kimtan.audit.findings import contradictions
from kimtan.audit.store import findings
from kimtan.data import dataset as datasets
from kimtan.data.dataset import Dataset
from kimtan.data.snapshot import ChangedError
from kimtan.errors import InputError, Problems
from kimtan.report import earlier
from kimtan.report.recipe import Recipe
from kimtan.run.cache import SectionCache
from kimtan.run.pools import SectionPool
from kimtan.run.section_checks import check_sections
from kimtan.run.sections import SectionNotebook, find_sections, own_notebooks, select_sections
from kimtan.run.tasks import Result
from kimtan.workspace import Workspace


def prepare(workspace: Workspace, params: Path) -> tuple[Dataset, tuple[SectionNotebook, ...]]:
    """Load a period and its section notebooks, and check them; nothing runs.

    Raises
    ------
    InputError
        With everything that is wrong with the params file, the data and the notebooks, all at once.
    """
    dataset, sections = read_inputs(workspace, params)
    check_sections(sections, workspace)
    return dataset, sections


def read_inputs(workspace: Workspace, params: Path) -> tuple[Dataset, tuple[SectionNotebook, ...]]:
    """A period and its section notebooks, which are checked where something is wrong with the data, to tell it all."""
    problems = Problems()
    dataset = problems.attempt(lambda: datasets.load(workspace, params))
    notebooks = problems.attempt(lambda: find_sections(dataset) if dataset else own_notebooks(workspace))
    sections = notebooks or ()
    wanted = dataset.config.settings.sections if dataset else None
    chosen = problems.attempt(lambda: select_sections(sections, wanted, workspace.shown(params))) or ()
    if dataset is None or problems.found:
        problems.attempt(lambda: check_sections(chosen, workspace))
        raise InputError(*problems.found)
    return dataset, tuple(chosen)


def check_template(recipe: Recipe) -> None:
    """Look through the office's template of the Word document, if there is one, before anything runs."""
    if recipe.template is not None:
        from kimtan.report.word.template import opened

        opened(recipe.template, recipe.dataset.config.language, recipe.dataset.workspace.shown(recipe.template))


def with_earlier_formats(recipe: Recipe, target: Path, params: Path, sections: Sequence[SectionNotebook]) -> Recipe:
    """The recipe of all formats that are asked for or were published; a Word document not asked for stays as it is."""
    formats, before = earlier.formats_with(target, recipe.formats), earlier.options(target)
    is_clean = recipe.clean if before is None or "docx" in recipe.formats else before[1]
    try:
        return Recipe.of(recipe.dataset, params, sections, formats, clean=is_clean)
    except InputError:  # of the office's template, which is not needed now
        return recipe


def make_ready(pool: SectionPool, dataset: Dataset, sections: Sequence[SectionNotebook]) -> int:
    """Make once what all sections need; answer how many groups of figures contradict each other unsettled.

    The figures are audited here, while the pool checks the notebooks and makes the facts of the edition; these are
    completed by what rests on the findings, which are stored then.

    Raises
    ------
    InputError
        With everything that is wrong with the notebooks.
    """
    from kimtan.present import ready

    workspace, config = dataset.workspace, dataset.config
    parameters = config.parameters(config.language, config.audience)
    pool.warm_up()
    checked = pool.beside(check_sections, sections, workspace)
    pool.prepare(ready.make_facts_ready, workspace.root, parameters)
    disputes = contradictions(findings(dataset))
    pool.prepare(ready.make_ready, workspace.root, parameters)
    checked()
    return disputes


def section_cache(dataset: Dataset, edition: str) -> SectionCache:
    """Kept sections of an edition; the facts that they are held against are those that are ready."""
    from kimtan.present import ready

    workspace, config = dataset.workspace, dataset.config
    parameters = config.parameters(config.language, config.audience)
    facts = partial(ready.of_edition, workspace.root, parameters)
    return SectionCache(workspace.cache_dir(edition), parameters, facts)


def confirm_outside(results: Iterable[Result], workspace: Workspace) -> None:
    """Refuse a report whose notebooks opened files that changed meanwhile, but for those that they wrote themselves."""
    from kimtan.present.outside import WRITTEN, answer

    asked = [item for result in results for item in (result.outside or {}).items()]
    written = {question[2] for question, _ in asked if question[0] == WRITTEN}
    for question, known in asked:
        if question[0] == "file" and question[2] not in written and answer(question) != known:
            raise ChangedError.of(workspace.shown(Path(question[2])))
