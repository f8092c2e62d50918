"""The program: faces, services, leaves and the rules they share (docs/architecture.md)."""
