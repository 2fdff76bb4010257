'use strict';
(() => {
  const box = document.getElementById('filter');
  const toggles = [...document.querySelectorAll('input[data-outcome]')];
  const tests = [...document.querySelectorAll('.test')];
  const files = [...document.querySelectorAll('.file')];
  const apply = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(toggles.filter((toggle) => toggle.checked).map((toggle) => toggle.dataset.outcome));
    let shown = 0;
    for (const test of tests) {
      const fits = wanted.has(test.dataset.outcome) && words.every((word) => test.dataset.text.toLowerCase().includes(word));
      test.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const file of files) {
      file.hidden = !file.querySelector('.test:not([hidden])') && !(file.querySelector('.broken') && words.length === 0);
    }
    document.getElementById('count').textContent = `${shown} of ${tests.length} shown`;
    const parts = new URLSearchParams();
    if (box.value) parts.set('filter', box.value);
    if (wanted.size < toggles.length) parts.set('show', [...wanted].join(','));
    history.replaceState(null, '', parts.size ? `#${parts}` : '#');
  };
  const load = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    box.value = parts.get('filter') ?? '';
    const show = parts.get('show')?.split(',');
    for (const toggle of toggles) toggle.checked = !show || show.includes(toggle.dataset.outcome);
    apply();
  };
  box.addEventListener('input', apply);
  for (const toggle of toggles) toggle.addEventListener('change', apply);
  addEventListener('hashchange', load);
  addEventListener('keydown', (event) => {
    if (event.key === '/' && document.activeElement !== box) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === 'Escape' && document.activeElement === box) {
      box.value = '';
      apply();
    }
  });
  load();
})();