"""What every room may use: errors, files, progress and the lock; standard library only."""
