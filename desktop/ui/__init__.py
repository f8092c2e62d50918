"""The window: a face that calls services and holds no rule."""
