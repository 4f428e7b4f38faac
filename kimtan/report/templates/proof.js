"use strict";
/* What a number was read as, and what it was confronted with: a panel beside it, by a click or by Enter; Escape closes
   it and leads back. Nothing from the document becomes markup: every text is set as text. */
(() => {
  const { numbers, confrontations } = JSON.parse(document.getElementById("proof-data").textContent);
  const card = document.getElementById("proof-card");
  let from = null;
  const make = (name, text, ...more) => {
    const element = document.createElement(name);
    element.append(text, ...more);
    return element;
  };
  const hide = isBack => {
    if (!from) return;
    const back = from;
    back.classList.remove("asked");
    back.setAttribute("aria-expanded", "false");
    from = null;
    card.hidden = true;
    if (isBack) back.focus({ preventScroll: true });
  };
  const link = (n, text) => {
    const element = make("a", text);
    element.href = "#n" + n;
    element.dataset.n = n;
    return element;
  };
  const confrontation = (finding, n) => {
    const parts = [make("h3", finding.title), make("p", finding.text)];
    const others = finding.figures.filter(other => other !== n);
    if (others.length) {
      const list = make("p", "Số cùng đối chiếu: ");
      others.forEach((other, at) => list.append(at ? "; " : "", link(other, `${numbers[other].title} (${numbers[other].place})`)));
      parts.push(list);
    }
    return parts;
  };
  const tell = n => {
    const detail = numbers[n];
    const title = make("h2", "Số " + detail.title), list = make("dl", "");
    title.id = "proof-card-title";
    for (const [term, text] of detail.terms) list.append(make("dt", term), make("dd", text));
    const parts = [title, list];
    if (detail.confronted) {
      const count = detail.confronted.length;
      parts.push(make("p", count ? `Đã đối chiếu trong ${count} quan hệ:` : "Chương trình không có số nào để đối chiếu với số này."));
      for (const at of detail.confronted) parts.push(...confrontation(confrontations[at], n));
    }
    const close = make("button", "Đóng");
    close.type = "button";
    close.className = "close";
    close.addEventListener("click", () => hide(true));
    return [...parts, close];
  };
  const place = () => {
    const at = from.getBoundingClientRect(), box = card.offsetParent ? card.offsetParent.getBoundingClientRect() : { left: 0, top: 0 };
    if (getComputedStyle(card).position === "fixed") {
      scrollBy(0, Math.max(0, at.bottom + 8 - card.getBoundingClientRect().top));
      return;
    }
    const isBelow = card.offsetHeight < innerHeight - at.bottom - 12 || at.top < innerHeight - at.bottom;
    const isBody = !card.offsetParent || card.offsetParent === document.body;
    const left = isBody ? -scrollX : box.left, top = isBody ? -scrollY : box.top;
    card.style.left = Math.max(16, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16)) - left + "px";
    card.style.top = (isBelow ? at.bottom + 6 : at.top - card.offsetHeight - 6) - top + "px";
  };
  const show = button => {
    if (!numbers[button.dataset.n]) return;
    hide(false);
    from = button;
    from.classList.add("asked");
    from.setAttribute("aria-expanded", "true");
    card.replaceChildren(...tell(button.dataset.n));
    card.hidden = false;
    card.scrollTop = 0;
    place();
    card.focus({ preventScroll: true });
  };
  for (const button of document.querySelectorAll("button.f")) {
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-expanded", "false");
  }
  document.addEventListener("click", event => {
    const asked = event.target.closest("button.f"), led = event.target.closest("a[data-n]");
    if (asked) {
      if (asked === from) hide(true); else show(asked);
    } else if (led) {
      const target = document.getElementById("n" + led.dataset.n);
      if (!target) return;
      event.preventDefault();
      target.scrollIntoView({ block: "center" });
      history.replaceState(null, "", led.hash);
      show(target);
    } else if (!card.contains(event.target)) hide(false);
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(true); });
  card.addEventListener("keydown", event => {  // beyond either end is what stands around the number
    if (event.key !== "Tab") return;
    const stops = [...card.querySelectorAll("a, button")], at = document.activeElement;
    if (event.shiftKey ? at === card || at === stops[0] : at === stops[stops.length - 1]) hide(true);
  });
  addEventListener("resize", () => { if (from) place(); });
})();
