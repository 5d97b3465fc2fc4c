import type { CandlestickData, HistogramData, SeriesMarker, UTCTimestamp } from 'lightweight-charts';
import { compareInstants } from '../time';
import type { CandleView, Decimal, FillView } from '../wire';
import { faded, type Palette } from './palette';

/** Numbers are made of the server's decimals here only, to draw; no shown figure comes from them. */
export function candlestick(candle: CandleView, colours: Palette): CandlestickData<UTCTimestamp> {
  const bar = {
    time: barTime(candle),
    open: Number(candle.open),
    high: Number(candle.high),
    low: Number(candle.low),
    close: Number(candle.close),
  };
  if (candle.condition === 'LIVE') {
    return bar;
  }
  return { ...bar, color: colours.doubtful, borderColor: colours.doubtful, wickColor: colours.doubtful };
}

export function volumeBar(candle: CandleView, colours: Palette): HistogramData<UTCTimestamp> {
  const rose = Number(candle.close) >= Number(candle.open);
  return {
    time: barTime(candle),
    value: Number(candle.volume),
    color: faded(rose ? colours.up : colours.down, 0.28),
  };
}

export function barTime(candle: CandleView): UTCTimestamp {
  return Math.floor(Date.parse(candle.openTime) / 1_000) as UTCTimestamp;
}

/** Index of the first candle that differs from what was drawn, or −1 if all has to be drawn anew. */
export function firstChange(drawn: readonly CandleView[], next: readonly CandleView[]): number {
  if (drawn.length === 0 || next.length < drawn.length || drawn[0] !== next[0]) {
    return -1;
  }
  const differing = drawn.findIndex((candle, at) => candle !== next[at]);
  const index = differing < 0 ? drawn.length : differing;
  // Charts take changes at the last drawn bar and after it only.
  return index >= drawn.length - 1 ? index : -1;
}

/** Fills by the open time of the bar they belong to; those before the first bar are left out. */
export function fillsByBar(
  candles: readonly CandleView[],
  fills: readonly FillView[],
): Map<number, FillView[]> {
  const found = new Map<number, FillView[]>();
  for (const fill of fills) {
    const candle = lastNotAfter(candles, fill.venueTime);
    if (candle) {
      const time = barTime(candle);
      const known = found.get(time);
      if (known) {
        known.push(fill);
      } else {
        found.set(time, [fill]);
      }
    }
  }
  return found;
}

/** One arrow for each bar and side. Direction and place tell the side as well as the colour does. */
export function markers(
  byBar: ReadonlyMap<number, FillView[]>,
  colours: Palette,
): SeriesMarker<UTCTimestamp>[] {
  const found: SeriesMarker<UTCTimestamp>[] = [];
  for (const time of [...byBar.keys()].sort((a, b) => a - b)) {
    const fills = byBar.get(time) ?? [];
    if (fills.some((fill) => fill.side === 'BUY')) {
      found.push({ time: time as UTCTimestamp, position: 'belowBar', shape: 'arrowUp', color: colours.up });
    }
    if (fills.some((fill) => fill.side === 'SELL')) {
      found.push({
        time: time as UTCTimestamp,
        position: 'aboveBar',
        shape: 'arrowDown',
        color: colours.down,
      });
    }
  }
  return found;
}

/** Decimals that prices of these candles really use, 2 to 8. */
export function pricePrecision(candles: readonly CandleView[]): number {
  const used = candles.slice(-50).flatMap((candle) => [candle.open, candle.close].map(decimals));
  return Math.min(8, Math.max(2, ...used));
}

function decimals(value: Decimal): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.slice(point + 1).replace(/0+$/, '').length;
}

function lastNotAfter(candles: readonly CandleView[], at: string): CandleView | undefined {
  let low = 0;
  let high = candles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candle = candles[middle];
    if (candle && compareInstants(candle.openTime, at) <= 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return candles[low - 1];
}
