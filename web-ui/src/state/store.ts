import { compareInstants } from '../time';
import { isOpen } from '../format';
import type {
  AccountView,
  BarInterval,
  CandleView,
  EquityPointView,
  FillView,
  OrderView,
  PositionView,
  QuoteView,
  ServiceView,
  StatusView,
  StreamEventName,
  StreamEvents,
} from '../wire';
import { BoundedCollection, type CollectionRules, type MayReplace } from './bounded';
import { FailsafeFold } from './failsafeFold';

export const MOST_ORDERS = 1_000;
export const MOST_FILLS = 2_000;
export const MOST_CANDLES = 2_000;
export const MOST_EQUITY_POINTS = 2_000;
/** Instruments, accounts, positions, services: more than a desk has. */
const MOST_OTHERS = 500;
/** Candle series held at once; further ones are not kept until room is made by a reload. */
const MOST_SERIES = 32;

/** What a load by REST brings; it replaces everything of its kind. */
export interface DeskSnapshot {
  status: StatusView;
  orders: readonly OrderView[];
  fills: readonly FillView[];
  positions: readonly PositionView[];
  accounts: readonly AccountView[];
  equity: readonly EquityPointView[];
  services: readonly ServiceView[];
}

export interface Collections {
  orders: OrderView;
  fills: FillView;
  positions: PositionView;
  accounts: AccountView;
  equity: EquityPointView;
  services: ServiceView;
  quotes: QuoteView;
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const RULES: { [K in keyof Collections]: CollectionRules<Collections[K]> } = {
  orders: {
    key: (o) => o.clOrdId,
    order: (a, b) => compareInstants(b.createdAt, a.createdAt) || text(a.clOrdId, b.clOrdId),
    bound: MOST_ORDERS,
    forget: 'last',
    keep: (o) => isOpen(o.status),
  },
  fills: {
    // Two of our own orders that trade with each other share the id of the execution.
    key: (f) => `${f.instrument} ${f.clOrdId} ${f.execId}`,
    order: (a, b) => compareInstants(b.venueTime, a.venueTime) || text(b.execId, a.execId),
    bound: MOST_FILLS,
    forget: 'last',
  },
  equity: {
    key: (p) => p.at,
    order: (a, b) => compareInstants(a.at, b.at),
    bound: MOST_EQUITY_POINTS,
    forget: 'first',
  },
  positions: {
    key: (p) => `${p.account} ${p.instrument}`,
    order: (a, b) => text(a.account, b.account) || text(a.instrument, b.instrument),
    bound: MOST_OTHERS,
    forget: 'last',
  },
  accounts: {
    key: (a) => a.account,
    order: (a, b) => text(a.account, b.account),
    bound: MOST_OTHERS,
    forget: 'last',
  },
  services: {
    key: (s) => `${s.service} ${s.node}`,
    order: (a, b) => text(a.service, b.service) || text(a.node, b.node),
    bound: MOST_OTHERS,
    forget: 'last',
  },
  quotes: {
    key: (q) => q.instrument,
    order: (a, b) => text(a.instrument, b.instrument),
    bound: MOST_OTHERS,
    forget: 'last',
  },
};

const CANDLE_RULES: CollectionRules<CandleView> = {
  key: (c) => c.openTime,
  order: (a, b) => compareInstants(a.openTime, b.openTime),
  bound: MOST_CANDLES,
  forget: 'first',
};

/** No order comes back to life, so an event kept back during a load may be older than what was loaded. */
const notRevived: MayReplace<OrderView> = (next, known) => isOpen(next.status) <= isOpen(known.status);

/** A bar gains trades only: an answer by REST may be older than what was pushed meanwhile. */
const notBehind: MayReplace<CandleView> = (next, known) => next.trades >= known.trades;

/** What a listener can watch: a collection, the status, the failsafe layer, or a candle series by {@link seriesKey}. */
export type Topic = keyof Collections | 'status' | 'failsafe' | `candles ${string}`;

export function seriesKey(instrument: string, interval: BarInterval): `candles ${string}` {
  return `candles ${instrument} ${interval}`;
}

/**
 * Everything the page shows, by key. The stream is in order, so its last word on a key holds, whatever any
 * clock says; only answers by REST can be late. Listeners are told in batches, so that a burst draws once.
 */
export class DeskStore {
  private readonly collections = new Map<string, BoundedCollection<never>>();
  private readonly series = new Map<string, BoundedCollection<CandleView>>();
  private readonly listeners = new Map<Topic, Set<() => void>>();
  private readonly changed = new Set<Topic>();
  private readonly schedule: (flush: () => void) => void;
  private scheduled = false;
  private currentStatus: StatusView | undefined;
  readonly failsafe = new FailsafeFold(() => this.touch('failsafe'));

  /** @param schedule runs the given function soon, once */
  constructor(schedule: (flush: () => void) => void) {
    this.schedule = schedule;
    for (const name of Object.keys(RULES) as (keyof Collections)[]) {
      this.collections.set(name, new BoundedCollection(RULES[name] as CollectionRules<never>));
    }
  }

  status(): StatusView | undefined {
    return this.currentStatus;
  }

  list<K extends keyof Collections>(name: K): readonly Collections[K][] {
    return this.collection(name).list();
  }

  candles(instrument: string, interval: BarInterval): readonly CandleView[] {
    return this.series.get(seriesKey(instrument, interval))?.list() ?? NO_CANDLES;
  }

  /** One pushed event. */
  apply<E extends StreamEventName>(event: E, payload: StreamEvents[E]): void {
    (this.handlers[event] as (payload: StreamEvents[E]) => void)(payload);
  }

  /** A whole state by REST: what was known before is gone, candle series included. */
  load(snapshot: DeskSnapshot): void {
    for (const topic of this.series.keys()) {
      this.touch(topic as Topic);
    }
    this.series.clear();
    const { status, ...collections } = snapshot;
    for (const name of Object.keys(collections) as (keyof typeof collections)[]) {
      this.collection(name).replace(snapshot[name] as never[]);
      this.touch(name);
    }
    this.collection('quotes').replace(status.quotes);
    this.touch('quotes');
    this.setStatus(status);
  }

  /** Candles by REST; merged, as newer ones may have been pushed since they were asked for. */
  loadCandles(instrument: string, interval: BarInterval, candles: readonly CandleView[]): void {
    this.mergeCandles(seriesKey(instrument, interval), candles, notBehind);
  }

  /** An order as the answer to its submission, shown at once; if its events were faster, they know better. */
  addAnswered(order: OrderView): void {
    this.merge('orders', [order], () => false);
  }

  subscribe(topic: Topic, listener: () => void): () => void {
    const set = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  private readonly handlers: { [E in StreamEventName]: (payload: StreamEvents[E]) => void } = {
    status: (status) => {
      this.merge('quotes', status.quotes);
      this.setStatus(status);
    },
    quote: (quote) => this.merge('quotes', [quote]),
    candle: (candle) => this.mergeCandles(seriesKey(candle.instrument, candle.interval), [candle]),
    order: (order) => this.merge('orders', [order], notRevived),
    fill: (fill) => this.merge('fills', [fill]),
    position: (position) => this.merge('positions', [position]),
    account: (account) => this.merge('accounts', [account]),
    equity: (point) => this.merge('equity', [point]),
    service: (service) => this.merge('services', [service]),
    health: (event) => this.failsafe.onEvent(event),
    incidents: (event) => this.failsafe.onEvent(event),
    recoveries: (event) => this.failsafe.onEvent(event),
    breakers: (event) => this.failsafe.onEvent(event),
    cluster: (event) => this.failsafe.onEvent(event),
  };

  private setStatus(status: StatusView): void {
    this.currentStatus = status;
    this.touch('status');
  }

  private collection<K extends keyof Collections>(name: K): BoundedCollection<Collections[K]> {
    return this.collections.get(name) as unknown as BoundedCollection<Collections[K]>;
  }

  private merge<K extends keyof Collections>(
    name: K,
    items: readonly Collections[K][],
    mayReplace?: MayReplace<Collections[K]>,
  ): void {
    if (this.collection(name).merge(items, mayReplace)) {
      this.touch(name);
    }
  }

  private mergeCandles(
    key: `candles ${string}`,
    candles: readonly CandleView[],
    mayReplace?: MayReplace<CandleView>,
  ): void {
    let series = this.series.get(key);
    if (!series) {
      if (this.series.size >= MOST_SERIES) {
        return;
      }
      series = new BoundedCollection(CANDLE_RULES);
      this.series.set(key, series);
    }
    if (series.merge(candles, mayReplace)) {
      this.touch(key);
    }
  }

  private touch(topic: Topic): void {
    this.changed.add(topic);
    if (!this.scheduled) {
      this.scheduled = true;
      this.schedule(() => this.tell());
    }
  }

  private tell(): void {
    this.scheduled = false;
    const topics = [...this.changed];
    this.changed.clear();
    const due = new Set(topics.flatMap((topic) => [...(this.listeners.get(topic) ?? [])]));
    due.forEach((listener) => listener());
  }
}

const NO_CANDLES: readonly CandleView[] = [];
