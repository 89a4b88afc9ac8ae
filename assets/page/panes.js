'use strict';
// What is said of a step beside its pictures: sentence, source, output, notes, fields and frames.
// `asks` are the questions to the past, `stops` the breakpoints.
const panes_of = ({ page, words, steps, last, at, name_of, paint, show }, asks, stops) => {
  const put_pieces = (box, pieces) => {
    box.textContent = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') { box.append(piece); continue; }
      const term = element('span', 'term', piece[0]);
      term.tabIndex = 0;
      term.dataset.term = piece[1];
      box.append(term);
    }
  };

  // Headline, reason and fields at the level that is chosen.
  const without_addresses = (step, given) => step.f.map((one) => given.find((its) => its[0] === one[0]) ||
    [one[0], one[1], one[2].filter((row) => !page.no_story.includes(row[0]))]);
  const told_of = (step) => {
    const own = (step.l || {})[at.level] || [];
    const fields = at.level === 'story' ? without_addresses(step, own[2] || []) : step.f;
    return [own[0] || step.h, own[1] || step.d, fields];
  };
  // The list of all steps, at another level than it was written at.
  const plain = (pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece[0])).join('');
  const tell_list = () => {
    document.querySelectorAll('#steps li').forEach((item, i) => {
      const [headline, reason] = told_of(steps[i]), next = item.firstChild.nextSibling;
      item.firstChild.textContent = plain(headline);
      if (next && next.nodeType === Node.TEXT_NODE) next.remove();
      if (reason.length) item.firstChild.after(' ' + plain(reason));
    });
  };
  const draw_sentence = () => {
    const step = steps[at.i], box = $('sentence');
    const [headline, reason] = told_of(step);
    put_pieces(box.querySelector('h2'), headline);
    put_pieces(box.querySelector('p'), reason);
    for (const doubt of step.w || []) box.querySelector('p').append(element('strong', 'doubt', ' ' + doubt));
  };

  let source_shown = -1;
  const has_files = page.sources.filter(([, text]) => text).length > 1;
  // Where one can stop, a click sets a breakpoint. With the keyboard there is the list of them all.
  const number_of = (source, line) => {
    const offer = stops.at_line(source, line);
    if (offer === undefined) return element('span', 'number', line);
    const number = button('number', line, say(words.stop_at_line, { line }));
    number.tabIndex = -1;
    number.onclick = () => stops.toggle(offer);
    return number;
  };
  const mark_stops = () => {
    document.querySelectorAll('#source button.number').forEach((number) => {
      const is_set = stops.is_set(stops.at_line(source_shown, +number.textContent));
      number.setAttribute('aria-pressed', String(is_set));
    });
  };
  const draw_source = () => {
    const step = steps[at.i], box = document.querySelector('#source .lines');
    const about = step.at.length ? step.at[step.at.length - 1][2] : source_shown < 0 ? 0 : source_shown;
    const text = page.sources[about] ? page.sources[about][1] : '';
    if (about !== source_shown) {
      source_shown = about;
      if (has_files) document.querySelector('#source .file').textContent = page.sources[about][0];
      box.textContent = '';
      text.replace(/\n$/, '').split('\n').forEach((line, k) => {
        const row = element('div', 'line');
        row.append(element('span'), number_of(about, k + 1), element('span', 'code', line));
        box.append(row);
      });
      mark_stops();
    }
    for (const row of box.querySelectorAll('.here')) {
      row.className = 'line';
      row.firstChild.replaceWith(element('span'));
    }
    let row;
    for (const [greenlet, line, file] of step.at) {
      row = file === about ? box.children[line - 1] : null;
      if (!row) continue;
      row.className = 'line here' + (greenlet === step.c ? ' now' : '');
      const tag = element('span', 'tag', name_of(greenlet));
      tag.dataset.g = greenlet;
      paint(tag, greenlet);
      row.firstChild.replaceWith(tag);
    }
    if (row) box.scrollTop = Math.max(0, row.offsetTop - box.offsetTop - box.clientHeight / 2);
  };
  const draw_printed = () => {
    const box = document.querySelector('#printed ol'), n = steps[at.i].n;
    box.textContent = '';
    for (const [step, who, line] of page.printed) {
      if (step > n) break;
      const item = element('li', '', line);
      item.style.borderColor = 'var(--f' + page.roles.greenlet + '-' + who + ')';
      item.dataset.n = step;
      box.append(item);
    }
    if (!box.firstChild) box.append(element('li', '', words.nothing_printed));
    box.scrollTop = box.scrollHeight;
  };
  // What somebody wrote here: texts, never markup.
  const draw_notes = () => {
    const notes = steps[at.i].o || [], box = $('notes');
    box.hidden = !notes.length;
    const list = box.querySelector('ol');
    list.textContent = '';
    for (const [number, lines] of notes) {
      const item = element('li');
      item.append(element('b', 'pin', number), element('span', '', lines.join('\n')));
      list.append(item);
    }
  };
  const draw_marks = () => {
    steps.forEach((step, i) => {
      if (!step.o) return;
      const mark = element('button', 'mark');
      mark.type = 'button';
      mark.tabIndex = -1;
      mark.dataset.says = [words.step + ' ' + step.n, ...step.o.map(([, lines]) => lines.join(' '))].join('\n');
      mark.setAttribute('aria-label', mark.dataset.says);
      mark.style.left = (last ? (100 * i) / last : 0) + '%';
      mark.onclick = () => show(i);
      $('marks').append(mark);
    });
  };
  const draw_fields = () => {
    const step = steps[at.i], about = at.select || step.t, box = $('fields');
    const fields = told_of(step)[2], found = fields.find((f) => f[0] === about) || fields[0];
    box.hidden = !found;
    if (!found) return;
    paint(box.querySelector('.swatch'), found[0]);
    box.querySelector('b').textContent = found[1];
    const table = box.querySelector('table');
    // Above the last heading stand lines and variables, which have no history.
    const fields_from = found[2].map((row) => row[3]).lastIndexOf('heading') + 1;
    refill(table, () => {
      table.textContent = '';
      found[2].forEach(([field, value, was = null, look = ''], k) => {
        const row = element('tr', was === null ? look : 'changed ' + look), cell = element('td');
        const text = was === null ? value : was + ' → ' + value, name = '#' + found[0] + '.' + field;
        cell.append(k >= fields_from && asks.has_number(name) ? asks.number_button(name, field, text) : text);
        row.append(element('td', '', field), cell);
        table.append(row);
      });
    });
  };
  // Of whom the fields are, or of who has frames at all.
  const draw_frames = () => {
    const step = steps[at.i], box = document.querySelector('#frames div');
    const about = at.select || step.t;
    // Words and C frames are addresses: a story has the interpreter's calls alone.
    const all = at.level === 'story' ? [] : step.s || [], found = all.find((s) => s[0] === about) || (at.select ? null : all[0]);
    document.querySelector('#frames b').textContent = name_of(found ? found[0] : about);
    refill(box, () => {
      box.textContent = '';
      const calls = (step.i || []).find((i) => i[0] === (found ? found[0] : about));
      if (calls) box.append(calls_of(calls.slice(1)));
      if (!found) return calls || box.append(element('p', '', words.no_frames));
      for (const number of found.slice(1)) box.append(frame_of(found[0], number));
    });
  };
  // An interpreter's frames, the innermost first.
  const calls_of = (numbers) => {
    const table = element('table', 'calls'), title = element('caption', '', words.calls_of);
    table.append(title);
    for (const number of numbers) {
      const [name, place, call, is_library] = page.calls[number], row = element('tr', is_library ? 'library' : '');
      row.append(element('td', '', name), element('td', '', call), element('td', '', place));
      table.append(row);
    }
    return table;
  };
  // A click anywhere on a word asks where it came from.
  const frame_of = (greenlet, number) => {
    const [calls, bytes, from, to, place, list] = page.frames[number];
    const frame = element('details', 'frame'), head = element('summary', '', calls);
    head.dataset.key = calls;
    head.append(element('small', '', say(words.frame_bytes, { bytes, from, to, place })));
    const table = element('table');
    for (const [address, value, meaning] of list) {
      const row = element('tr', 'asks'), cell = element('td');
      cell.append(asks.word_button(greenlet, address, meaning));
      row.append(cell, element('td', '', value), element('td', '', meaning));
      row.onclick = () => asks.of_word(greenlet, address);
      table.append(row);
    }
    frame.append(head, table);
    frame.open = opened.has(calls);
    frame.ontoggle = () => { if (frame.open) opened.add(calls); else opened.delete(calls); };
    return frame;
  };
  const opened = new Set();
  return {
    draw: () => {
      draw_sentence(); draw_notes(); draw_source(); draw_printed(); draw_fields(); draw_frames();
    },
    draw_marks,
    mark_stops,
    tell_list,
  };
};
