"""Opening what is given: files, folders, zips, and each kind of file as paragraphs and grids."""
