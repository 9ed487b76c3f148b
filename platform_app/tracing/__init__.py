"""The chain from a city's question to what was carried out, read from any of its links; writes nothing."""
