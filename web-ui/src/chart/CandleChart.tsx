import { useEffect, useMemo, useRef, useState } from 'react';
import { decimal, timeOfDay, words } from '../format';
import { useTheme } from '../state/preferences';
import type { CandleView, Decimal, FillView } from '../wire';
import { barTime, fillsByBar } from './bars';
import { CandleSurface } from './candleSurface';
import { palette } from './palette';

/** Fills listed for the bar under the pointer; a busy bar says how many more there are. */
const MOST_LISTED = 6;

interface Props {
  candles: readonly CandleView[];
  fills: readonly FillView[];
  average: Decimal | undefined;
}

export function CandleChart({ candles, fills, average }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const surface = useRef<CandleSurface>(null);
  const [hovered, setHovered] = useState<number>();
  const [theme] = useTheme();
  const colours = useMemo(() => ({ theme, ...palette() }), [theme]);
  const firstTime = candles[0]?.openTime;
  const lastTime = candles.at(-1)?.openTime;
  // Where a fill belongs depends on when bars open, not on their prices, which change many times a second.
  const byBar = useMemo(() => fillsByBar(candles, fills), [fills, firstTime, lastTime, candles.length]);

  useEffect(() => {
    if (!element.current) {
      return undefined;
    }
    const made = new CandleSurface(element.current, setHovered);
    surface.current = made;
    return () => {
      surface.current = null;
      made.remove();
    };
  }, []);
  useEffect(() => surface.current?.paint(colours), [colours]);
  useEffect(() => surface.current?.draw(candles, colours), [candles, colours]);
  useEffect(() => surface.current?.mark(byBar, colours), [byBar, colours]);
  useEffect(() => surface.current?.average(average, colours), [average, colours]);

  const under = hovered === undefined ? undefined : candles.findLast((candle) => barTime(candle) === hovered);
  const shown = under ?? candles.at(-1);
  const shownFills = (shown && byBar.get(barTime(shown))) ?? [];
  const fillCount = useMemo(() => [...byBar.values()].reduce((sum, of) => sum + of.length, 0), [byBar]);
  return (
    <div
      className="candle-chart"
      data-testid="candle-chart"
      data-candle-count={candles.length}
      data-last-close={candles.at(-1)?.close ?? ''}
      data-last-open-time={lastTime ?? ''}
      data-fill-count={fillCount}
    >
      {shown && <Legend candle={shown} fills={shownFills} />}
      {candles.length === 0 && <p className="empty overlay">No bars yet.</p>}
      <div className="canvas" ref={element} role="img" aria-label={described(candles, fillCount)} />
    </div>
  );
}

function Legend({ candle, fills }: { candle: CandleView; fills: readonly FillView[] }) {
  const rose = Number(candle.close) >= Number(candle.open);
  return (
    <div className="legend" data-testid="chart-legend">
      <div>
        <span className="when">{timeOfDay(candle.openTime)} UTC</span>
        <Figure name="O" value={candle.open} /> <Figure name="H" value={candle.high} />{' '}
        <Figure name="L" value={candle.low} />{' '}
        <span className={rose ? 'up' : 'down'}>
          <Figure name="C" value={candle.close} />
        </span>{' '}
        <Figure name="V" value={candle.volume} />
        {candle.condition !== 'LIVE' && <span className="tag warn">{words(candle.condition)}</span>}
      </div>
      {fills.slice(0, MOST_LISTED).map((fill) => (
        <div
          key={`${fill.clOrdId} ${fill.execId}`}
          className={fill.side === 'BUY' ? 'up' : 'down'}
          data-testid="chart-fill"
        >
          <span aria-hidden="true">{fill.side === 'BUY' ? '▲' : '▼'}</span> {words(fill.side)}{' '}
          {decimal(fill.quantity)} @ {decimal(fill.price, 2)}
          <span className="muted origin">
            {' '}
            {timeOfDay(fill.venueTime)} {fill.strategy ?? ''}
          </span>
        </div>
      ))}
      {fills.length > MOST_LISTED && <div className="muted">and {fills.length - MOST_LISTED} more</div>}
    </div>
  );
}

function Figure({ name, value }: { name: string; value: Decimal }) {
  return (
    <span className="figure">
      <span className="muted">{name}</span> {decimal(value, name === 'V' ? 0 : 2)}
    </span>
  );
}

function described(candles: readonly CandleView[], fillCount: number): string {
  const last = candles.at(-1);
  return last
    ? `${last.instrument} candles, ${candles.length} bars, last close ${last.close}, ${fillCount} fills`
    : 'candle chart without bars';
}
