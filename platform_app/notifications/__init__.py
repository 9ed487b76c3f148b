"""Mail and notices: what follows from events, for people."""
