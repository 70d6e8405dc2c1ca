"""The fault lab: real services and jobs, run under conditions that a seed draws, recorded with their logs."""
