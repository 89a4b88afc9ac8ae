'use strict';
// What the switches have cost up to the step that is shown, and what was measured: words that are
// looked up, at the step and at the slider.
const strategies_of = ({ page, at }) => {
  const box = $('strategies'), data = page.strategies;
  const fill = (table, texts) => box.querySelectorAll(table + ' td').forEach((cell, k) => { cell.textContent = texts[k]; });
  const draw = () => {
    const costs = data.tables[data.at[at.i]];
    fill('.costs', costs.cells);
    box.querySelector('.said').textContent = costs.said;
    box.querySelector('.assumed').textContent = costs.assumed;
  };
  const groups = data.measured || [];
  if (groups.length) {
    const select = box.querySelector('select'), slider = box.querySelector('input');
    for (const group of groups) select.append(element('option', '', group.of));
    const look = () => {
      const point = groups[select.selectedIndex].points[+slider.value];
      box.querySelector('output').textContent = point.at;
      box.querySelector('.crossing').textContent = point.said;
      slider.setAttribute('aria-valuetext', point.at);
      fill('.timed', point.cells);
    };
    const choose = () => {
      slider.max = groups[select.selectedIndex].points.length - 1;
      look();
    };
    select.selectedIndex = Math.max(0, groups.findIndex((group) => group.usual));
    slider.max = groups[select.selectedIndex].points.length - 1;
    slider.value = groups[select.selectedIndex].usual_point;
    select.onchange = choose;
    slider.oninput = look;
    // Its arrows are its own, and letters are the list's.
    for (const one of [select, slider]) one.addEventListener('keydown', (event) => event.stopPropagation());
    look();
  }
  return { draw };
};
