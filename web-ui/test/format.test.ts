import { describe, expect, it } from 'vitest';
import {
  age,
  calmAge,
  decimal,
  gain,
  gainClass,
  money,
  NONE,
  percent,
  sign,
  timeOfDay,
  words,
} from '../src/format';
import { compareInstants, ServerClock } from '../src/time';

describe('format', () => {
  it('writes every digit of a decimal that no double could hold', () => {
    expect(decimal('12345678901234567890.12345678')).toBe('12,345,678,901,234,567,890.12345678');
  });

  it('shows absent values as a dash', () => {
    expect([
      decimal(undefined),
      money(undefined),
      gain(undefined),
      percent(undefined),
      age(undefined),
    ]).toEqual([NONE, NONE, NONE, NONE, NONE]);
  });

  it('drops trailing zeros of quantities but not of money', () => {
    expect(decimal('0.12000000')).toBe('0.12');
    expect(money('1500')).toBe('1,500.00');
  });

  it('writes the sign of gains, with a true minus', () => {
    expect([gain('12.5'), gain('-0.5'), gain('0')]).toEqual(['+12.50', '−0.50', '0.00']);
    expect([gainClass('12.5'), gainClass('-0.5'), gainClass('0.00')]).toEqual(['up', 'down', 'flat']);
  });

  it('writes no sign on a loss that rounds to nothing', () => {
    expect(gain('-0.001')).toBe('0.00');
    expect(money('-0.001')).toBe('0.00');
  });

  it('reads the sign from the text', () => {
    expect([sign('0.000'), sign('-0.0'), sign('-0.01'), sign('7'), sign(undefined)]).toEqual([
      0, 0, -1, 1, 0,
    ]);
  });

  it('writes ages in at most two units, rounded down', () => {
    expect([0, 999, 1_000, 9_999, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000].map(age)).toEqual([
      '0 ms',
      '999 ms',
      '1.0 s',
      '9.9 s',
      '59 s',
      '1 m 00 s',
      '59 m 59 s',
      '1 h 00 m',
      '1 d',
    ]);
    expect(calmAge(999)).toBe('0 s');
  });

  it('shows times in UTC', () => {
    expect(timeOfDay('2026-01-01T23:59:59.123456Z', true)).toBe('23:59:59.123');
  });

  it('makes words of constants', () => {
    expect(words('PARTIALLY_FILLED')).toBe('Partially filled');
  });
});

describe('compareInstants', () => {
  it('orders instants with unequal decimals', () => {
    expect(compareInstants('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z')).toBe(-1);
    expect(compareInstants('2026-01-01T00:00:00.12Z', '2026-01-01T00:00:00.119999Z')).toBe(1);
    expect(compareInstants('2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.5Z')).toBe(0);
  });

  it('holds instants equal that differ in written zeros only', () => {
    expect(compareInstants('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z')).toBe(0);
    expect(compareInstants('2026-01-01T00:00:00.500Z', '2026-01-01T00:00:00.5Z')).toBe(0);
    expect(compareInstants('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:10Z')).toBe(-1);
  });
});

describe('ServerClock', () => {
  it('knows no age before the server told its time', () => {
    expect(new ServerClock(() => 0).ageOf('2026-01-01T00:00:00Z')).toBeUndefined();
  });

  it('ages by its own monotonic clock, whatever this computer thinks the date is', () => {
    let millis = 50;
    const clock = new ServerClock(() => millis);
    clock.heard('2026-01-01T00:00:10Z');
    millis = 1_550;
    expect(clock.ageOf('2026-01-01T00:00:09Z')).toBe(2_500);
  });
});
