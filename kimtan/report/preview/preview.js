// Hears of changes, loads the page again at the place where its reader is, and shows what is wrong with the files.
(() => {
  const kept = "kimtan-preview-place";
  const panel = document.createElement("div");
  panel.id = "preview-problems";
  panel.setAttribute("role", "alert");
  panel.hidden = true;
  document.body.append(panel);

  // The first thing with a name that reaches into the window, and how far above its top it begins.
  const place = () => {
    for (const element of document.querySelectorAll("[id]")) {
      const box = element.getBoundingClientRect();
      if (element !== panel && box.height > 0 && box.height < 2 * innerHeight && box.bottom > 0 && box.top < innerHeight
        && getComputedStyle(element).position !== "fixed" && !element.closest(".sidebar"))
        return { id: element.id, top: box.top };
    }
    return { id: "", top: 0 };
  };

  const keep = () => {
    const folds = [...document.querySelectorAll("details[id]")].map((one) => [one.id, one.open]);
    const focus = document.activeElement && document.activeElement.id;
    sessionStorage.setItem(kept, JSON.stringify({ ...place(), y: scrollY, folds, focus }));
  };

  const restore = () => {
    const text = sessionStorage.getItem(kept);
    if (!text) return;
    sessionStorage.removeItem(kept);
    const was = JSON.parse(text);
    for (const [id, open] of was.folds) {
      const fold = document.getElementById(id);
      if (fold) fold.open = open;
    }
    const focused = was.focus && document.getElementById(was.focus);
    if (focused) focused.focus({ preventScroll: true });
    const found = was.id && document.getElementById(was.id);
    const y = found ? scrollY + found.getBoundingClientRect().top - was.top : was.y;
    scrollTo({ top: y, behavior: "instant" });
  };

  const line = (tag, text, name) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };

  const tell = (problems) => {
    panel.hidden = problems.length === 0;
    const list = document.createElement("ul");
    for (const { place: where, seen, remedy } of problems) {
      const item = document.createElement("li");
      item.append(line("span", where, "place"), `: ${seen} `, line("span", remedy, "remedy"));
      list.append(item);
    }
    panel.replaceChildren(...(problems.length ? [line("p", "The page is the last good one."), list] : []));
  };

  history.scrollRestoration = "manual";
  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);
  const events = new EventSource("events");
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.page !== preview.page) {
      events.close();
      keep();
      location.reload();
    } else tell(now.problems);
  };
})();
