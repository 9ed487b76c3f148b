"""Who may do what: one table that answers for a row and for a list alike."""
