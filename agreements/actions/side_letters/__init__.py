"""Side letters: drafted, signed by both sides, put in force, ended."""
