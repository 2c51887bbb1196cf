"use strict";
const form = document.querySelector("#filter");
const cases = [...document.querySelectorAll("details.case")];

function show() {
  const { kind, measure, status } = form.elements;
  let shown = 0;
  for (const each of cases) {
    const fits =
      (!kind.value || each.dataset.kind === kind.value) &&
      (!measure.value || each.dataset.missed.split(" ").includes(measure.value)) &&
      (!status.value || each.dataset.status === status.value);
    each.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  document.querySelector("#shown").textContent = `${shown} of ${cases.length} cases shown`;
}

if (form) {
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
