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

export const sum = (list) => list.reduce((total, each) => total + each, 0);

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

// What is left each day when `back` slots are kept back and `used` of them are used, and the slots of
// each day that stood empty while others waited.
export function carved(demand, capacity, back, used) {
  const spared = capacity.map((slots) => Math.max(0, Math.min(back, slots) - used));
  const [lefts] = stepped(demand, capacity.map((slots, day) => slots - spared[day]));
  return [lefts, lefts.map((left, day) => Math.min(left, spared[day]))];
}

// Requests of some days by chance: about Poisson, whole numbers.
export function weeks(stream, mean, days) {
  return [...Array(days)].map(() =>
    Math.max(0, Math.floor(mean + Math.sqrt(mean) * stream.normal() + 0.5)));
}

// The mean number in the simplest queue over many events, and how many are there at the end. `seen`
// is told how many are there after each.
export function waiting(stream, load, events, before = 0, seen = () => {}) {
  const comes = load / (1 + load);
  let [left, total] = [before, 0];
  for (let each = 0; each < events; each += 1) {
    left = stream.share() < comes ? left + 1 : Math.max(0, left - 1);
    total += left;
    seen(left, each);
  }
  return [total / events, left];
}
