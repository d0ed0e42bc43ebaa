/**
 * The page's script: filters, sorts and unfolds the findings, keeps what the reader chose in the address, and follows
 * links into what is folded. Without it the page shows everything, and the filters are not there. It reads the page and
 * writes no markup, so nothing in a report can become code.
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
  const selects = form ? ["kind", "origin", "sort"].map((name) => form.elements[name]) : [];
  let sorted = "worst";

  function apply() {
    const words = form.elements.search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const [kind, origin, order] = selects.map((select) => select.value);
    let shown = 0;
    for (const { element, data, count, text } of entries) {
      const fits = severities.has(data.severity) && (!kind || data.kind === kind) && (!origin || data.origin === origin)
        && words.every((word) => text.includes(word));
      element.hidden = !fits;
      if (fits) shown += count;
    }
    for (const section of sections) section.hidden = !section.querySelector(".finding:not([hidden])");
    status.textContent = (shown === all ? "" : shown + " of ") + all + (all === 1 ? " finding" : " findings");
    if (order !== sorted) sort(order);
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

  function copy(event) {
    const link = event.target.closest("a.link");
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    navigator.clipboard.writeText(link.href).then(() => {
      status.textContent = "The link is in the clipboard";
    }, () => {});
  }

  if (form) {
    let timer = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => { apply(); remember(); }, 80);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    unfold.addEventListener("click", () => fold(unfold.getAttribute("aria-pressed") !== "true"));
    addEventListener("click", copy);
    form.hidden = false;
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
