'use strict';
// What a word or a shape means, in a card beside it.

// Where a card of this size stands that is about `box`, seen from the point (x, y): on the side of
// the box that has room and is nearest, so that it covers nothing of it; where no side has room,
// beside the point. All in pixels of the window, of which `room` is what can be seen.
const beside = (box, x, y, width, height, room) => {
  const gap = 8;
  const within = (at, size, low, high) => Math.max(low + gap, Math.min(at, high - size - gap));
  const left = within(x - 24, width, room.left, room.right), top = within(y - height / 2, height, room.top, room.bottom);
  const fits = ([at_x, at_y]) => at_x >= room.left + gap && at_x + width <= room.right - gap && at_y >= room.top + gap && at_y + height <= room.bottom - gap;
  const far = ([at_x, at_y]) =>
    Math.hypot(Math.max(at_x - x, x - at_x - width, 0), Math.max(at_y - y, y - at_y - height, 0));
  const sides = [
    [left, box.bottom + gap], [left, box.top - height - gap],
    [box.right + gap, top], [box.left - width - gap, top]].filter(fits);
  sides.sort((a, b) => far(a) - far(b));
  if (sides.length) return sides[0];
  const below = y + 3 * gap;
  return [left, below + height + gap <= room.bottom ? below : Math.max(room.top + gap, y - 3 * gap - height)];
};

// Shows in `card` what says(node) says of what the mouse, the keyboard or a finger is on.
const explainer = (card, says) => {
  const kinds = '.term, [data-says], svg g[aria-label]';
  let about = null, view = '', x = 0, y = 0;
  const hide = () => { about = null; card.hidden = true; };
  const show = (node, point) => {
    if (!node) return hide();
    about = node;
    view = (node.closest('.picture, #legend') || { id: '' }).id;
    const box = node.getBoundingClientRect();
    // A word has its card below its beginning.
    const of_shape = node.closest('svg') !== null;
    x = !of_shape ? box.left + 24 : point ? point.clientX : (box.left + box.right) / 2;
    y = !of_shape ? box.bottom : point ? point.clientY : (box.top + box.bottom) / 2;
    card.textContent = says(node);
    card.hidden = false;
    const root = document.documentElement, foot = document.querySelector('footer').getBoundingClientRect();
    const room = { left: 0, top: 0, right: root.clientWidth, bottom: y < foot.top ? foot.top : innerHeight };
    const [left, top] = beside(box, x, y, card.offsetWidth, card.offsetHeight, room);
    card.style.left = left + scrollX + 'px';
    card.style.top = top + scrollY + 'px';
  };
  // Words and lines lie upon what they are about: the uppermost that says something.
  const under = (event) => {
    const on = event.target;
    if (!on || !on.closest) return null;
    const found = on.closest(kinds), svg = on.closest('svg');
    if (found || !svg) return found;
    const all = document.elementsFromPoint(event.clientX, event.clientY).filter((one) => svg.contains(one));
    return all.map((one) => one.closest(kinds)).find(Boolean) || null;
  };
  const focused = () => {
    const held = document.activeElement;
    return held && held.closest ? held.closest(kinds) : null;
  };
  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const node = under(event);
    // What has the keyboard stays explained while the mouse only passes by.
    if (node) show(node, event); else show(focused());
  });
  document.documentElement.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') show(focused());
  });
  // What a finger is on is explained when it is clicked.
  let touched = false;
  document.addEventListener('pointerdown', (event) => { touched = event.pointerType === 'touch'; }, true);
  document.addEventListener('keydown', () => { touched = false; }, true);
  document.addEventListener('focusin', () => { if (!touched && focused()) show(focused()); });
  document.addEventListener('focusout', hide);
  return {
    under,
    hide,
    is_shown: () => about !== null,
    // After a click has done what it does: a finger that comes to the same once more sends it away.
    clicked: (event, node) => {
      if (touched && event.detail > 0) show(node === about ? null : node, event);
    },
    // After the pictures were drawn anew: the same in the new one.
    again: () => {
      if (!about || about.isConnected) return;
      const box = view && document.getElementById(view);
      const same = box && about.id && box.querySelector('g[id="' + CSS.escape(about.id) + '"][aria-label]');
      if (same) show(same, { clientX: x, clientY: y }); else hide();
    },
  };
};
