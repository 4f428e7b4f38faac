"""The page of a preview: made from its sections and nothing else, for nobody reads more of it than its last page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from kimtan.config import Audience
from kimtan.data.snapshot import Snapshot, undisturbed
from kimtan.errors import SectionError
from kimtan.languages import Language
from kimtan.report.executed import gather
from kimtan.report.page import Fragments, page
from kimtan.report.preparing import confirm_outside, make_ready, read_inputs, section_cache
from kimtan.report.stitch import Executed, stitched_blocks
from kimtan.report.title import described, title_block
from kimtan.run.pools import SectionPool
from kimtan.run.scratch import scratch
from kimtan.run.suite import Suite
from kimtan.workspace import Workspace


@dataclass
class PageMaker:
    """Makes the page of a period's report as its files are now; sections that would come out as before do not run.

    Parameters
    ----------
    workspace, params
        Whose, and of which period.
    pool
        Where sections run; it stays warm from one page to the next.
    language, audience
        The edition; as the params file says when not given.
    seconds
        What each section took the last time that it ran.
    """

    workspace: Workspace
    params: Path
    pool: SectionPool
    language: Language | None = None
    audience: Audience | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    _executed: dict[str, tuple[str, Executed]] = field(default_factory=dict)
    _fragments: Fragments = field(default_factory=Fragments)

    def page(self) -> str:
        """The page as ``kimtan report`` would write it.

        Raises
        ------
        InputError, SectionError, OutputError
            As :func:`kimtan.report.build.build_report`.
        """
        return undisturbed(self._page, (self.workspace, self.params))

    def _page(self, snapshot: Snapshot) -> str:
        as_named, sections = read_inputs(self.workspace, self.params)
        dataset = as_named.edition(self.language, self.audience)
        config, named = dataset.config, as_named.config
        disputes = make_ready(self.pool, dataset, sections)
        edition = self.workspace.output_dir(
            str(config.period), config.language, config.audience, named.language, named.audience
        ).name
        with scratch() as folder:
            cache = section_cache(dataset, edition)
            suite = Suite(self.workspace, config, folder / "notebooks", cache, self.pool, expected=self.seconds)
            results = suite.run(sections)
            self.seconds = {result.section.name: result.seconds for result in results}
            failed = self.workspace.failed_dir(edition)
            executed, problems = gather(self.workspace, results, failed, config.language, self._executed)
        if problems:
            raise SectionError(*problems)
        blocks = stitched_blocks(executed, config.language, dataset.chapters)
        described_by = NotebookNode(metadata={"kimtan": described(config, is_draft=bool(disputes))})
        made = page(blocks, title_block(described_by, blocks, "report"), self._fragments)
        confirm_outside(results, self.workspace)
        snapshot.confirm()
        return made
