'use strict';
// Questions before a step: put, answered by clicks, keys and what is typed, marked by comparing with
// what the export has found, and counted. While one waits, nothing that tells what comes next can be
// seen or reached.
const quiz_of = (app) => {
  const { page, words, steps, at } = app;
  const box = $('quiz'), list = box.querySelector('.choices'), typed = box.querySelector('input[type=text]');
  const part = (name) => box.querySelector('.' + name);
  const all = page.quiz.all, beliefs = page.quiz.beliefs;
  const asked = all.filter((one) => one.i !== undefined);
  // What was given to each: {key, typed}, an empty key: the answer was shown. Of each the first time counts.
  const given = new Map();
  let open = null, chosen = '', mode = false;
  const waits = () => open !== null && !given.has(open);

  // --- kept in the browser, where that can be; else only as long as the page is open
  const place = 'greenlens quiz ' + document.title + ' ' + page.quiz.seed + ' ' + page.quiz.level + ' ' + page.size;
  const keep = () => {
    try { localStorage.setItem(place, JSON.stringify(all.map((one) => given.get(one) || null))); } catch (error) { /* it has none */ }
  };
  try {
    const kept = JSON.parse(localStorage.getItem(place) || '[]');
    if (kept.length === all.length) kept.forEach((one, k) => { if (one && all[k].i !== undefined) given.set(all[k], one); });
  } catch (error) { /* it has none */ }

  // --- an answer as one text
  const set_of = (key) => key.slice('greenlets '.length).split(',').filter(Boolean).map(Number);
  const key_of_set = (ids) => 'greenlets ' + [...new Set(ids)].sort((a, b) => a - b).join(',');
  const id_of_choice = (choice) => +choice[2].slice('greenlet '.length);
  const is_of = (key, choice) => (open.shape === 'greenlets' ? set_of(key).includes(id_of_choice(choice)) : key === choice[2]);
  const address = (text) => (/^-?0x[0-9a-f]+$/.test(text) ? text.replace(/0x0+(?=.)/, '0x') : { null: 'NULL', 1: '1', max: 'max' }[text]);
  // undefined: it is no answer.
  const read = (text) => {
    text = text.trim();
    const low = text.toLowerCase(), choice = open.choices.find((one) => one[0] === low);
    if (!text) return undefined;
    if (choice && open.shape !== 'greenlets') return choice[2];
    if (open.shape === 'text') return 'text ' + text;
    if (open.shape === 'number' && open.unit === 'address') return address(low) && 'number ' + address(low);
    if (open.shape === 'number') { const found = /^(-?[0-9]+) *(b|byte|bytes|字节|位元組)?$/.exec(low); return found ? 'number ' + BigInt(found[1]) : undefined; }
    if (open.shape === 'range') {
      const ends = low.split(/\s*(?:\.\.|:|–| to |\s)\s*/).map(address);
      return ends.length === 2 && ends[0] && ends[1] ? 'range ' + ends.join(' ') : undefined;
    }
    return undefined;
  };
  // As it is typed where a terminal asks.
  const as_typed = (key) => {
    const choice = open.choices.find((one) => one[2] === key);
    if (choice) return choice[0];
    if (open.shape === 'greenlet') return '#' + key.slice('greenlet '.length);
    if (open.shape === 'greenlets') return set_of(key).map((id) => '#' + id).join(', ') || 'nobody';
    return key.slice(key.indexOf(' ') + 1);
  };
  const outcome = (one) => (!given.has(one) || !given.get(one).key ? 2 : given.get(one).key === one.truth ? 0 : 1);
  const belief = (one) => {
    if (outcome(one) !== 1) return -1;
    const key = given.get(one).key;
    if (one.shape !== 'greenlets') return (one.choices.find((choice) => choice[2] === key) || [0, 0, 0, 0, -1])[4];
    const wrong = one.choices.find((choice) => set_of(key).includes(id_of_choice(choice)) !== choice[3]);
    return wrong ? wrong[4] : -1;
  };

  // --- what is seen
  const outcomes = ['right', 'wrong', 'unanswered'];
  const draw_choices = () => {
    const answered = given.has(open), mine = answered ? given.get(open).key : chosen;
    refill(list, () => {
      list.textContent = '';
      for (const choice of open.choices) {
        const made = button('', '', choice[0].toUpperCase() + ': ' + choice[1]), item = element('li');
        const is_mine = mine && is_of(mine, choice);
        const sign = answered && (choice[3] || is_mine) ? (choice[3] ? '✓' : '✗') : choice[0].toUpperCase();
        made.append(element('b', 'sign', sign), element('span', '', choice[1]));
        made.dataset.key = choice[0];
        made.disabled = answered;
        made.setAttribute('aria-pressed', String(Boolean(is_mine)));
        made.classList.toggle('is_right', answered && choice[3]);
        made.classList.toggle('is_wrong', answered && Boolean(is_mine) && !choice[3]);
        made.onclick = () => choose(choice);
        const why = answered && choice[4] >= 0 && !choice[3] ? beliefs[choice[4]][1] : '';
        if (why) made.append(element('small', '', why));
        item.append(made);
        list.append(item);
      }
    });
  };
  const draw_said = () => {
    const verdict = part('verdict'), answered = given.has(open), k = outcome(open);
    verdict.textContent = '';
    verdict.className = 'verdict ' + (answered ? outcomes[k] : '');
    if (!answered) return;
    const first = element('p', 'first', '');
    first.append(element('b', 'sign', ['✓', '✗', '•'][k]), element('span', '', open.said[k]));
    verdict.append(first);
    const about = belief(open);
    if (about >= 0) verdict.append(element('p', 'belief', beliefs[about][1]), element('p', '', beliefs[about][2]));
    for (const text of [open.more, open.look]) if (text) verdict.append(element('p', '', text));
  };
  const score = () => {
    const done = asked.filter((one) => given.has(one));
    return say(words.quiz_score, { right: done.filter((one) => outcome(one) === 0).length, all: done.length });
  };
  const draw = () => {
    document.body.classList.toggle('asking', waits());
    if (!app.is_open('quiz')) return;
    const answered = open !== null && given.has(open);
    box.querySelector('h3').textContent = open ? open.prompt : words.quiz;
    part('asked').textContent = open ? say(words.quiz_number, { number: asked.indexOf(open) + 1, all: asked.length }) : '';
    box.querySelector('input[type=checkbox]').checked = mode;
    part('none').hidden = open !== null;
    part('none').textContent = !asked.length ? words.quiz_none : asked.every((one) => given.has(one)) ? words.quiz_done : say(words.quiz_begin, { all: asked.length });
    part('how').hidden = !waits();
    if (open) part('how').textContent = open.how;
    list.hidden = !open;
    if (open) { draw_choices(); draw_said(); } else { part('verdict').textContent = ''; }
    part('typed').hidden = !waits() || !['range', 'number', 'text'].includes(open.shape);
    part('give').hidden = part('show').hidden = !waits();
    part('give').disabled = !chosen && !typed.value.trim();
    part('look').hidden = !answered || at.i === open.to;
    part('again').hidden = !answered || at.i === open.i;
    part('following').hidden = waits() || !asked.some((one) => !given.has(one));
    part('score').textContent = given.size ? score() : '';
    part('out').hidden = !given.size;
  };

  // --- what one can do
  const put = (one) => {
    open = one;
    chosen = typed.value = '';
    app.opens('quiz');
    app.show(one.i);
    draw();
  };
  const choose = (choice) => {
    if (!waits()) return;
    const key = open.shape === 'greenlets' ? '' : choice[2];
    if (!key) return toggle(id_of_choice(choice));
    chosen = key;
    draw();
  };
  const toggle = (id) => {
    const ids = chosen ? set_of(chosen) : [];
    chosen = key_of_set(id === 0 ? [] : ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
    draw();
  };
  const give = () => {
    if (!waits()) return;
    const text = typed.value.trim(), key = text ? read(text) : chosen;
    if (!key) { part('how').textContent = open.how; typed.focus({ preventScroll: true }); return; }
    finish(key);
  };
  const finish = (key) => {
    given.set(open, { key, typed: key ? as_typed(key) : '' });
    keep();
    draw();
    app.show();
    app.was_answered();
    (part('look').hidden ? part('following') : part('look')).focus({ preventScroll: true });
  };
  const show_answer = () => { if (waits()) finish(''); };
  // The next one from here on, or else the first of all that are left.
  const following = () => {
    const left = asked.filter((one) => !given.has(one));
    const next = left.find((one) => one.i >= at.i) || left[0];
    if (next) put(next); else { open = null; app.opens('quiz'); draw(); }
  };
  const here = () => {
    if (waits()) return app.opens('quiz');
    const found = asked.filter((one) => one.i === at.i);
    const one = found.find((some) => !given.has(some)) || found[0];
    if (one) put(one); else { open = null; app.opens('quiz'); draw(); }
  };
  const set_mode = (on) => { mode = on; app.opens('quiz'); app.said_anew(); draw(); };

  // --- given out
  const quoted = (text) => (/[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);
  const said_of = (one) => {
    const { key, typed: text } = given.get(one);
    if (!key) return '';
    if (one.shape === 'greenlets') return set_of(key).map((id) => (one.choices.find((choice) => id_of_choice(choice) === id) || [0, '#' + id])[1]).join(', ');
    return (one.choices.find((choice) => choice[2] === key) || [0, text])[1];
  };
  const csv = () => {
    const rows = [['number', 'kind', 'step', 'question', 'answer', 'truth', 'outcome', 'right', 'misconception']];
    const done = asked.filter((one) => given.has(one));
    done.forEach((one, k) => {
      const about = belief(one);
      rows.push([k + 1, one.kind, one.n, one.prompt, said_of(one), one.words, outcomes[outcome(one)], outcome(one) === 0 ? 1 : 0, about >= 0 ? beliefs[about][0] : '']);
    });
    const right = done.filter((one) => outcome(one) === 0).length;
    rows.push(['total', '', '', '', '', '', right + '/' + done.length, right, '']);
    return rows.map((row) => row.map((cell) => quoted(String(cell))).join(',') + '\r\n').join('');
  };
  // As `greenlens quiz --answers` reads it.
  const code = () => JSON.stringify({
    greenlens: 'answers', version: 1, seed: page.quiz.seed,
    questions: all.filter((one) => !one.of_lesson).map((one) => ({ kind: one.kind, step: one.n, answer: (given.has(one) && given.get(one).typed) || null })),
  });
  const save = () => {
    const link = element('a');
    link.href = URL.createObjectURL(new Blob([csv()], { type: 'text/csv' }));
    link.download = 'score.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const copy = async () => {
    try { await navigator.clipboard.writeText(code()); } catch (error) { return prompt(words.quiz_code, code()); }
    part('copy').textContent = words.copied;
    setTimeout(() => { part('copy').textContent = words.quiz_code; }, 1500);
  };

  part('give').onclick = give;
  part('show').onclick = show_answer;
  part('look').onclick = () => { at.select = open.greenlet; app.show(open.to); };
  part('again').onclick = () => app.show(open.i);
  part('following').onclick = following;
  part('save').onclick = save;
  part('copy').onclick = copy;
  part('forget').onclick = () => { given.clear(); open = null; keep(); draw(); };
  box.querySelector('input[type=checkbox]').onchange = (event) => set_mode(event.target.checked);
  box.querySelector('form').onsubmit = (event) => { event.preventDefault(); give(); };
  typed.oninput = () => { part('give').disabled = !chosen && !typed.value.trim(); };

  return {
    draw, here, following, waits, code, csv,
    // What a lesson asks, by its number in the page.
    ask: (k) => put(all[k]),
    prompt: (k) => all[k].prompt || '',
    is_right: (k) => all[k].i === undefined || outcome(all[k]) === 0,
    put_away: () => { if (open) { open = null; chosen = ''; draw(); } },
    mode: () => set_mode(!mode),
    // In the address: a link may open the page in question mode.
    said: () => (mode ? 'on' : ''),
    read: (text) => { mode = text === 'on'; if (mode) app.opens('quiz'); },
    // The last step that may be seen, on the way from where one is to there.
    limit: (from, to) => {
      if (waits()) return Math.min(to, open.i);
      if (!mode || to < from) return to;
      const next = asked.find((one) => !given.has(one) && one.i >= from && one.i <= to);
      return next ? next.i : to;
    },
    // Somebody has come to this step by going on.
    came_to: (i) => {
      const next = mode && !waits() ? asked.find((one) => !given.has(one) && one.i === i) : undefined;
      if (next) put(next);
    },
    // A greenlet was clicked somewhere: whether that was an answer.
    takes: (greenlet) => {
      if (!waits() || !open.shape.startsWith('greenlet')) return false;
      if (open.shape === 'greenlet') { chosen = 'greenlet ' + greenlet; draw(); } else toggle(greenlet);
      return true;
    },
    takes_key: (key) => {
      if (!waits()) return false;
      const choice = open.choices.find((one) => one[0] === key.toLowerCase());
      if (choice) choose(choice); else if (key === 'Enter') give(); else if (key === ' ') show_answer(); else return false;
      return true;
    },
  };
};
