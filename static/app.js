// Every line here improves a page that already works without it.
const page = document;
page.documentElement.classList.add('js');

// Errors are read first.
page.querySelector('[data-errsum]')?.focus();

// Empty filters stay out of the address, so that it can be sent to a colleague.
for (const form of page.querySelectorAll('form[data-clean]')) {
  form.addEventListener('formdata', (event) => {
    for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
  });
}

// A filter shows what it finds at once; the address stays the filter, and the button still works.
for (const form of page.querySelectorAll('form[data-instant]')) {
  let newest = 0;
  form.addEventListener('change', async () => {
    const asked = ++newest;
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const address = `${form.getAttribute('action')}?${query}`;
    const response = await fetch(address).catch(() => null);
    // Somebody who was signed out meanwhile is led there; a slow answer does not undo a newer one.
    if (!response?.ok || response.redirected) return form.submit();
    const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (asked !== newest) return;
    for (const id of ['board-count', 'board-views', 'board-shifts']) {
      page.getElementById(id).replaceChildren(...answer.getElementById(id).childNodes);
    }
    history.replaceState(null, '', address);
  });
}

// Upload progress; the plain form posts the same fields and shows the same page.
for (const form of page.querySelectorAll('form[data-upload]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    const bar = form.querySelector('progress');
    const spoken = form.querySelector('output');
    const button = form.querySelector('button');
    let said = 0;
    bar.hidden = false;
    button.setAttribute('aria-disabled', 'true');
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (!lengthComputable) return;
      const percent = Math.round((loaded / total) * 100);
      bar.value = percent;
      if (percent - said >= 25) {
        said = percent;
        spoken.textContent = `${percent}%`;
      }
    };
    request.onload = () => {
      // The answer is the next page, which says what happened only once, or the same form with what is
      // wrong: show it in place.
      if (request.status < 400) history.replaceState(null, '', request.responseURL);
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
      page.querySelector('main').replaceWith(answer.querySelector('main'));
      page.title = answer.title;
      page.querySelector('[data-errsum], .flash')?.focus();
    };
    request.onerror = () => {
      form.removeAttribute('data-upload');
      form.submit();
    };
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
}

// A prepared reason fills the box under it, in the applicant's language; what was typed stays.
for (const form of page.querySelectorAll('form[data-canned]')) {
  const box = form.querySelector('textarea');
  let filled = '';
  form.addEventListener('change', ({ target }) => {
    const text = target.selectedOptions?.[0]?.dataset.text;
    if (text === undefined || (box.value && box.value !== filled)) return;
    filled = text;
    box.value = text;
  });
}

// Ctrl+Enter sends the form that one is in; a form with two buttons sends by the first.
page.addEventListener('keydown', (event) => {
  if (!event.ctrlKey || event.key !== 'Enter' || event.isComposing) return;
  const form = event.target.form;
  if (form && form.method === 'post') form.requestSubmit();
});

// Single keys, where their officer turned them on: silent in boxes and while characters are composed.
const move = (by) => {
  const rows = [...page.querySelectorAll('[data-row]')];
  const at = rows.findIndex((row) => row === page.activeElement || row.getAttribute('aria-current'));
  const here = rows.indexOf(page.activeElement);
  rows[Math.min(Math.max((here < 0 ? at : here) + by, 0), rows.length - 1)]?.focus();
};
const answer = (value) => {
  const input = page.activeElement.closest('[data-check]')?.querySelector(`input[value=${value}]`);
  input?.click();
  input?.focus();
};
const keys = {
  j: () => move(1),
  k: () => move(-1),
  o: () => page.activeElement.matches('[data-row]') && page.activeElement.click(),
  y: () => answer('yes'),
  n: () => answer('no'),
  c: () => answer('unknown'),
};
if (page.querySelector('[data-keys]')) {
  page.addEventListener('keydown', (event) => {
    const typing = event.target.closest('textarea, select, input:not([type=radio], [type=checkbox])');
    if (typing || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const check = page.querySelectorAll('[data-check]')[Number(event.key) - 1];
    const press = page.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!check && !press && !keys[event.key]) return;
    event.preventDefault();
    if (check) (check.querySelector(':checked') ?? check.querySelector('input')).focus();
    else if (press) press.click();
    else keys[event.key]();
  });
}
