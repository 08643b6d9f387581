// SPDX-License-Identifier: Apache-2.0
// Keeps the tables of the page up to date, and sends what a person wants to change. The page is
// complete without it; all markup comes from the server, which has escaped it.
(() => {
  'use strict';

  const root = document.getElementById('postern');
  const message = document.getElementById('postern-message');
  const said = document.getElementById('postern-news');
  // Not relative to the document, whose own URL may hold a login, which fetch refuses.
  const page = new URL(root.dataset.base || '/', location.href);
  const partsUrl = new URL(`${root.dataset.base}/parts.html`, location.href);
  const headers = {'X-Postern-Request': '1'};
  const INTERVAL = 2000;
  const shown = new Map();
  const known = new Map();

  // --- times and leases, which change without the server ---

  const two = (number) => String(number).padStart(2, '0');

  function localTime(date, now) {
    const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
    return date.toDateString() === now.toDateString() ?
        time : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
  }

  function updateTimes(element) {
    const now = new Date();
    for (const time of element.querySelectorAll('time[datetime]')) {
      const date = new Date(time.dateTime);
      if (!time.title) {
        time.title = time.textContent;
      }
      time.textContent = localTime(date, now);
    }
    updateLeases(element, now);
  }

  function updateLeases(element, now) {
    for (const meter of element.querySelectorAll('meter[data-until]')) {
      const left = (new Date(meter.dataset.until) - now) / 1000;
      meter.value = Math.max(0, left);
      meter.title = `${Math.max(0, Math.round(left))} s left`;
    }
  }

  // --- parts ---

  function replace(part, fresh) {
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const opened = [...part.querySelectorAll('details[open]')].map((each) => each.id);
    const chosen = [...part.querySelectorAll('select')].map((each) => [each.name, each.value]);
    part.replaceChildren(...fresh.childNodes);
    for (const id of opened) {
      const details = document.getElementById(id);
      if (details) {
        details.open = true;
      }
    }
    for (const [name, value] of chosen) {
      const select = part.querySelector(`select[name="${name}"]`);
      if (select && [...select.options].some((each) => each.value === value)) {
        select.value = value;
      }
    }
    updateTimes(part);
    if (focused) {
      // What was focused may be gone, as the button of a port that was closed.
      const again = document.getElementById(focused.id) ||
          part.closest('section').querySelector('h2');
      again.focus({preventScroll: true});
    }
  }

  // --- news, for those who hear the page ---

  function news(part) {
    const {part: name, news: sentence, newsAt} = part.dataset;
    const last = known.get(name);
    known.set(name, newsAt + sentence);
    return last === newsAt + sentence ? '' : sentence;
  }

  function update(html) {
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    const sentences = [];
    for (const each of fresh.querySelectorAll('[data-part]')) {
      sentences.push(news(each));
      const name = each.dataset.part;
      const markup = each.innerHTML;
      const part = root.querySelector(`[data-part="${name}"]`);
      if (part && shown.get(name) !== markup) {
        shown.set(name, markup);
        replace(part, each);
      }
    }
    const sentence = sentences.filter((each) => each).join(' ');
    if (sentence) {
      said.textContent = sentence;
    }
  }

  let timer = 0;
  let reading = false;

  async function refresh() {
    clearTimeout(timer);
    if (!reading && !document.hidden) {
      reading = true;
      try {
        const response = await fetch(partsUrl, {headers, cache: 'no-store'});
        if (!response.ok || response.redirected) {
          throw new Error(String(response.status));
        }
        update(await response.text());
        root.classList.remove('stale');
      } catch (failure) {
        root.classList.add('stale');
      }
      reading = false;
    }
    timer = setTimeout(refresh, INTERVAL);
  }

  // --- actions ---

  function tell(kind, text) {
    message.className = `message ${kind}`;
    message.textContent = text;
  }

  async function send(parameters, element) {
    element.setAttribute('aria-disabled', 'true');
    tell('busy', 'Working …');
    try {
      const response = await fetch(page, {
        method: 'POST',
        headers: {...headers, 'Content-Type': 'application/x-www-form-urlencoded'},
        body: new URLSearchParams(parameters),
      });
      const answer = await response.json();
      tell(response.ok ? 'good' : 'bad', [answer.message, ...(answer.notes || [])].join(' '));
    } catch (failure) {
      tell('bad', 'The server does not answer.');
    }
    element.removeAttribute('aria-disabled');
    refresh();
  }

  function parametersOf(button) {
    const parameters = {};
    for (const attribute of button.attributes) {
      if (attribute.name.startsWith('data-send-')) {
        parameters[attribute.name.slice('data-send-'.length)] = attribute.value;
      }
    }
    return parameters;
  }

  root.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-send-action]');
    if (button && button.getAttribute('aria-disabled') !== 'true') {
      const question = button.dataset.confirm;
      if (!question || window.confirm(question)) {
        send(parametersOf(button), button);
      }
    }
  });

  root.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button && button.getAttribute('aria-disabled') !== 'true') {
      const parameters = {};
      for (const [name, value] of new FormData(event.target)) {
        if (value !== '') {
          parameters[name] = value;
        }
      }
      parameters.action = button.value;
      if (parameters.action === 'keep') {
        // A keeper opens the port on the gateways of its own choice.
        delete parameters.gateway;
      }
      send(parameters, button);
    }
  });

  document.addEventListener('visibilitychange', refresh);
  root.classList.add('scripted');
  root.querySelectorAll('[data-part]').forEach(news);
  updateTimes(root);
  setInterval(() => updateLeases(root, new Date()), 1000);
  refresh();
})();
