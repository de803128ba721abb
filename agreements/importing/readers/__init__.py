"""From a file's bytes to its lines. Each format has a module; ``files.read_source`` tells them apart."""
