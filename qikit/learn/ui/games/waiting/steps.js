// The rules of a queue: qikit/games/queue.py says the same.

// What is left at the end of each day, and the slots that nobody needed.
export function stepped(demand, capacity, before = 0) {
  const [lefts, unused] = [[], []];
  let left = before;
  demand.forEach((came, day) => {
    const here = left + came;
    left = Math.max(0, here - capacity[day]);
    lefts.push(left);
    unused.push(Math.max(0, capacity[day] - here));
  });
  return [lefts, unused];
}

const sum = (list) => list.reduce((total, each) => total + each, 0);

// The same slots in all, spread as the demand is: by largest remainder, earlier days first.
export function matched(demand, capacity) {
  const [total, slots] = [sum(demand), sum(capacity)];
  if (!total) return [...capacity];
  const parts = demand.map((came) => came * slots);
  const whole = parts.map((part) => Math.floor(part / total));
  const order = [...parts.keys()].sort((a, b) => (parts[b] % total) - (parts[a] % total) || a - b);
  for (const day of order.slice(0, slots - sum(whole))) whole[day] += 1;
  return whole;
}

export const without = (demand, share) =>
  demand.map((came) => came - Math.floor(came * share + 0.5));

// Requests of some days by chance: about Poisson, whole numbers.
export function weeks(stream, mean, days) {
  return [...Array(days)].map(() =>
    Math.max(0, Math.floor(mean + Math.sqrt(mean) * stream.normal() + 0.5)));
}

// The mean number in the simplest queue over many events, and how many are there at the end.
export function waiting(stream, load, events, before = 0) {
  const comes = load / (1 + load);
  let [left, total] = [before, 0];
  for (let each = 0; each < events; each += 1) {
    left = stream.share() < comes ? left + 1 : Math.max(0, left - 1);
    total += left;
  }
  return [total / events, left];
}
