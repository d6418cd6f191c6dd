// Chance that can be played again: the same numbers as qikit/games/random.py from the same seed.

const ALL = 2 ** 32;
const WARM = 15;

export function stream(seed) {
  let [a, b, c, count] = [0, seed >>> 0, 0, 1];

  function next() {
    const out = (a + b + count) >>> 0;
    const turned = (c << 21) | (c >>> 11);
    [a, b, c] = [b ^ (b >>> 9), (c + (c << 3)) >>> 0, (turned + out) >>> 0];
    count = (count + 1) >>> 0;
    return out;
  }

  // From 0 to n - 1, each as likely as the others.
  function whole(n) {
    const most = ALL - (ALL % n);
    let found = next();
    while (found >= most) found = next();
    return found % n;
  }

  const share = () => next() / ALL;

  // Twelve shares added, less 6: mean 0, variance 1.
  function normal() {
    let sum = 0;
    for (let each = 0; each < 12; each += 1) sum += share();
    return sum - 6;
  }

  function shuffled(things) {
    const mixed = [...things];
    for (let last = mixed.length - 1; last > 0; last -= 1) swap(mixed, last, whole(last + 1));
    return mixed;
  }

  // k of the things, none twice, in the order drawn.
  function sample(things, k) {
    const left = [...things];
    for (let at = 0; at < k; at += 1) swap(left, at, at + whole(left.length - at));
    return left.slice(0, k);
  }

  for (let each = 0; each < WARM; each += 1) next();
  return { whole, share, normal, shuffled, sample };
}

function swap(list, one, other) {
  [list[one], list[other]] = [list[other], list[one]];
}

// A new seed, for free play.
export const fresh = () => crypto.getRandomValues(new Uint32Array(1))[0];
