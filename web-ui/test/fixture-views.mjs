// The made-up desk as the gateway would show it.

export const INSTRUMENTS = { BTCUSDT: 61_000, ETHUSDT: 2_650 };
export const OPENING_CASH = 100_000;

export const iso = (millis) => new Date(millis).toISOString();

/** What REST and the stream answer, from the state that the market keeps. */
export class FixtureViews {
  unrealised(instrument) {
    return this.holding[instrument] * this.price[instrument] - this.cost[instrument];
  }

  worth() {
    return Object.keys(INSTRUMENTS).reduce((sum, of) => sum + this.holding[of] * this.price[of], this.cash);
  }

  positions() {
    return Object.keys(INSTRUMENTS).map((instrument) => ({
      account: 'main',
      instrument,
      quantity: this.holding[instrument].toFixed(4),
      ...(this.holding[instrument] !== 0 && {
        averagePrice: (this.cost[instrument] / this.holding[instrument]).toFixed(8),
      }),
      markPrice: this.price[instrument].toFixed(2),
      marketValue: (this.holding[instrument] * this.price[instrument]).toFixed(8),
      realised: (instrument === 'BTCUSDT' ? this.realised : 0).toFixed(8),
      unrealised: this.unrealised(instrument).toFixed(8),
      fees: (this.fees / 2).toFixed(8),
    }));
  }

  account() {
    const equity = this.worth();
    return {
      account: 'main',
      currency: 'USDT',
      openingCash: OPENING_CASH.toFixed(2),
      cash: this.cash.toFixed(8),
      equity: equity.toFixed(8),
      pnl: (equity - OPENING_CASH).toFixed(8),
      realised: this.realised.toFixed(8),
      unrealised: (this.unrealised('BTCUSDT') + this.unrealised('ETHUSDT')).toFixed(8),
      fees: this.fees.toFixed(8),
      tradingState: this.state,
      openOrders: this.openOrders().length,
      shard: 0,
      flattening: this.flattening,
    };
  }

  openOrders() {
    return this.orders.filter((of) => ['WORKING', 'PARTIALLY_FILLED', 'UNKNOWN'].includes(of.status));
  }

  services() {
    const now = Date.now();
    return ['execution', 'market-data', 'portfolio-manager', 'recorder', 'risk', 'strategy-engine'].flatMap(
      (service) =>
        ['node-1', 'node-2'].map((node) => ({
          service,
          node,
          status: service === 'market-data' && node === 'node-2' ? 'DEGRADED' : 'HEALTHY',
          ...(service === 'market-data' &&
            node === 'node-2' && { detail: 'resynchronising ETHUSDT, 2nd attempt' }),
          since: iso(this.started),
          lastSeen: iso(now - Math.floor(this.random() * 900)),
        })),
    );
  }

  status() {
    const now = Date.now();
    const equity = this.worth();
    return {
      mode: 'PAPER',
      tradingState: this.state,
      equity: equity.toFixed(8),
      cash: this.cash.toFixed(8),
      dayPnl: (equity - OPENING_CASH).toFixed(8),
      pnl: (equity - OPENING_CASH).toFixed(8),
      currency: 'USDT',
      worstDataAgeMillis: 40 + Math.floor(this.random() * 200),
      nodes: ['node-1', 'node-2', 'node-3'].filter((of) => !this.failsafe?.down.has(of)),
      node: 'node-1',
      version: '0.1.0',
      openOrders: this.openOrders().length,
      unknownOrders: this.orders.filter((of) => of.status === 'UNKNOWN').length,
      startedAt: iso(this.started),
      now: iso(now),
      quotes: Object.keys(INSTRUMENTS).map((of) => this.quote(of, now)),
      ...this.cluster,
    };
  }

  /** Sixteen shards over two nodes; one of them is being handed over. */
  shards() {
    return Array.from({ length: 16 }, (_, shard) => {
      const owner = `node-${(shard % 2) + 1}`;
      const moving = shard === 5;
      const nextOffset = 100 + shard;
      return {
        shard,
        owner,
        accepting: !moving,
        ...(moving && { why: 'draining to node-1' }),
        claim: { offset: shard, node: owner, incarnation: 'a1' },
        nextOffset,
        nextSeq: 90 + shard,
        tradingState: this.state,
        orders: shard === 0 ? this.orders.length : 0,
        openOrders: shard === 0 ? this.openOrders().length : 0,
        voidRecords: 0,
        parkedReports: 0,
        followers: [
          { node: 'node-1', nextOffset },
          { node: 'node-2', nextOffset: nextOffset - (shard % 3) },
        ],
      };
    });
  }

  breaks() {
    return [
      {
        breakId: 'POSITION-BTC',
        shard: 0,
        kind: 'POSITION',
        subject: 'BTC',
        ours: '0.5',
        venues: '0.4999',
        foundAt: iso(this.started),
      },
    ];
  }

  performance() {
    return {
      from: iso(this.started - 600_000),
      to: iso(Date.now()),
      pnl: (this.worth() - OPENING_CASH).toFixed(8),
      returnPercent: ((this.worth() / OPENING_CASH - 1) * 100).toFixed(4),
      fees: this.fees.toFixed(8),
      orders: this.orders.length,
      fills: this.fills.length,
      roundTrips: Math.floor(this.fills.length / 2),
      winRatePercent: '54.1667',
      maxDrawdownPercent: '0.8123',
      sharpe: '1.3712',
    };
  }
}
