"""What figures and words mean."""
