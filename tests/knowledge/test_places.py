"""Cities and their countries."""

import pytest

from memcon.knowledge import places


@pytest.mark.parametrize(
    ("name", "country"),
    [("osaka", "JPN"), ("adana", "TUR"), ("davos", "CHE"), ("camp david", "USA"), ("sharm el-sheikh", "EGY")],
)
def test_a_city_has_its_country(name: str, country: str) -> None:
    """Large cities and towns of conferences have their country."""
    assert places.load()[name] == country


@pytest.mark.parametrize("name", ["san fernando", "valencia", "mérida"])
def test_a_name_of_several_cities_has_none(name: str) -> None:
    """A name that large cities of several countries share means no country."""
    assert name not in places.load()


def test_codes_are_alpha_3() -> None:
    """Every country is three capitals, and every name is case-folded."""
    assert all(len(code) == 3 and code.isupper() for code in places.load().values())
    assert all(name == name.casefold() for name in places.load())
