"""What leaves the platform: cases as files and citations, feeds, a city's whole record, backups; and the way back."""
