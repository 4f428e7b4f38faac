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
