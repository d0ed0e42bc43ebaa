/**
 * The page's script: filters, sorts and unfolds the findings, keeps what the reader chose in the address, follows links
 * into what is folded, and copies. Without it the page shows everything, and what needs it is not there. It reads the page
 * and writes no markup, so nothing in a report can become code.
 */
export const SCRIPT = `
"use strict";
(() => {
  const form = document.getElementById("filter");
  const status = document.getElementById("shown");
  const unfold = document.getElementById("unfold");
  const entries = Array.from(document.querySelectorAll(".finding"), (element, worst) => ({
    element,
    worst,
    data: element.dataset,
    count: Number(element.dataset.count),
    text: element.textContent.toLowerCase(),
    where: element.querySelector(".where").textContent,
    rule: element.querySelector(".rule").textContent,
  }));
  const sections = Array.from(document.querySelectorAll("section.findings"));
  const all = entries.reduce((sum, entry) => sum + entry.count, 0);
  const boxes = form ? Array.from(form.elements.severity) : [];
  const selects = form ? Array.from(form.querySelectorAll("select")) : [];
  const facets = selects.filter((select) => select.name !== "sort");
  let sorted = "worst";
  let count = "";

  function apply() {
    const words = form.elements.search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const chosen = facets.filter((facet) => facet.value);
    let shown = 0;
    for (const { element, data, count, text } of entries) {
      const fits = severities.has(data.severity) && chosen.every((facet) => data[facet.name] === facet.value)
        && words.every((word) => text.includes(word));
      element.hidden = !fits;
      if (fits) shown += count;
    }
    for (const section of sections) section.hidden = !section.querySelector(".finding:not([hidden])");
    count = (shown === all ? "" : shown + " of ") + all + (all === 1 ? " finding" : " findings");
    status.textContent = count;
    if (form.elements.sort.value !== sorted) sort(form.elements.sort.value);
  }

  function sort(order) {
    sorted = order;
    const key = order === "worst" ? () => 0 : (entry) => entry[order];
    const compare = (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.worst - b.worst);
    for (const { element } of entries.slice().sort(compare)) element.parentElement.append(element);
  }

  function fold(open) {
    for (const { element } of entries) element.open = open;
    unfold.setAttribute("aria-pressed", String(open));
    unfold.textContent = open ? "Fold all" : "Unfold all";
  }

  // What the reader chose, as #search=...&kind=..., so that the address can be passed on.
  function remember() {
    const chosen = new URLSearchParams();
    if (form.elements.search.value) chosen.set("search", form.elements.search.value);
    if (boxes.some((box) => !box.checked)) chosen.set("severity", boxes.filter((box) => box.checked).map((box) => box.value).join());
    for (const select of selects) if (select.selectedIndex > 0) chosen.set(select.name, select.value);
    history.replaceState(null, "", "#" + chosen);
  }

  function recall(chosen) {
    form.elements.search.value = chosen.get("search") || "";
    const severities = chosen.has("severity") ? chosen.get("severity").split(",") : boxes.map((box) => box.value);
    for (const box of boxes) box.checked = severities.includes(box.value);
    for (const select of selects) {
      select.value = chosen.get(select.name) || select.options[0].value;
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    }
    apply();
  }

  function follow() {
    const fragment = location.hash.slice(1);
    if (form && fragment.includes("=")) return recall(new URLSearchParams(fragment));
    const target = /^(finding|rule)-[\\w-]+$/.test(fragment) && document.getElementById(fragment);
    if (!target) return;
    if (target.closest("[hidden]")) recall(new URLSearchParams());
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView({ block: "center" });
    const entry = target.closest(".finding");
    (entry ? entry.querySelector("summary") : target).focus({ preventScroll: true });
  }

  // A page from plain http has no clipboard of its own: there what stands before a button is selected, and copied if it may be.
  async function copy(control) {
    const before = control.previousElementSibling;
    try {
      await navigator.clipboard.writeText(control.href || before.textContent);
      return "Copied";
    } catch {
      if (control.href) return "";
      getSelection().selectAllChildren(before);
      return document.execCommand("copy") ? "Copied" : "Selected: press Ctrl+C";
    }
  }

  async function clicked(event) {
    const control = event.target.closest(".copy, .link");
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const outcome = await copy(control);
    if (!outcome) return;
    const label = control.dataset.label || control.textContent;
    control.dataset.label = label;
    for (const said of [status, control]) said.textContent = outcome;
    setTimeout(() => {
      control.textContent = label;
      status.textContent = count;
    }, 2000);
  }

  if (form) {
    let timer = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { apply(); remember(); }, 80);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    unfold.addEventListener("click", () => fold(unfold.getAttribute("aria-pressed") !== "true"));
    addEventListener("click", clicked);
    document.documentElement.classList.add("scripted");
    fold(entries.every(({ element }) => element.open));
    apply();
  }
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".finding, .path, .objective details")) details.open = true;
  });
  follow();
})();
`;
