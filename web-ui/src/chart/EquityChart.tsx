import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../state/preferences';
import type { EquityPointView } from '../wire';
import { faded, palette, type Palette } from './palette';

const HEIGHT = 150;

/** Equity on the left axis; drawdown hangs from the top as a shade on the right axis. */
export function EquityChart({ points }: { points: readonly EquityPointView[] }) {
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const [theme] = useTheme();
  const data = useMemo(() => columns(points), [points]);
  const latest = useRef(data);
  latest.current = data;

  useEffect(() => {
    const parent = element.current;
    if (!parent) {
      return undefined;
    }
    const made = new uPlot(options(parent.clientWidth, palette()), latest.current, parent);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: parent.clientWidth, height: HEIGHT }));
    observer.observe(parent);
    return () => {
      observer.disconnect();
      plot.current = null;
      made.destroy();
    };
  }, [theme]);
  useEffect(() => plot.current?.setData(data), [data]);

  const last = points.at(-1);
  return (
    <div
      className="equity-chart"
      data-testid="equity-chart"
      data-point-count={points.length}
      data-last-equity={last?.equity ?? ''}
      role="img"
      aria-label={
        last ? `equity curve, last ${last.equity}, drawdown ${last.drawdownPercent} percent` : 'no equity yet'
      }
      ref={element}
    />
  );
}

function columns(points: readonly EquityPointView[]): uPlot.AlignedData {
  return [
    points.map((point) => Date.parse(point.at) / 1_000),
    points.map((point) => Number(point.equity)),
    points.map((point) => -Number(point.drawdownPercent)),
  ];
}

function options(width: number, colours: Palette): uPlot.Options {
  const axis = {
    stroke: colours.muted,
    font: `10px ${getComputedStyle(document.body).fontFamily}`,
    grid: { stroke: colours.line, width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { size: 5 } },
    padding: [8, 6, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
    scales: {
      // Room below the line, so that a shallow drawdown looks shallow.
      drawdown: { range: (_plot, low) => [Math.min(low * 2.5, -1), 0] },
    },
    series: [
      {},
      { label: 'Equity', stroke: colours.accent, width: 1.5, points: { show: false } },
      {
        label: 'Drawdown',
        scale: 'drawdown',
        stroke: faded(colours.down, 0.6),
        width: 1,
        fill: faded(colours.down, 0.14),
        fillTo: 0,
        points: { show: false },
      },
    ],
    axes: [
      { ...axis, size: 24, space: 70, values: (plot, ticks) => ticks.map((tick) => clock(plot, tick)) },
      { ...axis, size: 58, values: (_plot, ticks) => ticks.map((tick) => tick.toLocaleString('en-US')) },
      {
        ...axis,
        scale: 'drawdown',
        side: 1,
        size: 44,
        grid: { show: false },
        values: (_plot, ticks) => ticks.map((tick) => `${tick}%`.replace('-', '−')),
      },
    ],
  };
}

/** The hour and minute in UTC; with seconds while the whole curve is shorter than ten minutes. */
function clock(plot: uPlot, seconds: number): string {
  const { min, max } = plot.scales.x ?? {};
  const short = min != null && max != null && max - min < 600;
  return new Date(seconds * 1_000).toISOString().slice(11, short ? 19 : 16);
}
