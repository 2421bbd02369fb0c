"""What an import would change in a practice folder, written whole or not at all, and taken back."""
