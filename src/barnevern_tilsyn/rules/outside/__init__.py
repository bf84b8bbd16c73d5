"""Rules from elsewhere: a file of the user's own, or an installed package. What they must keep to is the same."""
