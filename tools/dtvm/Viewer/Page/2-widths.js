// SPDX-License-Identifier: Apache-2.0
// How wide columns are: as many whole ones as the window holds, until somebody drags a border.

const NARROW = 700, LEAST = 120, COMFORTABLE = 330, FOLDED = 30;

class Widths {
  constructor(app) {
    this.app = app;
    this.main = document.getElementById("columns");
    this.fit();
  }

  // On a narrow window there is one column at a time.
  get isNarrow() { return window.innerWidth < NARROW; }

  fit() {
    const { main } = this, [code, ...others] = this.app.columns;
    const codeWidth = this.isNarrow ? 0 : code.element.offsetWidth;
    const space = main.clientWidth - codeWidth;
    let width = this.isNarrow ? main.clientWidth : Math.max(COMFORTABLE, space), open = 0, folded = 0;
    for (const column of this.isNarrow ? [] : others) {
      if (column.folded) folded++;
      else {
        const share = (space - folded * FOLDED) / ++open;
        if (share < COMFORTABLE) break;
        width = share;
      }
    }
    main.style.setProperty("--open", `${Math.floor(width)}px`);
    main.style.setProperty("--code", `${codeWidth}px`);
    this.app.refresh();
  }
}

// The border at the right of a column.
class Grip {
  constructor(column) {
    this.column = column;
    this.element = document.createElement("div");
    this.element.className = "grip";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "separator");
    this.element.setAttribute("aria-orientation", "vertical");
    this.element.setAttribute("aria-label", `Width of ${column.name}`);
    this.element.title = "Drag, or double click for as wide as the lines";
    this.element.addEventListener("pointerdown", event => this.hold(event));
    this.element.addEventListener("dblclick", () => this.fitLines());
    this.element.addEventListener("focus", () => this.tell());
    this.element.addEventListener("keydown", event => {
      const step = event.shiftKey ? 100 : 20;
      if (event.key === "ArrowRight") this.set(this.width + step);
      else if (event.key === "ArrowLeft") this.set(this.width - step);
      else if (event.key === "Enter") this.fitLines();
      else return;
      event.preventDefault();
    });
  }

  get width() { return this.column.element.offsetWidth; }

  hold(event) {
    event.preventDefault();
    const { element } = this, from = event.clientX, width = this.width;
    element.setPointerCapture(event.pointerId);
    element.classList.add("held");
    element.onpointermove = moved => this.set(width + moved.clientX - from);
    element.onpointerup = element.onpointercancel = () => {
      element.onpointermove = null;
      element.classList.remove("held");
    };
  }

  set(width) {
    const { column } = this;
    column.element.style.flex = `0 0 ${Math.max(LEAST, Math.round(width))}px`;
    if (column.kind === "code") column.app.widths.main.style.setProperty("--code", `${this.width}px`);
    this.tell();
    column.app.refresh();
  }

  // As wide as the lines in sight.
  fitLines() { this.set(this.column.rows.scrollWidth + this.column.scroll.offsetWidth - this.column.scroll.clientWidth + 2); }

  tell() { this.element.setAttribute("aria-valuenow", String(this.width)); }
}
