"""Every result table once: the file in a report's `tables/`, what one row is, and its columns."""

from coachkit.result_tables.evidence import EVIDENCE
from coachkit.result_tables.hours import HOURS
from coachkit.result_tables.reading import READING
from coachkit.schema import Table

RESULT_TABLES: dict[str, Table] = {table.file.removesuffix(".csv"): table for table in (*HOURS, *EVIDENCE, *READING)}
"""The result tables by name, in the order of the documentation."""
