// Shows one table. Every string of the API is set as text, never as markup.

const shown = new WeakMap();

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// Low, value and high on a scale from 0 to 1; the numbers stand beside it as text.
function bar([low, value, high]) {
  const scale = make("span", "scale");
  scale.setAttribute("aria-hidden", "true");
  const range = make("span", "range");
  range.style.left = `${100 * low}%`;
  range.style.width = `${100 * (high - low)}%`;
  const dot = make("span", "dot");
  dot.style.left = `${100 * value}%`;
  scale.append(range, dot);
  return scale;
}

function content(cell, opens, open) {
  if (!opens) return make("span", cell.tone, cell.text);
  const button = make("button", "open", cell.text);
  button.type = "button";
  button.dataset.opens = opens;
  button.onclick = () => open(opens);
  return button;
}

function row({ opens, cells }, columns, open) {
  const line = make("tr", "row");
  cells.forEach((cell, at) => {
    const [label, isNumber] = columns[at];
    const box = make(at === 0 ? "th" : "td", isNumber ? "number" : "words");
    if (at === 0) box.scope = "row";
    box.dataset.label = label;
    const inner = make("span", "inner");
    inner.append(content(cell, at === 0 ? opens : "", open));
    if (cell.bar.length === 3) inner.append(bar(cell.bar));
    box.append(inner);
    line.append(box);
  });
  return line;
}

function build(data, open) {
  const table = make("table", data.columns.length < 6 ? "table slim" : "table");
  table.append(make("caption", "caption", data.caption));
  const head = make("tr", "head");
  for (const [label, isNumber] of data.columns) {
    const box = make("th", isNumber ? "number" : "words", label);
    box.scope = "col";
    head.append(box);
  }
  const top = make("thead", "top");
  top.append(head);
  const body = make("tbody", "body");
  for (const each of data.rows) body.append(row(each, data.columns, open));
  table.append(top, body);
  return table;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".table-root");
  const fingerprint = JSON.stringify(data);
  if (shown.get(root) === fingerprint) return;
  root.replaceChildren(build(data, (id) => setTriggerValue("opened", id)));
  shown.set(root, fingerprint);
}
