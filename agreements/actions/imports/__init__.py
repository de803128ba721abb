"""Importing an agreement that exists as a file: opened, read by a worker, mended by a person, handed over."""
