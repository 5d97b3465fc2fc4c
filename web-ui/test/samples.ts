import type { CandleView, EquityPointView, FillView, OrderView, PositionView, StatusView } from '../src/wire';

const START = Date.parse('2026-01-01T00:00:00Z');
const at = (second: number): string => new Date(START + second * 1_000).toISOString();

export function order(clOrdId: string, changes: Partial<OrderView> = {}): OrderView {
  return {
    clOrdId,
    account: 'main',
    instrument: 'BTCUSDT',
    side: 'BUY',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '1',
    limitPrice: '100',
    status: 'CREATED',
    pending: 'NONE',
    unresolved: false,
    revision: 0,
    cumulative: '0',
    leaves: '1',
    overfilled: false,
    createdAt: at(0),
    changedAt: at(0),
    history: [],
    ...changes,
  };
}

export function fill(execId: string, changes: Partial<FillView> = {}): FillView {
  return {
    execId,
    clOrdId: 'a',
    account: 'main',
    instrument: 'BTCUSDT',
    side: 'BUY',
    price: '100',
    quantity: '1',
    notional: '100',
    fee: '0.1',
    feeAsset: 'USDT',
    maker: false,
    venueTime: at(0),
    ...changes,
  };
}

export function candle(second: number, changes: Partial<CandleView> = {}): CandleView {
  return {
    instrument: 'BTCUSDT',
    interval: 'SECOND',
    openTime: at(second),
    open: '1',
    high: '1',
    low: '1',
    close: '1',
    volume: '1',
    trades: 1,
    condition: 'LIVE',
    ...changes,
  };
}

export function point(second: number): EquityPointView {
  return { at: at(second), equity: '100', cash: '100', drawdownPercent: '0' };
}

export function position(account: string, instrument: string): PositionView {
  return {
    account,
    instrument,
    quantity: '1',
    marketValue: '100',
    realised: '0',
    unrealised: '0',
    fees: '0',
  };
}

export function status(changes: Partial<StatusView> = {}): StatusView {
  return {
    mode: 'PAPER',
    tradingState: 'ACTIVE',
    equity: '100',
    cash: '100',
    dayPnl: '0',
    pnl: '0',
    currency: 'USDT',
    nodes: ['node-1'],
    node: 'node-1',
    version: '0.1.0',
    openOrders: 0,
    unknownOrders: 0,
    startedAt: at(0),
    now: at(0),
    quotes: [
      {
        instrument: 'BTCUSDT',
        bid: '99',
        bidQuantity: '1',
        ask: '101',
        askQuantity: '1',
        condition: 'LIVE',
        source: 'VENUE',
        exchangeTime: at(0),
        ageMillis: 5,
      },
    ],
    quorum: 'MAJORITY',
    ...changes,
  };
}
