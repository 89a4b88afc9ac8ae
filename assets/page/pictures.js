'use strict';
// The pictures of a step, as the export has drawn them.
const pictures_of = ({ page, at }) => {
  const runs = (list, pool) => {
    const parts = [];
    for (let k = 0; k < list.length; k += 2) {
      for (let j = 0; j < list[k + 1]; ++j) parts.push(pool[list[k] + j]);
    }
    return parts.join('');
  };
  let shown = {}, on_paper = false;
  // Letters of a timeline that is as wide as a window would be too small on paper.
  const room_of = (box) => (at.layout === 'classroom' || box.clientWidth < 480 || on_paper && box.id === 'timeline' ? 'narrow' : 'wide');
  const draw = (view, box, still) => {
    const room = view === 'legend' ? 'wide' : room_of(box);
    const told = view === 'stack' && at.level === 'story' ? 'stack_of_story' : view;
    const pictures = page.views[told][room], [width, height, described, list] = pictures.steps[at.i];
    const key = told + room + at.i;
    if (shown[view] === key) return;
    shown[view] = key;
    const before = still ? null : places(box);
    const [title, text] = pictures.pool[described].split('\n');
    const held = box.contains(document.activeElement) ? document.activeElement : null;
    box.innerHTML = '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ' + width + ' ' +
      height + '">' + runs(list, pictures.pool) + '</svg>';
    const svg = box.firstChild;
    svg.setAttribute('aria-label', title + '. ' + (text || ''));
    svg.setAttribute('tabindex', 0);
    if (held) hold(svg, held);
    if (before) move_from(box, before);
  };
  // A picture is one stop of Tab. Enter goes to its parts, which are stops then, and Escape leaves them.
  const parts_of = (svg) => svg.querySelectorAll('g[aria-label]');
  const enter = (svg, first) => {
    if (!first) return;
    svg.setAttribute('role', 'group');
    for (const part of parts_of(svg)) part.setAttribute('tabindex', 0);
    first.focus({ preventScroll: true });
  };
  const leave = (svg) => {
    svg.setAttribute('role', 'img');
    for (const part of parts_of(svg)) part.removeAttribute('tabindex');
  };
  // What had the keyboard before the picture was drawn anew has it again.
  const hold = (svg, held) => {
    const same = held.id && svg.querySelector('g[id="' + CSS.escape(held.id) + '"][aria-label]');
    if (same) enter(svg, same); else svg.focus({ preventScroll: true });
  };
  // What has another place than before is seen to go there.
  const places = (box) => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return null;
    const found = new Map();
    for (const g of box.querySelectorAll('g[id]')) {
      const rect = g.querySelector(':scope > rect');
      if (rect) found.set(g.id, ['x', 'y', 'width', 'height'].map((a) => +rect.getAttribute(a)));
    }
    return found;
  };
  const move_from = (box, before) => {
    for (const g of box.querySelectorAll('g[id]')) {
      const rect = g.querySelector(':scope > rect'), old = before.get(g.id);
      if (!rect || !old || !rect.animate) continue;
      const now = ['x', 'y', 'width', 'height'].map((a) => +rect.getAttribute(a));
      if (old.every((v, k) => v === now[k])) continue;
      const sx = now[2] ? old[2] / now[2] : 1, sy = now[3] ? old[3] / now[3] : 1;
      rect.animate([
        { transform: 'translate(' + (old[0] - now[0] * sx) + 'px,' + (old[1] - now[1] * sy) + 'px) scale(' + sx + ',' + sy + ')' },
        { transform: 'none' }], { duration: 260, easing: 'ease-in-out' });
    }
  };
  return {
    draw,
    parts_of,
    enter,
    leave,
    // What is drawn next is drawn anew.
    forget: () => { shown = {}; },
    set_on_paper: (is) => { on_paper = is; },
  };
};
