// Where marbles land: qikit/games/funnel_experiment.py says the same in Python.

// `many` marbles as [right, up] from the target, under one of the rules 1 to 4.
export function drops(stream, rule, many, sigma = 1) {
  const landed = [];
  let aim = [0, 0];
  for (let each = 0; each < many; each += 1) {
    const spot = aim.map((way) => way + sigma * stream.normal());
    landed.push(spot);
    aim = moved(rule, aim, spot);
  }
  return landed;
}

// Where the funnel points next, after a marble aimed at `aim` landed on `spot`.
export function moved(rule, aim, spot) {
  if (rule === 1) return [0, 0];
  if (rule === 2) return aim.map((was, way) => was - spot[way]);
  if (rule === 3) return spot.map((miss) => 0 - miss);
  return spot;
}

// The variance: the mean of left to right and of up and down; null for fewer than two marbles.
export function spread(spots) {
  const many = spots.length;
  if (many < 2) return null;
  const ways = [0, 1].map((way) => {
    const mean = spots.reduce((sum, spot) => sum + spot[way], 0) / many;
    return spots.reduce((sum, spot) => sum + (spot[way] - mean) ** 2, 0) / (many - 1);
  });
  return (ways[0] + ways[1]) / 2;
}
