"""Pages about people: one's own account, help, who may see what, and who did what."""
