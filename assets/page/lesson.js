'use strict';
// The lesson that the page leads through: its parts, what they ask, and which of them are done. A part is done when
// somebody was there and has answered right what it asks.
const lesson_of = (app, quiz) => {
  const lesson = app.page.lesson, words = app.words, at = app.at;
  const none = { draw: () => {}, go: () => {}, said: () => '', read: () => {}, was_drawn: () => {} };
  if (!lesson || !lesson.parts.length) return none;
  const box = $('lesson'), parts = lesson.parts, part_of = (name) => box.querySelector('.' + name);
  let part = 0;
  const seen = new Set(), done = new Set();
  const place = 'greenlens lesson ' + lesson.id + ' ' + parts.length;
  try { for (const k of JSON.parse(localStorage.getItem(place) || '[]')) done.add(k); } catch (error) { /* it has none */ }
  const keep = () => { try { localStorage.setItem(place, JSON.stringify([...done])); } catch (error) { /* it has none */ } };

  const is_done = (k) => done.has(k) || (seen.has(k) && parts[k].asked.every((one) => quiz.is_right(one)));
  const finish = () => {
    const before = done.size;
    for (const k of seen) if (is_done(k)) done.add(k);
    if (done.size !== before) keep();
  };
  const draw_dots = () => {
    const dots = part_of('dots');
    refill(dots, () => {
      dots.textContent = '';
      parts.forEach((one, k) => {
        const dot = button('dot', '', k + 1 + ': ' + one.title);
        dot.classList.toggle('is_done', is_done(k));
        dot.title = k + 1 + ': ' + one.title;
        if (k === part) dot.setAttribute('aria-current', 'step');
        dot.dataset.key = 'part ' + k;
        dot.onclick = () => go(k);
        dots.append(dot);
      });
    });
  };
  const draw_asked = (here) => {
    const list = part_of('asked');
    refill(list, () => {
      list.textContent = '';
      for (const k of here.asked) {
        const item = element('li'), right = quiz.is_right(k);
        const ask = button('ask_it', words.lesson_answer, '');
        ask.dataset.key = 'asked ' + k;
        ask.disabled = quiz.waits();
        ask.onclick = () => quiz.ask(k);
        item.classList.toggle('is_done', right);
        item.append(element('b', 'sign', right ? '✓' : '?'), element('span', '', quiz.prompt(k)), ask);
        list.append(item);
      }
    });
  };
  const draw = () => {
    finish();
    const here = parts[part];
    part_of('of').textContent = lesson.title + ' · ' + say(words.lesson_part, { number: part + 1, all: parts.length });
    box.querySelector('h2').textContent = here.title;
    const text = part_of('text');
    text.textContent = '';
    for (const one of part === 0 ? [...lesson.text, ...here.text] : here.text) text.append(element('p', '', one));
    part_of('todos').textContent = '';
    for (const one of here.todo) part_of('todos').append(element('p', 'todo', say(words.lesson_todo, { task: one })));
    draw_dots();
    draw_asked(here);
    part_of('earlier').disabled = part === 0;
    part_of('further').disabled = part === parts.length - 1;
    part_of('further').classList.toggle('wanted', is_done(part));
    part_of('there').hidden = at.i === here.i;
    part_of('count').textContent = part === parts.length - 1 ? say(words.lesson_done, { right: parts.filter((one, k) => is_done(k)).length, all: parts.length }) : '';
  };
  const stand = () => {
    seen.add(part);
    at.select = parts[part].greenlet;
    app.show(parts[part].i);
  };
  const go = (k) => {
    if (k < 0 || k >= parts.length) return;
    quiz.put_away();
    part = k;
    stand();
    draw();
    box.querySelector('.text').scrollTop = 0;
  };
  box.hidden = false;
  document.querySelector('main').classList.add('taught');
  part_of('earlier').onclick = () => go(part - 1);
  part_of('further').onclick = () => go(part + 1);
  part_of('there').onclick = stand;
  return {
    draw,
    go: (by) => go(part + by),
    // In the address: a link may open the page at a part.
    said: () => String(part + 1),
    // Whether it is opened at a part: then it stands at that one's step.
    read: (text, has_step) => {
      const k = Number.parseInt(text || '1', 10) - 1;
      part = Math.max(0, Math.min(parts.length - 1, Number.isNaN(k) ? 0 : k));
      seen.add(part);
      if (!has_step) { at.i = parts[part].i; at.select = parts[part].greenlet; }
    },
  };
};
