// SPDX-License-Identifier: Apache-2.0
// What an execution did by EVM basic block: a bar beside each line, as long as the logarithm of the executions or of the gas.

class Heat {
  constructor(app, data) {
    this.app = app;
    this.kind = data ? "executions" : "off";
    if (!data) return;
    this.ran = new Map(data.ran.map(([pc, executions, gas]) => [pc, { pc, executions, gas }]));
    this.blockAt = new Int32Array(app.model.data.code.size + 1).fill(NONE);
    const starts = [...new Set([...data.blocks, ...this.ran.keys()])].sort((a, b) => a - b);
    starts.forEach((start, index) => this.blockAt.fill(start, start, starts[index + 1] ?? this.blockAt.length));
    this.most = { executions: 1, gas: 1 };
    for (const { executions, gas } of this.ran.values()) {
      this.most.executions = Math.max(this.most.executions, executions);
      this.most.gas = Math.max(this.most.gas, gas);
    }
    const list = document.getElementById("heat");
    list.closest("label").hidden = false;
    list.onchange = () => this.choose(list.value);
    document.body.dataset.heat = this.kind;
  }

  get isOn() { return this.kind !== "off"; }

  choose(kind) {
    this.kind = kind;
    document.body.dataset.heat = kind;
    this.app.widths.fit();
    this.app.graph.redraw();
  }

  // The block of a program counter when it ran: where it begins, executions and gas.
  at(pc) { return this.isOn && pc !== NONE ? this.ran.get(this.blockAt[pc]) ?? null : null; }

  share(block) { return block === null ? 0 : Math.log1p(block[this.kind]) / Math.log1p(this.most[this.kind]); }

  // The cell of a line; the number stands where the block changes.
  cell(pc, pcBefore) {
    if (!this.isOn) return "";
    const block = this.at(pc);
    if (block === null) return `<i class="heat"></i>`;
    const isFirst = pcBefore === NONE || this.blockAt[pcBefore] !== block.pc;
    return `<i class="heat" style="--share:${(100 * this.share(block)).toFixed(1)}%" title="${this.describe(pc)}">`
      + `${isFirst ? Heat.short(block[this.kind]) : ""}</i>`;
  }

  describe(pc) {
    const block = this.at(pc);
    return block === null ? "" : `block 0x${block.pc.toString(16)} ran ${block.executions === 1 ? "once" : `${block.executions} times`}, ${block.gas} gas`;
  }

  // The hottest block after the one that is selected, and behind the coldest again the hottest.
  next() {
    if (!this.isOn) return;
    const order = [...this.ran.values()].filter(block => block.pc < this.app.model.data.code.size)
      .sort((a, b) => b[this.kind] - a[this.kind] || a.pc - b.pc);
    const at = order.findIndex(block => this.app.selection.kind === "pc" && block.pc === this.app.selection.pc);
    this.app.selectPc(order[(at + 1) % order.length].pc, NONE, null);
  }

  static short(count) {
    if (count < 10000) return String(count);
    return count < 1e7 ? `${Math.round(count / 1e3)}k` : `${Math.round(count / 1e6)}M`;
  }
}
