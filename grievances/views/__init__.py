"""Pages of grievances."""
