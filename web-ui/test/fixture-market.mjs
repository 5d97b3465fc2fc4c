// A made-up desk for developing the page: prices walk, a strategy trades, services report. Nothing here is a
// model of anything; only the payloads' shapes are the gateway's.

import { FixtureViews, INSTRUMENTS, iso, OPENING_CASH } from './fixture-views.mjs';

const STRATEGIES = ['bollinger-reversion', 'ema-crossover'];

/** A small seeded generator (mulberry32), so that two runs show the same walk. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** State and its evolution; `emit(event, payload)` is called for every change. */
export class FixtureMarket extends FixtureViews {
  constructor(emit, seed = 7) {
    super();
    this.emit = emit;
    this.random = generator(seed);
    this.started = Date.now();
    this.price = { ...INSTRUMENTS };
    this.candles = new Map();
    this.orders = [];
    this.fills = [];
    this.equity = [];
    this.peak = OPENING_CASH;
    this.state = 'ACTIVE';
    this.flattening = false;
    this.cluster = { quorum: 'MAJORITY' };
    this.holding = { BTCUSDT: 0, ETHUSDT: 0 };
    this.cost = { BTCUSDT: 0, ETHUSDT: 0 };
    this.realised = 0;
    this.fees = 0;
    this.cash = OPENING_CASH;
    this.nextId = 1;
    this.past();
  }

  past() {
    const now = Date.now();
    for (let at = now - 600_000; at < now; at += 250) {
      this.trade('BTCUSDT', at);
      this.trade('ETHUSDT', at);
      if (Math.floor(at / 250) % 130 === 0) this.strategyOrder(at);
      if (Math.floor(at / 250) % 20 === 0) this.equityPoint(at);
    }
  }

  /** One step, four times a second. */
  step() {
    const now = Date.now();
    for (const instrument of Object.keys(INSTRUMENTS)) {
      this.trade(instrument, now).forEach((candle) => this.emit('candle', candle));
      this.emit('quote', this.quote(instrument, now));
    }
    this.advanceOrders(now);
    if (this.state === 'ACTIVE' && this.random() < 0.08) this.strategyOrder(now);
    if (this.random() < 0.25) {
      this.emit('equity', this.equityPoint(now));
      this.positions().forEach((position) => this.emit('position', position));
      this.emit('account', this.account());
    }
  }

  trade(instrument, at) {
    const anchor = INSTRUMENTS[instrument];
    const pull = (anchor - this.price[instrument]) * 0.0004;
    this.price[instrument] += pull + (this.random() - 0.5) * anchor * 0.00035;
    return ['SECOND', 'MINUTE'].map((interval) => this.bar(instrument, interval, at));
  }

  bar(instrument, interval, at) {
    const length = interval === 'SECOND' ? 1_000 : 60_000;
    const openTime = iso(Math.floor(at / length) * length);
    const key = `${instrument} ${interval}`;
    const series = this.candles.get(key) ?? [];
    this.candles.set(key, series);
    const price = this.price[instrument].toFixed(2);
    const last = series.at(-1);
    const known = last?.openTime === openTime ? last : undefined;
    const bar = {
      instrument,
      interval,
      openTime,
      open: known?.open ?? last?.close ?? price,
      high: String(Math.max(Number(known?.high ?? price), Number(price)).toFixed(2)),
      low: String(Math.min(Number(known?.low ?? price), Number(price)).toFixed(2)),
      close: price,
      volume: (Number(known?.volume ?? 0) + this.random() * 0.4).toFixed(5),
      trades: (known?.trades ?? 0) + 1,
      condition: 'LIVE',
    };
    if (known) series[series.length - 1] = bar;
    else series.push(bar);
    if (series.length > 1_000) series.shift();
    return bar;
  }

  quote(instrument, at) {
    const price = this.price[instrument];
    return {
      instrument,
      bid: (price - 0.5).toFixed(2),
      bidQuantity: (this.random() * 3).toFixed(5),
      ask: (price + 0.5).toFixed(2),
      askQuantity: (this.random() * 3).toFixed(5),
      condition: 'LIVE',
      source: 'VENUE',
      exchangeTime: iso(at - 40),
      ageMillis: Math.floor(this.random() * 180),
    };
  }

  strategyOrder(at) {
    const instrument = this.random() < 0.7 ? 'BTCUSDT' : 'ETHUSDT';
    const side = this.holding[instrument] > 0 ? 'SELL' : 'BUY';
    const quantity = (instrument === 'BTCUSDT' ? 0.12 : 2.4).toFixed(4);
    const limit = (this.price[instrument] * (side === 'BUY' ? 1.00004 : 0.99996)).toFixed(2);
    const request = {
      clOrdId: `0-s${String(this.nextId).padStart(6, '0')}`,
      account: 'main',
      instrument,
      side,
      type: 'LIMIT',
      timeInForce: 'GTC',
      quantity,
      limitPrice: limit,
    };
    const order = this.submit(request, at, STRATEGIES[Math.floor(this.random() * 2)]);
    const luck = this.random();
    if (luck < 0.06) this.end(order, 'REJECTED', 'OrderRejected', at, 'venue −2010: insufficient balance');
    else if (luck < 0.1) this.end(order, 'UNKNOWN', 'SendTimedOut', at, 'no answer within 2 s');
    else if (luck < 0.8) this.fill(order, quantity, at);
    else this.fill(order, (Number(quantity) / 3).toFixed(4), at);
  }

  submit(request, at, strategy) {
    this.nextId++;
    const order = {
      ...request,
      timeInForce: request.timeInForce ?? 'GTC',
      status: 'WORKING',
      pending: 'NONE',
      unresolved: false,
      revision: 0,
      venueOrderId: String(88_000 + this.nextId),
      cumulative: '0',
      leaves: request.quantity,
      overfilled: false,
      source: strategy ? 'strategy' : 'api',
      ...(strategy && { strategy, signalId: `sig-${this.nextId}` }),
      createdAt: iso(at),
      changedAt: iso(at),
      history: [
        { at: iso(at), event: 'OrderCreated', status: 'CREATED' },
        { at: iso(at + 1), event: 'OrderApproved', status: 'CREATED', detail: '7 rules passed' },
        { at: iso(at + 3), event: 'SendAttempted', status: 'SUBMITTED' },
        {
          at: iso(at + 21),
          event: 'OrderAccepted',
          status: 'WORKING',
          detail: 'venue id ' + (88_000 + this.nextId),
        },
      ],
    };
    this.orders.unshift(order);
    this.emit('order', order);
    return order;
  }

  end(order, status, event, at, reason) {
    const index = this.orders.findIndex((of) => of.clOrdId === order.clOrdId);
    const next = {
      ...this.orders[index],
      status,
      pending: 'NONE',
      changedAt: iso(at),
      ...(reason && { reason }),
      history: [
        ...this.orders[index].history,
        { at: iso(at), event, status, ...(reason && { detail: reason }) },
      ],
    };
    this.orders[index] = next;
    this.emit('order', next);
    return next;
  }

  fill(order, quantity, at) {
    const sign = order.side === 'BUY' ? 1 : -1;
    const price = Number(order.limitPrice ?? this.price[order.instrument]);
    const notional = price * Number(quantity);
    const fee = notional * 0.001;
    this.book(order.instrument, sign * Number(quantity), price, fee);
    const cumulative = Number(order.cumulative) + Number(quantity);
    const leaves = Number(order.quantity) - cumulative;
    const status = leaves > 1e-9 ? 'PARTIALLY_FILLED' : 'FILLED';
    const index = this.orders.findIndex((of) => of.clOrdId === order.clOrdId);
    const next = {
      ...order,
      status,
      cumulative: cumulative.toFixed(4),
      leaves: leaves.toFixed(4),
      averagePrice: price.toFixed(8),
      changedAt: iso(at + 30),
      history: [
        ...order.history,
        {
          at: iso(at + 30),
          event: 'OrderFilled',
          status,
          detail: `${quantity} @ ${price.toFixed(2)}`,
        },
      ],
    };
    this.orders[index] = next;
    const fill = {
      execId: String(500_000 + this.fills.length),
      clOrdId: order.clOrdId,
      account: order.account,
      instrument: order.instrument,
      side: order.side,
      price: price.toFixed(2),
      quantity,
      notional: notional.toFixed(8),
      fee: fee.toFixed(8),
      feeAsset: 'USDT',
      maker: this.random() < 0.4,
      venueTime: iso(at),
      ...(order.strategy && { strategy: order.strategy }),
    };
    this.fills.unshift(fill);
    this.emit('order', next);
    this.emit('fill', fill);
    return next;
  }

  book(instrument, quantity, price, fee) {
    const held = this.holding[instrument];
    if (held !== 0 && Math.sign(held) !== Math.sign(quantity)) {
      const average = this.cost[instrument] / held;
      this.realised += -quantity * (price - average);
      this.cost[instrument] += quantity * average;
    } else {
      this.cost[instrument] += quantity * price;
    }
    this.holding[instrument] = Number((held + quantity).toFixed(8));
    this.cash -= quantity * price + fee;
    this.fees += fee;
  }

  advanceOrders(now) {
    for (const order of this.orders.slice(0, 60)) {
      const working = order.status === 'WORKING' || order.status === 'PARTIALLY_FILLED';
      if (order.pending === 'CANCEL') this.end(order, 'CANCELED', 'OrderCanceled', now);
      else if (working && order.type === 'MARKET') this.fill(order, order.leaves, now);
      else if (working && order.strategy && this.random() < 0.01) this.fill(order, order.leaves, now);
    }
  }

  equityPoint(at) {
    const equity = this.worth();
    this.peak = Math.max(this.peak, equity);
    const point = {
      at: iso(at),
      equity: equity.toFixed(8),
      cash: this.cash.toFixed(8),
      drawdownPercent: (100 * (1 - equity / this.peak)).toFixed(4),
    };
    this.equity.push(point);
    return point;
  }
}
