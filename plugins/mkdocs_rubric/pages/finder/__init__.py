"""What the finder looks through: the rules of the standard, each with the score it gives."""
