"""The desk of those who decide: queues, claims, decisions with checklists, saved views, reasons ready for use."""
