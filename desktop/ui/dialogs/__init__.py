"""What takes input: each dialog has an `ask` that returns the answer or nothing."""
