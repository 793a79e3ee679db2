// SPDX-License-Identifier: Apache-2.0
// The control-flow graph of a function at a stage: parsed from its MIR text, laid out in layers, drawn as SVG.

const NODE_W = 168, NODE_H = 40, GAP_X = 30, GAP_Y = 34, PAD = 16;

function parseGraph(text) {
  const nodes = new Map(), edges = [];
  let node = null;
  text.lines.forEach((line, index) => {
    const label = /^block(\d+)/.exec(line);
    if (label) {
      node = { id: `b${label[1]}`, block: Number(label[1]), label: `block${label[1]}`, pc: text.pc[index], instructions: 0, gas: NONE, last: "" };
      nodes.set(node.id, node);
    } else if (node && /^\s/.test(line)) {
      const gas = /^\s+gas\.\w+ (\d+)/.exec(line);
      if (gas) node.gas = Math.max(node.gas, 0) + Number(gas[1]);
      node.instructions++;
      node.last = line.trim();
    }
  });
  for (const from of [...nodes.values()]) {
    const targets = [...from.last.replace(/@0x[0-9a-f]+.*$/, "").matchAll(/\bblock(\d+)\b/g)].map(found => `b${found[1]}`);
    targets.forEach((to, index) => nodes.has(to) && edges.push({ from: from.id, to, yes: from.last.startsWith("brif") && index === 0 }));
    const leave = /^jump\.region (@pc_0x[0-9a-f]+)/.exec(from.last);
    if (leave) {
      const id = `x${leave[1]}`;
      if (!nodes.has(id)) nodes.set(id, { id, label: leave[1], fn: leave[1].slice(1), instructions: 0, gas: NONE });
      edges.push({ from: from.id, to: id, leave: true });
    }
  }
  return { nodes: [...nodes.values()], edges };
}

// Layers by the longest path without back edges, then a few sweeps that pull nodes under the mean of their neighbours.
function layout(graph) {
  const byId = new Map(graph.nodes.map(node => [node.id, node]));
  const out = new Map(graph.nodes.map(node => [node.id, []]));
  for (const edge of graph.edges) out.get(edge.from).push(edge);
  const state = new Map(), order = [];
  for (const root of graph.nodes) {
    if (state.has(root.id)) continue;
    const stack = [[root.id, 0]];
    state.set(root.id, 1);
    while (stack.length > 0) {
      const top = stack[stack.length - 1], edge = out.get(top[0])[top[1]++];
      if (!edge) {
        state.set(top[0], 2);
        order.push(top[0]);
        stack.pop();
      } else if (state.get(edge.to) === 1) {
        edge.back = true;
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 1);
        stack.push([edge.to, 0]);
      }
    }
  }
  for (const node of graph.nodes) node.layer = 0;
  for (const id of order.reverse()) {
    for (const edge of out.get(id)) if (!edge.back) byId.get(edge.to).layer = Math.max(byId.get(edge.to).layer, byId.get(id).layer + 1);
  }
  const layers = [];
  for (const node of graph.nodes) (layers[node.layer] ??= []).push(node);
  layers.forEach(layer => layer.forEach((node, index) => { node.order = index; }));
  const mean = (node, side) => {
    const near = graph.edges.filter(edge => !edge.back && edge[side === "up" ? "to" : "from"] === node.id)
      .map(edge => byId.get(edge[side === "up" ? "from" : "to"]).order);
    return near.length ? near.reduce((sum, value) => sum + value, 0) / near.length : node.order;
  };
  if (graph.nodes.length <= 400) {
    for (let sweep = 0; sweep < 6; sweep++) {
      const side = sweep % 2 === 0 ? "up" : "down";
      for (const layer of side === "up" ? layers : [...layers].reverse()) {
        layer.forEach(node => { node.rank = mean(node, side); });
        layer.sort((a, b) => a.rank - b.rank || a.order - b.order);
        layer.forEach((node, index) => { node.order = index; });
      }
    }
  }
  const widest = Math.max(...layers.map(layer => layer.length));
  const width = widest * (NODE_W + GAP_X) - GAP_X + 2 * PAD + 40;
  layers.forEach((layer, depth) => {
    const span = layer.length * (NODE_W + GAP_X) - GAP_X;
    layer.forEach((node, index) => {
      node.x = (width - span) / 2 + index * (NODE_W + GAP_X);
      node.y = PAD + depth * (NODE_H + GAP_Y);
    });
  });
  return { byId, width, height: 2 * PAD + layers.length * (NODE_H + GAP_Y) - GAP_Y };
}

function edgePath(edge, byId, width) {
  const from = byId.get(edge.from), to = byId.get(edge.to);
  const x1 = from.x + NODE_W / 2, y1 = from.y + NODE_H, x2 = to.x + NODE_W / 2, y2 = to.y - 2;
  if (edge.back) {
    const side = Math.min(width - 6, Math.max(from.x, to.x) + NODE_W + 18);
    return `M${from.x + NODE_W},${from.y + NODE_H / 2} C${side},${from.y + NODE_H / 2} ${side},${to.y + NODE_H / 2} ${to.x + NODE_W + 2},${to.y + NODE_H / 2}`;
  }
  const bend = Math.max(18, (y2 - y1) / 2);
  return `M${x1},${y1} C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}`;
}

class Graph {
  constructor(app) {
    this.app = app;
    this.pane = document.getElementById("cfg");
    this.title = document.getElementById("cfg-title");
    this.scroll = document.getElementById("cfg-scroll");
    this.zoom = 1;
    this.shown = "";
    document.getElementById("zoom-in").onclick = () => this.rescale(1.25);
    document.getElementById("zoom-out").onclick = () => this.rescale(0.8);
    this.scroll.addEventListener("click", event => {
      const node = event.target.closest(".node");
      if (node) this.choose(node);
    });
    this.scroll.addEventListener("keydown", event => {
      const node = event.target.closest?.(".node");
      if (node && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        this.choose(node);
      }
      if (event.key === "+" || event.key === "=") this.rescale(1.25);
      if (event.key === "-") this.rescale(0.8);
    });
  }

  choose(node) {
    if (node.dataset.block) this.app.selectBlock(this.fn, Number(node.dataset.block), null, this.stage > this.app.model.lastStage, this.stage);
    else this.app.selectFunction(this.app.model.functionIndex.get(node.dataset.fn) ?? NONE, null);
  }

  rescale(factor) {
    this.zoom = Math.min(3, Math.max(0.2, this.zoom * factor));
    const svg = this.scroll.querySelector("svg");
    if (!svg) return;
    svg.setAttribute("width", this.width * this.zoom);
    svg.setAttribute("height", this.height * this.zoom);
  }

  show(fn, stage) {
    if (fn === NONE || this.pane.hidden) return;
    const { model } = this.app;
    const key = `${fn}/${model.data.stages[stage]?.functions[fn]}`;
    this.title.textContent = `@${model.data.functions[fn]} ${stage > model.lastStage ? "with" : "after"} ${model.nameOf(stage)}`;
    this.fn = fn;
    this.stage = stage;
    if (key !== this.shown) {
      this.shown = key;
      this.draw(parseGraph(model.textOf(stage, fn)));
    }
    this.mark();
  }

  redraw() {
    this.shown = "";
    this.show(this.fn ?? NONE, this.stage);
  }

  draw(graph) {
    const { model, heat } = this.app;
    const { byId, width, height } = layout(graph);
    this.width = width;
    this.height = height;
    let svg = `<svg viewBox="0 0 ${width} ${height}" width="${width * this.zoom}" height="${height * this.zoom}" role="group" aria-label="Blocks">`
      + `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z"/></marker></defs>`;
    for (const edge of graph.edges) {
      const kind = edge.back ? " back" : edge.leave ? " leave" : edge.yes ? " yes" : "";
      svg += `<path class="edge${kind}" d="${edgePath(edge, byId, width)}" marker-end="url(#arrow)"/>`;
    }
    for (const node of graph.nodes) {
      const isExit = node.fn !== undefined;
      // A block that a pass made in the middle of an EVM block has no count of its own.
      const ran = !isExit && heat.at(node.pc)?.pc === node.pc ? heat.at(node.pc) : null;
      const gas = node.gas !== NONE ? `, gas ${node.gas}` : "";
      const note = isExit ? "leaves the region" : `${node.instructions} inst${gas}${ran ? `, ${Heat.short(ran[heat.kind])}${heat.kind === "gas" ? " ran" : "x"}` : ""}`;
      const data = isExit ? `data-fn="${node.fn}"` : `data-block="${node.block}"`;
      const cost = node.gas !== NONE && !isExit
        ? `<rect class="bar-gas" style="--heat:${model.heat(node.gas)}" x="${node.x}" y="${node.y + 4}" width="5" height="${NODE_H - 8}"/>` : "";
      const length = (NODE_H - 8) * heat.share(ran);
      const bar = ran ? `<rect class="bar-heat" x="${node.x + NODE_W - 9}" y="${node.y + NODE_H - 4 - length}" width="5" height="${length}"/>` : "";
      svg += `<g class="node${isExit ? " exit" : ""}" ${data} tabindex="0" role="button" aria-label="${node.label}, ${note}">`
        + `<rect x="${node.x}" y="${node.y}" width="${NODE_W}" height="${NODE_H}" rx="5"/>${cost}${bar}`
        + `<text x="${node.x + 12}" y="${node.y + 17}">${node.label}${!isExit && node.pc !== NONE ? ` @0x${node.pc.toString(16)}` : ""}</text>`
        + `<text class="small" x="${node.x + 12}" y="${node.y + 32}">${note}</text></g>`;
    }
    this.scroll.innerHTML = svg + "</svg>";
  }

  mark() {
    const { selection, model } = this.app;
    const text = model.textOf(this.stage, this.fn), isCompared = this.stage > model.lastStage;
    for (const node of this.scroll.querySelectorAll(".node[data-block]")) {
      const block = Number(node.dataset.block);
      const isMatch = selection.kind === "block" && selection.fn === this.fn && selection.numberIn(isCompared) === block;
      const isRelated = (selection.kind === "pc" && text.block.some((id, line) => id === block && text.pc[line] === selection.pc))
        || (selection.kind === "value" && selection.fn === this.fn && text.lines.some((line, at) => text.block[at] === block && selection.patterns[Number(isCompared)].test(line)));
      node.classList.toggle("match", isMatch);
      node.classList.toggle("related", isRelated);
    }
    this.scroll.querySelector(".node.match, .node.related")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
