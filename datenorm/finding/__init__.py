"""Every date in a text of any length: where it is and what it means."""
