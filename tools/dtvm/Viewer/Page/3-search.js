// SPDX-License-Identifier: Apache-2.0
// Text that is looked for: every place of it is marked in its line, the other columns follow to where it stands.

class Search {
  constructor(app) {
    this.app = app;
    this.input = document.getElementById("find");
    this.count = document.getElementById("find-count");
    this.wanted = "";
    this.hit = null;
    this.known = new Map();
    this.input.addEventListener("keydown", event => {
      if (event.key === "Enter") this.run(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") app.current.scroll.focus();
    });
    this.input.addEventListener("input", () => this.input.value.trim() === "" && this.clear());
    document.getElementById("find-next").onclick = () => this.run(1);
    document.getElementById("find-previous").onclick = () => this.run(-1);
  }

  // A program counter, a function, a value or a block of the function in sight, or else text; in quotation marks always text.
  run(step) {
    const asked = this.input.value.trim(), { app } = this, { model } = app;
    if (asked === "") return;
    const isAgain = asked === this.asked;
    this.asked = asked;
    const pc = /^0x([0-9a-f]+)$/i.exec(asked), value = /^v(\d+)$/.exec(asked), block = /^block(\d+)$/.exec(asked);
    const fn = app.selection.fn !== NONE ? app.selection.fn : app.graph.fn ?? 0;
    const named = model.functionIndex.get(asked.replace(/^@/, ""));
    const isThing = (pc && model.codeLineAt.has(parseInt(pc[1], 16))) || value || block || named !== undefined;
    if (!isThing) return this.text(asked.replace(/^"(.*)"$/, "$1").toLowerCase(), step);
    this.clear();
    this.asked = asked;
    if (isAgain && app.selection.kind !== "none") return app.current.nextMatch(step);
    if (pc) app.selectPc(parseInt(pc[1], 16), NONE, null);
    else if (value) app.selectValue(fn, Number(value[1]), null);
    else if (block) app.selectBlock(fn, Number(block[1]), null);
    else app.selectFunction(named, null);
  }

  // The next hit of the column last used, or in the next column that has one.
  text(wanted, step) {
    const { app } = this;
    this.wanted = wanted;
    const at = app.columns.indexOf(app.current);
    const order = [...app.columns.slice(at), ...app.columns.slice(0, at)];
    const column = order.find((candidate, index) => (index === 0 || !candidate.folded) && this.linesOf(candidate).length > 0);
    if (!column) {
      this.hit = null;
      this.count.textContent = "0";
      app.refresh();
      return app.say(`'${wanted}' is in no open column`);
    }
    const lines = this.linesOf(column);
    const after = step > 0 ? lines.findIndex(line => line > column.cursor) : lines.findLastIndex(line => line < column.cursor);
    const first = this.hit === null && lines.indexOf(column.cursor);
    const index = first !== false && first >= 0 ? first : after >= 0 ? after : step > 0 ? 0 : lines.length - 1;
    this.hit = { column, line: lines[index] };
    app.goTo(column);
    column.cursor = lines[index];
    column.selectLine(column.cursor);
    column.move(column.cursor);
    this.count.textContent = `${index + 1}/${lines.length}`;
    app.say(`${column.name}: line ${lines[index] + 1}, ${index + 1} of ${lines.length} with '${wanted}'. ${app.status.textContent}`);
  }

  // The lines of a column that hold the text.
  linesOf(column) {
    column.open();
    const known = this.known.get(column.lines);
    if (known?.wanted === this.wanted) return known.lines;
    const lines = [];
    column.lines.text.forEach((text, line) => text.toLowerCase().includes(this.wanted) && lines.push(line));
    this.known.set(column.lines, { wanted: this.wanted, lines });
    return lines;
  }

  clear() {
    this.wanted = this.asked = "";
    this.hit = null;
    this.known.clear();
    this.count.textContent = "";
    this.app.refresh();
  }

  isHit(column, line) { return this.hit !== null && this.hit.column === column && this.hit.line === line; }

  // Where the text stands in a line: pairs of beginning and end.
  placesIn(text) {
    const places = [];
    if (this.wanted === "") return places;
    const folded = text.toLowerCase();
    for (let at = folded.indexOf(this.wanted); at >= 0; at = folded.indexOf(this.wanted, at + this.wanted.length)) {
      places.push([at, at + this.wanted.length]);
    }
    return places;
  }
}
