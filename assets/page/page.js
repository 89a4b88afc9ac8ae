'use strict';
// The page: shows a step of what the export has made: it lays nothing out and knows no rule of a switch. The
// state of the page is in its address.
(async () => {
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
  const grains = { phase: 1, line: 2, switch: 4, instruction: 8, call: 16, story: 32 };
  // The end of a program is a step of any: some grains are offered where there is more.
  const has_more = (name) => steps.filter((step) => step.g & grains[name]).length > 2;
  const offered = {
    instruction: page.grain === 'instruction',
    call: has_more('call'),
    story: has_more('story'),
  };
  // Whether the page has all stops of that grain: which are those of its own and of coarser ones.
  const fineness = { instruction: 0, phase: 1, call: 1.5, story: 1.5, line: 2, switch: 3 };
  const has_grain = (name) => name in grains && fineness[name] >= fineness[page.grain];
  const at = { i: 0, grain: page.grain, select: 0, layout: '', theme: '', level: page.level, speed: 1 };
  // A story goes by its own steps; who leaves it goes on by those from before.
  let grain_before_story = page.grain;
  const at_level = (level) => {
    const tells_story = level === 'story', by_story = at.grain === 'story';
    if (tells_story && !by_story) grain_before_story = at.grain;
    const grain = tells_story && has_grain('story') ? 'story' : !tells_story && by_story ? grain_before_story : at.grain;
    return { level, grain };
  };
  const levels = ['story', 'mechanism', 'addresses'];
  let playing = 0;

  const paint = (node, greenlet) => {
    node.style.background = 'var(--f' + page.roles.greenlet + '-' + greenlet + ')';
    node.style.color = 'var(--t' + page.roles.ink + '-' + greenlet + 'g)';
  };

  // What a word means; what a shape is, and what such a shape means.
  const card = explainer($('explained'), (node) => {
    const own = node.dataset.says || node.getAttribute('aria-label'), term = page.terms[node.dataset.term];
    return [own, term && term[1]].filter(Boolean).join('\n');
  });

  const app = {
    page, words, steps, last, at, paint,
    name_of: (id) => name_of(id), id_of: (name) => id_of(name), index_behind: (n) => index_behind(n), show: (i) => show(i),
    is_open: (id) => !$(id).hidden,
    opens: (id) => { if (!app.is_open(id)) open_dock(id, true); },
    was_answered: () => lesson.draw(),
    said_anew: () => history.replaceState(null, '', address()),
  };

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
  // The first step of the page at which what happened at step n is seen; none: it is not in the page.
  const index_behind = (n) => {
    const i = index_of(n);
    if (n < steps[0].n || n > steps[last].n) return undefined;
    return steps[i].n < n ? i + 1 : i;
  };
  const ahead = (i, wanted) => { for (++i; i <= last; ++i) if (wanted(i)) return i; return last; };
  const behind = (i, wanted) => { for (--i; i >= 0; --i) if (wanted(i)) return i; return 0; };

  const name_of = (id) => { for (const f of steps[at.i].f) if (f[0] === id) return f[1]; return ''; };
  const id_of = (name) => {
    for (let i = last; i >= 0; --i) for (const f of steps[i].f) if (f[1] === name) return f[0];
    return 0;
  };

  const pictures = pictures_of(app), asks = past_of(app), breakpoints = breakpoints_of(app), quiz = quiz_of(app);
  const lesson = lesson_of(app, quiz);
  const panes = panes_of(app, asks, breakpoints), code = code_of(app, asks), strategies = strategies_of(app);
  breakpoints.on_change = panes.mark_stops;

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
    if (asked.has('layout')) at.layout = asked.get('layout') === 'classroom' ? 'classroom' : '';
    if (levels.includes(asked.get('level'))) Object.assign(at, at_level(asked.get('level')));
    if (has_grain(asked.get('grain'))) at.grain = asked.get('grain');
    if (['light', 'dark', 'contrast'].includes(asked.get('theme'))) at.theme = asked.get('theme');
    at.select = asked.has('select') ? id_of(asked.get('select')) : 0;
    const named = asked.has('note') ? 'note=' + asked.get('note') : asked.get('step') || '';
    const found = step_named(named);
    at.i = found === undefined ? index_of(page.opens) : found;
    asks.read(asked.get('past'));
    breakpoints.read(asked.has('break') ? asked.getAll('break') : undefined);
    quiz.read(asked.get('quiz'));
    lesson.read(asked.get('part'), found !== undefined);
  };
  const address = () => {
    const said = new URLSearchParams();
    said.set('step', steps[at.i].n);
    said.set('grain', at.grain);
    if (at.select && name_of(at.select)) said.set('select', name_of(at.select));
    if (at.layout) said.set('layout', at.layout);
    if (at.theme) said.set('theme', at.theme);
    if (at.level !== page.level) said.set('level', at.level);
    if (asks.said()) said.set('past', asks.said());
    if (quiz.said()) said.set('quiz', quiz.said());
    if (lesson.said()) said.set('part', lesson.said());
    for (const text of breakpoints.said()) said.append('break', text);
    return '#' + said;
  };

  // --- what is seen

  // What stands above the slider: at most one of them.
  const docks = ['past', 'breakpoints', 'quiz'];
  const dock = () => docks.find((id) => !$(id).hidden);
  const open_dock = (id, without_focus) => {
    // What tells of all steps stays closed while a question waits.
    if (quiz.waits() && id !== 'quiz') return;
    const closes = dock() === id, had_focus = dock() && $(dock()).contains(document.activeElement);
    for (const one of docks) {
      $(one).hidden = one !== id || closes;
      $('open_' + one).setAttribute('aria-expanded', String(!$(one).hidden));
    }
    if (!closes) { asks.draw(); quiz.draw(); }
    if (!closes && !without_focus) $(id).querySelector('select, button:not([hidden])').focus({ preventScroll: true });
    if (closes && had_focus) $('open_' + id).focus({ preventScroll: true });
    if (closes && id === 'past') asks.forget();
  };
  const draw_chosen = () => {
    document.body.classList.toggle('selecting', at.select !== 0);
    for (const g of document.querySelectorAll('svg [data-g]')) {
      g.classList.toggle('chosen', +g.dataset.g === at.select);
    }
  };

  const show = (i, still) => {
    const from = at.i;
    if (i !== undefined) at.i = Math.max(0, Math.min(last, i));
    at.i = quiz.limit(i === undefined ? at.i : from, at.i);
    const step = steps[at.i], root = document.documentElement;
    root.toggleAttribute('data-theme', at.theme !== '');
    if (at.theme) root.dataset.theme = at.theme;
    root.dataset.layout = at.layout || 'everything';
    $('theme').value = at.theme;
    root.dataset.level = $('level').value = at.level;
    $('layout').value = at.layout || 'everything';
    for (const view of ['stack', 'tree', 'timeline']) {
      const box = $(view);
      if (box.clientWidth > 0 && page.views[view]) pictures.draw(view, box, still);
    }
    if ($('legend').open) pictures.draw('legend', document.querySelector('#legend div'), true);
    panes.draw(); code.draw(); strategies.draw(); draw_chosen();
    asks.draw(); breakpoints.draw(); quiz.draw(); lesson.draw();
    document.querySelector('#slider input').value = at.i;
    document.querySelector('#slider input').setAttribute('aria-valuetext', words.step + ' ' + step.n);
    $('where').textContent = say(words.step_of, { step: step.n, all: page.size });
    for (const button of document.querySelectorAll('#grains button')) {
      button.classList.toggle('on', button.dataset.grain === at.grain);
      button.disabled = !has_grain(button.dataset.grain);
      button.hidden = offered[button.dataset.grain] === false;
    }
    $('first').disabled = $('back').disabled = at.i === 0;
    $('last').disabled = $('next').disabled = at.i === last;
    for (const item of document.querySelectorAll('#steps li.now')) item.className = '';
    const item = document.querySelectorAll('#steps li')[at.i];
    if (item) item.className = 'now';
    card.again();
    history.replaceState(null, '', address());
    if (i !== undefined && at.i >= from) quiz.came_to(at.i);
    if (parent !== window) parent.postMessage({ greenlens: 'step', step: step.n, height: document.documentElement.scrollHeight }, '*');
  };

  // --- what one can do

  const set = (what) => {
    const was = at.level;
    Object.assign(at, what);
    pictures.forget();
    if (at.level !== was) panes.tell_list();
    if (at.level === 'story' && dock() === 'past') open_dock('past');
    show(undefined, true);
  };
  const choose = (greenlet) => {
    if (quiz.takes(greenlet)) { at.select = greenlet; return show(); }
    at.select = at.select === greenlet ? 0 : greenlet;
    show();
  };
  const play = (on) => {
    clearTimeout(playing);
    playing = 0;
    if (on && at.i === last) show(0);
    const go_on = () => {
      show(ahead(at.i, stops));
      if (at.i < last && !quiz.waits()) playing = setTimeout(go_on, 1100 / at.speed); else play(false);
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
    y: () => breakpoints.go(true),
    'Shift+Y': () => breakpoints.go(false),
    x: () => open_dock('breakpoints'),
    q: () => { if (at.level !== 'story') open_dock('past'); },
    e: () => (dock() === 'quiz' && !quiz.waits() ? quiz.following() : quiz.here()),
    'Shift+E': () => quiz.mode(),
    ArrowUp: () => faster(1),
    ArrowDown: () => faster(-1),
    1: () => set({ grain: has_grain('line') ? 'line' : at.grain }),
    2: () => set({ grain: 'switch' }),
    3: () => set({ grain: has_grain('phase') ? 'phase' : at.grain }),
    4: () => set({ grain: has_grain('instruction') ? 'instruction' : at.grain }),
    5: () => set({ grain: has_grain('call') ? 'call' : at.grain }),
    6: () => set({ grain: has_grain('story') ? 'story' : at.grain }),
    n: () => show(ahead(at.i, touches)),
    'Shift+N': () => show(behind(at.i, touches)),
    m: () => { const i = ahead(at.i, (k) => !!steps[k].o); if (steps[i].o) show(i); },
    'Shift+M': () => { const i = behind(at.i, (k) => !!steps[k].o); if (steps[i].o) show(i); },
    PageDown: () => lesson.go(1),
    PageUp: () => lesson.go(-1),
    l: () => { $('legend').open = !$('legend').open; },
    '?': () => $('keys').showModal(),
    F1: () => $('keys').showModal(),
    Escape: () => {
      if (card.is_shown()) return card.hide();
      const part = document.activeElement.closest('svg g');
      if (part) { const svg = part.closest('svg'); pictures.leave(svg); svg.focus(); return; }
      if (dock()) return open_dock(dock());
      if (at.select) choose(at.select);
    },
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || $('keys').open) return;
    const on = event.target, is_button = on.closest && on.closest('button, summary, select, a');
    if (on.tagName === 'SELECT' || (on.type === 'text' && event.key !== 'Escape')) return;
    if (on.type === 'range' && event.key.startsWith('Arrow') === false && event.key !== 'Home' && event.key !== 'End' && event.key === 'Tab') return;
    if (is_button && (event.key === ' ' || event.key === 'Enter')) return;
    if (!event.shiftKey && !on.closest('.picture svg') && quiz.takes_key(event.key)) return event.preventDefault();
    if (event.key === 'Enter' && on.closest('.picture svg')) {
      if (on.tagName === 'svg') pictures.enter(on, pictures.parts_of(on)[0]); else act_on(on);
      return event.preventDefault();
    }
    const shifted = event.shiftKey && event.key.length !== 1 || /^[A-Z]$/.test(event.key);
    const command = commands[(shifted ? 'Shift+' : '') + event.key];
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
  for (const id of docks) {
    $('open_' + id).onclick = () => open_dock(id);
    $(id).querySelector('.close').onclick = () => open_dock(id);
  }
  $('next_stop').onclick = commands.y;
  $('previous_stop').onclick = commands['Shift+Y'];
  $('help').onclick = commands.F1;
  $('print').onclick = () => print();
  $('level').onchange = (event) => set(at_level(event.target.value));
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
    if (svg && !svg.contains(event.relatedTarget)) pictures.leave(svg);
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
  addEventListener('hashchange', () => { read_address(); pictures.forget(); show(undefined, true); });
  addEventListener('resize', () => show(undefined, true));
  addEventListener('beforeprint', () => { pictures.set_on_paper(true); show(undefined, true); });
  addEventListener('afterprint', () => { pictures.set_on_paper(false); show(undefined, true); });
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
  if (!page.frames.length && !page.calls.length) $('frames').classList.add('without');
  $('code').open = offered.instruction;
  panes.draw_marks();
  $('steps').open = false;
  document.body.className = '';
  if (page.level === 'story') Object.assign(at, at_level('story'));
  read_address();
  show(undefined, true);
  quiz.came_to(at.i);
})();
