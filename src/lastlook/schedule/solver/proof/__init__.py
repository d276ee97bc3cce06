"""A lower bound on what any board costs, by column generation over the contents of a day."""
