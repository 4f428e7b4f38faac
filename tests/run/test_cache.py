"""A kept section is taken again only where all that it rests on is the same: each part of its key by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kimtan.present.facts import Facts
from kimtan.present.outside import answer
from kimtan.run import cache
from kimtan.run.cache import Kept, SectionCache
from kimtan.run.sections import SectionNotebook
from kimtan.writing import write_sealed

KEPT = Kept("{}", 1.5)
PARAMETERS = {"period": "2024-H1", "language": "vi", "audience": "internal", "settings": {}}


@pytest.fixture
def section(tmp_path: Path) -> SectionNotebook:
    """A notebook that reads nothing of the period."""
    path = tmp_path / "10_economy.ipynb"
    path.write_text("{}", encoding="utf-8")
    return SectionNotebook(path.stem, path)


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    """What is remembered of code and versions holds for one test."""
    cache._environment.cache_clear()
    yield
    cache._environment.cache_clear()


def no_facts() -> Facts:
    """Nothing is asked of facts where a section read nothing."""
    return None  # type: ignore[return-value]


def kept(folder: Path, section: SectionNotebook, parameters: dict[str, Any] | None = None) -> Kept | None:
    """What is found of a section now."""
    cache._environment.cache_clear()
    return SectionCache(folder, parameters or PARAMETERS, no_facts).find(section)


@pytest.fixture
def folder(tmp_path: Path, section: SectionNotebook) -> Path:
    """Where the section is kept."""
    SectionCache(tmp_path / "kept", PARAMETERS, no_facts).keep(section, KEPT, {})
    assert kept(tmp_path / "kept", section) == KEPT
    return tmp_path / "kept"


def test_one_notebook_that_tells_of_two_sections_is_kept_for_each(tmp_path: Path, section: SectionNotebook) -> None:
    """What it is told to be about is part of its key, under whatever name it is looked for."""
    one, other = (replace(section, identity=identity) for identity in ("economy", "culture"))
    SectionCache(tmp_path / "kept", PARAMETERS, no_facts).keep(one, KEPT, {})
    assert (kept(tmp_path / "kept", one), kept(tmp_path / "kept", other)) == (KEPT, None)


def test_a_cache_is_empty_until_something_is_kept(tmp_path: Path, section: SectionNotebook) -> None:
    """Then nobody has to look."""
    results = SectionCache(tmp_path / "kept", PARAMETERS, no_facts)
    assert results.is_empty
    results.keep(section, KEPT, {})
    assert not results.is_empty


CHANGES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "code": lambda patch: patch.setattr(cache, "library_hash", lambda: "another"),
    "python": lambda patch: patch.setattr("platform.python_version", lambda: "3.99.0"),
    "system": lambda patch: patch.setattr("platform.system", lambda: "Plan 9"),
    **{
        name: lambda patch, name=name: patch.setattr(
            cache, "version", lambda one, was=cache.version: "99" if one == name else was(one)
        )
        for name in ("pandas", "matplotlib", "z3-solver", "papermill")
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_code_and_versions_are_in_the_key(
    folder: Path, section: SectionNotebook, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What kimtan itself, Python or a package makes otherwise may show, though no figure changed."""
    CHANGES[change](monkeypatch)
    assert kept(folder, section) is None


def test_notebook_and_parameters_are_in_the_key(folder: Path, section: SectionNotebook) -> None:
    """A blank more in the notebook is another notebook; another language is another section."""
    assert kept(folder, section, {**PARAMETERS, "language": "en"}) is None
    assert kept(folder, section, {**PARAMETERS, "settings": {"unit": "xã Thử"}}) is None
    section.path.write_text("{} ", encoding="utf-8")
    assert kept(folder, section) is None


def test_a_section_that_reads_otherwise_now_is_not_taken(
    folder: Path, section: SectionNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The questions are kept with their answers, and asked again."""
    question = ("facts", "call", "value", "[]")
    SectionCache(folder, PARAMETERS, no_facts).keep(section, KEPT, {question: "one"})
    asked: list[dict[tuple[str, ...], str]] = []
    monkeypatch.setattr("kimtan.present.reads.is_unchanged", lambda facts, answers, known: asked.append(answers))
    assert kept(folder, section) is None
    assert asked == [{question: "one"}]


@pytest.mark.parametrize("place", range(0, 200, 7))
def test_a_byte_that_flipped_spoils_the_whole_entry(folder: Path, section: SectionNotebook, place: int) -> None:
    """Nothing of it is taken, wherever the byte is; the entry is thrown away, so that it disturbs no later run."""
    file = folder / f"{section.name}.json"
    content = bytearray(file.read_bytes())
    content[place % len(content)] ^= 1
    file.write_bytes(content)
    assert kept(folder, section) is None
    assert not file.exists()


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"reads": [3]}', b"[" * 100_000, b'{"reads": [["a", {}, 1]]}']
)
def test_an_entry_that_is_none_is_thrown_away(folder: Path, section: SectionNotebook, content: bytes) -> None:
    """Whether it is sealed or not, what cannot be read is no entry."""
    file = folder / f"{section.name}.json"
    for write in (Path.write_bytes, write_sealed):
        write(file, content)
        assert kept(folder, section) is None
        assert not file.exists()


def test_an_entry_is_its_own_section_s(folder: Path, section: SectionNotebook, tmp_path: Path) -> None:
    """A copy under another name is not taken for that section, though its notebook is the same."""
    other = SectionNotebook("11_trade", tmp_path / "11_trade.ipynb")
    other.path.write_bytes(section.path.read_bytes())
    (folder / "11_trade.json").write_bytes((folder / f"{section.name}.json").read_bytes())
    assert kept(folder, other) is None


def test_a_result_is_kept_under_the_notebook_that_was_run(folder: Path, section: SectionNotebook) -> None:
    """A notebook that is saved while it runs is another one: what came of the old one is not its result."""
    sections = SectionCache(folder, PARAMETERS, no_facts)
    assert sections.find(section) == KEPT
    section.path.write_text("{} ", encoding="utf-8")
    sections.keep(section, KEPT, {})
    assert kept(folder, section) is None


def test_what_a_section_asked_past_the_data_comes_back_with_it(tmp_path: Path, section: SectionNotebook) -> None:
    """The report's own record needs it; what was asked of the data is not among it."""
    file = tmp_path / "extra.csv"
    file.write_text("1", "utf-8")
    question = ("file", "content", str(file))
    folder = tmp_path / "deep" / "er" / "kept"
    SectionCache(folder, PARAMETERS, no_facts).keep(section, KEPT, {question: answer(question)})
    found = kept(folder, section)
    assert found is not None
    assert found.outside == {question: answer(question)}


def test_where_nothing_can_be_kept_nothing_is_and_nobody_is_stopped(tmp_path: Path, section: SectionNotebook) -> None:
    """A file lies where the folder should be; the run goes on without."""
    in_the_way = tmp_path / "kept"
    in_the_way.write_text("mine", "utf-8")
    SectionCache(in_the_way, PARAMETERS, no_facts).keep(section, KEPT, {})
    assert in_the_way.read_text("utf-8") == "mine"
    assert kept(in_the_way, section) is None


def test_nothing_is_kept_of_a_notebook_that_was_saved_while_it_ran(tmp_path: Path, section: SectionNotebook) -> None:
    """Also where nothing was kept before: neither the old text nor the new one is what the result came of for sure."""
    sections = SectionCache(tmp_path / "kept", PARAMETERS, no_facts)
    sections.begin([section])
    section.path.write_text("{} ", encoding="utf-8")
    sections.keep(section, KEPT, {})
    assert kept(tmp_path / "kept", section) is None
    section.path.write_text("{}", encoding="utf-8")
    assert kept(tmp_path / "kept", section) is None
