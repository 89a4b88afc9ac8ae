'use strict';
// Questions to the past, and their answers as the export has found them: where a word came from and
// who reads it next, and when a number changed. What was asked stays while one goes to other steps.
const past_of = (app) => {
  const { page, words, steps, at } = app;
  const box = $('past'), answer = box.querySelector('.answer'), numbers = box.querySelector('select');
  // {about: 'word', greenlet, address, i}, {about: 'number', name}, {about: 'register', name}
  let question = null, drawn = '';

  const names = new Map();
  for (const step of steps) for (const f of step.f) names.set(f[0], f[1]);
  const is_plain = (greenlet) => app.id_of(names.get(greenlet)) === greenlet;
  const called = (greenlet) => (is_plain(greenlet) ? names.get(greenlet) : '#' + greenlet);
  const greenlet_called = (name) => (/^#[0-9]+$/.test(name) ? +name.slice(1) : app.id_of(name));
  // "#2.stack_saved" as people say it.
  const number_called = (name) => {
    const dot = name.indexOf('.');
    return dot < 0 ? name : called(+name.slice(1, dot)) + name.slice(dot);
  };
  const has_number = (name) => Object.hasOwn(page.numbers.of, name);

  const ask = (what) => {
    question = what;
    app.opens('past');
    draw();
    app.said_anew();
  };
  const of_word = (greenlet, address) => ask({ about: 'word', greenlet, address, i: at.i });
  const of_number = (name) => ask({ about: 'number', name });
  const ask_button = (className, text, label, key, asks) => {
    const made = button('ask ' + className, text, label);
    made.dataset.key = key;
    made.onclick = (event) => { event.stopPropagation(); asks(); };
    return made;
  };

  // --- in the address

  const said = () => {
    if (!question) return '';
    if (question.about === 'word') return called(question.greenlet) + ':' + question.address + '@' + steps[question.i].n;
    return question.about === 'register' ? '%' + question.name : number_called(question.name);
  };
  const read = (text) => {
    question = null;
    const word = /^(.+):(-?0x[0-9a-f]+)@([0-9]+)$/s.exec(text || '');
    if (word && greenlet_called(word[1])) {
      const i = app.index_behind(+word[3]);
      if (i !== undefined) question = { about: 'word', greenlet: greenlet_called(word[1]), address: word[2], i };
    } else if (text && text[0] === '%') {
      question = { about: 'register', name: text.slice(1) };
    } else if (text) {
      const dot = text.lastIndexOf('.');
      const name = dot < 0 ? text : '#' + greenlet_called(text.slice(0, dot)) + text.slice(dot);
      if (has_number(name)) question = { about: 'number', name };
    }
    if (question) app.opens('past');
  };

  // --- what is seen

  const step_button = (n, className, text = n) => {
    const i = app.index_behind(n);
    if (i === undefined) {
      const away = element('span', 'away', text);
      away.title = words.not_in_page;
      return away;
    }
    const made = button(className, text, say(words.go, { step: n }));
    made.dataset.i = i;
    made.onclick = () => app.show(i);
    return made;
  };
  const line_of = (line) => {
    const [about, ...pieces] = page.past.lines[line], made = element('p', about);
    for (const piece of pieces) made.append(typeof piece === 'number' ? step_button(piece, 'go') : piece);
    return made;
  };
  const answer_of = ({ greenlet, address, i }) => {
    const { until, words: all } = page.past;
    if (until !== null && steps[i].n >= until) return say(words.too_many_words, { step: until });
    const runs = (all[greenlet] || {})[address] || [];
    let found;
    for (let k = 0; k < runs.length && runs[k] <= i; k += 2) found = runs[k + 1];
    return found === undefined ? words.not_a_word : page.past.answers[found];
  };
  const draw_word = () => {
    const found = answer_of(question);
    title(called(question.greenlet) + ':' + question.address, say(words.asked_at, { step: steps[question.i].n }), steps[question.i].n);
    if (typeof found === 'string') return answer.append(element('p', 'none', found));
    // Who wrote it, the copies between, who reads it: each as a part of the way that it went.
    const way = element('div', 'way'), parts = { origin: 'origin', doubt: 'origin', copies: 'copies', next: 'next' };
    const part = (name) => {
      const there = way.querySelector('.part.' + name);
      if (there) return there;
      way.append(element('div', 'part ' + name));
      return way.lastChild;
    };
    for (const made of found.map(line_of)) {
      if (made.className === 'place') answer.append(made); else part(parts[made.className]).append(made);
    }
    answer.append(way);
  };
  const list_of_changes = (name, changes, is_cut) => {
    title(name, '');
    answer.append(element('p', 'place', say(changes.length ? words.history : words.never, { name })));
    const list = element('ol', 'changes');
    for (const [n, was, is] of changes) {
      const item = element('li'), made = step_button(n, 'change', '');
      made.append(element('b', '', n), ' ' + say(words.change, { was: was === null ? '–' : was, is: is === null ? '–' : is }));
      if (made.tagName === 'BUTTON') made.setAttribute('aria-label', say(words.go, { step: n }) + ': ' + made.textContent);
      item.append(made);
      list.append(item);
    }
    answer.append(list);
    if (is_cut) answer.append(element('p', 'none', say(words.first_changes, { count: changes.length })));
  };
  const draw_number = () => {
    const [first, ...rest] = page.numbers.of[question.name], changes = [];
    for (let k = 0, was = first; k < rest.length; k += 2) {
      changes.push([rest[k], was, rest[k + 1]]);
      was = rest[k + 1];
    }
    list_of_changes(number_called(question.name), changes, page.numbers.cut.includes(question.name));
  };
  // What a register is told to be, where that is another value than before.
  const draw_register = () => {
    const changes = [];
    for (const step of steps) {
      const row = step.m && step.m[2].find(([name]) => name === question.name);
      if (row && row[5]) changes.push([step.n, row[5], row[1]]);
    }
    list_of_changes(question.name, changes, false);
  };
  const title = (text, when, n) => {
    box.querySelector('h3').textContent = text;
    const asked = box.querySelector('.asked');
    asked.textContent = '';
    if (when) asked.append(step_button(n, 'go', when));
  };
  // Which of the steps that it leads to is shown.
  const mark = () => {
    const all = [...answer.querySelectorAll('[data-i]')];
    let now = all.filter((one) => +one.dataset.i === at.i);
    const changes = all.filter((one) => one.classList.contains('change'));
    if (changes.length) now = changes.filter((one) => +one.dataset.i <= at.i).slice(-1);
    for (const one of all) {
      if (now.includes(one)) one.setAttribute('aria-current', 'step'); else one.removeAttribute('aria-current');
    }
    if (!changes.length || !now.length) return;
    const list = answer.querySelector('ol'), item = now[0].parentNode;
    list.scrollLeft = item.offsetLeft - (list.clientWidth - item.offsetWidth) / 2;
  };
  const draw = () => {
    if (!app.is_open('past')) return;
    const key = JSON.stringify(question);
    if (drawn !== key) {
      drawn = key;
      answer.textContent = '';
      box.classList.toggle('of_word', question !== null && question.about === 'word');
      numbers.value = question && question.about === 'number' ? question.name : '';
      if (!question) {
        title(words.past, '');
        answer.append(element('p', 'none', words.ask_something));
      } else if (question.about === 'word') draw_word();
      else if (question.about === 'number') draw_number();
      else draw_register();
    }
    mark();
  };

  // --- what can be asked

  numbers.append(new Option(words.choose, ''));
  const group = (label, all) => {
    const made = element('optgroup');
    made.label = label;
    for (const [name, text] of all) made.append(new Option(text, name));
    if (all.length) numbers.append(made);
  };
  group(words.of_program, page.numbers.state.map((name) => [name, name]));
  for (const greenlet of names.keys()) {
    const own = Object.keys(page.numbers.of).filter((name) => name.startsWith('#' + greenlet + '.'));
    group(called(greenlet), own.map((name) => [name, number_called(name)]));
  }
  numbers.onchange = () => { if (numbers.value) of_number(numbers.value); };

  return {
    of_word,
    has_number,
    word_button: (greenlet, address, meaning) =>
      ask_button('', address, say(words.ask_word, { at: address, meaning }), 'word ' + greenlet + ' ' + address, () => of_word(greenlet, address)),
    number_button: (name, field, text) => ask_button('value', text, say(words.ask_number, { name: field, value: text }), name, () => of_number(name)),
    register_button: (name, text) =>
      ask_button('value', text, say(words.ask_number, { name, value: text }), 'register ' + name, () => ask({ about: 'register', name })),
    draw,
    said,
    read,
    forget: () => { question = null; app.said_anew(); },
  };
};
