// Shows one answer. Every string of the API is set as text, never as markup.

const shown = new WeakMap();
// The control that opened a source: the page is laid out anew, and the reader must not lose it.
let opener = null;

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function citationButton(group, number, className, label, open) {
  const button = make("button", className, label);
  button.type = "button";
  button.dataset.citation = `${group}-${number}`;
  button.setAttribute("aria-label", `Show the source of [${number}]`);
  button.onclick = () => {
    opener = `.${className}[data-citation="${group}-${number}"]`;
    open({ group, number });
  };
  return button;
}

// Lines that begin with "- " are items of a list, and the line that ends in a colon before them its
// heading. A mark never stands alone at the start of a line: the short word before it goes along.
function prose(pieces, open) {
  const block = make("div", "prose");
  let line = block;
  let list = null;
  let lastWord = "";

  function openItem() {
    if (list === null) {
      list = make("ul", "lines");
      block.append(list);
    }
    line = make("li", "line");
    list.append(line);
  }

  function closeList() {
    list = null;
    line = block;
  }

  function write(kind, text, next) {
    const isHeading = next === "\n- " && text.endsWith(":");
    if (text) line.append(make("span", isHeading ? "heading" : kind, text));
  }

  pieces.forEach(({ kind, text }, at) => {
    if (kind === "mark") {
      const manner = lastWord ? pieces[at - 1].kind : "";
      const together = make("span", `together ${manner}`, lastWord);
      together.append(citationButton("citations", Number(text), "mark", `[${text}]`, open));
      line.append(together);
      lastWord = "";
      return;
    }
    const parts = text.split(/(\n- |\n\n)/);
    parts.forEach((part, index) => {
      if (part === "\n- ") return openItem();
      if (part === "\n\n" && list !== null) return closeList();
      const isLast = index === parts.length - 1;
      const isMarked = isLast && pieces[at + 1]?.kind === "mark";
      lastWord = isMarked ? (part.match(/(?<!\S)\S{1,20} $/)?.[0] ?? "") : "";
      write(kind, part.slice(0, part.length - lastWord.length), parts[index + 1]);
    });
  });
  return block;
}

function sources(title, group, references, open) {
  const section = make("section", `sources ${group}`);
  section.append(make("h4", "label", title));
  const list = make("ol", "list");
  for (const reference of references) {
    const button = citationButton(group, reference.number, "reference", undefined, open);
    button.setAttribute("aria-label", `[${reference.number}] ${reference.label}: show the source`);
    const words = make("span", "words");
    words.append(make("span", "name", reference.label), make("span", "detail", reference.detail));
    if (reference.quote) words.append(make("span", "nearby", reference.quote));
    button.append(make("span", "number", `[${reference.number}]`), words);
    const item = make("li", "item");
    item.append(button);
    list.append(item);
  }
  section.append(list);
  return section;
}

async function copyToClipboard(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Plain http on another host has no clipboard interface; the old command still works there.
  const area = make("textarea", "offscreen");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function footer(data) {
  const line = make("div", "footer");
  const copy = make("button", "copy", "Copy with sources");
  copy.type = "button";
  copy.onclick = async () => {
    try {
      await copyToClipboard(data.copy);
      copy.textContent = "Copied";
    } catch {
      copy.textContent = "Copying was refused by the browser";
    }
    setTimeout(() => (copy.textContent = "Copy with sources"), 2500);
  };
  line.append(make("span", "badge", data.badge), copy);
  return line;
}

function build(data, open) {
  const card = make("article", data.outcome ? "card plain" : "card");
  if (data.outcome) card.append(make("p", "outcome", data.outcome));
  card.append(prose(data.pieces, open));
  for (const notice of data.notices) card.append(make("p", "notice", notice));
  if (data.references.length > 0) {
    card.append(sources("Sources", "citations", data.references, open));
  }
  if (data.nearest.length > 0) {
    const title = "Nearest passages (they do not answer the question)";
    card.append(sources(title, "nearest", data.nearest, open));
  }
  card.append(footer(data));
  return card;
}

function returnToOpener(root) {
  const button = root.querySelector(opener);
  opener = null;
  if (!button) return;
  button.focus({ preventScroll: true });
  // Below 1000 px the source stands under the conversation and is what the reader wants to see.
  if (window.innerWidth >= 1000) button.scrollIntoView({ block: "center" });
}

// The page glides to its end after it has grown; a scroll before it rests would be undone.
function whenStill(element, then) {
  let before = null;
  let restedFor = 0;
  const timer = setInterval(() => {
    const top = element.getBoundingClientRect().top;
    restedFor = top === before ? restedFor + 1 : 0;
    before = top;
    if (restedFor < 3) return;
    clearInterval(timer);
    then();
  }, 80);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".answer-root");
  const { selected, ...content } = data;
  const fingerprint = JSON.stringify(content);
  // Opening a source reruns the page; the button that has the focus must survive that.
  if (shown.get(root) !== fingerprint) {
    root.replaceChildren(build(content, (citation) => setTriggerValue("opened", citation)));
    shown.set(root, fingerprint);
    const said = { bubbles: true, composed: true, detail: data.turn };
    root.dispatchEvent(new CustomEvent("r2p-answer-shown", said));
  }
  for (const button of root.querySelectorAll("[data-citation]")) {
    button.setAttribute("aria-pressed", String(button.dataset.citation === selected));
  }
  if (selected && opener && root.querySelector(opener)) {
    whenStill(root, () => opener && returnToOpener(root));
  }
}
