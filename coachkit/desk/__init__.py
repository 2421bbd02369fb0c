"""The desk, in JupyterLab or as a page: explore a practice by hand, and decide on its evidence; each loaded when first used."""

from importlib import import_module

_HOMES = {"explore": "explorer", "evidence_desk": "evidence"}

__all__ = ["evidence_desk", "explore"]


def __getattr__(name: str):
    """A page of the desk, from the module where it lives (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(f"coachkit.desk.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'coachkit.desk' has no attribute {name!r}")
