"""Both databases answer alike: the same threads, in the same order."""

from pathlib import Path

import pytest

from tests.postgres import app_on_postgres
from tests.search.community import ASKED, THREADS, answers, settle
from tests.search.typed import SAME

pytestmark = pytest.mark.no_app
MORE = (
    *SAME,
    "bénévoles de l'association pour la fête du quartier",
    '"procès-verbal" de la banque',
    "place voiture",
    "adhérents",
)


def _orders(address: str, folder: Path) -> dict[str, list[int]]:
    """Return what each question finds on a database, in order."""
    with app_on_postgres(address, folder):
        refs = settle()
        return {typed: [refs.index(ref) for ref in answers(typed)] for typed in (*ASKED, *MORE)}


def test_both_databases_find_the_same_in_the_same_order(postgres_url: str, tmp_path: Path):
    on_postgresql = _orders(postgres_url, tmp_path)
    on_sqlite = _orders(f"sqlite:///{tmp_path / 'site.sqlite'}", tmp_path)
    assert on_postgresql == on_sqlite
    assert sum(map(len, on_sqlite.values())) > len(THREADS)
