import { describe, expect, it } from 'vitest';
import { barTime, fillsByBar, firstChange, markers, pricePrecision } from '../src/chart/bars';
import { candle, fill } from './samples';

const COLOURS = {
  ink: '',
  muted: '',
  line: '',
  panel: '',
  up: 'up',
  down: 'down',
  accent: '',
  doubtful: '',
};

describe('firstChange', () => {
  const bars = [candle(0), candle(1), candle(2)];

  it('finds the open bar that was replaced', () => {
    expect(firstChange(bars, [bars[0]!, bars[1]!, candle(2)])).toBe(2);
  });

  it('finds appended bars', () => {
    expect(firstChange(bars, [...bars, candle(3)])).toBe(3);
  });

  it('asks for a whole drawing when an older bar changed, or the first was forgotten', () => {
    expect(firstChange(bars, [bars[0]!, candle(1), bars[2]!])).toBe(-1);
    expect(firstChange(bars, [bars[1]!, bars[2]!, candle(3)])).toBe(-1);
    expect(firstChange([], bars)).toBe(-1);
  });
});

describe('fillsByBar', () => {
  it('puts a fill on the last bar that opened before it, also over a gap', () => {
    const bars = [candle(0), candle(1), candle(5)];
    const found = fillsByBar(bars, [
      fill('a', { venueTime: '2026-01-01T00:00:01.999Z' }),
      fill('b', { venueTime: '2026-01-01T00:00:03Z' }),
    ]);
    expect(found.get(barTime(bars[1]!))?.map((of) => of.execId)).toEqual(['a', 'b']);
  });

  it('leaves out fills before the first bar', () => {
    expect(fillsByBar([candle(5)], [fill('a', { venueTime: '2026-01-01T00:00:01Z' })]).size).toBe(0);
  });
});

describe('markers', () => {
  it('draws one arrow for each bar and side, in time order', () => {
    const bars = [candle(0), candle(1)];
    const byBar = fillsByBar(bars, [
      fill('a', { venueTime: '2026-01-01T00:00:01Z', side: 'SELL' }),
      fill('b', { venueTime: '2026-01-01T00:00:01Z', side: 'BUY' }),
      fill('c', { venueTime: '2026-01-01T00:00:01Z', side: 'BUY' }),
      fill('d', { venueTime: '2026-01-01T00:00:00Z', side: 'BUY' }),
    ]);
    expect(markers(byBar, COLOURS).map((of) => [of.shape, of.position])).toEqual([
      ['arrowUp', 'belowBar'],
      ['arrowUp', 'belowBar'],
      ['arrowDown', 'aboveBar'],
    ]);
  });
});

describe('pricePrecision', () => {
  it('shows the decimals that are used, at least two', () => {
    expect(pricePrecision([candle(0, { open: '1.10000000', close: '1.2345' })])).toBe(4);
    expect(pricePrecision([])).toBe(2);
  });
});
