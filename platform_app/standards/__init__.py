"""The twelve fields of the action plan and the standards that cases cite."""
