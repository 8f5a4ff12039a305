"""The command line `briefings`: one module a group of verbs."""
