"""Watching over what happens: the audit log."""
