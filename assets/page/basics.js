'use strict';
// What every part of the page uses.

const $ = (id) => document.getElementById(id);
const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};
const button = (className, text, label) => {
  const made = element('button', className, text);
  made.type = 'button';
  if (label) made.setAttribute('aria-label', label);
  return made;
};
// A sentence with what stands for {names} in it.
const say = (text, places) =>
  text.replace(/\{(\w+)\}/g, (_, name) => (name in places ? places[name] : '{' + name + '}'));
// Fills a box anew. What had the keyboard in it before has it again, by its data-key.
const refill = (box, fill) => {
  const held = box.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  fill();
  if (held === undefined) return;
  const same = box.querySelector('[data-key="' + CSS.escape(held) + '"]');
  if (same) same.focus({ preventScroll: true });
};
