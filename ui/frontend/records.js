// Shows cases of a run. Every string of the API is set as text, never as markup.

const shown = new WeakMap();

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function block({ label, texts, is_half }) {
  const section = make("section", is_half ? "block half" : "block");
  section.append(make("h4", "label", label));
  for (const text of texts) section.append(make("p", "text", text));
  return section;
}

function record({ title, facts, tone, blocks }) {
  const card = make("article", `record ${tone}`);
  card.append(make("h3", "title", title));
  const list = make("ul", "facts");
  for (const fact of facts) list.append(make("li", "fact", fact));
  card.append(list);
  const grid = make("div", "blocks");
  for (const each of blocks) grid.append(block(each));
  card.append(grid);
  return card;
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".records-root");
  const fingerprint = JSON.stringify(data);
  if (shown.get(root) === fingerprint) return;
  root.replaceChildren(...data.records.map(record));
  shown.set(root, fingerprint);
}
