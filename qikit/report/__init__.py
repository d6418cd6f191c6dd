"""The analyst's room: messy tables read with care, and reports for a whole organisation.

``qikit.report.intake.take`` reads a table that a person brings; ``qikit.report.batch.run`` writes a
report for each ward, team or measure, a board pack and slides of the exceptions.
"""
