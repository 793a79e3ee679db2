// SPDX-License-Identifier: Apache-2.0
// The MIR of two lists of passes, function by function. Passes number what they make as they come to it, so lines are compared as if
// values and blocks had no numbers; then each number has its counterpart, and lines that use others than those are differences too.

const NUMBERED = /\b(v|block)(\d+)\b/g;

// The counterparts of the values and blocks of one text in another; there and back.
class Counterparts {
  constructor() {
    this.there = new Map();
    this.back = new Map();
  }

  add(from, to) {
    if (this.there.has(from) || this.back.has(to)) return;
    this.there.set(from, to);
    this.back.set(to, from);
  }
}

const namesIn = line => [...line.matchAll(NUMBERED)].map(found => found[0]);
const withoutNumbers = line => line.replace(NUMBERED, "$1");

// What a line defines: a value, or a block with its parameters.
function definedBy(line) {
  if (line.startsWith("block")) return namesIn(line);
  const value = /^\s+(v\d+) = /.exec(line);
  return value ? [value[1]] : [];
}

function compareTexts(before, after) {
  const names = new Counterparts(), steps = [];
  const aligned = diffLines(before.lines.map(withoutNumbers), after.lines.map(withoutNumbers));
  for (const [kind, i, j] of aligned) {
    if (kind !== 0) continue;
    const to = definedBy(after.lines[j]);
    definedBy(before.lines[i]).forEach((from, index) => names.add(from, to[index]));
  }
  for (const [kind, i, j] of aligned) {
    const to = kind === 0 ? namesIn(after.lines[j]) : [];
    if (kind !== 0 || namesIn(before.lines[i]).every((from, index) => names.there.get(from) === to[index])) steps.push([kind, i, j]);
    else steps.push([-1, i], [1, j]);
  }
  return { steps: removalsFirst(steps), names, differs: steps.some(step => step[0] !== 0) };
}

class Comparison {
  constructor(model, data) {
    this.model = model;
    this.name = data.name;
    this.texts = data.texts.map(text => new MirText(text));
    this.known = [];
  }

  at(fn) { return this.known[fn] ??= compareTexts(this.model.textOf(this.model.lastStage, fn), this.texts[fn]); }

  // What a value or a block of one list is in the other: its number, or NONE.
  counterpart(fn, kind, number, isCompared) {
    const { names } = this.at(fn);
    const name = (isCompared ? names.back : names.there).get(`${kind}${number}`);
    return name === undefined ? NONE : Number(name.slice(kind.length));
  }

  lines() {
    const lines = new Lines();
    lines.changed = [];
    this.texts.forEach((text, fn) => {
      lines.functionStart.set(fn, lines.count);
      const { steps, differs } = this.at(fn);
      lines.addMir(fn, this.model.textOf(this.model.lastStage, fn), text, differs ? steps : null, true);
    });
    return lines;
  }

  // How many functions differ, and how many lines there are with either list.
  describe() {
    let here = 0, there = 0, differing = 0;
    this.texts.forEach((text, fn) => {
      here += this.model.textOf(this.model.lastStage, fn).lines.length;
      there += text.lines.length;
      if (this.at(fn).differs) differing++;
    });
    return `${differing} of ${this.texts.length} functions differ; ${there} lines, not ${here}`;
  }
}
