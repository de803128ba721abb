"""What people do at the table: each act one transaction, one event."""
