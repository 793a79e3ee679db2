// What is selected, and which lines of any column that marks: 2 for the thing itself, 1 for what belongs to it.

class Selection {
  constructor(kind = "none", fields = {}) {
    Object.assign(this, { kind, fn: NONE, pcs: new Set() }, fields);
    if (kind === "value") this.pattern = new RegExp(`(?<![\\w.])%?v${this.value}(?!\\w)`);
  }

  match(column, line) {
    const { lines } = column;
    const pc = lines.pc[line];
    switch (this.kind) {
      case "pc":
        return pc === this.pc ? 2 : 0;
      case "value":
        if (column.kind === "code" || isAssembly(column.kind)) return this.pcs.has(pc) ? 1 : 0;
        return lines.fn[line] === this.fn && this.pattern.test(lines.text[line]) ? 2 : 0;
      case "block":
        if (column.kind === "code") return this.pcs.has(pc) ? 2 : 0;
        if (lines.fn[line] !== this.fn) return 0;
        if (isAssembly(column.kind)) return this.pcs.has(pc) ? 1 : 0;
        return lines.block[line] === this.block ? 2 : 0;
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
      const definition = new RegExp(`(?:^\\s+%?v${this.value} = |^block.*\\bv${this.value}: )`);
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

  isToken(fn, name, text) {
    if (this.kind === "value" && name === "v" && fn === this.fn) return text.replace("%", "") === `v${this.value}`;
    if (this.kind === "block" && name === "b" && fn === this.fn) return text.replace("%", "") === `block${this.block}`;
    return false;
  }
}
