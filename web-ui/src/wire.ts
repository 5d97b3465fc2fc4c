/**
 * What the gateway sends and takes: one type for each record of dev.holdfast.wire.view, fields in the same
 * order. Decimals stay the strings the server wrote: the browser never calculates with them.
 * A property that is null in Java is left out of the JSON, hence the `?`.
 */

import type { FailsafeEvent } from './wireFailsafe';

/** A decimal in plain notation, such as "61250.10". */
export type Decimal = string;
/** ISO-8601 in UTC with a trailing Z and 0 to 9 decimals of the second. */
export type Instant = string;

export type Quorum = 'MAJORITY' | 'MINORITY' | 'ISOLATED';
export type TradingState = 'ACTIVE' | 'REDUCE_ONLY' | 'HALTED';
export type MarketCondition = 'LIVE' | 'STALE' | 'CROSSED' | 'GAPPED';
/** Who tells a price; CACHE is the last one known, always STALE. */
export type PriceSource = 'VENUE' | 'BACKUP' | 'CACHE';
export type BarInterval = 'SECOND' | 'MINUTE';
export type Side = 'BUY' | 'SELL';
export type OrderType = 'MARKET' | 'LIMIT';
export type TimeInForce = 'GTC' | 'IOC' | 'FOK' | 'DAY';
export type HealthStatus = 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY';
export type PendingKind = 'NONE' | 'CANCEL' | 'REPLACE';
export type OrderStatus =
  | 'CREATED'
  | 'QUEUED'
  | 'SUBMITTED'
  | 'UNKNOWN'
  | 'WORKING'
  | 'PARTIALLY_FILLED'
  | 'DENIED'
  | 'REJECTED'
  | 'CANCELED'
  | 'EXPIRED'
  | 'FILLED';

export interface AccountView {
  account: string;
  currency: string;
  openingCash: Decimal;
  cash: Decimal;
  equity: Decimal;
  pnl: Decimal;
  realised: Decimal;
  unrealised: Decimal;
  fees: Decimal;
  tradingState: TradingState;
  openOrders: number;
  shard: number;
  /** It is being brought to zero, and is not there yet. */
  flattening: boolean;
  flattenedAt?: Instant;
}

export interface CandleView {
  instrument: string;
  interval: BarInterval;
  openTime: Instant;
  open: Decimal;
  high: Decimal;
  low: Decimal;
  close: Decimal;
  volume: Decimal;
  trades: number;
  condition: MarketCondition;
}

export interface EquityPointView {
  at: Instant;
  equity: Decimal;
  cash: Decimal;
  drawdownPercent: Decimal;
}

export interface FillView {
  execId: string;
  clOrdId: string;
  account: string;
  instrument: string;
  side: Side;
  price: Decimal;
  quantity: Decimal;
  notional: Decimal;
  fee: Decimal;
  feeAsset: string;
  maker: boolean;
  venueTime: Instant;
  strategy?: string;
}

export interface OrderRequest {
  clOrdId: string;
  account: string;
  instrument: string;
  side: Side;
  type: OrderType;
  timeInForce?: TimeInForce;
  quantity: Decimal;
  limitPrice?: Decimal;
}

export interface OrderStep {
  at: Instant;
  event: string;
  status: OrderStatus;
  detail?: string;
}

export interface OrderView {
  clOrdId: string;
  account: string;
  instrument: string;
  side: Side;
  type: OrderType;
  timeInForce: TimeInForce;
  quantity: Decimal;
  limitPrice?: Decimal;
  status: OrderStatus;
  pending: PendingKind;
  unresolved: boolean;
  revision: number;
  venueOrderId?: string;
  cumulative: Decimal;
  leaves: Decimal;
  averagePrice?: Decimal;
  overfilled: boolean;
  reason?: string;
  source?: string;
  strategy?: string;
  signalId?: string;
  createdAt: Instant;
  changedAt: Instant;
  history: OrderStep[];
}

export interface PerformanceView {
  from: Instant;
  to: Instant;
  pnl: Decimal;
  returnPercent?: Decimal;
  fees: Decimal;
  orders: number;
  fills: number;
  roundTrips: number;
  winRatePercent?: Decimal;
  profitFactor?: Decimal;
  maxDrawdownPercent?: Decimal;
  sharpe?: Decimal;
}

export interface PositionView {
  account: string;
  instrument: string;
  quantity: Decimal;
  averagePrice?: Decimal;
  markPrice?: Decimal;
  marketValue: Decimal;
  realised: Decimal;
  unrealised: Decimal;
  fees: Decimal;
}

export interface FieldError {
  pointer: string;
  message: string;
  allowed?: string;
}

export interface ProblemView {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: FieldError[];
}

export interface QuoteView {
  instrument: string;
  bid: Decimal;
  bidQuantity: Decimal;
  ask: Decimal;
  askQuantity: Decimal;
  condition: MarketCondition;
  source: PriceSource;
  exchangeTime: Instant;
  ageMillis: number;
}

export interface ServiceView {
  service: string;
  node: string;
  status: HealthStatus;
  detail?: string;
  since: Instant;
  lastSeen: Instant;
}

export interface ClaimId {
  offset: number;
  node: string;
  incarnation: string;
}

/** One shard, of GET /api/v1/shards: the owner's word, or that of the node that is furthest. */
export interface ShardLine {
  shard: number;
  owner?: string;
  accepting: boolean;
  why?: string;
  claim?: ClaimId;
  nextOffset: number;
  nextSeq: number;
  stateHash?: string;
  tradingState: TradingState;
  orders: number;
  openOrders: number;
  voidRecords: number;
  parkedReports: number;
  followers: { node: string; nextOffset: number }[];
}

export interface BreakView {
  breakId: string;
  shard: number;
  kind: string;
  subject: string;
  ours: string;
  venues: string;
  foundAt: Instant;
  disposition?: string;
  evidence?: string;
  by?: string;
  closedAt?: Instant;
}

export interface StatusView {
  mode: string;
  tradingState: TradingState;
  equity: Decimal;
  cash: Decimal;
  dayPnl: Decimal;
  pnl: Decimal;
  currency: string;
  worstDataAgeMillis?: number;
  nodes: string[];
  node: string;
  version: string;
  openOrders: number;
  unknownOrders: number;
  startedAt: Instant;
  now: Instant;
  quotes: QuoteView[];
  quorum: Quorum;
  /** Why this node takes no commands; absent while it does. */
  refusal?: string;
}

/** Who is logged in, of GET /api/v1/session. */
export interface SessionView {
  user: string;
  role: 'viewer' | 'operator' | 'admin';
}

/** The body of POST /api/v1/trading-state; no account means every account. */
export interface TradingStateRequest {
  state: TradingState;
  account?: string;
  reason: string;
}

/** Every shard took a command to the whole desk; from `at` on it holds. */
export interface Taken {
  items: { shard: number; account?: string; result: string }[];
  at: Instant;
}

/**
 * The events of GET /api/v1/stream by name. Each replaces what was known under its key; those of the failsafe
 * layer tell what happened.
 */
export interface StreamEvents {
  status: StatusView;
  quote: QuoteView;
  candle: CandleView;
  order: OrderView;
  fill: FillView;
  position: PositionView;
  account: AccountView;
  equity: EquityPointView;
  service: ServiceView;
  health: FailsafeEvent;
  incidents: FailsafeEvent;
  recoveries: FailsafeEvent;
  breakers: FailsafeEvent;
  cluster: FailsafeEvent;
}

export type StreamEventName = keyof StreamEvents;
