from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from kimtan.present.charts import theme

DARK_PAGE = "#14181d"
FILLS = {*theme.STATUS.values(), *theme.SECTORS.values(), *theme.SERIES, theme.WARNING, theme.NEUTRAL}

MEANINGS = {
    **theme.STATUS,
    **{name: theme.SECTORS[name] for name in ("agriculture", "industry_construction", "trade_services")},
    "accent": theme.ACCENT,
    "neutral": theme.NEUTRAL,
}
"""The colours that mean something, by what they mean; a sector's parts have shades of its own."""

TOGETHER = {
    "statuses": (*theme.STATUS.values(), theme.NEUTRAL),
    "sectors": (
        *(theme.SECTORS[name] for name in ("agriculture", "industry_construction", "trade_services")),
        theme.NEUTRAL,
        theme.WARNING,
    ),
    "industry and construction": (theme.SECTORS["industry"], theme.SECTORS["construction"], theme.NEUTRAL),
    "trade and services": (*(theme.SECTORS[name] for name in ("trade", "transport", "finance_other")),),
    "parts": theme.SERIES,
    "plain": (theme.ACCENT, theme.NEUTRAL, theme.WARNING, theme.STATUS["done"]),
}
"""What can stand in one chart."""

# Machado, Oliveira & Fernandes (2009), severity 1: what readers without the red, the green or the blue cone see.
COLOUR_BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
READERS = {"all cones": np.eye(3), **COLOUR_BLIND}


def linear(colour):
    parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    lights = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    f = np.cbrt(xyz / [0.9505, 1, 1.089])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("fill", sorted(FILLS))
def test_every_fill_stands_out_on_white_and_on_a_dark_page(fill):
    assert contrast(fill, "#ffffff") >= 3
    assert contrast(fill, DARK_PAGE) >= 3


@pytest.mark.parametrize("fill", sorted(FILLS))
def test_text_can_be_read_on_every_fill(fill):
    assert contrast(fill, theme.on_fill(fill)) >= 4.5


def distance(reader, one, other):
    """How far apart two colours look to a reader (CIE 1976)."""
    seen = (lab(np.array(READERS[reader]) @ linear(colour)) for colour in (one, other))
    return float(np.linalg.norm(np.subtract(*seen)))


@pytest.mark.parametrize("reader", list(READERS))
@pytest.mark.parametrize("chart", list(TOGETHER))
def test_colours_of_one_chart_differ_for_every_reader(chart, reader):
    near = [pair for pair in combinations(TOGETHER[chart], 2) if distance(reader, *pair) <= 17.8]
    assert near == []


@pytest.mark.parametrize("reader", list(READERS))
def test_no_colour_has_two_meanings(reader):
    """A status, a sector and a plain bar are told apart from one chart to the next, too."""
    near = [pair for pair in combinations(MEANINGS, 2) if distance(reader, *(MEANINGS[name] for name in pair)) <= 12.5]
    assert near == []


def test_all_colours_are_different():
    """No sector, part or series shares its colour with anything else, or comes near it."""
    colours = [*MEANINGS.values(), *theme.SERIES[1:]]
    colours += [colour for colour in theme.SECTORS.values() if colour not in colours]
    assert len(colours) == len(theme.STATUS) + len(theme.SECTORS) + len(theme.SERIES) + 1
    assert min(distance("all cones", *pair) for pair in combinations(colours, 2)) > 12.5


def test_a_sector_has_one_colour_whatever_stands_beside_it():
    alone = theme.sector_colours(["income.trade_services"])
    among = theme.sector_colours(["income.agriculture", "x.unknown", "income.trade_services"])
    assert among[2] == alone[0]
    assert among[1] not in {among[0], among[2]}


def test_items_without_sectors_take_colours_in_turn():
    assert tuple(theme.sector_colours([None] * 5)) == theme.SERIES
    assert theme.sector_colours([None] * 6)[5] == theme.ACCENT
