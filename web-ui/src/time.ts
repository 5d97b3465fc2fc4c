import type { Instant } from './wire';

/**
 * Orders two instants exactly. Their text has 0 to 9 decimals, so neither Date (milliseconds) nor the plain
 * text ("…:00Z" would sort after "…:00.5Z") can do it: without the Z a shorter one is the earlier one, unless
 * only zeros follow in the longer.
 */
export function compareInstants(a: Instant, b: Instant): number {
  if (a === b) {
    return 0;
  }
  const left = a.endsWith('Z') ? a.slice(0, -1) : a;
  const right = b.endsWith('Z') ? b.slice(0, -1) : b;
  if (left.length !== right.length && sameButZeros(left, right)) {
    return 0;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function sameButZeros(left: string, right: string): boolean {
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  return longer.startsWith(shorter) && /^\.?0*$/.test(longer.slice(shorter.length));
}

/** The server's clock as the page knows it: ages must not depend on how this computer's clock is set. */
export class ServerClock {
  private serverMillis: number | undefined;
  private heardAt = 0;
  private readonly monotonic: () => number;

  constructor(monotonic: () => number = () => performance.now()) {
    this.monotonic = monotonic;
  }

  heard(now: Instant): void {
    this.serverMillis = Date.parse(now);
    this.heardAt = this.monotonic();
  }

  /** Milliseconds since the epoch; undefined until the server told its time. */
  now(): number | undefined {
    return this.serverMillis === undefined
      ? undefined
      : this.serverMillis + (this.monotonic() - this.heardAt);
  }

  /** How long ago the server told its time, in milliseconds: what ages it sent must be increased by. */
  sinceHeard(): number {
    return this.monotonic() - this.heardAt;
  }

  ageOf(instant: Instant): number | undefined {
    const now = this.now();
    return now === undefined ? undefined : Math.max(0, now - Date.parse(instant));
  }
}
