"""What a person does at the desk, from end to end, in a real browser, on the demo city."""
