// Filters without a new page: fetches the page that a link leads to and puts its parts in place. Whatever goes
// wrong, the browser goes there as it would have without this.
"use strict";

(() => {
  const PARTS = ["header.top", "main", "footer.foot"];
  const said = document.getElementById("said");
  let shown = location.pathname + location.search;
  let running = null;
  let typing = 0;

  // What has the focus, told so that it can be found again in another page.
  function place(node) {
    const facet = node.closest("[data-facet]")?.dataset.facet ?? "";
    return { facet, field: node.name ?? "", label: node.querySelector?.(".label")?.textContent ?? "", bar: node.closest(".chips, .sorts")?.className ?? "" };
  }

  function find({ facet, field, label, bar }) {
    const box = facet ? document.querySelector(`[data-facet="${facet}"]`) : document.querySelector(bar ? `.${bar}` : ".summary");
    if (!box) return null;
    const links = [...box.querySelectorAll("a")];
    const same = links.find((link) => label && link.querySelector(".label")?.textContent === label);
    return (field && box.querySelector(`input[name="${field}"]`)) || same || links[0] || null;
  }

  function swap(page, from) {
    const open = [...document.querySelectorAll("[data-facet] details[open]")].map((one) => one.closest("[data-facet]").dataset.facet);
    const sheet = document.getElementById("filters-open")?.checked;
    const height = scrollY;
    for (const part of PARTS) document.querySelector(part).replaceWith(page.querySelector(part));
    document.title = page.title;
    for (const name of open) {
      const details = document.querySelector(`[data-facet="${name}"] details`);
      if (details) details.open = true;
    }
    const switched = document.getElementById("filters-open");
    if (switched && sheet) switched.checked = true;
    scrollTo(0, height);
    const target = from && (find(from) ?? document.getElementById("main"));
    target?.focus({ preventScroll: true });
    said.textContent = document.querySelector(".totals strong")?.textContent ?? document.title;
    document.dispatchEvent(new Event("gongkai:page"));
  }

  async function go(address, { from = null, push = true } = {}) {
    running?.abort();
    running = new AbortController();
    document.querySelector("main").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: running.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("main .results") || PARTS.some((part) => !page.querySelector(part))) throw new Error("another page");
      swap(page, from);
      const reached = new URL(answer.url);
      shown = reached.pathname + reached.search;
      if (push) history.pushState(null, "", shown);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".filters a, .chips a, .sorts a");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    event.preventDefault();
    go(link.href, { from: place(link) });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".filters form");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) asked.append(name, value);
    const field = form.querySelector("input:not([type=hidden])");
    go(`${new URL(form.action).pathname}?${asked}`, { from: place(form.contains(document.activeElement) ? document.activeElement : field) });
  });

  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) go(location.href, { push: false });
  });

  // Names while one types.
  function value(one) {
    const item = document.createElement("li");
    item.className = one.selected ? "on" : one.excluded ? "off" : "";
    const link = document.createElement("a");
    link.href = one.url;
    link.rel = "nofollow";
    for (const [style, text] of [["tick", one.selected ? "✓" : one.excluded ? "−" : ""], ["label", one.label], ["count", String(one.count)]]) {
      const part = document.createElement("span");
      part.className = style;
      part.textContent = text;
      link.append(part);
    }
    item.append(link);
    return item;
  }

  async function suggest(input) {
    const form = input.form;
    const asked = new URLSearchParams(new FormData(form));
    const name = asked.get("facet");
    asked.delete("facet");
    try {
      const answer = await fetch(`/api/v1/facets/${name}?${asked}`);
      if (!answer.ok || !input.isConnected || input.value !== asked.get("find")) return;
      const found = await answer.json();
      const box = form.closest("[data-facet]");
      for (const rest of box.querySelectorAll("ul.values, details, .note")) rest.hidden = true;
      box.querySelector("ul.found")?.remove();
      const list = document.createElement("ul");
      list.className = "found";
      list.append(...found.values.map(value));
      const note = document.createElement("li");
      note.className = "note";
      note.textContent = form.dataset.found.replace("#", String(found.size));
      list.append(note);
      form.after(list);
      said.textContent = note.textContent;
    } catch {
      // the button still finds them
    }
  }

  document.addEventListener("input", (event) => {
    const input = event.target.closest(".find input[name=find]");
    if (!input) return;
    clearTimeout(typing);
    const box = input.closest("[data-facet]");
    if (input.value.trim()) typing = setTimeout(() => suggest(input), 150);
    else {
      box.querySelector("ul.found")?.remove();
      for (const rest of box.querySelectorAll("[hidden]")) rest.hidden = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const box = event.target.closest(".find, ul.found")?.closest("[data-facet]");
    if (!box) return;
    const stops = [box.querySelector(".find input[name=find]"), ...box.querySelectorAll("ul.found a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
