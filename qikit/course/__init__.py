"""Modules, pathways, web pages and the learner's server."""
