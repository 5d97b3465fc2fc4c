import { beforeEach, describe, expect, it } from 'vitest';
import {
  DeskStore,
  MOST_CANDLES,
  MOST_FILLS,
  MOST_ORDERS,
  seriesKey,
  type DeskSnapshot,
} from '../src/state/store';
import { candle, fill, order, point, position, status } from './samples';

let flushes: (() => void)[];
let store: DeskStore;

const flush = (): void => flushes.splice(0).forEach((run) => run());
const load = (snapshot: Partial<DeskSnapshot> = {}): void =>
  store.load({
    status: status(),
    orders: [],
    fills: [],
    positions: [],
    accounts: [],
    equity: [],
    services: [],
    ...snapshot,
  });

beforeEach(() => {
  flushes = [];
  store = new DeskStore((run) => flushes.push(run));
});

describe('DeskStore', () => {
  it('replaces an order by its clOrdId', () => {
    load({ orders: [order('a', { status: 'WORKING' })] });
    store.apply('order', order('a', { status: 'FILLED', changedAt: '2026-01-01T00:00:09Z' }));
    expect(store.list('orders').map((of) => of.status)).toEqual(['FILLED']);
  });

  it('does not revive an order that has ended when an older event of it comes late', () => {
    store.apply('order', order('a', { status: 'FILLED' }));
    store.apply('order', order('a', { status: 'WORKING' }));
    expect(store.list('orders')[0]?.status).toBe('FILLED');
  });

  it('takes the last event, though another node whose clock is behind made it', () => {
    store.apply('order', order('a', { status: 'SUBMITTED', changedAt: '2026-01-01T00:00:05Z' }));
    store.apply('order', order('a', { status: 'WORKING', changedAt: '2026-01-01T00:00:04Z' }));
    expect(store.list('orders')[0]?.status).toBe('WORKING');
  });

  it('shows the answer to a submission until the events come, and never over them', () => {
    store.addAnswered(order('a', { status: 'CREATED', changedAt: '2026-01-01T00:00:09Z' }));
    store.apply('order', order('a', { status: 'WORKING', changedAt: '2026-01-01T00:00:01Z' }));
    store.addAnswered(order('a', { status: 'CREATED', changedAt: '2026-01-01T00:00:09Z' }));
    expect(store.list('orders').map((of) => of.status)).toEqual(['WORKING']);
  });

  it('lists orders newest first, whatever order they came in', () => {
    for (const second of [2, 3, 1]) {
      store.apply('order', order(`o${second}`, { createdAt: `2026-01-01T00:00:0${second}Z` }));
    }
    expect(store.list('orders').map((of) => of.clOrdId)).toEqual(['o3', 'o2', 'o1']);
  });

  it('applies the same fill twice as one', () => {
    store.apply('fill', fill('1'));
    store.apply('fill', fill('1'));
    expect(store.list('fills')).toHaveLength(1);
  });

  it('tells fills of two instruments apart that share an execId', () => {
    store.apply('fill', fill('1'));
    store.apply('fill', fill('1', { instrument: 'ETHUSDT' }));
    expect(store.list('fills')).toHaveLength(2);
  });

  it('forgets the oldest fills beyond its bound', () => {
    for (let i = 0; i < MOST_FILLS + 5; i++) {
      store.apply(
        'fill',
        fill(String(i), { venueTime: new Date(1_767_225_600_000 + i * 1_000).toISOString() }),
      );
    }
    expect(store.list('fills')).toHaveLength(MOST_FILLS);
    expect(store.list('fills').at(-1)?.execId).toBe('5');
  });

  it('forgets closed orders before open ones', () => {
    load({ orders: [order('old-but-open', { status: 'WORKING', createdAt: '2020-01-01T00:00:00Z' })] });
    for (let i = 0; i < MOST_ORDERS; i++) {
      store.apply(
        'order',
        order(`c${i}`, { status: 'FILLED', createdAt: new Date(1_767_225_600_000 + i).toISOString() }),
      );
    }
    const kept = store.list('orders').map((of) => of.clOrdId);
    expect(kept).toHaveLength(MOST_ORDERS);
    expect(kept).toContain('old-but-open');
    expect(kept).not.toContain('c0');
  });

  it('replaces the open candle and appends the next', () => {
    store.loadCandles('BTCUSDT', 'SECOND', [candle(0, { trades: 1 }), candle(1, { trades: 1 })]);
    store.apply('candle', candle(1, { trades: 2, close: '9' }));
    store.apply('candle', candle(2));
    expect(store.candles('BTCUSDT', 'SECOND').map((of) => of.close)).toEqual(['1', '9', '1']);
  });

  it('does not turn a candle back when REST answers with an older one', () => {
    store.apply('candle', candle(1, { trades: 7, close: '9' }));
    store.loadCandles('BTCUSDT', 'SECOND', [candle(0), candle(1, { trades: 3, close: '4' })]);
    expect(store.candles('BTCUSDT', 'SECOND').map((of) => of.close)).toEqual(['1', '9']);
  });

  it('takes a pushed candle with fewer trades: another feed took over within the bar', () => {
    store.apply('candle', candle(1, { trades: 7, close: '9' }));
    store.apply('candle', candle(1, { trades: 1, close: '8' }));
    expect(store.candles('BTCUSDT', 'SECOND')[0]?.close).toBe('8');
  });

  it('keeps seconds and minutes apart', () => {
    store.apply('candle', candle(0));
    store.apply('candle', candle(0, { interval: 'MINUTE' }));
    expect(store.candles('BTCUSDT', 'SECOND')).toHaveLength(1);
    expect(store.candles('BTCUSDT', 'MINUTE')).toHaveLength(1);
  });

  it('forgets the oldest candles beyond its bound', () => {
    store.loadCandles(
      'BTCUSDT',
      'SECOND',
      Array.from({ length: MOST_CANDLES + 3 }, (_, i) => candle(i)),
    );
    expect(store.candles('BTCUSDT', 'SECOND')).toHaveLength(MOST_CANDLES);
    expect(store.candles('BTCUSDT', 'SECOND')[0]?.openTime).toBe(candle(3).openTime);
  });

  it('lists equity points by time even when they come late', () => {
    store.apply('equity', point(5));
    store.apply('equity', point(3));
    expect(store.list('equity').map((of) => of.at)).toEqual([point(3).at, point(5).at]);
  });

  it('takes the quotes a status brings', () => {
    store.apply('status', status());
    expect(store.list('quotes').map((of) => of.instrument)).toEqual(['BTCUSDT']);
  });

  it('forgets on a reload what the server no longer has', () => {
    load({ orders: [order('gone')], positions: [position('main', 'BTCUSDT')] });
    store.loadCandles('BTCUSDT', 'SECOND', [candle(0)]);
    load({ orders: [order('new')] });
    expect(store.list('orders').map((of) => of.clOrdId)).toEqual(['new']);
    expect(store.list('positions')).toEqual([]);
    expect(store.candles('BTCUSDT', 'SECOND')).toEqual([]);
  });

  it('believes a reload even if an order lives again: it may be another desk', () => {
    load({ orders: [order('a', { status: 'FILLED' })] });
    load({ orders: [order('a', { status: 'WORKING' })] });
    expect(store.list('orders')[0]?.status).toBe('WORKING');
  });

  it('gives the same list until something changes', () => {
    load({ orders: [order('a')] });
    const before = store.list('orders');
    store.apply('fill', fill('1'));
    expect(store.list('orders')).toBe(before);
    store.apply('order', order('b'));
    expect(store.list('orders')).not.toBe(before);
  });

  it('tells a listener once for a burst, and only of its topic', () => {
    let orders = 0;
    let candles = 0;
    store.subscribe('orders', () => orders++);
    const leave = store.subscribe(seriesKey('BTCUSDT', 'SECOND'), () => candles++);
    store.apply('order', order('a'));
    store.apply('order', order('b'));
    store.apply('candle', candle(0));
    flush();
    leave();
    store.apply('candle', candle(1));
    flush();
    expect([orders, candles]).toEqual([1, 1]);
  });
});
