"""The list of the second set's layouts."""

from functools import partial

from layouts_unseen import truth
from layouts_unseen.truth import Layout

SECOND: list[Layout] = []

layout = partial(truth.layout, practice="D", into=SECOND)
