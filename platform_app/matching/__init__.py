"""Who might know the answer to a question: what search, cases and past asks say, put together."""
