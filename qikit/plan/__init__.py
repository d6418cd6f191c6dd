"""Plan the dose: who is trained by when, what holds it back, what it takes in time and money."""

from qikit.plan.dose import Group, completions_for, course, months_to, steady_state

__all__ = ["Group", "completions_for", "course", "months_to", "steady_state"]
