import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskSync, type Connection } from '../src/api/sync';
import { DeskStore } from '../src/state/store';
import type { OrderView } from '../src/wire';
import { candle, order, status } from './samples';

/** What the page sees of a stream; the test plays the server. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static made: FakeEventSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor() {
    super();
    FakeEventSource.made.push(this);
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  send(event: string, payload: unknown): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(payload) }));
  }

  breakOff(readyState: number): void {
    this.readyState = readyState;
    this.onerror?.();
  }

  close(): void {
    this.readyState = 2;
  }
}

let orders: OrderView[];
let answers: Map<string, number>;
let asked: string[];
let connections: Connection[];
let loggedOut: boolean;
let store: DeskStore;
let sync: DeskSync;

/** Answers by path; a path in `answers` is answered with that HTTP status instead. */
const fakeFetch = async (address: string): Promise<Response> => {
  const path = address.replace('/api/v1', '').replace(/\?.*/, '');
  asked.push(path);
  const refusal = answers.get(path);
  if (refusal !== undefined) {
    return new Response('{"title":"no"}', { status: refusal });
  }
  const bodies: Record<string, unknown> = {
    '/session': { user: 'demo', role: 'admin' },
    '/status': status(),
    '/orders': { items: orders },
    '/candles': { items: [candle(0)] },
  };
  return new Response(JSON.stringify(bodies[path] ?? { items: [] }));
};

const settle = (millis = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(millis);
const stream = (): FakeEventSource => FakeEventSource.made.at(-1) as FakeEventSource;
const connection = (): Connection | undefined => connections.at(-1);
const statuses = (): string[] => store.list('orders').map((of) => of.status);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('fetch', fakeFetch);
  FakeEventSource.made = [];
  orders = [order('a', { status: 'WORKING' })];
  answers = new Map();
  asked = [];
  connections = [];
  loggedOut = false;
  store = new DeskStore((flush) => flush());
  sync = new DeskSync(
    store,
    (now) => connections.push(now),
    () => {
      loggedOut = true;
    },
  );
  sync.start();
  await settle();
});

afterEach(() => {
  sync.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('DeskSync', () => {
  it('loads nothing before the stream is open, then goes live', async () => {
    expect(asked).toEqual(['/session']);
    expect(connection()).toBe('connecting');
    stream().open();
    await settle();
    expect(statuses()).toEqual(['WORKING']);
    expect(connection()).toBe('live');
  });

  it('loses no event that comes between opening and loading', async () => {
    stream().open();
    stream().send('order', order('a', { status: 'FILLED' }));
    stream().send('order', order('b', { status: 'CREATED' }));
    await settle();
    expect(statuses()).toEqual(['FILLED', 'CREATED']);
  });

  it('is lost after three silent seconds and makes another stream', async () => {
    stream().open();
    await settle(2_900);
    expect(connection()).toBe('live');
    await settle(400);
    expect(connection()).toBe('lost');
    await settle(1_000);
    expect(FakeEventSource.made).toHaveLength(2);
    stream().open();
    await settle();
    expect(connection()).toBe('live');
  });

  it('resumes without loading when the browser reconnected the same stream', async () => {
    stream().open();
    await settle();
    const before = asked.length;
    stream().breakOff(0);
    expect(connection()).toBe('lost');
    stream().open();
    await settle();
    expect(connection()).toBe('live');
    expect(asked).toHaveLength(before);
  });

  it('loads everything anew on reset', async () => {
    stream().open();
    await settle();
    orders = [order('z', { status: 'CANCELED' })];
    stream().send('reset', {});
    await settle();
    expect(statuses()).toEqual(['CANCELED']);
  });

  it('tries again with growing waits while the node is away', async () => {
    stream().open();
    await settle();
    answers.set('/session', 503);
    stream().breakOff(FakeEventSource.CLOSED);
    asked = [];
    await settle(500);
    expect(asked).toHaveLength(1);
    await settle(1_000);
    expect(asked).toHaveLength(2);
    await settle(60_000);
    expect(asked.length).toBeLessThanOrEqual(2 + 1 + 1 + 60 / 5);
    answers.clear();
    const before = FakeEventSource.made.length;
    for (let waited = 0; waited <= 5_000 && FakeEventSource.made.length === before; waited += 100) {
      await settle(100);
    }
    stream().open();
    await settle();
    expect(connection()).toBe('live');
  });

  it('tries again when a part of the load fails', async () => {
    answers.set('/positions', 503);
    stream().open();
    await settle();
    expect(connection()).toBe('lost');
    answers.clear();
    await settle(2_000);
    stream().open();
    await settle();
    expect(connection()).toBe('live');
  });

  it('asks for a login when the session has ended', async () => {
    answers.set('/session', 401);
    stream().breakOff(FakeEventSource.CLOSED);
    await settle(600);
    expect(loggedOut).toBe(true);
  });

  it('loads the chart again with everything else', async () => {
    stream().open();
    await settle();
    sync.showCandles('BTCUSDT', 'SECOND');
    await settle();
    expect(store.candles('BTCUSDT', 'SECOND')).toHaveLength(1);
    stream().send('reset', {});
    await settle();
    expect(store.candles('BTCUSDT', 'SECOND')).toHaveLength(1);
  });
});
