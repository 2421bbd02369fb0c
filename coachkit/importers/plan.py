"""What an import would change in a practice folder: which rows are new, which stand there already, which change."""

from coachkit.importers.steps import Change, Plan, Row, Step

__all__ = ["Change", "Plan", "Row", "Step", "plan"]
