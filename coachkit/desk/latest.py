"""Follow changes so that the last one wins: steps for an older change are dropped when a newer one comes."""

import asyncio
from collections.abc import Callable, Iterable, Iterator

Step = Callable[[], None]
_SECONDS = 0.002
"""How long a change waits, so that those which have come already are one with it."""


class Latest:
    """Runs the steps that follow from a change, one at a time, and lets what comes from the browser in between them.

    Where no loop runs, as in a script, all steps run at once.
    """

    def __init__(self, steps: Callable[[], Iterable[Step]]) -> None:
        self._steps, self._timer, self._left = steps, None, iter(())

    def ask(self, change: object = None) -> None:
        """There is a change to follow."""
        loop = _loop()
        if loop is None:
            for step in self._steps():
                step()
            return
        if self._timer:
            self._timer.cancel()
        self._timer = loop.call_later(_SECONDS, self._begin)

    def _begin(self) -> None:
        self._left: Iterator[Step] = iter(self._steps())
        self._next()

    def _next(self) -> None:
        step = next(self._left, None)
        if step:
            self._timer = asyncio.get_running_loop().call_later(0, self._next)
            step()


def _loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
