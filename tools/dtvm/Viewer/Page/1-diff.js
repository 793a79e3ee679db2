// SPDX-License-Identifier: Apache-2.0
// What differs between two texts, line by line.

// Steps that make the first list into the second, in order: [0, i, j] keeps a line, [-1, i] removes one, [1, j] adds one. Eugene Myers,
// An O(ND) Difference Algorithm and Its Variations (1986), with the common beginning and end cut off first.
function diffLines(before, after) {
  let start = 0, beforeEnd = before.length, afterEnd = after.length;
  while (start < beforeEnd && start < afterEnd && before[start] === after[start]) start++;
  while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] === after[afterEnd - 1]) { beforeEnd--; afterEnd--; }
  const steps = [];
  for (let i = 0; i < start; i++) steps.push([0, i, i]);
  for (const [kind, i, j] of editScript(before.slice(start, beforeEnd), after.slice(start, afterEnd))) {
    steps.push(kind === 0 ? [0, i + start, j + start] : [kind, i + start]);
  }
  for (let i = beforeEnd, j = afterEnd; i < before.length; i++, j++) steps.push([0, i, j]);
  return steps;
}

// More steps than this are not searched for: then all of the lines are removed and added.
const MOST_STEPS = 2000;

function editScript(before, after) {
  const n = before.length, m = after.length, most = Math.min(n + m, MOST_STEPS);
  const reach = new Int32Array(2 * most + 3), traces = [], middle = most + 1;
  let steps = NONE;
  for (let d = 0; d <= most && steps === NONE; d++) {
    traces.push(reach.slice(middle - d - 1, middle + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && reach[middle + k - 1] < reach[middle + k + 1]);
      let x = isDown ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
      while (x < n && x - k < m && before[x] === after[x - k]) x++;
      reach[middle + k] = x;
      if (x >= n && x - k >= m) {
        steps = d;
        break;
      }
    }
  }
  if (steps === NONE) return [...before.map((_, i) => [-1, i]), ...after.map((_, j) => [1, j])];
  const script = [];
  let x = n, y = m;
  for (let d = steps; d > 0; d--) {
    const trace = traces[d], at = k => trace[k + d + 1], k = x - y;
    const isDown = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const from = isDown ? k + 1 : k - 1, fromX = at(from), fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0 && before[x - 1] === after[y - 1]) script.push([0, --x, --y]);
    if (isDown) script.push([1, --y]);
    else script.push([-1, --x]);
  }
  while (x > 0) script.push([0, --x, --y]);
  return removalsFirst(script.reverse());
}

// Of lines that take the place of others the old ones come first.
function removalsFirst(script) {
  const ordered = [];
  let added = [];
  for (const step of script) {
    if (step[0] === 1) {
      added.push(step);
      continue;
    }
    if (step[0] === 0) {
      ordered.push(...added);
      added = [];
    }
    ordered.push(step);
  }
  return [...ordered, ...added];
}
