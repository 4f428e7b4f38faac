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
