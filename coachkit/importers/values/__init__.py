"""What people write for days, lengths of time, clients and choices, read where it is certain."""
