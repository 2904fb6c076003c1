"""Covers of the articles of the demonstration: cut paper in the colours of the house."""

from app.demo.covers.catalogue import MOTIFS, drawn

__all__ = ["MOTIFS", "drawn"]
