"""For trainers: learner copies, collecting, marking, feedback and grades.

The only room that imports nbgrader. nbgrader's gradebook and formgrader are kept whole; how a
hand-in is marked is ours: answers are read as data, and learner code runs in a sandbox.
"""

import sys

# jsonschema would load this grammar package for nbgrader, at two seconds a start, and never use it.
sys.modules.setdefault("rfc3987_syntax", None)
