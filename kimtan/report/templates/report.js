"use strict";
/* Comfort only: the report reads, folds and links without any script. */

/* The words of an element without the marks of its numbers. */
const bareText = element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".mark").forEach(mark => mark.remove());
  return copy.textContent;
};
