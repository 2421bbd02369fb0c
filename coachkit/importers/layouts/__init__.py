"""From paragraphs and grids to records: which label is which column, and where a record begins and ends."""
