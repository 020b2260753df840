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
