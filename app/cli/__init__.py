"""The command line: one module a sub-command, joined by `app.cli.main`."""
