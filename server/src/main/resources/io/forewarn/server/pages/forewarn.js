// Charts and the theme switch. Data comes in data-* attributes; every chart has a table or words beside it.
(function () {
  'use strict';
  const root = document.documentElement;
  const saved = localStorage.getItem('theme');
  if (saved) root.dataset.theme = saved;

  function token(name) { return getComputedStyle(root).getPropertyValue(name).trim(); }

  function draw(canvas) {
    const spec = JSON.parse(canvas.dataset.chart);
    const ink = token('--ink-3'), line = token('--line');
    const colours = { blue: '--c1', orange: '--c2', green: '--c3', violet: '--c4', red: '--c5', grey: '--c6', soft: '--soft' };
    const datasets = spec.series.map(function (s) {
      const colour = token(colours[s.colour] || '--c1');
      return {
        type: s.type || spec.type, label: s.label, data: s.data, borderColor: colour,
        backgroundColor: (s.type || spec.type) === 'bar' ? colour : colour + '22', borderWidth: 2, pointRadius: s.points ? 3 : 0,
        pointHitRadius: 10, tension: 0.25, fill: !!s.fill, stack: spec.stacked ? 'all' : undefined, yAxisID: s.axis || 'y',
        borderDash: s.dashed ? [5, 4] : [], spanGaps: true, borderRadius: 3, maxBarThickness: 26
      };
    });
    const scales = {
      x: { stacked: !!spec.stacked, grid: { display: false }, ticks: { color: ink, maxRotation: 0, autoSkipPadding: 16 }, type: spec.xy ? 'linear' : 'category', title: { display: !!spec.x, text: spec.x, color: ink } },
      y: { stacked: !!spec.stacked, beginAtZero: true, grid: { color: line }, border: { display: false }, ticks: { color: ink, precision: spec.percent ? undefined : 0, callback: spec.percent ? function (v) { return Math.round(v * 100) + ' %'; } : undefined }, max: spec.max, title: { display: !!spec.y, text: spec.y, color: ink } }
    };
    if (datasets.some(function (d) { return d.yAxisID === 'rate'; })) {
      scales.rate = { position: 'right', beginAtZero: true, max: 1, grid: { display: false }, border: { display: false }, ticks: { color: ink, callback: function (v) { return Math.round(v * 100) + ' %'; } } };
    }
    if (canvas.chart) canvas.chart.destroy();
    canvas.chart = new Chart(canvas, {
      type: spec.type,
      data: { labels: spec.labels, datasets: datasets },
      options: {
        responsive: true, maintainAspectRatio: false, animation: false, interaction: { mode: 'index', intersect: false },
        plugins: { legend: { display: datasets.length > 1, position: 'bottom', labels: { color: token('--ink-2'), boxWidth: 10, boxHeight: 10 } } }, scales: scales
      }
    });
  }

  function drawAll() { document.querySelectorAll('canvas[data-chart]').forEach(draw); }

  document.addEventListener('DOMContentLoaded', function () {
    drawAll();
    document.getElementById('theme').addEventListener('click', function () {
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      localStorage.setItem('theme', root.dataset.theme);
      drawAll();
    });
    document.body.addEventListener('htmx:afterSwap', drawAll);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  });
})();
