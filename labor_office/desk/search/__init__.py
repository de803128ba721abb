"""Search over everything the Desk holds, as far as the person asking may know of it."""
