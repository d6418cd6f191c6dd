"""The pages of the planning tools: a module a tool, with ``TOOL`` (its card) and ``routes()``."""
