// Shows one edition with a quote marked. Every string of the API is set as text, never as markup.

const scrolled = new WeakMap();

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function publisherLink(url) {
  const address = new URL(url);
  if (address.protocol !== "https:" && address.protocol !== "http:") return make("span", "", url);
  const link = make("a", "link", `Publisher's page: ${address.hostname}`);
  link.href = address.href;
  link.target = "_blank";
  link.rel = "noopener noreferrer nofollow";
  link.referrerPolicy = "no-referrer";
  return link;
}

function build(data) {
  const panel = make("article", "panel");
  panel.append(make("h3", "title", data.title));
  const facts = make("ul", "facts");
  for (const fact of data.facts) facts.append(make("li", "fact", fact));
  panel.append(facts);
  if (data.url) panel.append(publisherLink(data.url));
  if (data.warning) panel.append(make("p", "warning", data.warning));
  const text = make("div", "edition");
  text.tabIndex = 0;
  text.setAttribute("role", "region");
  text.setAttribute("aria-label", "Stored text of the edition");
  for (const piece of data.pieces) {
    text.append(make(piece.kind === "quote" ? "mark" : "span", piece.kind, piece.text));
  }
  panel.append(text);
  return panel;
}

function showQuote(root) {
  const text = root.querySelector(".edition");
  const quote = root.querySelector("mark");
  if (quote) {
    const offset = quote.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += offset - text.clientHeight / 3;
  }
  // Below 1000 px the panel stands under the conversation and may be out of sight.
  if (window.innerWidth < 1000) root.scrollIntoView({ block: "start" });
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".source-root");
  const { opened, ...content } = data;
  const fingerprint = JSON.stringify(content);
  const before = scrolled.get(root) ?? {};
  if (before.fingerprint !== fingerprint) root.replaceChildren(build(content));
  if (before.fingerprint !== fingerprint || before.opened !== opened) {
    requestAnimationFrame(() => showQuote(root));
  }
  scrolled.set(root, { fingerprint, opened });
}
