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
