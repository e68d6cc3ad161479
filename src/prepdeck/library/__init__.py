"""YAML in and out: deck files and outlines as people write them, read with every problem told."""
