"""Due work: rows with a moment, claimed once; and child processes for arithmetic."""
