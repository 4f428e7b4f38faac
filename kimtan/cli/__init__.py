"""The command line: one module a command, named after it; ``app`` declares them all."""
