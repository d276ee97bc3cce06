"""Movie Magic Scheduling's printed reports, read back: breakdown sheets and shooting schedule."""
