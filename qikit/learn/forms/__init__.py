"""Forms as data: what they ask, how they are checked, read back, drawn and printed.

``ui/forms/`` does the same on the page; tests hold the two together.
"""
