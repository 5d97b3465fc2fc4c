import type { DeskSnapshot } from '../state/store';
import type {
  AccountView,
  BarInterval,
  BreakView,
  CandleView,
  EquityPointView,
  FillView,
  OrderRequest,
  OrderView,
  PerformanceView,
  PositionView,
  ServiceView,
  SessionView,
  ShardLine,
  StatusView,
  Taken,
  TradingStateRequest,
} from '../wire';
import { get, items, request } from './http';

/** Newest orders asked for at the start; every open order comes besides. */
const ORDERS = 200;
const FILLS = 500;
const CANDLES = 600;

/** Everything the page shows at first, but for candles, which come with the chart. */
export async function snapshot(): Promise<DeskSnapshot> {
  const [status, newest, open, fills, positions, accounts, equity, services] = await Promise.all([
    get<StatusView>('/status'),
    items<OrderView>(`/orders?limit=${ORDERS}`),
    items<OrderView>(`/orders?limit=${ORDERS}&open=true`),
    items<FillView>(`/fills?limit=${FILLS}`),
    items<PositionView>('/positions'),
    items<AccountView>('/accounts'),
    items<EquityPointView>('/equity'),
    items<ServiceView>('/services'),
  ]);
  return { status, orders: [...newest, ...open], fills, positions, accounts, equity, services };
}

export function candles(instrument: string, interval: BarInterval): Promise<readonly CandleView[]> {
  const query = new URLSearchParams({ instrument, interval, limit: String(CANDLES) });
  return items<CandleView>(`/candles?${query}`);
}

export function performanceNumbers(): Promise<PerformanceView> {
  return get<PerformanceView>('/performance');
}

export function submitOrder(order: OrderRequest): Promise<OrderView> {
  return request<OrderView>('POST', '/orders', order);
}

export function cancelOrder(clOrdId: string): Promise<OrderView> {
  return request<OrderView>('DELETE', `/orders/${encodeURIComponent(clOrdId)}`);
}

/** Of one account, or of all. */
export function cancelAll(account: string | undefined): Promise<Taken> {
  return request('POST', '/orders/cancel-all', { account });
}

/** Brings one account, or all, to zero. */
export function flatten(account: string | undefined, reason: string): Promise<Taken> {
  return request('POST', '/flatten', { account, reason });
}

export function setTradingState(change: TradingStateRequest): Promise<Taken> {
  return request('POST', '/trading-state', change);
}

export function shards(): Promise<readonly ShardLine[]> {
  return items<ShardLine>('/shards');
}

export function openBreaks(): Promise<readonly BreakView[]> {
  return items<BreakView>('/breaks?open=true');
}

export function session(): Promise<SessionView> {
  return get<SessionView>('/session');
}

export function logIn(user: string, password: string): Promise<void> {
  return request('POST', '/session', { user, password });
}

export function logOut(): Promise<void> {
  return request('DELETE', '/session');
}

/** A fresh order id: 1 to 28 of A-Z a-z 0-9 _ -. 80 random bits, so two tickets never share one. */
export function newClOrdId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return `web-${Array.from(bytes, (byte) => letters[byte % letters.length]).join('')}`;
}
