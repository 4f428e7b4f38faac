"""Tables that readers sort and filter."""

from __future__ import annotations

import re

import pytest

from tests.browser.chromium import DESKTOP, PHONE, Browser
from tests.browser.conftest import Opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Marks one table for a test: the first that can be sorted, is no folded data of a chart, and has what is asked for.
MARK = """(() => {{
  const table = [...document.querySelectorAll("main table")].find(each =>
    each.querySelector("thead .sort") && !each.closest("figure details") && {condition});
  table.id = "tried";
  if (table.closest("details")) table.closest("details").open = true;
  table.querySelectorAll("thead th").forEach((title, at) => {{ title.id = "title-" + at; }});
}})()"""

# Each body's rows, those that go together in one text: [[[group], [row, detail, …], …], …]
UNITS = """[...document.querySelectorAll("#tried tbody")].map(body => {
  const units = [];
  for (const row of body.rows) {
    if (row.hidden) continue;
    const isBelow = row.matches(".detail, :has(> th[class*=depth-])") && units.length;
    if (isBelow) units.at(-1).push(row.textContent);
    else units.push([row.textContent]);
  }
  return units;
})"""

# The first column of numbers: the id of its title, and its cells without marks; null where a number is missing.
NUMBERS = """(() => {
  const title = document.querySelector("#tried thead th.num"), at = title.cellIndex;
  const said = cell => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".mark").forEach(each => each.remove());
    return cell.querySelector(".missing") ? null : copy.textContent.trim();
  };
  const rows = [...document.querySelectorAll("#tried tbody:last-of-type tr:not(.group, .detail)")];
  return { title: title.id, cells: rows.map(row => said(row.cells[at])) };
})()"""


def numbers(page: Browser) -> list[float]:
    """The first column of numbers in the last group, read by Vietnamese rules; missing ones are infinite."""
    found = [re.search(r"[-−]?\d[\d.]*(,\d+)?", cell or "") for cell in page.evaluate(NUMBERS)["cells"]]
    plain = [match.group().replace(".", "").replace(",", ".").replace("−", "-") if match else "inf" for match in found]
    return [float(text) for text in plain]


def test_a_table_sorts_by_a_column_of_numbers_and_turns_round(opened: Opened) -> None:
    """A click sorts ascending, another descending, a missing number stays last, and the title tells which it is."""
    page = opened()
    page.evaluate(MARK.format(condition="each.querySelector('thead th.num') && !each.querySelector('.detail, .part')"))
    title = page.evaluate(NUMBERS)["title"]
    before = numbers(page)
    page.click(f"#{title} .sort")
    assert numbers(page) == sorted(before)
    assert page.evaluate(f"document.getElementById('{title}').ariaSort") == "ascending"
    page.click(f"#{title} .sort")
    given = [number for number in before if number != float("inf")]
    assert 1 < len(given) < len(before)
    assert numbers(page) == sorted(given, reverse=True) + [float("inf")] * (len(before) - len(given))
    assert page.evaluate(f"document.getElementById('{title}').ariaSort") == "descending"


def test_keys_sort_as_well(opened: Opened) -> None:
    """The title of a column is a button: Enter sorts, and another column takes over from the first."""
    page = opened()
    page.evaluate(MARK.format(condition="true"))
    for at in (1, 0):
        page.evaluate(f"document.querySelector('#title-{at} .sort').focus()")
        page.press("Enter")
        marked = "[...document.querySelectorAll('#tried [aria-sort]')].map(each => each.id)"
        assert page.evaluate(marked) == [f"title-{at}"]


@pytest.mark.parametrize(
    "condition",
    [
        "each.querySelector('.detail') && each.querySelector('.group')",
        "each.querySelector('.part') && each.querySelector('.total')",
    ],
    ids=["details", "parts"],
)
def test_what_belongs_to_a_row_moves_with_it(opened: Opened, condition: str) -> None:
    """Sorting takes each row's details and parts along, in their order; the title of a group stays on top of it."""
    page = opened()
    page.evaluate(MARK.format(condition=condition))
    before = page.evaluate(UNITS)
    page.click("#title-0 .sort")
    page.click("#title-0 .sort")
    after = page.evaluate(UNITS)
    assert after != before
    assert [sorted(body) for body in after] == [sorted(body) for body in before]
    if ".group" in condition:
        assert [body[0] for body in after] == [body[0] for body in before]


def test_a_long_table_shows_the_rows_that_are_asked_for(opened: Opened) -> None:
    """What is typed into the filter, with or without marks, leaves only rows that say it; none typed, all come back."""
    page = opened()
    page.evaluate(
        MARK.format(
            condition="each.closest('.scroll').previousElementSibling?.matches('.filter') && each.tBodies.length === 1"
        )
    )
    page.evaluate("document.getElementById('tried').closest('.scroll').previousElementSibling.control.id = 'filter'")
    (before,) = page.evaluate(UNITS)
    wanted = "Đàn"
    page.click("#filter")
    page.type("dan")
    (shown,) = page.evaluate(UNITS)
    assert [unit for unit in before if wanted in " ".join(unit)] == [unit for unit in shown if wanted in " ".join(unit)]
    assert 0 < len(shown) < len(before)
    page.press("Backspace", "Backspace", "Backspace")
    assert page.evaluate(UNITS) == [before]


def test_a_link_to_a_row_that_a_filter_hides_shows_it(opened: Opened) -> None:
    """Evidence is reached whatever was typed into its table's filter."""
    page = opened()
    row = "document.querySelector('tr[id^=\"fig-livestock\"]')"
    page.evaluate(f"{{ const field = {row}.closest('.table').querySelector('.filter').control;"
                  "field.value = 'zzz'; field.dispatchEvent(new Event('input')); }")  # fmt: skip
    assert page.evaluate(f"{row}.hidden")
    page.evaluate(f"location.hash = {row}.id")
    page.wait(f"!{row}.hidden")
    assert 0 <= page.evaluate(f"{row}.getBoundingClientRect().top") < 900


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_edge_of_the_page_cuts_no_number(opened: Opened, width: int) -> None:
    """What is left of 552,054 would read as 552,0: such a column is not shown until it is scrolled to."""
    page = opened(width=width)
    cut = """[...document.querySelectorAll('main .scroll')].flatMap(box => {
      const hidden = parseFloat((/100% - ([\\d.]+)px/.exec(box.style.clipPath) || [0, 0])[1]);
      const edge = box.getBoundingClientRect().left + box.clientWidth - hidden;
      return [...box.querySelectorAll('td.num')].filter(cell => {
        const { left, right } = cell.getBoundingClientRect();
        return left < edge - 2 && right > edge + 2;
      }).map(cell => cell.textContent);
    })"""
    page.wait(f"!{cut}.length")
    assert page.evaluate(cut) == []


def test_words_beside_a_column_that_is_cut_are_shown_whole(opened: Opened) -> None:
    """What hides a column hides none of the caption above it, and of no heading over several rows."""
    page = opened(width=PHONE)
    clipped = "[...document.querySelectorAll('main .scroll:not(details *)')].filter(box => box.style.clipPath)"
    page.wait(f"{clipped}.length")
    covered = f"""{clipped}.flatMap(box => [...box.querySelectorAll('.caption, tr.group div')]).filter(words => {{
      words.scrollIntoView({{ behavior: 'instant', block: 'center' }});
      const text = document.createRange();
      text.selectNodeContents(words);
      return [...text.getClientRects()].some(part =>
        !words.contains(document.elementFromPoint(part.right - 2, (part.top + part.bottom) / 2)));
    }}).map(words => words.textContent)"""
    assert page.evaluate(covered) == []


@pytest.mark.parametrize("width", [1280, DESKTOP, 1920])
def test_tables_of_seven_columns_fit_beside_the_contents(opened: Opened, width: int) -> None:
    """None of them has to be scrolled on a desktop: its last column would not be seen."""
    page = opened(width=width)
    wide = """[...document.querySelectorAll('main .scroll:not(details *) table')]
      .filter(table => table.offsetWidth > table.closest('.scroll').clientWidth + 1).map(table => table.textContent)"""
    assert page.evaluate(wide) == []
