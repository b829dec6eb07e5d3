'use strict';
(() => {
  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  };

  // Sorting: by the unrounded value where there is one.
  document.querySelectorAll('table.values').forEach(table => {
    const body = table.tBodies[0];
    const key = (row, column) => {
      const cell = row.cells[column];
      return cell.dataset.value === undefined ? cell.textContent : cell.dataset.value === '' ? NaN : Number(cell.dataset.value);
    };
    const compare = (one, other) => typeof one === 'string' ? one.localeCompare(other)
      : Number.isNaN(one) ? (Number.isNaN(other) ? 0 : 1) : Number.isNaN(other) ? -1 : one - other;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = element('button', '', {type: 'button'});
      const term = head.querySelector('abbr');
      if (term) button.setAttribute('aria-describedby', term.getAttribute('aria-describedby'));
      button.append(...head.childNodes);
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        [...table.tHead.rows[0].cells].forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const rows = [...body.rows].sort((one, other) => (down ? -1 : 1) * compare(key(one, column), key(other, column)));
        body.append(...rows);
      });
    });
  });

  // A table that is wider than its box says so, above it and by a shadow, until it has been scrolled to its end.
  const boxes = [...document.querySelectorAll('.scroll')];
  const hint = box => box.classList.toggle('more', box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
  boxes.forEach(box => {
    box.before(element('p', 'This table is wider than the page: scroll it sideways.', {class: 'lead wide'}));
    box.addEventListener('scroll', () => hint(box), {passive: true});
    new ResizeObserver(() => {
      hint(box);
      box.previousElementSibling.hidden = box.scrollWidth <= box.clientWidth + 1;
    }).observe(box);
  });

  // The last section of a page has the most rows: they can be filtered.
  const cells = document.querySelector('#cells, #compared');
  if (cells) {
    const filter = element('input', '', {type: 'search', id: 'filter', placeholder: 'simd uniform'});
    const count = element('span', '', {id: 'filtered', role: 'status'});
    const label = element('label', 'Filter rows ');
    const line = element('p');
    label.append(filter);
    line.append(label, ' ', count);
    cells.querySelector('h2').after(line);
    filter.addEventListener('input', () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      const rows = [...document.querySelectorAll('section[id^=cells] tbody tr, #compared tbody tr')];
      rows.forEach(row => { row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word)); });
      count.textContent = words.length ? rows.filter(row => !row.hidden).length + ' of ' + rows.length + ' rows' : '';
    });
  }
})();
