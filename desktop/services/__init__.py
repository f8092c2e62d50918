"""What a user does: one method, one unit of work, one plain answer."""
