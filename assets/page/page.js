'use strict';
// Shows a step of what the export has made: it lays nothing out and knows no rule of a switch. The
// state of the page is in its address.
(async () => {
  const $ = (id) => document.getElementById(id);
  const fail = () => { $('failed').hidden = false; };
  let page;
  try {
    const packed = Uint8Array.from(atob($('data').textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    page = JSON.parse(await new Response(stream).text());
  } catch (error) {
    return fail();
  }
  const words = page.words, steps = page.steps, last = steps.length - 1;
  const grains = { phase: 1, line: 2, switch: 4, instruction: 8 };
  const has_instructions = page.grain === 'instruction';
  // Whether the page has all stops of that grain: which are those of its own and of coarser ones.
  const fineness = { instruction: 0, phase: 1, line: 2, switch: 3 };
  const has_grain = (name) => name in grains && fineness[name] >= fineness[page.grain];
  const at = { i: 0, grain: page.grain, select: 0, layout: '', theme: '', speed: 1 };
  let playing = 0;

  const say = (text, places) =>
    text.replace(/\{(\w+)\}/g, (_, name) => (name in places ? places[name] : '{' + name + '}'));
  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const paint = (node, greenlet) => {
    node.style.background = 'var(--f' + page.roles.greenlet + '-' + greenlet + ')';
    node.style.color = 'var(--t' + page.roles.ink + '-' + greenlet + 'g)';
  };

  // What a word means; what a shape is, and what such a shape means.
  const card = explainer($('explained'), (node) => {
    const own = node.dataset.says || node.getAttribute('aria-label'), term = page.terms[node.dataset.term];
    return [own, term && term[1]].filter(Boolean).join('\n');
  });

  // --- where one is

  const stops = (i) => i === 0 || i === last || (steps[i].g & grains[at.grain]) !== 0;
  const index_of = (n) => {
    let low = 0, high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (steps[middle].n <= n) low = middle; else high = middle - 1;
    }
    return low;
  };
  const ahead = (i, wanted) => { for (++i; i <= last; ++i) if (wanted(i)) return i; return last; };
  const behind = (i, wanted) => { for (--i; i >= 0; --i) if (wanted(i)) return i; return 0; };

  const name_of = (id) => { for (const f of steps[at.i].f) if (f[0] === id) return f[1]; return ''; };
  const id_of = (name) => {
    for (let i = last; i >= 0; --i) for (const f of steps[i].f) if (f[1] === name) return f[0];
    return 0;
  };

  // As the command line takes a step, among those that the page has; undefined: it is none.
  const step_named = (name) => {
    const whole_number = /^@?[0-9]+$/;
    if (whole_number.test(name)) return index_of(name[0] === '@' ? name.slice(1) - page.first : +name);
    if (name === 'first') return 0;
    if (name === 'last') return last;
    if (name === 'middle') {
      const all = [0];
      for (let i = 1; i <= last; ++i) if (steps[i].g & grains[at.grain]) all.push(i);
      return all[(all.length - 1) >> 1];
    }
    if (!name.startsWith('note=')) return undefined;
    const wanted = name.slice(5).trim().toLowerCase();
    const has = (fits) => steps.findIndex((step) => (step.o || []).some((note) => fits(note[2].toLowerCase())));
    const found = wanted ? [has((text) => text === wanted), has((text) => text.includes(wanted))].find((i) => i >= 0) : undefined;
    return found;
  };
  const read_address = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (has_grain(asked.get('grain'))) at.grain = asked.get('grain');
    if (asked.has('layout')) at.layout = asked.get('layout') === 'classroom' ? 'classroom' : '';
    if (['light', 'dark', 'contrast'].includes(asked.get('theme'))) at.theme = asked.get('theme');
    at.select = asked.has('select') ? id_of(asked.get('select')) : 0;
    const named = asked.has('note') ? 'note=' + asked.get('note') : asked.get('step') || '';
    const found = step_named(named);
    at.i = found === undefined ? index_of(page.opens) : found;
  };
  const address = () => {
    const said = new URLSearchParams();
    said.set('step', steps[at.i].n);
    said.set('grain', at.grain);
    if (at.select && name_of(at.select)) said.set('select', name_of(at.select));
    if (at.layout) said.set('layout', at.layout);
    if (at.theme) said.set('theme', at.theme);
    return '#' + said;
  };

  // --- what is seen

  const runs = (list, pool) => {
    const parts = [];
    for (let k = 0; k < list.length; k += 2) {
      for (let j = 0; j < list[k + 1]; ++j) parts.push(pool[list[k] + j]);
    }
    return parts.join('');
  };
  const shown = {};
  let on_paper = false;
  // Letters of a timeline that is as wide as a window would be too small on paper.
  const room_of = (box) => (at.layout === 'classroom' || box.clientWidth < 480 || on_paper && box.id === 'timeline' ? 'narrow' : 'wide');
  const draw = (view, box, still) => {
    const room = view === 'legend' ? 'wide' : room_of(box);
    const pictures = page.views[view][room], [width, height, described, list] = pictures.steps[at.i];
    const key = room + at.i;
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

  let source_shown = -1;
  const draw_source = () => {
    const step = steps[at.i], box = document.querySelector('#source .lines');
    const about = step.at.length ? step.at[step.at.length - 1][2] : source_shown < 0 ? 0 : source_shown;
    const text = page.sources[about] ? page.sources[about][1] : '';
    if (about !== source_shown) {
      source_shown = about;
      box.textContent = '';
      text.replace(/\n$/, '').split('\n').forEach((line, k) => {
        const row = element('div', 'line');
        row.append(element('span'), element('span', 'number', k + 1), element('span', 'code', line));
        box.append(row);
      });
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
    const found = step.f.find((f) => f[0] === about) || step.f[0];
    box.hidden = !found;
    if (!found) return;
    paint(box.querySelector('.swatch'), found[0]);
    box.querySelector('b').textContent = found[1];
    const table = box.querySelector('table');
    table.textContent = '';
    for (const [field, value, was = null, look = ''] of found[2]) {
      const row = element('tr', was === null ? look : 'changed ' + look);
      row.append(element('td', '', field), element('td', '', was === null ? value : was + ' → ' + value));
      table.append(row);
    }
  };
  // Of whom the fields are, or of who has frames at all.
  const draw_frames = () => {
    const step = steps[at.i], box = document.querySelector('#frames div');
    const about = at.select || step.t;
    const all = step.s || [], found = all.find((s) => s[0] === about) || (at.select ? null : all[0]);
    document.querySelector('#frames b').textContent = name_of(found ? found[0] : about);
    box.textContent = '';
    if (!found) return box.append(element('p', '', words.no_frames));
    for (const number of found.slice(1)) {
      const [calls, bytes, from, to, place, list] = page.frames[number];
      const frame = element('details', 'frame'), head = element('summary', '', calls);
      head.append(element('small', '', say(words.frame_bytes, { bytes, from, to, place })));
      frame.append(head);
      const table = element('table');
      for (const word of list) {
        const row = element('tr');
        for (const part of word) row.append(element('td', '', part));
        table.append(row);
      }
      frame.append(table);
      frame.open = opened.has(calls);
      frame.ontoggle = () => { if (frame.open) opened.add(calls); else opened.delete(calls); };
      box.append(frame);
    }
  };
  const opened = new Set();
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
  // Where the machine is in the switch, and what it holds.
  const draw_machine = () => {
    const machine = steps[at.i].m;
    for (const row of document.querySelectorAll('#code .now, #code .next')) row.classList.remove('now', 'next', 'lit');
    const table = $('registers');
    table.replaceChildren();
    table.hidden = !machine;
    $('call').hidden = !machine || !machine[3].length;
    if (!machine) return;
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
    for (const [name, value, whose, greenlet, written, before] of registers) {
      const row = element('tr', written ? 'changed' : '');
      row.dataset.register = name;
      const owner = element('td', greenlet ? 'whose' : '', whose);
      if (greenlet) paint(owner, greenlet);
      row.append(element('td', '', name), element('td', '', before ? before + ' → ' + value : value), owner);
      table.append(row);
    }
  };
  const draw_chosen = () => {
    document.body.classList.toggle('selecting', at.select !== 0);
    for (const g of document.querySelectorAll('svg [data-g]')) {
      g.classList.toggle('chosen', +g.dataset.g === at.select);
    }
  };

  const show = (i, still) => {
    if (i !== undefined) at.i = Math.max(0, Math.min(last, i));
    const step = steps[at.i], root = document.documentElement;
    root.toggleAttribute('data-theme', at.theme !== '');
    if (at.theme) root.dataset.theme = at.theme;
    root.dataset.layout = at.layout || 'everything';
    $('theme').value = at.theme;
    $('layout').value = at.layout || 'everything';
    put_pieces(document.querySelector('#sentence h2'), step.h);
    put_pieces(document.querySelector('#sentence p'), step.d);
    for (const doubt of step.w || []) {
      document.querySelector('#sentence p').append(element('strong', 'doubt', ' ' + doubt));
    }
    for (const view of ['stack', 'tree', 'timeline']) {
      const box = $(view);
      if (box.clientWidth > 0 && page.views[view]) draw(view, box, still);
    }
    if ($('legend').open) draw('legend', document.querySelector('#legend div'), true);
    draw_notes(); draw_source(); draw_printed(); draw_fields(); draw_frames(); draw_machine(); draw_chosen();
    document.querySelector('#slider input').value = at.i;
    document.querySelector('#slider input').setAttribute('aria-valuetext', words.step + ' ' + step.n);
    $('where').textContent = say(words.step_of, { step: step.n, all: page.size });
    for (const button of document.querySelectorAll('#grains button')) {
      button.classList.toggle('on', button.dataset.grain === at.grain);
      button.disabled = !has_grain(button.dataset.grain);
      button.hidden = button.dataset.grain === 'instruction' && !has_instructions;
    }
    $('first').disabled = $('back').disabled = at.i === 0;
    $('last').disabled = $('next').disabled = at.i === last;
    for (const item of document.querySelectorAll('#steps li.now')) item.className = '';
    const item = document.querySelectorAll('#steps li')[at.i];
    if (item) item.className = 'now';
    card.again();
    history.replaceState(null, '', address());
    if (parent !== window) parent.postMessage({ greenlens: 'step', step: step.n, height: document.documentElement.scrollHeight }, '*');
  };

  // --- what one can do

  const set = (what) => { Object.assign(at, what); for (const k in shown) delete shown[k]; show(undefined, true); };
  const choose = (greenlet) => { at.select = at.select === greenlet ? 0 : greenlet; show(); };
  const play = (on) => {
    clearTimeout(playing);
    playing = 0;
    if (on && at.i === last) show(0);
    const go_on = () => {
      show(ahead(at.i, stops));
      if (at.i < last) playing = setTimeout(go_on, 1100 / at.speed); else play(false);
    };
    if (on) playing = setTimeout(go_on, 300);
    $('play').setAttribute('aria-pressed', String(on));
  };
  const faster = (by) => {
    const speeds = [0.5, 1, 2, 4];
    const k = speeds.indexOf(at.speed) + by;
    at.speed = speeds[Math.max(0, Math.min(speeds.length - 1, k))];
    $('speed').textContent = at.speed + '×';
  };
  const touches = (i) => {
    const who = at.select || steps[at.i].t;
    const fields = (k) => JSON.stringify((steps[k].f.find((f) => f[0] === who) || [0, 0, []])[2].map((r) => r[1]));
    return i === 0 || i === last || fields(i) !== fields(i - 1);
  };
  const commands = {
    ArrowRight: () => show(ahead(at.i, stops)),
    ArrowLeft: () => show(behind(at.i, stops)),
    'Shift+ArrowRight': () => show(ahead(at.i, (i) => (steps[i].g & grains.switch) !== 0)),
    'Shift+ArrowLeft': () => show(behind(at.i, (i) => (steps[i].g & grains.switch) !== 0)),
    Home: () => show(0),
    End: () => show(last),
    ' ': () => play(!playing),
    ArrowUp: () => faster(1),
    ArrowDown: () => faster(-1),
    1: () => set({ grain: has_grain('line') ? 'line' : at.grain }),
    2: () => set({ grain: 'switch' }),
    3: () => set({ grain: has_grain('phase') ? 'phase' : at.grain }),
    4: () => set({ grain: has_grain('instruction') ? 'instruction' : at.grain }),
    n: () => show(ahead(at.i, touches)),
    'Shift+N': () => show(behind(at.i, touches)),
    m: () => { const i = ahead(at.i, (k) => !!steps[k].o); if (steps[i].o) show(i); },
    'Shift+M': () => { const i = behind(at.i, (k) => !!steps[k].o); if (steps[i].o) show(i); },
    l: () => { $('legend').open = !$('legend').open; },
    '?': () => $('keys').showModal(),
    F1: () => $('keys').showModal(),
    Escape: () => {
      if (card.is_shown()) return card.hide();
      const part = document.activeElement.closest('svg g');
      if (part) { const svg = part.closest('svg'); leave(svg); svg.focus(); return; }
      if (at.select) choose(at.select);
    },
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || $('keys').open) return;
    const on = event.target, is_button = on.closest && on.closest('button, summary, select, a');
    if (on.tagName === 'SELECT') return;
    if (on.type === 'range' && event.key.startsWith('Arrow') === false && event.key !== 'Home' && event.key !== 'End' && event.key === 'Tab') return;
    if (is_button && (event.key === ' ' || event.key === 'Enter')) return;
    if (event.key === 'Enter' && on.closest('.picture svg')) {
      if (on.tagName === 'svg') enter(on, parts_of(on)[0]); else act_on(on);
      return event.preventDefault();
    }
    const command = commands[(event.shiftKey && event.key.length !== 1 || event.key === 'N' || event.key === 'M' ? 'Shift+' : '') + event.key];
    if (!command || (event.shiftKey && !commands['Shift+' + event.key] && event.key !== '?')) return;
    event.preventDefault();
    if (event.key !== ' ' && playing) play(false);
    command();
  });
  $('first').onclick = commands.Home;
  $('last').onclick = commands.End;
  $('back').onclick = commands.ArrowLeft;
  $('next').onclick = commands.ArrowRight;
  $('play').onclick = commands[' '];
  $('speed').onclick = () => faster(at.speed === 4 ? -3 : 1);
  $('help').onclick = commands.F1;
  $('print').onclick = () => print();
  $('theme').onchange = (event) => set({ theme: event.target.value });
  $('layout').onchange = (event) => set({ layout: event.target.value === 'classroom' ? 'classroom' : '' });
  $('copy').onclick = async () => {
    try { await navigator.clipboard.writeText(location.href); } catch (error) { return prompt(words.copy, location.href); }
    $('copy').textContent = words.copied;
    setTimeout(() => { $('copy').textContent = words.copy; }, 1500);
  };
  for (const button of document.querySelectorAll('#grains button')) {
    button.onclick = () => set({ grain: button.dataset.grain });
  }
  const slider = document.querySelector('#slider input');
  slider.max = last;
  slider.oninput = () => { play(false); show(+slider.value, true); };
  const acts = 'svg [data-n], svg [data-g], [data-g], li[data-n]';
  const act_on = (mark) => {
    if (mark.dataset.n) show(index_of(+mark.dataset.n)); else if (mark.dataset.g) choose(+mark.dataset.g);
  };
  document.addEventListener('click', (event) => {
    const says = card.under(event), mark = event.target.closest(acts) || (says && says.closest(acts));
    if (mark) act_on(mark);
    card.clicked(event, says);
  });
  document.addEventListener('focusout', (event) => {
    const svg = event.target.closest('.picture svg');
    if (svg && !svg.contains(event.relatedTarget)) leave(svg);
  });
  steps_by_swipe(document.querySelectorAll('.picture'), (forwards) => {
    if (playing) play(false);
    if (forwards) commands.ArrowRight(); else commands.ArrowLeft();
  });
  document.querySelector('#steps ol').addEventListener('click', (event) => {
    const item = event.target.closest('li');
    if (item && !String(getSelection())) { show(index_of(item.value)); scrollTo(0, 0); }
  });
  $('legend').ontoggle = () => show();
  addEventListener('hashchange', () => { read_address(); for (const k in shown) delete shown[k]; show(undefined, true); });
  addEventListener('resize', () => show(undefined, true));
  addEventListener('beforeprint', () => { on_paper = true; show(undefined, true); });
  addEventListener('afterprint', () => { on_paper = false; show(undefined, true); });
  addEventListener('message', (event) => {
    const asked = event.data && event.data.greenlens ? event.data : null;
    if (!asked) return;
    if (asked.greenlens === 'show') {
      const found = step_named(asked.note !== undefined ? 'note=' + asked.note : String(asked.step));
      if (found !== undefined) show(found);
    }
    if (asked.greenlens === 'next') commands.ArrowRight();
    if (asked.greenlens === 'back') commands.ArrowLeft();
  });
  for (const [name, text] of page.terms) {
    document.querySelector('#glossary dl').append(element('dt', '', name), element('dd', '', text));
  }
  for (const [i, name] of page.ticks) {
    const tick = element('span', '', name);
    tick.style.left = (last ? (100 * i) / last : 0) + '%';
    $('ticks').append(tick);
  }
  for (const id of page.without) $(id).classList.add('without');
  const beside = ['source', 'printed', 'tree', 'fields'];
  document.querySelector('main').classList.toggle('alone', beside.every((id) => page.without.includes(id)));
  if (!page.frames.length) $('frames').classList.add('without');
  draw_code();
  link_code();
  $('code').open = has_instructions;
  draw_marks();
  $('steps').open = false;
  document.body.className = '';
  read_address();
  show(undefined, true);
})();
