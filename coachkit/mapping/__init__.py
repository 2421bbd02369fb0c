"""Mapping sheets coming in: the one that coachkit wrote, filled in by an assessor, and the coach's own."""
