"""The tasks and targets of the Action Plan, as its sources have them."""
