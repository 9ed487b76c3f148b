"""Webhooks: other programs are told of what everybody may read, signed, at least once."""
