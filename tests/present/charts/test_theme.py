from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from kimtan.present.charts import theme

DARK_PAGE = "#14181d"
FILLS = {*theme.STATUS.values(), *theme.SECTORS.values(), *theme.SERIES, theme.WARNING}

# Machado, Oliveira & Fernandes (2009), severity 1: what readers without the red or the green cone see.
COLOUR_BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
}


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


@pytest.mark.parametrize("fill", sorted({*theme.SECTORS.values(), *theme.SERIES}))
def test_white_text_can_be_read_on_the_parts_of_a_divided_bar(fill):
    assert contrast(fill, theme.ON_FILL) >= 4.5


@pytest.mark.parametrize("reader", sorted(COLOUR_BLIND))
@pytest.mark.parametrize("pair", list(combinations(theme.STATUS, 2)), ids="-".join)
def test_statuses_differ_for_colour_blind_readers(reader, pair):
    one, other = (lab(np.array(COLOUR_BLIND[reader]) @ linear(theme.STATUS[status])) for status in pair)
    assert np.linalg.norm(one - other) > 18


def test_a_sector_has_one_colour_whatever_stands_beside_it():
    alone = theme.sector_colours(["income.trade_services"])
    among = theme.sector_colours(["income.agriculture", "x.unknown", "income.trade_services"])
    assert among[2] == alone[0]
    assert among[1] not in {among[0], among[2]}


def test_items_without_sectors_take_colours_in_turn():
    assert len(set(theme.sector_colours([None] * 8))) == 8
