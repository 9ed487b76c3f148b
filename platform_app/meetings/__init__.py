"""Bodies that meet, their meetings, what they resolve and what becomes of it."""
