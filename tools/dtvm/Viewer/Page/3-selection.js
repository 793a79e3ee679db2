// SPDX-License-Identifier: Apache-2.0
// What is selected, and which lines of any column that marks: 2 for the thing itself, 1 for what belongs to it.

class Selection {
  // Fields: fn, pcs, and pc, value or block; with isCompared those are of the list that is compared, and other is the number in the
  // other list.
  constructor(kind = "none", fields = {}) {
    Object.assign(this, { kind, fn: NONE, pcs: new Set(), isCompared: false, other: NONE }, fields);
    if (kind === "value") {
      const pattern = value => value === NONE ? /$^/ : new RegExp(`(?<![\\w.])%?v${value}(?!\\w)`);
      this.patterns = [pattern(this.numberIn(false)), pattern(this.numberIn(true))];
    }
  }

  // The number of the value or block in the list of the page or in the one that is compared; NONE when it has none there.
  numberIn(isCompared) { return isCompared === this.isCompared ? this.kind === "value" ? this.value : this.block : this.other; }

  match(column, line) {
    const { lines } = column;
    const pc = lines.pc[line];
    switch (this.kind) {
      case "pc":
        return pc === this.pc ? 2 : 0;
      case "value":
        if (column.kind === "code" || isAssembly(column.kind)) return this.pcs.has(pc) ? 1 : 0;
        return lines.fn[line] === this.fn && this.patterns[Number(column.isCompared(line))].test(lines.text[line]) ? 2 : 0;
      case "block":
        if (column.kind === "code") return this.pcs.has(pc) ? 2 : 0;
        if (lines.fn[line] !== this.fn) return 0;
        if (isAssembly(column.kind)) return this.pcs.has(pc) ? 1 : 0;
        return lines.block[line] !== NONE && lines.block[line] === this.numberIn(column.isCompared(line)) ? 2 : 0;
      case "function":
        return lines.fn[line] === this.fn && lines.functionStart.get(this.fn) === line ? 2 : 0;
      default:
        return 0;
    }
  }

  // The line of a column that stands for the selection best; NONE when none does.
  bestLine(column) {
    const { lines } = column;
    if (this.kind === "none") return NONE;
    if (this.kind === "value") {
      const value = this.numberIn(column.isCompared());
      const definition = new RegExp(`(?:^\\s+%?v${value} = |^block.*\\bv${value}: )`);
      const start = lines.functionStart.get(this.fn) ?? 0;
      for (let i = start; i < lines.count && (lines.fn[i] === this.fn || i === start); i++) {
        if (definition.test(lines.text[i]) && !(lines.changed?.[i] < 0)) return i;
      }
    }
    const from = this.fn !== NONE ? lines.functionStart.get(this.fn) ?? 0 : 0;
    for (let i = from; i < lines.count; i++) if (this.match(column, i) > 0) return i;
    for (let i = 0; i < from; i++) if (this.match(column, i) > 0) return i;
    return NONE;
  }

  isToken(fn, name, text, isCompared) {
    if (fn !== this.fn) return false;
    if (this.kind === "value" && name === "v") return text.replace("%", "") === `v${this.numberIn(isCompared)}`;
    if (this.kind === "block" && name === "b") return text.replace("%", "") === `block${this.numberIn(isCompared)}`;
    return false;
  }
}
