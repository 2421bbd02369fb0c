"""Records as they are (Word, Excel, untidy CSV, mail) into a practice folder: shown first, written when told to, undone."""
