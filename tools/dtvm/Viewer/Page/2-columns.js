// SPDX-License-Identifier: Apache-2.0
// Columns of lines. Only the rows in sight are in the document.

const ROW = 18;
const SPARE = 12;

class Column {
  constructor(app, { id, kind, name, note, stage = null, folded = false, build }) {
    Object.assign(this, { app, id, kind, name, note, stage, folded, build });
    this.lines = null;
    this.cursor = 0;
    this.pending = false;
    this.isBehind = false;
    this.element = document.createElement("section");
    this.element.className = "column" + (folded ? " folded" : "");
    this.element.dataset.column = id;
    this.element.dataset.kind = kind;
    this.element.setAttribute("aria-label", name);
    this.head = document.createElement("button");
    this.head.type = "button";
    this.head.className = "head";
    this.head.title = `${name}: fold or unfold (f)`;
    this.head.innerHTML = `<span class="name">${escapeText(name)}</span><span class="note">${escapeText(note)}</span>`;
    this.head.setAttribute("aria-expanded", String(!folded));
    this.head.onclick = () => this.fold(!this.folded);
    this.noteElement = this.head.querySelector(".note");
    this.scroll = document.createElement("div");
    this.scroll.className = "scroll";
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute("aria-label", `${name}, lines`);
    this.sizer = document.createElement("div");
    this.sizer.className = "sizer";
    this.rows = document.createElement("div");
    this.rows.className = "rows";
    this.sizer.append(this.rows);
    this.scroll.append(this.sizer);
    this.element.append(this.head, this.scroll, new Grip(this).element);
    this.scroll.addEventListener("scroll", () => this.schedule(), { passive: true });
    this.scroll.addEventListener("click", event => this.click(event));
    this.scroll.addEventListener("keydown", event => this.key(event));
    this.scroll.addEventListener("focus", () => app.focused(this));
  }

  // Whether the numbers of values and blocks in a line, or in all of them, are those of the list that is compared.
  isCompared(line) { return this.stage > this.app.model.lastStage && !(this.lines.changed[line] < 0); }

  open() {
    if (this.lines) return;
    this.lines = this.build(this);
    this.sizer.style.height = `${this.lines.count * ROW}px`;
  }

  // Makes the lines anew, after what they show of the former stage has changed, and stays at the line that is first in sight.
  rebuild() {
    if (!this.lines?.changed || this.stage > this.app.model.lastStage) return;
    const kept = line => {
      let count = 0;
      for (let i = 0; i < line; i++) if (this.lines.changed[i] >= 0) count++;
      return count;
    };
    const line = number => {
      let at = -1;
      for (let left = number; at + 1 < this.lines.count && left >= 0; at++) if (this.lines.changed[at + 1] >= 0) left--;
      return Math.max(0, at);
    };
    const cursor = kept(this.cursor), first = kept(Math.floor(this.scroll.scrollTop / ROW));
    this.lines = null;
    this.open();
    this.cursor = line(cursor);
    if (this.scroll.scrollTop > 0) this.scroll.scrollTop = line(first) * ROW;
    this.schedule();
  }

  // The next line that is new or no more.
  nextChange(step) {
    const { changed, count } = this.lines;
    if (!changed) return;
    for (let i = 1; i <= count; i++) {
      const line = (this.cursor + step * i + count * 2) % count;
      if (changed[line] && !(changed[line - step])) return this.move(line);
    }
  }

  fold(folded) {
    this.folded = folded;
    this.element.classList.toggle("folded", folded);
    this.head.setAttribute("aria-expanded", String(!folded));
    if (!folded) {
      this.schedule();
      this.app.reveal(this);
    }
  }

  // Drawn at the next frame, or else when it comes into sight.
  schedule() {
    if (this.pending || this.folded) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      this.render();
    });
  }

  get isInSight() {
    const box = this.element.getBoundingClientRect();
    return !this.folded && box.right > 0 && box.left < window.innerWidth;
  }

  render() {
    if (this.isInSight) this.draw();
  }

  draw() {
    this.open();
    if (this.isBehind) {
      this.isBehind = false;
      this.app.reveal(this);
    }
    const first = Math.max(0, Math.floor(this.scroll.scrollTop / ROW) - SPARE);
    const last = Math.min(this.lines.count, Math.ceil((this.scroll.scrollTop + this.scroll.clientHeight) / ROW) + SPARE);
    let html = "";
    for (let i = first; i < last; i++) html += this.row(i);
    this.rows.style.transform = `translateY(${first * ROW}px)`;
    this.rows.innerHTML = html;
  }

  row(i) {
    const { lines, app } = this, { model, selection } = app;
    const text = lines.text[i], pc = lines.pc[i], fn = lines.fn[i];
    const classes = ["line"], attributes = [`data-line="${i}"`];
    let cost = this.kind === "code" ? `<span class="cost"></span>` : "";
    if (pc !== NONE) {
      attributes.push(`data-pc="${pc}"`);
      const chunk = model.chunkAt[pc] ?? NONE;
      if (chunk !== NONE) {
        const [start, , gas] = model.data.chunks[chunk];
        attributes.push(`data-chunk="${chunk}"`, `style="--heat:${model.heat(gas)}"`);
        if (this.kind === "code" && pc === start) {
          classes.push("start");
          cost = `<span class="cost">gas ${gas}</span>`;
        }
        if (/^\s+gas\./.test(text)) classes.push("gas");
      }
    }
    if (this.kind === "code" && text.startsWith("~")) classes.push("dead");
    if (/^(func|define) /.test(text) || (isAssembly(this.kind) && fn !== NONE && lines.functionStart.get(fn) === i)) classes.push("head");
    if (lines.changed?.[i]) classes.push(lines.changed[i] > 0 ? "changed" : "removed");
    const match = selection.match(this, i);
    if (match === 2) classes.push("match");
    else if (match === 1) classes.push("related");
    if (app.search.isHit(this, i)) classes.push("found");
    if (i === this.cursor) classes.push("cursor");
    const body = paint(text, this.kind, (name, value) => selection.isToken(fn, name, value, this.isCompared(i)), app.search.placesIn(text));
    return `<div class="${classes.join(" ")}" ${attributes.join(" ")}>${app.heat.cell(pc, i > 0 ? lines.pc[i - 1] : NONE)}${cost}<span>${body}</span></div>`;
  }

  click(event) {
    const row = event.target.closest(".line");
    if (!row) return;
    const line = Number(row.dataset.line);
    this.cursor = line;
    const token = event.target.closest("span[data-id]");
    const fn = this.lines.fn[line];
    if (token?.classList.contains("v") && fn !== NONE) this.app.selectValue(fn, Number(token.dataset.id), this, this.isCompared(line));
    else if (token?.classList.contains("b") && fn !== NONE) this.app.selectBlock(fn, Number(token.dataset.id), this, this.isCompared(line));
    else if (token?.classList.contains("fn")) this.app.selectFunction(this.app.model.functionIndex.get(token.dataset.id) ?? NONE, this);
    else this.selectLine(line);
  }

  selectLine(line) {
    const { pc, block, fn } = this.lines;
    if (pc[line] !== NONE && !/^block/.test(this.lines.text[line])) this.app.selectPc(pc[line], fn[line], this);
    else if (block[line] !== NONE) this.selectBlockAt(line);
    else if (fn[line] !== NONE) this.app.selectFunction(fn[line], this);
    else this.schedule();
  }

  selectBlockAt(line) {
    const { block, fn } = this.lines;
    if (block[line] !== NONE) this.app.selectBlock(fn[line], block[line], this, this.isCompared(line));
  }

  // Brings a line into sight, in the middle when it was not there.
  show(line) {
    this.open();
    const top = line * ROW, height = this.scroll.clientHeight;
    if (top < this.scroll.scrollTop || top + ROW > this.scroll.scrollTop + height) this.scroll.scrollTop = Math.max(0, top - height / 2);
    this.schedule();
  }

  move(line) {
    this.cursor = Math.max(0, Math.min(this.lines.count - 1, line));
    this.show(this.cursor);
  }

  // The next line that the selection marks; behind the last one comes the first.
  nextMatch(step) {
    const count = this.lines.count;
    for (let i = 1; i <= count; i++) {
      const line = (this.cursor + step * i + count * 2) % count;
      if (this.app.selection.match(this, line) > 0) return this.move(line);
    }
  }

  nextValue() {
    const fn = this.lines.fn[this.cursor];
    const values = [...this.lines.text[this.cursor].matchAll(/\bv(\d+)\b/g)].map(found => Number(found[1]));
    if (values.length === 0 || fn === NONE) return;
    const { selection } = this.app, isCompared = this.isCompared(this.cursor);
    const at = selection.kind === "value" && selection.fn === fn ? values.indexOf(selection.numberIn(isCompared)) : -1;
    this.app.selectValue(fn, values[(at + 1) % values.length], this, isCompared);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    this.open();
    const page = Math.max(1, Math.floor(this.scroll.clientHeight / ROW) - 1);
    const actions = {
      ArrowDown: () => this.move(this.cursor + 1),
      ArrowUp: () => this.move(this.cursor - 1),
      PageDown: () => this.move(this.cursor + page),
      PageUp: () => this.move(this.cursor - page),
      Home: () => this.move(0),
      End: () => this.move(this.lines.count - 1),
      ArrowRight: () => this.app.focusNext(this, 1),
      ArrowLeft: () => this.app.focusNext(this, -1),
      Enter: () => this.selectLine(this.cursor),
      v: () => this.nextValue(),
      b: () => this.selectBlockAt(this.cursor),
      n: () => this.nextMatch(1),
      p: () => this.nextMatch(-1),
      d: () => this.nextChange(1),
      D: () => this.nextChange(-1),
      f: () => { this.fold(true); this.head.focus(); },
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
}
