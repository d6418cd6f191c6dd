// How beads come up: qikit/games/red_beads.py says the same in Python.

// Every paddle of every day: the holes, counted from 0, in which a red bead lies. `plan` has one
// entry a day: how many red beads are in the box, or the counts of the workers.
export function days(stream, plan, workers, beads, holes) {
  return plan.map((day) => (Array.isArray(day)
    ? day.map((count) => laid(stream, count, holes))
    : Array.from({ length: workers }, () => paddle(stream, day, beads, holes))));
}

// One dip into the box, without replacement.
export function paddle(stream, red, beads, holes) {
  const drawn = stream.sample([...Array(beads).keys()], holes);
  return drawn.flatMap((bead, hole) => (bead < red ? [hole] : []));
}

// Holes for a known number of red beads.
export function laid(stream, count, holes) {
  return stream.sample([...Array(holes).keys()], count).sort((one, other) => one - other);
}
