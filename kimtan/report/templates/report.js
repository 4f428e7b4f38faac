"use strict";
/* Comfort only: the report reads, folds and links without any script. */

/* The words of an element without the marks of its numbers. */
const bareText = element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".mark").forEach(mark => mark.remove());
  return copy.textContent;
};

/* The evidence of a number, or the reason of a mark: shown beside it while the pointer or the focus is on it, and kept
   open as a panel by a click, a tap or Enter. Links to evidence in the panel open in it; Escape closes it. */
(() => {
  const main = document.querySelector("main"), words = main.dataset, canHover = matchMedia("(hover: hover)").matches;
  const card = document.createElement("div");
  card.id = "page-evidence";
  card.tabIndex = -1;
  card.hidden = true;
  main.append(card);
  let from = null, isOpen = false, isBack = false, waiting = 0;
  const soon = (work, delay) => { clearTimeout(waiting); waiting = setTimeout(work, delay); };
  const make = (name, ...content) => {
    const element = document.createElement(name);
    element.append(...content);
    return element;
  };
  const hide = () => {
    clearTimeout(waiting);
    if (from) from.removeAttribute("aria-describedby");
    from = null;
    isOpen = false;
    card.hidden = true;
  };
  const close = () => {
    const back = isOpen ? from : null;
    hide();
    isBack = true;
    if (back) back.focus({ preventScroll: true });
    isBack = false;
  };

  /* What a row of evidence says: each cell under its column's title, then the lines that belong to it. */
  const row = id => {
    const found = document.getElementById(id);
    return found && found.cells ? found : null;
  };
  const copy = cell => {
    const copied = cell.cloneNode(true);
    copied.querySelectorAll(".mark").forEach(mark => mark.remove());
    return [...copied.childNodes];
  };
  const groupOf = row => row && row.closest("tbody").querySelector("tr.group");
  const tell = (row, at, rows) => {
    const titles = [...row.closest("table").tHead.rows[0].cells], list = make("dl"), more = [];
    const group = groupOf(row) === groupOf(rows[at - 1]) ? null : groupOf(row);
    [...row.cells].forEach((cell, at) => {
      if (!bareText(cell).trim() || cell.querySelector(".missing")) return;
      list.append(make("dt", titles[at].textContent), make("dd", ...copy(cell)));
    });
    for (let next = row.nextElementSibling; next && next.matches(".detail"); next = next.nextElementSibling) {
      more.push(make("p", ...[...next.querySelectorAll("td > div, td:not(:has(> div))")].flatMap(copy)));
    }
    return [...(group ? [make("p", bareText(group))] : []), list, ...more];
  };
  const told = link => {
    if (link.matches(".mark > a")) {
      const reason = make("p", link.getAttribute("aria-label"));
      reason.className = "reason";
      return [reason];
    }
    const rows = (link.dataset.inputs || link.hash.slice(1)).split(" ").map(row).filter(Boolean);
    if (!rows.length || rows.some(each => each.contains(link))) return [];
    return [...(link.title ? [make("p", "= " + link.title)] : []), ...rows.flatMap(tell)];
  };

  const place = () => {
    card.style.maxHeight = "";
    const at = from.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    const over = at.top - 12, under = innerHeight - at.bottom - 12;
    const below = card.offsetHeight < under || under > over;
    card.style.maxHeight = Math.max(160, below ? under : over) + "px";
    const box = card.offsetParent ? card.offsetParent.getBoundingClientRect() : { left: -scrollX, top: -scrollY };
    if (getComputedStyle(card).position === "fixed") {  // a sheet at the foot of a phone: not over the number
      scrollBy(0, Math.max(0, at.bottom + 8 - card.getBoundingClientRect().top));
      return;
    }
    card.style.left = Math.max(16, Math.min(at.left, wide - card.offsetWidth - 16)) - box.left + "px";
    card.style.top = (below ? at.bottom + 4 : at.top - card.offsetHeight - 4) - box.top + "px";
  };
  const show = (link, keep) => {
    const said = told(link);
    if (!said.length) return false;
    const isMark = link.matches(".mark > a");
    if (!card.contains(link)) { hide(); from = link; }
    isOpen = keep;
    card.replaceChildren(...said);
    card.classList.toggle("open", keep);
    card.setAttribute("role", keep ? "dialog" : "tooltip");
    if (keep) {
      const more = make("a", isMark ? words.markMore : words.evidenceMore), shut = make("button", words.close);
      more.href = link.hash;
      more.className = "more";
      shut.type = "button";
      shut.addEventListener("click", close);
      const actions = make("p", more, shut);
      actions.className = "actions";
      card.append(actions);
      card.setAttribute("aria-label", words.evidence);
    } else {
      card.removeAttribute("aria-label");
      if (!isMark) link.setAttribute("aria-describedby", card.id);
    }
    card.hidden = false;
    card.scrollTop = 0;
    place();
    if (keep) card.focus({ preventScroll: true });
    return true;
  };

  const number = event => event.target.closest && event.target.closest("main a.n, main .mark > a");
  const preview = link => { if (!isOpen && !card.contains(link)) { hide(); show(link, false); } };
  document.addEventListener("pointerover", event => {
    if (!canHover || isOpen) return;
    const link = number(event);
    if (link && !card.contains(link)) { if (link !== from) soon(() => preview(link), 250); else clearTimeout(waiting); }
    else if (card.contains(event.target)) clearTimeout(waiting);
    else soon(hide, 200);
  });
  document.addEventListener("focusin", event => {
    const link = number(event);
    if (isBack || card.contains(event.target)) return;
    hide();
    if (link && link.matches(":focus-visible")) show(link, false);
  });
  document.addEventListener("click", event => {
    const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = event.target.closest("main a"), isIn = card.contains(event.target);
    if (!link) { if (!isIn) hide(); return; }
    if (!isPlain) return;
    const isEvidence = link.matches("a.n, .mark > a") || (isIn && link.hash.startsWith("#fig-"));
    if (isEvidence && !link.matches(".more") && show(link, true)) event.preventDefault();
    else hide();
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && !card.hidden) close(); });
  card.addEventListener("keydown", event => {  // beyond either end is what stands around the number
    if (event.key !== "Tab" || !isOpen) return;
    const stops = [...card.querySelectorAll("a, button")], at = document.activeElement;
    if (event.shiftKey ? at === card || at === stops[0] : at === stops[stops.length - 1]) close();
  });
})();

/* Contents that follow the reader, and find. */
(() => {
  const page = document.querySelector(".page");
  const contents = document.getElementById("page-contents");
  if (!contents) return;
  const narrow = matchMedia("(max-width: 63.99rem)");
  const fold = () => { if (narrow.matches) contents.open = false; };

  /* Contents are always open beside the page, and fold above it. */
  const settle = () => {
    contents.open = !narrow.matches;
    contents.querySelector("summary").tabIndex = narrow.matches ? 0 : -1;
  };
  narrow.addEventListener("change", settle);
  settle();
  contents.addEventListener("click", event => { if (event.target.closest("a")) fold(); });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && narrow.matches && contents.open) {
      fold();
      contents.querySelector("summary").focus();
    }
  });

  /* The contents follow the reader: the last listed heading above a line near the top is the current one. */
  const links = new Map();
  for (const link of contents.querySelectorAll("nav a")) links.set(decodeURIComponent(link.hash.slice(1)), link);
  const headings = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
  let current = null;
  const follow = () => {
    const line = innerHeight * 0.25;
    let last = null;
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top > line) break;
      last = links.get(heading.id);
    }
    if (last === current) return;
    if (current) current.removeAttribute("aria-current");
    current = last;
    if (!current) return;
    current.setAttribute("aria-current", "true");
    const box = contents.getBoundingClientRect(), place = current.getBoundingClientRect();
    if (!narrow.matches && (place.top < box.top + 60 || place.bottom > box.bottom - 60)) {
      contents.scrollTop += place.top - box.top - box.height / 2;
    }
  };
  const watcher = new IntersectionObserver(follow, { rootMargin: "0px 0px -75% 0px", threshold: [0, 1] });
  headings.forEach(heading => watcher.observe(heading));
  addEventListener("scrollend", follow);  // a jump passes headings that the watcher never sees
  follow();

  /* Find, with or without Vietnamese marks. */
  const bare = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  const field = document.getElementById("page-find"), said = document.getElementById("page-found");
  const hits = document.getElementById("page-hits"), tree = contents.querySelector("nav");
  const searched = "h2, h3, h4, h5, h6, .prose p, .prose > li, .callout p, tbody tr, caption, figcaption, .note";
  const most = 40;
  let texts = null;
  const read = () => {
    let under = "";
    const found = [];
    for (const element of page.querySelectorAll(searched)) {
      if (element.closest("figure details, #page-contents") || element.closest(".folded caption")) continue;
      const parts = element.cells ? [...element.cells].map(bareText).join(" · ") : bareText(element);
      const text = parts.replace(/\s+/g, " ").trim();
      if (/^H\d$/.test(element.tagName)) under = text;
      found.push({ element, text, under, bare: bare(text) });
    }
    return found;
  };
  const lead = (hit, wanted) => {
    const item = document.createElement("li"), link = document.createElement("a"), mark = document.createElement("mark");
    const at = Math.max(0, hit.bare.length === hit.text.length ? hit.bare.indexOf(wanted) : 0);
    const from = at > 50 ? hit.text.indexOf(" ", at - 40) + 1 : 0;
    if (hit.bare.length === hit.text.length) {
      mark.textContent = hit.text.slice(at, at + wanted.length);
      link.append((from ? "… " : "") + hit.text.slice(from, at), mark, hit.text.slice(at + wanted.length, from + 140));
    } else link.append(hit.text.slice(0, 140));
    if (!hit.element.id) hit.element.id = "page-hit-" + texts.indexOf(hit);
    link.href = "#" + hit.element.id;
    if (hit.under !== hit.text) {
      const where = document.createElement("small");
      where.textContent = hit.under;
      link.append(where);
    }
    item.append(link);
    return item;
  };
  let waiting = 0;
  const look = () => {
    const wanted = bare(field.value.replace(/\s+/g, " ").trim());
    texts = texts || read();
    const found = wanted.length < 2 ? [] : texts.filter(each => each.bare.includes(wanted));
    hits.replaceChildren(...found.slice(0, most).map(hit => lead(hit, wanted)));
    hits.hidden = !found.length;
    tree.hidden = wanted.length >= 2;
    said.textContent = wanted.length < 2 ? "" : found.length ? said.dataset.some + " " + found.length + (found.length > most ? said.dataset.first.replace("{}", most) : "") : said.dataset.none;
  };
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 120); });
  contents.querySelector(".find").hidden = false;
})();

/* Tables that sort by a column and, the long ones, show only rows with some words. Groups stay together, and what
   belongs to a row moves with it: its parts, and what is told of it. */
(() => {
  const main = document.querySelector("main"), isVietnamese = document.documentElement.lang === "vi";
  const bare = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const long = 12, least = 3;
  const number = text => {
    const found = /[-−]?\d[\d.,]*/.exec(text);
    if (!found) return null;
    const plain = isVietnamese ? found[0].replace(/\./g, "").replace(",", ".") : found[0].replace(/,/g, "");
    return parseFloat(plain.replace("−", "-"));
  };
  const units = body => {
    const found = [];
    for (const row of body.rows) {
      const above = found[found.length - 1];
      if (above && !above[0].matches(".group") && row.matches(".detail, :has(> th[class*=depth-])")) above.push(row);
      else found.push([row]);
    }
    return found;
  };
  const sort = (table, title, at) => {
    const down = title.getAttribute("aria-sort") === "ascending", sign = down ? -1 : 1;
    const isNumber = title.matches(".num");
    const key = unit => {
      const cell = unit[0].cells[at];
      if (!cell || cell.querySelector(".missing")) return null;
      return isNumber ? number(bareText(cell)) : bareText(cell).trim();
    };
    for (const body of table.tBodies) {
      const all = units(body), fixed = all.filter(unit => unit[0].matches(".group"));
      const keyed = all.filter(unit => !unit[0].matches(".group")).map(unit => ({ unit, key: key(unit) }));
      keyed.sort((one, two) => {
        if (one.key === null || two.key === null) return (one.key === null) - (two.key === null);
        return sign * (isNumber ? one.key - two.key : order.compare(one.key, two.key));
      });
      body.append(...fixed.flat(), ...keyed.flatMap(each => each.unit));
    }
    table.tHead.querySelectorAll("[aria-sort]").forEach(each => each.removeAttribute("aria-sort"));
    title.setAttribute("aria-sort", down ? "descending" : "ascending");
  };
  const filter = (table, words) => {
    const wanted = bare(words.trim());
    for (const body of table.tBodies) {
      let any = false, group = null;
      for (const unit of units(body)) {
        if (unit[0].matches(".group")) { group = unit[0]; continue; }
        const isShown = !wanted || bare(unit.map(bareText).join(" ")).includes(wanted);
        unit.forEach(row => { row.hidden = !isShown; });
        any = any || isShown;
      }
      if (group) group.hidden = !any;
    }
  };
  const fields = new Map();
  let count = 0;
  for (const table of main.querySelectorAll("table")) {
    const rows = [...table.tBodies].flatMap(units).filter(unit => !unit[0].matches(".group"));
    if (rows.length < least) continue;
    [...table.tHead.rows[0].cells].forEach((title, at) => {
      if (title.tagName !== "TH") return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...title.childNodes);
      button.addEventListener("click", () => sort(table, title, at));
      title.append(button);
    });
    if (rows.length <= long) continue;
    const label = document.createElement("label"), field = document.createElement("input");
    field.type = "search";
    field.id = "page-filter-" + ++count;
    label.htmlFor = field.id;
    label.className = "filter";
    label.append(main.dataset.filter, field);
    field.addEventListener("input", () => filter(table, field.value));
    fields.set(table, field);
    const box = table.closest(".scroll");
    box.before(label);
  }

  /* A column that the edge of the page cuts is not shown in part: what is left of a number would read as one. Words
     that stay where they are when the table is scrolled are shown whole: the caption above it, and what goes over all
     columns beside it. */
  const fit = box => {
    const table = box.querySelector("table"), edge = box.getBoundingClientRect().left + box.clientWidth;
    box.style.clipPath = "";
    box.style.removeProperty("--seen");
    if (!table || !table.tHead || table.offsetWidth <= box.clientWidth + 1) return;
    const cut = [...table.tHead.rows[0].cells].find(cell => {
      const { left, right } = cell.getBoundingClientRect();
      return cell.matches(".num") && left < edge - 1 && right > edge + 1;
    });
    const hidden = cut ? edge - cut.getBoundingClientRect().left : 0;
    if (!hidden || hidden >= box.clientWidth / 2) return;
    box.style.setProperty("--seen", box.clientWidth - hidden - 8 + "px");
    const all = "calc(100% + 6px)", kept = "calc(100% - " + hidden + "px)";
    const head = table.tHead.getBoundingClientRect().top - box.getBoundingClientRect().top + "px";
    const corners = ["-6px -6px", all + " -6px", all + " " + head, kept + " " + head, kept + " " + all, "-6px " + all];
    box.style.clipPath = "polygon(" + corners + ")";
  };
  const boxes = [...main.querySelectorAll(".scroll")];
  boxes.forEach(box => box.addEventListener("scrollend", () => fit(box)));
  main.addEventListener("toggle", event => event.target.querySelectorAll(".scroll").forEach(fit), true);
  new ResizeObserver(() => boxes.forEach(fit)).observe(main);

  /* A link to a row of a folded table unfolds it; one to a row that a filter hides shows the table whole again. */
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details.folded:not([open])");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
    if (!target || !target.closest("tr[hidden]")) return;
    const table = target.closest("table");
    fields.get(table).value = "";
    filter(table, "");
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", event => { if (event.target.closest("a[href^='#']")) setTimeout(reveal); });
  addEventListener("beforeprint", () => main.querySelectorAll("tr[hidden]").forEach(row => { row.hidden = false; }));
})();
