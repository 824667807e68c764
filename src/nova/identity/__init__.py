"""Who somebody is: tokens, keys, passwords."""
