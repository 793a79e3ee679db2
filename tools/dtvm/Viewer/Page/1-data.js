// SPDX-License-Identifier: Apache-2.0
// The contract at every stage, decoded into lines with the places they stand for.

const NONE = -1;

async function loadData() {
  const packed = document.getElementById("data").textContent.trim();
  const bytes = Uint8Array.fromBase64?.(packed) ?? Uint8Array.from(atob(packed), character => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// The lines of a column: text, EVM program counter, function and block of each; NONE where there is none. In columns of MIR also whether
// a line is new (1), no more (-1) or neither (0).
class Lines {
  constructor() {
    this.text = [];
    this.pc = [];
    this.fn = [];
    this.block = [];
    this.changed = null;
    this.functionStart = new Map();
  }

  get count() { return this.text.length; }

  add(text, pc, fn, block) {
    this.text.push(text);
    this.pc.push(pc);
    this.fn.push(fn);
    this.block.push(block);
  }

  // A function's MIR, by the steps that lead to it from another text of it where there are any.
  addMir(fn, before, after, steps, withRemoved) {
    const put = (text, index, mark) => {
      this.add(text.lines[index], text.pc[index], fn, text.block[index]);
      this.changed.push(mark);
    };
    if (steps === null) after.lines.forEach((_, index) => put(after, index, 0));
    else {
      for (const [kind, i, j] of steps) {
        if (kind === 0) put(after, j, 0);
        else if (kind === 1) put(after, i, 1);
        else if (withRemoved) put(before, i, -1);
      }
    }
    this.add("", NONE, NONE, NONE);
    this.changed.push(0);
  }
}

const PC_AT_END = /@0x([0-9a-f]+)\s*(?:;.*)?$/;
const PC_COMMENT = /[;#] pc 0x([0-9a-f]+)/;

function pcOf(line, pattern) {
  const found = pattern.exec(line);
  return found ? parseInt(found[1], 16) : NONE;
}

// A function's MIR text, parsed once for all stages that share it.
class MirText {
  constructor(text) {
    this.lines = text.replace(/\n+$/, "").split("\n");
    this.pc = [];
    this.block = [];
    this.definition = new Map();
    let block = NONE;
    this.lines.forEach((line, index) => {
      const label = /^block(\d+)/.exec(line);
      if (label) block = Number(label[1]);
      else if (line === "}" || line.startsWith("func ")) block = NONE;
      const pc = pcOf(line, PC_AT_END);
      this.pc.push(pc !== NONE ? pc : pcOf(line, PC_COMMENT));
      this.block.push(block);
      const definition = /^\s+v(\d+) = /.exec(line);
      if (definition) this.definition.set(Number(definition[1]), index);
      if (label) for (const parameter of line.matchAll(/v(\d+): /g)) this.definition.set(Number(parameter[1]), index);
    });
  }
}

class Model {
  constructor(data) {
    this.data = data;
    this.texts = new Array(data.texts.length);
    this.functionIndex = new Map(data.functions.map((name, index) => [name, index]));
    this.chunkAt = new Int32Array(data.code.size + 1).fill(NONE);
    data.chunks.forEach(([start, end], index) => this.chunkAt.fill(index, start, end));
    this.maxCost = Math.max(1, ...data.chunks.map(chunk => chunk[2]));
    this.codeLineAt = new Map(data.code.pcs.map((pc, index) => [pc, index]));
    this.lastStage = data.stages.length - 1;
    this.comparison = data.compared ? new Comparison(this, data.compared) : null;
  }

  // The MIR of a function at a stage; behind the last one comes that of the list that is compared.
  textOf(stage, fn) {
    if (stage > this.lastStage) return this.comparison.texts[fn];
    const id = this.data.stages[stage].functions[fn];
    return this.texts[id] ??= new MirText(this.data.texts[id]);
  }

  // From green for cheap to red for the dearest chunk, by the logarithm of the cost.
  heat(cost) { return Math.round(150 * (1 - Math.log1p(Math.max(0, cost)) / Math.log1p(this.maxCost))); }

  codeLines() {
    const lines = new Lines();
    this.data.code.lines.forEach((text, index) => lines.add(text.replace(/ {3,}; /, "  ; "), this.data.code.pcs[index], NONE, NONE));
    return lines;
  }

  // The MIR of a stage; what differs from the stage before is marked 1, and -1 are lines of that one which are no more.
  mirLines(stage, withRemoved) {
    const lines = new Lines();
    lines.changed = [];
    this.data.functions.forEach((name, fn) => {
      lines.functionStart.set(fn, lines.count);
      const after = this.textOf(stage, fn), before = stage > 0 ? this.textOf(stage - 1, fn) : after;
      const steps = before === after ? null : this.stepsBetween(before, after);
      lines.addMir(fn, before, after, steps, withRemoved);
    });
    return lines;
  }

  nameOf(stage) { return stage > this.lastStage ? this.comparison.name : this.data.stages[stage].name; }

  stepsBetween(before, after) {
    if (after.stepsFrom?.before !== before) after.stepsFrom = { before, steps: diffLines(before.lines, after.lines) };
    return after.stepsFrom.steps;
  }

  llvmLines(text) {
    const lines = new Lines();
    let fn = NONE, block = NONE;
    for (const line of text.split("\n")) {
      if (line.startsWith("define ")) {
        const name = /@r\d+\.([\w.]+)\(/.exec(line);
        fn = name ? this.functionIndex.get(name[1]) ?? NONE : NONE;
        block = NONE;
        if (fn !== NONE) lines.functionStart.set(fn, lines.count);
      }
      const label = /^block(\d+):/.exec(line);
      if (label) block = Number(label[1]);
      lines.add(line, pcOf(line, PC_COMMENT), fn, block);
      if (line === "}") fn = block = NONE;
    }
    return lines;
  }

  asmLines(text) {
    const lines = new Lines();
    let fn = NONE, pc = NONE;
    for (const line of text.split("\n")) {
      const label = /^r\d+\.([\w.]+):/.exec(line);
      if (label) {
        fn = this.functionIndex.get(label[1]) ?? NONE;
        if (fn !== NONE) lines.functionStart.set(fn, lines.count);
      }
      if (line.startsWith("\t# pc ")) pc = pcOf(line, PC_COMMENT);
      else if (!line.startsWith("\t") || line.startsWith("\t.")) pc = NONE;
      lines.add(line.replaceAll("\t", "    "), pc, fn, NONE);
      if (line.startsWith("\t.size")) fn = NONE;
    }
    return lines;
  }

  // The baseline compiler's listing without the bytes of the instructions. A comment stands where what the code comes from changes.
  baselineLines(text) {
    const lines = new Lines();
    let fn = NONE, pc = NONE;
    for (const line of text.trim().split("\n")) {
      const label = /^([\w.]+):$/.exec(line), code = /^( *[0-9a-f]+:) [0-9a-f]+ +(.*)$/.exec(line);
      if (label) {
        fn = this.functionIndex.get(label[1]) ?? NONE;
        pc = NONE;
        if (fn !== NONE) lines.functionStart.set(fn, lines.count);
      }
      const from = /# 0x([0-9a-f]+) /.exec(line);
      if (from) pc = parseInt(from[1], 16);
      lines.add(code ? `${code[1]} ${code[2].replace(/ +# /, "  # ")}` : line, code ? pc : NONE, fn, NONE);
    }
    return lines;
  }

  // The program counters of the instructions that define a value, at any stage or with the list that is compared.
  pcsOfValue(fn, value, isCompared) {
    const pcs = new Set();
    const texts = isCompared ? [this.comparison.texts[fn]] : this.data.stages.map((_, stage) => this.textOf(stage, fn));
    for (const text of texts) {
      const line = text.definition.get(value);
      if (line !== undefined && text.pc[line] !== NONE) pcs.add(text.pc[line]);
    }
    return pcs;
  }

  // The program counters of a block, at the given stage or the last one that has it.
  pcsOfBlock(fn, block, stage) {
    for (let at = stage ?? this.lastStage; at >= 0; at--) {
      const text = this.textOf(at, fn);
      const pcs = new Set();
      text.block.forEach((id, line) => { if (id === block && text.pc[line] !== NONE) pcs.add(text.pc[line]); });
      if (text.block.includes(block)) return pcs;
    }
    return new Set();
  }

  functionOfPc(pc) {
    for (let fn = 0; fn < this.data.functions.length; fn++) {
      if (this.textOf(0, fn).pc.includes(pc)) return fn;
    }
    return NONE;
  }
}
