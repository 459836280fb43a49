// The search page: asks Pagefind's index of this site. Without it the page is a plain index.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const note = document.querySelector(".search-note");
  const results = document.querySelector(".search-results");
  const count = results.querySelector(".search-count");
  const list = results.querySelector("ol");
  const more = results.querySelector(".search-more");
  const words = form.elements.q;
  const selects = [...form.querySelectorAll("select")];
  const index = new URL("../pagefind/pagefind.js", document.currentScript.src).href;
  const STEP = 10;
  let pagefind, turn = 0, found = [], shown = 0;

  const say = (text) => { note.textContent = text; note.hidden = false; };

  // The number of a rule as it is indexed, one word: "UU No. 6 Tahun 2011" and "6 2011" hold "6/2011".
  const spelt = (query) => query
    .replace(/\b(?:nomor|number|no)\b\.?\s*(?=\d)/gi, "")
    .replace(/\b(\d+[a-z]?)\s*(?:\/|\btahun\b|\bth\b\.?|\bof\b)\s*(?=\d{4}\b)/gi, "$1/")
    .replace(/\b(\d{1,3})\s+(?=\d{4}\b)/g, "$1/")
    .replace(/\s+/g, " ").trim();

  const chosen = () => Object.fromEntries(
    selects.filter((one) => one.value).map((one) => [one.name, one.value]));

  // An excerpt holds text and <mark> only; anything else in it is taken as text.
  const marked = (excerpt) => {
    const part = document.createDocumentFragment();
    const read = new DOMParser().parseFromString(excerpt, "text/html");
    for (const node of read.body.childNodes) {
      const made = node.nodeName === "MARK" ? document.createElement("mark") : document.createTextNode("");
      made.textContent = node.textContent;
      part.append(made);
    }
    return part;
  };

  const item = (page) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = page.url;
    link.textContent = page.meta.title;
    const kind = document.createElement("span");
    kind.className = "meta";
    kind.textContent = [...(page.filters.kind || []), ...(page.filters.year || [])].join(" · ");
    const text = document.createElement("p");
    text.append(marked(page.excerpt));
    line.append(link, " ", kind, text);
    return line;
  };

  const showMore = async (focus) => {
    const mine = turn;
    const pages = await Promise.all(found.slice(shown, shown + STEP).map((one) => one.data()));
    if (mine !== turn) return;
    const lines = pages.map(item);
    list.append(...lines);
    shown += pages.length;
    more.hidden = shown >= found.length;
    if (focus && lines.length) lines[0].querySelector("a").focus();
  };

  const fill = (counts) => {
    for (const select of selects) {
      const kept = select.value, values = Object.entries(counts[select.name] || {});
      const all = select.options[0];
      values.sort(([one], [two]) => one.localeCompare(two, document.documentElement.lang, {numeric: true}));
      if (select.name === "year") values.reverse();
      const usable = values.filter(([value, number]) => number || value === kept);
      select.replaceChildren(all, ...usable.map(([value, number]) => new Option(`${value} (${number})`, value)));
      select.value = kept;
      select.parentElement.hidden = !usable.length;
    }
  };

  const search = async () => {
    const mine = ++turn, query = spelt(words.value), filters = chosen();
    const asked = new URLSearchParams({...(words.value && {q: words.value}), ...filters});
    history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
    if (!query && !Object.keys(filters).length) {
      results.hidden = true;
      fill(await pagefind.filters());
      return;
    }
    let answer = await pagefind.search(query || null, {filters});
    if (!answer.results.length && query !== words.value.trim()) {
      answer = await pagefind.search(words.value, {filters});
    }
    if (mine !== turn) return;
    found = answer.results;
    shown = 0;
    list.replaceChildren();
    fill(answer.filters);
    count.textContent = !found.length ? form.dataset.none
      : found.length === 1 ? form.dataset.foundOne : form.dataset.found.replace("#", found.length);
    results.hidden = false;
    await showMore(false);
  };

  const start = async () => {
    try {
      pagefind = await import(index);
      await pagefind.options({ranking: {metaWeights: {title: 10, spellings: 10}}});
      await pagefind.init();
      fill(await pagefind.filters());
    } catch {
      say(form.dataset.failed);
      return;
    }
    form.hidden = false;
    const asked = new URLSearchParams(location.search);
    words.value = asked.get("q") || "";
    for (const select of selects) select.value = asked.get(select.name) || "";
    if (asked.size) await search();
    let waiting;
    words.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 200); });
    for (const select of selects) select.addEventListener("change", search);
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
    more.addEventListener("click", () => showMore(true));
  };

  if (location.protocol === "file:") say(form.dataset.disk);
  else start();
})();
