// Keeps the question in view: when it is asked, and when its answer is longer than the window.

const TURN = '[class*="st-key-turn-"]';
const done = new Set();
const HEADER = 48;
const LEAST_SEEN = 160;
const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];

// The page glides to its end after it has grown; a scroll before it rests would be undone.
function whenStill(element, then) {
  let before = null;
  let restedFor = 0;
  const stop = () => {
    clearInterval(timer);
    for (const move of MOVES) window.removeEventListener(move, stop, true);
  };
  const timer = setInterval(() => {
    const top = element.getBoundingClientRect().top;
    restedFor = top === before ? restedFor + 1 : 0;
    before = top;
    if (restedFor < 3) return;
    stop();
    then();
  }, 80);
  // Whoever moves or types meanwhile has chosen a place already.
  for (const move of MOVES) window.addEventListener(move, stop, { capture: true, passive: true });
}

function bringIntoView(turn) {
  const { top } = turn.getBoundingClientRect();
  if (top >= HEADER && top <= window.innerHeight - LEAST_SEEN) return;
  turn.scrollIntoView({ block: "start" });
}

// Once for each: the page is laid out anew when a source is opened, and the reader stays in place.
function showOnce(moment, turn) {
  if (!turn || done.has(moment)) return;
  done.add(moment);
  whenStill(turn, () => bringIntoView(turn));
}

// `answer.js` says so when an answer stands on the page.
document.addEventListener("r2p-answer-shown", (event) => {
  const turn = event.target.closest(TURN);
  showOnce(`answered ${event.detail}`, turn);
});

export default function (component) {
  const { data, parentElement } = component;
  const host = parentElement.getRootNode().host ?? parentElement;
  showOnce(`asked ${data.turn}`, host.closest(TURN));
}
