'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  const palettes = {
    light: ['#0b62b5', '#c2410c', '#0f7b5c', '#8b2fa8', '#a16207', '#b3123f', '#44546a', '#0e7490', '#4d7c0f', '#be185d', '#5b21b6', '#78350f'],
    dark: ['#6cb2ff', '#ff9a62', '#4fd1a5', '#d79bf0', '#f2c14e', '#ff86a5', '#a9b8cc', '#5fd3e8', '#b6e36b', '#f9a8d4', '#c4b5fd', '#d6b088']
  };
  const shapes = ['circle', 'rectRot', 'triangle', 'rect', 'star', 'crossRot', 'rectRounded', 'cross'];
  const views = [];

  const names = [...data.subjects];
  data.figures.forEach(figure => figure.facets.forEach(facet => facet.lines.forEach(line => {
    if (!names.includes(line.name)) names.push(line.name);
  })));
  const place = name => names.indexOf(name);
  const dark = () => root.dataset.theme === 'dark';
  const colour = at => palettes[dark() ? 'dark' : 'light'][at];
  const colourOf = name => place(name) % palettes.light.length;
  // A name has its colour everywhere, except where a figure has another line of that colour.
  const colours = facet => {
    const taken = new Map();
    facet.lines.forEach(({name}) => {
      if (taken.has(name)) return;
      let at = colourOf(name);
      for (let tries = 0; tries < palettes.light.length && [...taken.values()].includes(at); tries++) at = (at + 1) % palettes.light.length;
      taken.set(name, at);
    });
    return taken;
  };
  const css = name => getComputedStyle(root).getPropertyValue(name).trim();

  // Labels of axes only: every other number comes with its text.
  const scaled = (value, units) => {
    let unit = 0;
    while (unit < units.length - 1 && Math.abs(value) >= 1000) { value /= 1000; unit++; }
    return Number(value.toPrecision(3)) + units[unit];
  };
  const ticks = {
    COUNT: value => value % 1 ? '' : scaled(value, ['', 'k', 'M', 'G']),
    BYTES: value => scaled(value, [' B', ' kB', ' MB', ' GB', ' TB']),
    BYTES_PER_OP: value => scaled(value, [' B', ' kB', ' MB', ' GB']),
    NANOS: value => scaled(value, [' ns', ' µs', ' ms', ' s']),
    PERCENT: value => scaled(value, ['']) + ' %'
  };
  const tick = (unit, value) => (ticks[unit] || (each => String(Number(each.toPrecision(3)))))(value);

  // Confidence intervals: a bar from low to high at every visible point that has one.
  const intervals = {
    id: 'intervals',
    afterDatasetsDraw(chart) {
      const across = chart.options.indexAxis === 'y';
      const value = chart.scales[across ? 'x' : 'y'];
      const pen = chart.ctx;
      pen.save();
      pen.beginPath();
      const area = chart.chartArea;
      pen.rect(area.left, area.top, area.right - area.left, area.bottom - area.top);
      pen.clip();
      chart.data.datasets.forEach((dataset, index) => {
        if (!chart.isDatasetVisible(index)) return;
        const bars = dataset.type === 'bar';
        pen.strokeStyle = bars ? css('--ink') : dataset.borderColor;
        pen.lineWidth = 1.4;
        chart.getDatasetMeta(index).data.forEach((element, at) => {
          const point = dataset.source[at];
          if (point.low === undefined) return;
          const low = value.getPixelForValue(point.low);
          const high = value.getPixelForValue(point.high);
          const cap = 4;
          pen.beginPath();
          if (across) {
            pen.moveTo(low, element.y); pen.lineTo(high, element.y);
            pen.moveTo(low, element.y - cap); pen.lineTo(low, element.y + cap);
            pen.moveTo(high, element.y - cap); pen.lineTo(high, element.y + cap);
          } else {
            pen.moveTo(element.x, low); pen.lineTo(element.x, high);
            pen.moveTo(element.x - cap, low); pen.lineTo(element.x + cap, low);
            pen.moveTo(element.x - cap, high); pen.lineTo(element.x + cap, high);
          }
          pen.stroke();
        });
      });
      pen.restore();
    }
  };

  // Named lines across: cache sizes, limits.
  const marks = {
    id: 'marks',
    beforeDatasetsDraw(chart) {
      const pen = chart.ctx;
      const area = chart.chartArea;
      pen.save();
      pen.setLineDash([2, 4]);
      pen.strokeStyle = pen.fillStyle = css('--soft');
      pen.font = '12px system-ui, sans-serif';
      (chart.config.options.marks || []).forEach((mark, index) => {
        const at = chart.scales[mark.axis].getPixelForValue(mark.at);
        pen.beginPath();
        if (mark.axis === 'x') {
          if (at < area.left || at > area.right) return;
          pen.moveTo(at, area.top); pen.lineTo(at, area.bottom); pen.stroke();
          pen.fillText(mark.text, at + 4, chart.options.indexAxis === 'y' ? area.top - 4 : area.top + 12 + 14 * (index % 3));
        } else {
          if (at < area.top || at > area.bottom) return;
          pen.moveTo(area.left, at); pen.lineTo(area.right, at); pen.stroke();
          pen.fillText(mark.text, area.left + 6, at - 5);
        }
      });
      pen.restore();
    }
  };

  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  };
  const flat = chart => chart.kind === 'BAR' || chart.kind === 'STACK';

  const says = (line, point) => ({where: point.at, line: line.name + ': ' + point.text, note: point.note || ''});

  const datasets = (chart, facet, at = colours(facet)) => facet.lines.map(series => ({
    label: series.name,
    type: flat(chart) ? 'bar' : 'line',
    source: series.points,
    data: flat(chart) ? facet.categories.map((_, at) => (series.points.find(point => point.x === at) || {y: null}).y)
      : series.points.map(point => ({x: point.x, y: point.y})),
    pointStyle: shapes[place(series.name) % shapes.length],
    colourAt: at.get(series.name),
    showLine: chart.kind === 'LINE',
    pointRadius: 5,
    pointHoverRadius: 8,
    ...(flat(chart) && chart.y.log ? {base: 1} : {}),
    borderWidth: flat(chart) ? 0 : 2.2,
    maxBarThickness: 16
  }));
  // Bars and categories: a series need not have every category.
  const alignSources = (chart, facet, sets) => sets.forEach((set, index) => {
    if (flat(chart)) {
      set.source = facet.categories.map((_, at) => facet.lines[index].points.find(point => point.x === at) || {});
    }
  });
  const paint = sets => sets.forEach(set => {
    set.borderColor = set.pointBorderColor = colour(set.colourAt);
    set.backgroundColor = set.type === 'bar' ? colour(set.colourAt) : colour(set.colourAt) + 'cc';
  });

  // Round numbers, as many as there is room for.
  const logTicks = (low, high) => {
    const decades = Math.log10(high / low);
    const steps = decades > 2.5 ? [1] : decades > 1 ? [1, 2, 5] : decades > 0.6 ? [1, 2, 3, 4, 5, 6, 8]
      : [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9];
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      steps.map(step => step * 10 ** power).filter(value => value >= low && value <= high).forEach(value => ticks.push({value}));
    }
    return ticks.length > 1 ? ticks : [0, 0.25, 0.5, 0.75, 1].map(part => ({value: low * (high / low) ** part}));
  };

  const axis = (spec, label, extra = {}) => ({
    ...(spec.log ? {afterBuildTicks: scale => { scale.ticks = logTicks(scale.min, scale.max); }} : {}),
    type: spec.unit === 'TEXT' ? 'category' : spec.log ? 'logarithmic' : 'linear',
    title: {display: Boolean(label), text: label, color: css('--soft')},
    grid: {color: css('--grid')},
    border: {color: css('--line')},
    ticks: {
      color: css('--soft'), autoSkip: spec.unit !== 'TEXT' && !spec.log, maxRotation: 0,
      ...(spec.unit === 'TEXT' ? {} : {
        callback: value => tick(spec.unit, value)
      })
    },
    ...extra
  });

  const bounds = (spec, points, marks, bars) => {
    const values = points.flatMap(point => [point.y, point.low, point.high]).filter(value => value !== undefined && (!spec.log || value > 0));
    if (!values.length || !spec.log) return {beginAtZero: true, suggestedMax: 1.08 * Math.max(0, ...values, ...marks.map(mark => mark.at))};
    const low = Math.min(...values), high = Math.max(...values);
    if (spec.unit === 'SPEEDUP') return {min: Math.min(1, low) / 1.15, max: Math.max(1, high) * 1.15};
    // Bars need room below the shortest one.
    return {min: bars ? 10 ** Math.floor(Math.log10(low) - 0.3) : low / 1.25, max: high * 1.25};
  };

  const wrapped = (text, width = 36) => {
    const lines = [''];
    text.split(' ').forEach(word => {
      if ((lines[lines.length - 1] + word).length > width) lines.push('');
      lines[lines.length - 1] += (lines[lines.length - 1] ? ' ' : '') + word;
    });
    return lines;
  };

  class View {
    constructor(figure, spec) {
      this.figure = figure;
      this.spec = spec;
      this.chosen = this.best();
      this.hidden = new Set();
      this.build();
      this.show();
    }

    // Of lines, those with most points are worth seeing first, and points with an interval more than others.
    best() {
      if (this.spec.kind !== 'LINE') return 0;
      const worth = this.spec.facets.map(facet => facet.lines.flatMap(series => series.points)
        .reduce((sum, point) => sum + (point.low === undefined ? 1 : 2.5), 0));
      return worth.indexOf(Math.max(...worth));
    }

    build() {
      const controls = element('div', '', {class: 'controls'});
      if (this.spec.facets.length > 1) {
        const label = element('label', 'Show ');
        const select = element('select');
        this.spec.facets.forEach((facet, at) => select.append(element('option', facet.name, {value: at})));
        select.value = this.chosen;
        select.addEventListener('change', () => { this.chosen = Number(select.value); this.show(); });
        label.append(select);
        controls.append(label);
      }
      this.legend = element('div', '', {class: 'legend', role: 'group', 'aria-label': 'Lines of ' + this.spec.title});
      controls.append(this.legend);
      this.plot = element('div', '', {class: 'plot'});
      this.canvas = element('canvas', '', {tabindex: '0', role: 'img'});
      this.plot.append(this.canvas);
      this.live = element('p', '', {class: 'live', role: 'status', 'aria-live': 'polite'});
      this.table = element('details');
      this.figure.append(controls, this.plot, this.live, this.table);
      this.canvas.addEventListener('keydown', event => this.move(event));
      this.table.addEventListener('toggle', () => this.fill());
    }

    get facet() { return this.spec.facets[this.chosen]; }

    show() {
      const {spec, facet} = this;
      if (this.chart) this.chart.destroy();
      this.at = null;
      const sets = datasets(spec, facet);
      alignSources(spec, facet, sets);
      paint(sets);
      const across = flat(spec);
      const points = facet.lines.flatMap(series => series.points);
      if (across) {
        const rows = spec.kind === 'STACK' ? 1 : facet.lines.length;
        this.plot.style.height = Math.max(10, 5 + facet.categories.length * (0.8 + rows * 1.05)) + 'rem';
      }
      const value = axis(spec.y, spec.y.label, bounds(spec.y, points, facet.marks, across));
      const other = across ? axis(spec.x, '', {ticks: {color: css('--ink'), autoSkip: false,
        callback: at => wrapped(facet.categories[at], this.plot.clientWidth < 600 ? 18 : 36)}}) : axis(spec.x, spec.x.label);
      if (spec.kind === 'STACK') { value.stacked = other.stacked = true; }
      if (!across && spec.x.log && points.length) {
        const xs = points.map(point => point.x);
        other.min = Math.min(...xs) / 1.4;
        other.max = Math.max(...xs) * 1.4;
      }
      this.chart = new Chart(this.canvas, {
        data: {labels: across ? facet.categories : undefined, datasets: sets},
        options: {
          responsive: true, maintainAspectRatio: false, animation: false, normalized: true,
          layout: {padding: {top: across && facet.marks.length ? 16 : 0}},
          indexAxis: across ? 'y' : 'x',
          interaction: {mode: 'nearest', axis: across ? 'y' : 'xy', intersect: false},
          scales: across ? {x: value, y: other} : {x: other, y: value},
          plugins: {legend: {display: false}, tooltip: {displayColors: false, callbacks: {
            title: items => items.length ? this.point(items[0]).at : '',
            label: item => says(facet.lines[item.datasetIndex], this.point(item)).line,
            afterLabel: item => wrapped(says(facet.lines[item.datasetIndex], this.point(item)).note).filter(Boolean)
          }}},
          marks: facet.marks
        },
        plugins: [marks, intervals]
      });
      facet.lines.forEach((series, index) => this.chart.setDatasetVisibility(index, !this.hidden.has(series.name)));
      this.chart.update('none');
      this.drawLegend();
      this.canvas.setAttribute('aria-label', spec.title + ': ' + facet.name + '. ' + facet.lines.length + ' lines, '
        + points.length + ' points. Arrow keys read them; the numbers follow as a table.');
      this.table.replaceChildren(element('summary', 'These numbers as a table'));
      this.fill();
    }

    point(item) { return this.chart.data.datasets[item.datasetIndex].source[item.dataIndex]; }

    drawLegend() {
      this.legend.replaceChildren(...this.chart.data.datasets.map((set, index) => {
        const button = element('button', '', {type: 'button', 'aria-pressed': String(this.chart.isDatasetVisible(index))});
        const swatch = element('span', '', {class: 'swatch' + (set.type === 'bar' ? ' filled' : ''), 'aria-hidden': 'true'});
        swatch.style.borderColor = colour(set.colourAt);
        if (set.type === 'bar') swatch.style.background = colour(set.colourAt);
        button.append(swatch, document.createTextNode(set.label));
        button.addEventListener('click', () => {
          const visible = !this.chart.isDatasetVisible(index);
          this.chart.setDatasetVisibility(index, visible);
          if (visible) this.hidden.delete(set.label); else this.hidden.add(set.label);
          this.chart.update('none');
          button.setAttribute('aria-pressed', String(visible));
        });
        return button;
      }));
    }

    // Left and right along a series, up and down between series.
    move(event) {
      const steps = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]};
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      const {lines: series} = this.facet;
      const start = this.at || [0, step[1] < 0 ? 1 : -1 * Math.abs(step[1])];
      const line = (start[0] + step[0] + series.length) % series.length;
      const sources = this.chart.data.datasets[line].source;
      let at = start[1];
      for (let tries = 0; tries <= sources.length; tries++) {
        at = (at + (step[1] || (tries ? 1 : 0)) + sources.length) % sources.length;
        if (sources[at] && sources[at].y !== undefined) break;
      }
      this.at = [line, Math.max(0, at)];
      const active = [{datasetIndex: line, index: this.at[1]}];
      const shown = this.chart.getDatasetMeta(line).data[this.at[1]];
      this.chart.setActiveElements(active);
      this.chart.tooltip.setActiveElements(active, {x: shown.x, y: shown.y});
      this.chart.update('none');
      const said = says(series[line], sources[this.at[1]]);
      this.live.textContent = said.line + ' at ' + said.where + (said.note ? '. ' + said.note : '');
    }

    fill() {
      if (!this.table.open) return;
      const table = element('table');
      table.append(element('caption', this.spec.title + ': ' + this.facet.name));
      const head = element('tr');
      const x = flat(this.spec) ? 'problem' : this.spec.x.label;
      ['subject', x, this.spec.y.label + ' [low, high]', 'notes'].forEach((name, at) =>
        head.append(element('th', name, {scope: 'col', class: at === 2 ? 'number' : 'text'})));
      const body = element('tbody');
      this.facet.lines.forEach(line => line.points.forEach(point => {
        const row = element('tr');
        row.append(element('td', line.name), element('td', point.at), element('td', point.text, {class: 'number'}),
          element('td', point.note || ''));
        body.append(row);
      }));
      const thead = element('thead');
      thead.append(head);
      table.append(thead, body);
      const scroll = element('div', '', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': this.spec.title + ' as a table'});
      scroll.append(table);
      this.table.replaceChildren(this.table.firstChild, scroll);
    }
  }

  const theme = name => {
    root.dataset.theme = name;
    document.getElementById('theme').textContent = name === 'dark' ? 'Light' : 'Dark';
    views.forEach(view => view.show());
  };
  const system = matchMedia('(prefers-color-scheme: dark)');
  root.dataset.theme = system.matches ? 'dark' : 'light';
  system.addEventListener('change', () => theme(system.matches ? 'dark' : 'light'));
  document.getElementById('theme').addEventListener('click', () => theme(dark() ? 'light' : 'dark'));

  document.querySelectorAll('figure[data-figure]').forEach(figure => {
    views.push(new View(figure, data.figures[figure.dataset.figure]));
  });
  theme(root.dataset.theme);
  addEventListener('beforeprint', () => views.forEach(view => view.chart.resize()));

  globalThis.alphafairReport = {views, data};
})();
