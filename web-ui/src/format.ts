import type { Decimal, Instant, OrderStatus } from './wire';

/** Shown where a value is absent. */
export const NONE = '–';
const MINUS = '\u2212';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A decimal with thousands separators. Intl takes the server's text as it is: no digit passes through a
 * double.
 *
 * @param most decimals shown at most; what is beyond is rounded for display only
 */
export function decimal(value: Decimal | undefined, least = 0, most = 8): string {
  if (value === undefined) {
    return NONE;
  }
  const text = format(least, most, 'auto').format(value as Intl.StringNumericLiteral);
  return text.replace('-', MINUS);
}

/** Money with two decimals. */
export function money(value: Decimal | undefined): string {
  return decimal(value, 2, 2);
}

/** Money that is a gain or a loss: its sign is always written, so that colour is never the only sign. */
export function gain(value: Decimal | undefined): string {
  if (value === undefined) {
    return NONE;
  }
  return format(2, 2, 'exceptZero')
    .format(value as Intl.StringNumericLiteral)
    .replace('-', MINUS);
}

export function percent(value: Decimal | undefined): string {
  return value === undefined ? NONE : `${decimal(value, 2, 2)}\u202f%`;
}

/** −1, 0 or 1, read from the text. */
export function sign(value: Decimal | undefined): -1 | 0 | 1 {
  if (value === undefined || !/[1-9]/.test(value)) {
    return 0;
  }
  return value.startsWith('-') ? -1 : 1;
}

/** A class for the sign of a gain. */
export function gainClass(value: Decimal | undefined): string {
  const of = sign(value);
  return of > 0 ? 'up' : of < 0 ? 'down' : 'flat';
}

/** An age in at most two units: "340 ms", "4.2 s", "3 m 05 s", "2 h 10 m", "3 d". */
export function age(millis: number | undefined): string {
  if (millis === undefined) {
    return NONE;
  }
  if (millis < 1_000) {
    return `${Math.floor(millis)} ms`;
  }
  if (millis < 10_000) {
    return `${(Math.floor(millis / 100) / 10).toFixed(1)} s`;
  }
  const seconds = Math.floor(millis / 1_000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3_600) {
    return `${Math.floor(seconds / 60)} m ${two(seconds % 60)} s`;
  }
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3_600)} h ${two(Math.floor(seconds / 60) % 60)} m`;
  }
  return `${Math.floor(seconds / 86_400)} d`;
}

/** An age in whole seconds at the finest, for tables: they would flicker otherwise. */
export function calmAge(millis: number | undefined): string {
  if (millis === undefined) {
    return NONE;
  }
  return millis < 10_000 ? `${Math.floor(millis / 1_000)} s` : age(millis);
}

/** A latency in milliseconds: "0.4", "12", "1,250". */
export function latency(millis: number | undefined): string {
  if (millis === undefined) {
    return NONE;
  }
  return millis < 10 ? millis.toFixed(1) : Math.round(millis).toLocaleString('en-US');
}

/** A size in the largest unit of which it is at least one: "512 B", "4.0 kB", "1.2 MB". */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** "1 order", "2 orders". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Time of day in UTC: "14:03:07", or with milliseconds. */
export function timeOfDay(at: Instant | undefined, milliseconds = false): string {
  if (at === undefined) {
    return NONE;
  }
  const time = new Date(at).toISOString().slice(11, milliseconds ? 23 : 19);
  return time;
}

/** "PARTIALLY_FILLED" as "Partially filled". */
export function words(constant: string): string {
  const lower = constant.toLowerCase().replaceAll('_', ' ');
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

const TERMINAL: ReadonlySet<OrderStatus> = new Set(['DENIED', 'REJECTED', 'CANCELED', 'EXPIRED', 'FILLED']);

export function isOpen(status: OrderStatus): boolean {
  return !TERMINAL.has(status);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function format(least: number, most: number, signs: 'auto' | 'exceptZero'): Intl.NumberFormat {
  const key = `${least}/${most}/${signs}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat('en-US', {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      signDisplay: signs === 'auto' ? 'negative' : signs,
    });
    formats.set(key, found);
  }
  return found;
}
