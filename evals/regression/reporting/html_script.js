"use strict";
const form = document.querySelector("#filter");
const groups = [...document.querySelectorAll(".cases")];
const cases = [...document.querySelectorAll("details.case")];

function isWanted(each) {
  const { kind, measure, status } = form.elements;
  return (
    (!kind.value || each.dataset.kind === kind.value) &&
    (!measure.value || each.dataset.missed.split(" ").includes(measure.value)) &&
    (!status.value || each.dataset.status === status.value)
  );
}

function show() {
  for (const each of cases) each.hidden = !isWanted(each);
  for (const group of groups) group.hidden = !group.querySelector("details.case:not([hidden])");
  const shown = cases.filter((each) => !each.hidden).length;
  document.querySelector("#shown").textContent = `${shown} of ${cases.length} cases shown`;
}

if (form) {
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
