"""Covers are drawn, the same each time: what describes one stays true."""

from io import BytesIO

import pytest
from PIL import Image

from app.demo.covers import MOTIFS, drawn

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_a_motif_gives_the_same_picture_for_a_seed_and_another_for_another(motif: str):
    first, again, other = (drawn(motif, seed) for seed in (3, 3, 4))
    assert Image.open(BytesIO(first)).size == (1280, 720)
    assert first == again
    assert first != other
