"""Chinese words that more than one room says."""
