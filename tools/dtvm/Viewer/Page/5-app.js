// SPDX-License-Identifier: Apache-2.0
// The page: columns, graph, selection, keys.

class App {
  constructor(data) {
    this.model = new Model(data);
    this.selection = new Selection();
    this.withRemoved = false;
    this.status = document.getElementById("status");
    this.columns = this.makeColumns(data);
    document.getElementById("columns").append(...this.columns.map(column => column.element));
    this.current = this.columns[1];
    this.graph = new Graph(this);
    this.search = new Search(this);
    this.heat = new Heat(this, data.heat);
    this.widths = new Widths(this);
    this.fillFunctions(data);
    this.fillStages();
    this.fillLegend();
    this.bind();
    this.graph.pane.hidden = this.widths.isNarrow;
    document.getElementById("toggle-cfg").setAttribute("aria-pressed", String(!this.graph.pane.hidden));
    for (const column of this.columns.filter(candidate => candidate.isInSight)) column.draw();
    this.graph.show(0, this.stageToDraw());
    this.say(`${data.functions.length} functions, ${data.chunks.length} gas chunks. Click a value, a block or a line; ? lists the keys.`);
    const compared = this.columns.find(column => column.id === "compared");
    if (compared) {
      this.goTo(compared);
      this.say(`${compared.name}: ${this.model.comparison.describe()}; d goes to the next difference.`);
    }
    document.body.dataset.ready = "true";
  }

  makeColumns(data) {
    const columns = [new Column(this, { id: "code", kind: "code", name: "Bytecode", note: `${data.code.size} bytes`, build: () => this.model.codeLines() })];
    data.stages.forEach((stage, index) => columns.push(new Column(this, {
      id: `mir-${stage.name}`,
      kind: "mir",
      name: stage.name,
      note: index === 0 ? "MIR of the frontend" : stage.changed ? stage.description : "changed nothing",
      stage: index,
      folded: !stage.changed,
      build: () => this.model.mirLines(index, this.withRemoved),
    })));
    const { comparison, lastStage } = this.model;
    if (comparison) {
      columns.push(new Column(this, {
        id: "compared",
        kind: "mir",
        name: `with ${comparison.name}`,
        note: "compared",
        stage: lastStage + 1,
        build: column => {
          column.noteElement.textContent = column.head.title = comparison.describe();
          return comparison.lines();
        },
      }));
    }
    const code = [
      ["llvm", "llvm", "LLVM IR", "as lowered", data.llvm, true],
      ["llvm-opt", "llvm", "LLVM IR", "after LLVM's passes", data.llvmOpt, false],
      ["asm", "asm", "Assembly", data.cpu, data.asm, false],
      ["x64", "x64", "Baseline assembly", "of the baseline compiler", data.x64, false],
    ];
    for (const [id, kind, name, note, text, folded] of code) {
      if (text === null) continue;
      const build = () => kind === "asm" ? this.model.asmLines(text) : kind === "x64" ? this.model.baselineLines(text) : this.model.llvmLines(text);
      columns.push(new Column(this, { id, kind, name, note, folded, build }));
    }
    return columns;
  }

  fillFunctions(data) {
    const list = document.getElementById("functions");
    list.append(...data.functions.map((name, index) => new Option(`@${name}`, String(index))));
    list.onchange = () => this.selectFunction(Number(list.value), null);
  }

  fillStages() {
    const list = document.getElementById("stages");
    list.append(...this.columns.map((column, index) => new Option(`${column.name} ${column.stage === null ? column.note : ""}`, String(index))));
    list.onchange = () => this.goTo(this.columns[Number(list.value)]);
  }

  goTo(column) {
    if (column.folded) column.fold(false);
    this.focused(column);
    column.element.scrollIntoView({ inline: this.widths.isNarrow ? "start" : "nearest", block: "nearest" });
  }

  fillLegend() {
    const costs = [...new Set([1, Math.round(Math.sqrt(this.model.maxCost)), this.model.maxCost])];
    document.getElementById("legend").innerHTML = "gas a chunk"
      + costs.map(cost => `<i style="--heat:${this.model.heat(cost)}"></i>${cost}`).join("");
  }

  bind() {
    const cfg = document.getElementById("toggle-cfg"), help = document.getElementById("help"), find = document.getElementById("find");
    cfg.onclick = () => this.toggleGraph();
    document.getElementById("toggle-removed").onclick = () => this.toggleRemoved();
    document.getElementById("toggle-help").onclick = () => help.showModal();
    window.addEventListener("resize", () => this.widths.fit());
    this.widths.main.addEventListener("scroll", () => this.refresh(), { passive: true });
    document.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || help.open || /^(INPUT|SELECT)$/.test(event.target.tagName)) return;
      if (event.key === "/") { event.preventDefault(); find.focus(); find.select(); }
      else if (event.key === "g") this.toggleGraph();
      else if (event.key === "h") this.heat.next();
      else if (event.key === "r") this.toggleRemoved();
      else if (event.key === "?") help.showModal();
      else if (event.key === "Escape") {
        this.search.clear();
        this.select(new Selection(), null, "Nothing is selected.");
      }
    });
  }

  // Shows what each pass removed, as a difference from the column before it, or hides it.
  toggleRemoved() {
    this.withRemoved = !this.withRemoved;
    document.getElementById("toggle-removed").setAttribute("aria-pressed", String(this.withRemoved));
    for (const column of this.columns) column.rebuild();
    this.say(this.withRemoved ? "Lines that a pass removed stand in its column with a minus; d goes to the next change." : "Removed lines are hidden.");
  }

  toggleGraph() {
    const pane = this.graph.pane;
    pane.hidden = !pane.hidden;
    document.getElementById("toggle-cfg").setAttribute("aria-pressed", String(!pane.hidden));
    this.graph.show(this.selection.fn === NONE ? this.graph.fn ?? 0 : this.selection.fn, this.stageToDraw());
    this.refresh();
  }

  // The stage that the graph shows: that of the column last used, or the last one.
  stageToDraw() { return this.current.stage ?? this.model.lastStage; }

  focused(column) {
    this.current = column;
    document.getElementById("stages").value = String(this.columns.indexOf(column));
    if (column.stage !== null) this.graph.show(this.graph.fn ?? 0, column.stage);
  }

  focusNext(column, step) {
    const open = this.columns.filter(candidate => !candidate.folded);
    const next = open[open.indexOf(column) + step];
    if (!next) return;
    next.scroll.focus({ preventScroll: true });
    next.element.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  refresh() { for (const column of this.columns) column.schedule(); }

  say(text) { this.status.textContent = text; }

  reveal(column) {
    column.open();
    const line = this.selection.bestLine(column);
    if (line !== NONE) column.move(line);
  }

  select(selection, source, text, stage) {
    this.selection = selection;
    if (source) this.current = source;
    for (const column of this.columns) {
      if (column.folded) continue;
      column.isBehind = column !== source;
      column.schedule();
    }
    if (selection.fn !== NONE) {
      document.getElementById("functions").value = String(selection.fn);
      this.graph.show(selection.fn, stage ?? this.stageToDraw());
    } else if (this.graph.fn !== undefined && !this.graph.pane.hidden) {
      this.graph.mark();
    }
    this.say(text);
  }

  describe(pc) {
    const line = this.model.codeLineAt.get(pc);
    const name = line === undefined ? "" : this.model.data.code.lines[line].replace(/;.*/, "").trim().split(/\s+/).slice(2, 4).join(" ");
    const chunk = this.model.chunkAt[pc] ?? NONE;
    const ran = this.heat.at(pc) === null ? "" : `; ${this.heat.describe(pc)}`;
    if (chunk === NONE) return `pc 0x${pc.toString(16)} ${name}${ran}`;
    const [start, end, gas] = this.model.data.chunks[chunk];
    return `pc 0x${pc.toString(16)} ${name}; gas chunk 0x${start.toString(16)}..0x${end.toString(16)} costs ${gas}${ran}`;
  }

  selectPc(pc, fn, source) {
    const owner = fn !== NONE ? fn : this.model.functionOfPc(pc);
    this.select(new Selection("pc", { pc, fn: owner, pcs: new Set([pc]) }), source, this.describe(pc));
  }

  selectValue(fn, value, source, isCompared = false) {
    const pcs = this.model.pcsOfValue(fn, value, isCompared);
    const other = this.model.comparison?.counterpart(fn, "v", value, isCompared) ?? NONE;
    const places = [...pcs].map(pc => this.describe(pc)).join("; ");
    this.select(new Selection("value", { fn, value, pcs, isCompared, other }), source, `v${value} of @${this.model.data.functions[fn]}${places ? `: ${places}` : ""}`);
  }

  selectBlock(fn, block, source, isCompared = false, stage = source?.stage ?? undefined) {
    const pcs = this.model.pcsOfBlock(fn, block, isCompared ? this.model.lastStage + 1 : Math.min(stage ?? Infinity, this.model.lastStage));
    const other = this.model.comparison?.counterpart(fn, "block", block, isCompared) ?? NONE;
    const text = `block${block} of @${this.model.data.functions[fn]}: ${pcs.size} EVM instructions`;
    this.select(new Selection("block", { fn, block, pcs, isCompared, other }), source, text, stage);
  }

  selectFunction(fn, source) {
    if (fn !== NONE) this.select(new Selection("function", { fn }), source, `@${this.model.data.functions[fn]}`);
  }
}

loadData().then(data => { window.dtvm = new App(data); }, error => { document.getElementById("status").textContent = `The page is damaged: ${error.message}`; });
