"""What claims say the same, what contradicts, and where each comes from first."""
