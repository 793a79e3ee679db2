// Lines of code as coloured HTML.

const escapeText = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// One pattern a language: comment, program counter, value, block, function, number, operation.
const TOKENS = {
  code: /(?<c>; .*$)|(?<n>\b0x[0-9a-f]+\b)|(?<op>\b[A-Z][A-Z0-9_]+\b)/g,
  mir: /(?<pc>@0x[0-9a-f]+|; pc 0x[0-9a-f]+)|(?<c>;.*$)|(?<v>\bv\d+\b)|(?<b>\bblock\d+\b)|(?<fn>@pc_0x[0-9a-f]+)|(?<n>\b(?:0x[0-9a-f]+|\d+)\b)|(?<op>\b(?:[a-z]+[a-z0-9]*\.)?[a-z][a-z0-9_]*\b)/g,
  llvm: /(?<pc>; pc .*$)|(?<c>;.*$)|(?<v>%v\d+\b)|(?<b>%?\bblock\d+\b)|(?<fn>@r\d+\.pc_0x[0-9a-f]+)|(?<n>\b-?\d+\b)|(?<op>(?<== |^  )(?:[a-z]+)\b)/g,
  asm: /(?<pc># pc .*$)|(?<c>#.*$)|(?<fn>\br\d+\.pc_0x[0-9a-f]+)|(?<n>\$-?(?:0x)?[0-9a-f]+)|(?<op>(?<=^    )[a-z][a-z0-9]*)/g,
};

function paint(text, kind, isSelected) {
  let html = "", end = 0;
  for (const token of text.matchAll(TOKENS[kind])) {
    const [name, value] = Object.entries(token.groups).find(entry => entry[1] !== undefined);
    html += escapeText(text.slice(end, token.index));
    end = token.index + value.length;
    const id = name === "v" || name === "b" ? ` data-id="${/\d+/.exec(value)[0]}"` : name === "fn" ? ` data-id="${/pc_0x[0-9a-f]+/.exec(value)[0]}"` : "";
    html += `<span class="${name}${isSelected(name, value) ? " tok" : ""}"${id}>${escapeText(value)}</span>`;
  }
  return html + escapeText(text.slice(end));
}
