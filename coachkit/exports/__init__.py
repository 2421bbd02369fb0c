"""What leaves coachkit as a file for others: spreadsheets."""
