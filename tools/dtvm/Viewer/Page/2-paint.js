// SPDX-License-Identifier: Apache-2.0
// Lines of code as coloured HTML.

const escapeText = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// One pattern a language: comment, program counter, value, block, function, number, operation.
const TOKENS = {
  code: /(?<c>; .*$)|(?<n>\b0x[0-9a-f]+\b)|(?<op>\b[A-Z][A-Z0-9_]+\b)/g,
  mir: /(?<pc>@0x[0-9a-f]+|; pc 0x[0-9a-f]+)|(?<c>;.*$)|(?<v>\bv\d+\b)|(?<b>\bblock\d+\b)|(?<fn>@pc_0x[0-9a-f]+)|(?<n>\b(?:0x[0-9a-f]+|\d+)\b)|(?<op>\b(?:[a-z]+[a-z0-9]*\.)?[a-z][a-z0-9_]*\b)/g,
  llvm: /(?<pc>; pc .*$)|(?<c>;.*$)|(?<v>%v\d+\b)|(?<b>%?\bblock\d+\b)|(?<fn>@r\d+\.pc_0x[0-9a-f]+)|(?<n>\b-?\d+\b)|(?<op>(?<== |^  )(?:[a-z]+)\b)/g,
  asm: /(?<pc># pc .*$)|(?<c>#.*$)|(?<fn>\br\d+\.pc_0x[0-9a-f]+)|(?<n>\$-?(?:0x)?[0-9a-f]+)|(?<op>(?<=^    )[a-z][a-z0-9]*)/g,
  x64: /(?<pc># 0x.*$)|(?<c>^ *[0-9a-f]+:|#.*$)|(?<fn>\bpc_0x[0-9a-f]+)|(?<n>\b(?:0x[0-9a-f]+|\d+)\b)|(?<op>(?<=^ *[0-9a-f]+: )[a-z][a-z0-9]*)/g,
};

const isAssembly = kind => kind === "asm" || kind === "x64";

// The text from one place to another, with what of the marked places lies between them.
function piece(text, from, to, places) {
  let html = "";
  for (const [start, end] of places) {
    if (end <= from || start >= to) continue;
    const first = Math.max(start, from), last = Math.min(end, to);
    html += `${escapeText(text.slice(from, first))}<mark>${escapeText(text.slice(first, last))}</mark>`;
    from = last;
  }
  return html + escapeText(text.slice(from, to));
}

function paint(text, kind, isSelected, places) {
  let html = "", end = 0;
  for (const token of text.matchAll(TOKENS[kind])) {
    const [name, value] = Object.entries(token.groups).find(entry => entry[1] !== undefined);
    html += piece(text, end, token.index, places);
    end = token.index + value.length;
    const id = name === "v" || name === "b" ? /\d+/.exec(value)[0] : name === "fn" ? /pc_0x[0-9a-f]+/.exec(value)[0] : null;
    html += `<span class="${name}${isSelected(name, value) ? " tok" : ""}"${id === null ? "" : ` data-id="${id}"`}>`
      + `${piece(text, token.index, end, places)}</span>`;
  }
  return html + piece(text, end, text.length, places);
}
