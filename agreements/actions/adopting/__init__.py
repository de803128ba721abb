"""What people do to bring an agreement from the table to the law of its unit."""
