"""A separate program that speaks: the only place where GPL speech code is imported.

Nothing imports this package and it imports nothing of Visavis; see README.md for its protocol.
"""
