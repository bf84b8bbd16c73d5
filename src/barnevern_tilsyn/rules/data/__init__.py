"""Data controls of our own: what cannot be right in a record, whatever the law and the authorities say of it."""
