/**
 * The page's script: filters the findings and unfolds them for printing. Without it the page shows everything, and the
 * filters are not there. It reads the page and writes no markup, so nothing in a report can become code.
 */
export const SCRIPT = `
"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const status = document.getElementById("shown");
  const unfold = document.getElementById("unfold");
  const entries = Array.from(document.querySelectorAll(".finding"), (element) => ({
    element,
    data: element.dataset,
    count: Number(element.dataset.count),
    text: element.textContent.toLowerCase(),
  }));
  const sections = Array.from(document.querySelectorAll("main > section.findings"));
  const all = entries.reduce((sum, entry) => sum + entry.count, 0);

  function apply() {
    const words = form.elements.search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const severities = new Set(Array.from(form.querySelectorAll("[name=severity]:checked"), (box) => box.value));
    const kind = form.elements.kind.value;
    const origin = form.elements.origin.value;
    let shown = 0;
    for (const { element, data, count, text } of entries) {
      const fits = severities.has(data.severity) && (!kind || data.kind === kind) && (!origin || data.origin === origin)
        && words.every((word) => text.includes(word));
      element.hidden = !fits;
      if (fits) shown += count;
    }
    for (const section of sections) section.hidden = !section.querySelector(".finding:not([hidden])");
    status.textContent = (shown === all ? "" : shown + " of ") + all + (all === 1 ? " finding" : " findings");
  }

  function fold(open) {
    for (const { element } of entries) element.open = open;
    unfold.setAttribute("aria-pressed", String(open));
    unfold.textContent = open ? "Fold all" : "Unfold all";
  }

  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 80); });
  form.addEventListener("submit", (event) => event.preventDefault());
  unfold.addEventListener("click", () => fold(unfold.getAttribute("aria-pressed") !== "true"));
  addEventListener("beforeprint", () => fold(true));
  form.hidden = false;
  fold(entries.length > 0 && entries.every(({ element }) => element.open));
  apply();
})();
`;
