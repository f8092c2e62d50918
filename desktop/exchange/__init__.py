"""Package files (升规包): what a package holds, written the one way and read with distrust."""
