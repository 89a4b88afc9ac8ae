'use strict';
// A finger that goes across a picture steps: to the left forwards, as one turns a page. Up and down it
// scrolls and two fingers zoom, as everywhere; where the page is zoomed it goes to its other parts.
const steps_by_swipe = (boxes, step) => {
  const far = 40;  // pixels: less is a tap that was not held still
  let from = null;
  const view = window.visualViewport;
  const zoomed = () => view && view.scale > 1.01;
  const allow = () => document.documentElement.classList.toggle('zoomed', zoomed());
  if (view) view.addEventListener('resize', allow);
  for (const box of boxes) {
    box.addEventListener('pointerdown', (event) => {
      const one = event.pointerType === 'touch' && event.isPrimary && !zoomed();
      from = one ? { x: event.clientX, y: event.clientY } : null;
    });
    box.addEventListener('pointercancel', () => { from = null; });
    box.addEventListener('pointerup', (event) => {
      if (!from) return;
      const right = event.clientX - from.x, down = event.clientY - from.y;
      from = null;
      if (Math.abs(right) >= far && Math.abs(right) > 2 * Math.abs(down)) step(right < 0);
    });
  }
};
