"""Long words are searched for by their beginning: cut where it tells them from what is open."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from sbd_tool.report.leaks.attack import LeakFoundError, attack, refuse_leaks
from sbd_tool.report.leaks.needles import Needles
from sbd_tool.report.leaks.secrets import Secrets

STATION = "Helsingin päärautatieasema | Helsingfors centralstation | Helsinki Central station"
PLAN = "paris_place_de_la_republique.gpkg"


def secrets_with(*words):
    nothing = np.empty((0, 2))
    return Secrets(
        words=dict.fromkeys(words, "layers"),
        places=nothing,
        place_parts=(),
        shown=nothing,
        pictures={},
        crs="EPSG:3067",
    )


def table_of(*rows):
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("create table stops (name text, other text)")
        base.executemany("insert into stops values (?, ?)", rows)
        base.commit()
        return base.serialize()


def test_a_name_beside_another_cell_is_not_a_withheld_list_that_begins_with_it() -> None:
    raw = table_of(("Helsingin päärautatieasema", "station"))
    assert not attack(raw, "out.gpkg", secrets_with(STATION))


@pytest.mark.parametrize("shown", [STATION, STATION[:40], STATION.upper()])
def test_the_beginning_of_a_withheld_list_is_found(shown: str) -> None:
    raw = table_of(("open", f"see {shown}"))
    assert attack(raw, "out.gpkg", secrets_with(STATION))


def test_two_cells_side_by_side_are_not_the_words_that_join_them() -> None:
    raw = table_of(("Casino", "Square at night"))
    assert not attack(raw, "out.gpkg", secrets_with("Casino Square at night"))


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("paris_place_de_la_republique.public.pdf", False),
        ("paris_place_de_la_republique.pdf", False),
        ("paris_place_de_la_republique.gpkg", True),
        ("copy of paris_place_de_la_republique.gpkg.pdf", True),
    ],
)
def test_a_plan_file_is_told_by_its_whole_name(name: str, *, is_told: bool) -> None:
    assert bool(attack(b"", name, secrets_with(PLAN))) is is_told


def test_a_name_that_tells_is_answered_by_another_name() -> None:
    name, words = "weak gate at the north kerb.pdf", "Weak gate at the north kerb"
    leaks = attack(b"", name, secrets_with(words))
    with pytest.raises(LeakFoundError) as refused:
        refuse_leaks(leaks, name)
    assert refused.value.hint.key == "leaks.rename_hint"


def test_words_broken_by_a_page_are_found() -> None:
    needles = Needles(["Maximilianstrassenunterführung links"])
    assert needles.found_in("Maximilianstrassen\nunterführung links")


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\u202e", "\ufe0f", "\x07"])
def test_a_withheld_name_with_a_sign_nobody_sees_is_found_without_it(sign: str) -> None:
    hidden = secrets_with(f"Moss{sign}lane depot", f"Tin{sign}kers")
    assert len(attack(b"the Mosslane depot of Tinkers", "out.csv", hidden)) == 2
    assert not attack(b"the Moss depot of Tin", "out.csv", hidden)
