'use strict';
// Breakpoints: conditions whose steps the export has found, of which the reader sets some. A tick
// stands on the slider at each step, and one goes from one to the next.
const breakpoints_of = (app) => {
  const { page, words, last, at } = app;
  const box = $('breakpoints'), choice = box.querySelector('select'), list = box.querySelector('ul');
  const offers = page.stops.offers;  // [group, condition, [i, ...], source, line]
  const chosen = new Set(page.stops.set);
  let all = [];  // the steps at which one stops, ascending
  const one_of = { on_change: () => {} };

  const number_of = (text) => { const k = offers.findIndex((offer) => offer[1] === text); return k < 0 ? undefined : k; };
  const at_line = (source, line) => {
    const k = offers.findIndex((offer) => offer[3] === source && offer[4] === line);
    return k < 0 ? undefined : k;
  };
  const is_as_made = () => chosen.size === page.stops.set.length && page.stops.set.every((k) => chosen.has(k));

  // Where one is among them.
  const count = () => {
    const k = all.indexOf(at.i);
    const places = { number: k + 1, count: all.length };
    box.querySelector('output').textContent = !chosen.size ? '' : say(k < 0 ? words.stops_count : words.stops_at, places);
  };
  const draw_ticks = () => {
    const path = all.map((i) => 'M' + (last ? (1000 * i) / last : 0) + ' 0v10').join('');
    $('stops').querySelector('path').setAttribute('d', path);
    $('stops').setAttribute('aria-label', say(words.stops_count, { count: all.length }));
    $('stops').toggleAttribute('hidden', !all.length);
  };
  const changed = () => {
    all = [...new Set([...chosen].flatMap((k) => offers[k][2]))].sort((a, b) => a - b);
    refill(list, () => {
      list.textContent = '';
      for (const k of chosen) {
        const item = element('li'), away = button('', '×', say(words.remove, { condition: offers[k][1] }));
        away.dataset.key = offers[k][1];
        away.onclick = () => { toggle(k); choice.focus({ preventScroll: true }); };
        item.append(element('code', '', offers[k][1]), element('small', '', offers[k][2].length), away);
        list.append(item);
      }
    });
    $('breaks').classList.toggle('none', !chosen.size);
    $('add_stop').disabled = choice.value === '' || chosen.has(+choice.value);
    box.querySelector('.none').hidden = chosen.size > 0;
    draw_ticks();
    count();
    one_of.on_change();
  };
  const toggle = (k) => {
    if (!chosen.delete(k)) chosen.add(k);
    changed();
    app.said_anew();
  };
  // To the next one, or back to the one before. Without any there is the list of what can be set.
  const go = (forwards) => {
    if (!chosen.size) return app.opens('breakpoints');
    const found = forwards ? all.find((i) => i > at.i) : all.findLast((i) => i < at.i);
    if (found !== undefined) return app.show(found);
    app.opens('breakpoints');
    box.querySelector('output').textContent = forwards ? words.none_later : words.none_earlier;
  };

  // --- what can be set

  const label_of = ([, text, steps, source, line]) => {
    const code = source !== undefined && page.sources[source] ? (page.sources[source][1].split('\n')[line - 1] || '').trim() : '';
    return [text, code.length > 44 ? code.slice(0, 43) + '…' : code, '(' + steps.length + ')'].filter(Boolean).join('\u2003');
  };
  choice.append(new Option(words.choose, ''));
  let group;
  offers.forEach((offer, k) => {
    if (!group || group.label !== words.groups[offer[0]]) {
      group = element('optgroup');
      group.label = words.groups[offer[0]];
      choice.append(group);
    }
    group.append(new Option(label_of(offer), k));
  });
  choice.onchange = () => { $('add_stop').disabled = choice.value === '' || chosen.has(+choice.value); };
  $('add_stop').onclick = () => { if (choice.value !== '' && !chosen.has(+choice.value)) toggle(+choice.value); };
  box.querySelector('.left_out').hidden = !page.stops.left_out;
  box.querySelector('.left_out').textContent = say(words.left_out, { count: page.stops.left_out });

  return Object.assign(one_of, {
    at_line,
    is_set: (k) => chosen.has(k),
    toggle,
    go,
    draw: count,
    // In the address, where it is not what the page came with; an empty one: none.
    said: () => (is_as_made() ? [] : chosen.size ? [...chosen].map((k) => offers[k][1]) : ['']),
    read: (texts) => {
      chosen.clear();
      const numbers = texts === undefined ? page.stops.set : texts.map(number_of);
      for (const k of numbers) if (k !== undefined) chosen.add(k);
      changed();
    },
  });
};
