"""The command line: one module a command, named after it; ``commands`` declares them all."""
