"""Forms of grievances: text in, typed values out."""
