'use strict';
// The switch's instructions beside what they were made from, and the machine in the middle of it.
const code_of = ({ page, words, steps, at, paint }, asks) => {
  const draw_code = () => {
    $('code').hidden = !page.code.length;
    for (const [offset, bytes, text, mark, line, source, uses] of page.code) {
      const row = element('tr');
      row.uses = uses || [[], []];
      row.dataset.offset = offset;
      if (line) row.dataset.line = source + ':' + line;
      for (const part of ['+' + offset, bytes, text, line ? ':' + line : '', mark]) row.append(element('td', '', part));
      document.querySelector('#code table').append(row);
    }
    const box = $('made_from');
    box.hidden = !page.code_sources.length;
    for (const [source, file, text] of page.code_sources) {
      box.append(element('b', '', file));
      text.replace(/\n$/, '').split('\n').forEach((line, k) => {
        const row = element('div'), key = source + ':' + (k + 1);
        if (made_from(key).length) row.dataset.line = key;
        row.append(element('span', 'number', k + 1), line);
        box.append(row);
      });
    }
  };
  // Instructions that were made from a line; what is pointed at on either side is marked on both, and a click makes it stay.
  const made_from = (key) => document.querySelectorAll('#code tr[data-line="' + key + '"]');
  let stays;
  const light = (key) => {
    for (const lit of document.querySelectorAll('#code .lit')) lit.classList.remove('lit');
    if (key) for (const one of document.querySelectorAll('#code [data-line="' + key + '"]')) one.classList.add('lit');
  };
  const line_under = (event) => { const one = event.target.closest('[data-line]'); return one && one.dataset.line; };
  const show_line = (key) => {
    const box = $('made_from'), row = key && box.querySelector('[data-line="' + key + '"]');
    if (row) box.scrollTop = Math.max(0, row.offsetTop - box.offsetTop - box.clientHeight / 2);
  };
  // What each instruction does with a register stands where its offset did; null: with none.
  const light_register = (name) => {
    for (const row of document.querySelectorAll('#code tr[data-offset]')) {
      const [reads, writes] = row.uses.map((used) => used.includes(name));
      const use = reads && writes ? words.both : reads ? words.reads : writes ? words.writes : '';
      row.classList.toggle('lit', use !== '');
      row.firstChild.textContent = use || '+' + row.dataset.offset;
    }
  };
  const link_code = () => {
    const of_register = (event) => { const row = event.target.closest('tr'); return row && row.dataset.register; };
    $('registers').addEventListener('mouseover', (event) => {
      event.stopPropagation();  // the code around it would light what is under the mouse
      light_register(of_register(event));
    });
    $('registers').addEventListener('mouseleave', () => { light_register(); light(stays); });
    const box = $('code');
    box.addEventListener('mouseover', (event) => light(line_under(event) || stays));
    box.addEventListener('mouseleave', () => light(stays));
    box.addEventListener('click', (event) => {
      const key = line_under(event);
      if (!key) return;
      stays = stays === key ? undefined : key;
      light(stays);
      if (!event.target.closest('#made_from')) show_line(stays);
    });
  };
  // The call that returns in this switch, and its returns.
  const draw_call = ([headline, rows, why]) => {
    const box = $('call'), table = element('table');
    box.replaceChildren();
    if (!rows) return;
    for (const [what, who, greenlet, when, last, now] of rows) {
      const row = element('tr', now ? 'now' : ''), owner = element('td', 'whose', who);
      if (greenlet) paint(owner, greenlet);
      row.append(element('td', '', what), owner, element('td', '', when), element('td', '', last));
      table.append(row);
    }
    box.append(element('b', '', headline), table, element('p', '', why));
  };
  const row_of_register = ([name, value, whose, greenlet, written, before]) => {
    const row = element('tr', written ? 'changed' : ''), cell = element('td');
    row.dataset.register = name;
    cell.append(asks.register_button(name, before ? before + ' → ' + value : value));
    const owner = element('td', greenlet ? 'whose' : '', whose);
    if (greenlet) paint(owner, greenlet);
    row.append(element('td', '', name), cell, owner);
    return row;
  };
  // Where the machine is in the switch, and what it holds.
  const draw_machine = () => {
    const machine = steps[at.i].m;
    for (const row of document.querySelectorAll('#code .now, #code .next')) row.classList.remove('now', 'next', 'lit');
    const table = $('registers');
    table.hidden = !machine;
    $('call').hidden = !machine || !machine[3].length;
    if (!machine) return table.replaceChildren();
    const [now, next, registers, call] = machine;
    draw_call(call);
    for (const row of document.querySelectorAll('#code tr[data-offset]')) {
      if (+row.dataset.offset === next) row.className = 'next';
      if (+row.dataset.offset !== now) continue;
      row.className = 'now';
      const line = row.dataset.line && $('made_from').querySelector('[data-line="' + row.dataset.line + '"]');
      if (line) line.classList.add('now');
      show_line(row.dataset.line);
    }
    light(stays);
    refill(table, () => table.replaceChildren(...registers.map(row_of_register)));
  };
  draw_code();
  link_code();
  return { draw: draw_machine };
};
