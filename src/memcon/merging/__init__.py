"""Sightings -> one contact or event per real one (pure): blocking, explained scores, clusters that judgements rule."""

from memcon.merging.blocks import blocks, pairs
from memcon.merging.closure import Shelf, closure
from memcon.merging.merge import merge, merging
from memcon.merging.sightings import sightings

__all__ = ["Shelf", "blocks", "closure", "merge", "merging", "pairs", "sightings"]
