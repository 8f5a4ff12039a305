"""What a new installation is born with: topics, sample reports and the language model (package data)."""
