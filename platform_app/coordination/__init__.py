"""Requests between levels: who may ask whom, until when, what came of it, and what became public of the answers."""
