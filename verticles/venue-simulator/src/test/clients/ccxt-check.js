// ccxt against the venue simulator, changed in nothing but its addresses. Prints one JSON line; exit 1 on a failure.
import assert from 'node:assert/strict';
import ccxt from 'ccxt';

const [restBase, socketBase, adminBase] = process.argv.slice(2);
const SYMBOL = 'BTC/USDT';
const PATIENCE_MS = 20_000;

const exchange = new ccxt.pro.binance({
  apiKey: 'paper-key',
  secret: 'paper-secret',
  options: { defaultType: 'spot', fetchMarkets: { types: ['spot'] }, fetchCurrencies: false, fetchMargins: false },
});
exchange.urls.api.public = `${restBase}/api/v3`;
exchange.urls.api.private = `${restBase}/api/v3`;
exchange.urls.api.v1 = `${restBase}/api/v1`;
exchange.urls.api.sapi = `${restBase}/sapi/v1`;
exchange.urls.api.ws.spot = `${socketBase}/ws`;
exchange.urls.api.ws['ws-api'].spot = `${socketBase}/ws-api/v3`;

const withinPatience = (what, promise) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error(`no ${what} in ${PATIENCE_MS} ms`)), PATIENCE_MS).unref()),
]);

const updates = [];

async function collectOrderUpdates() {
  for (;;) {
    updates.push(...structuredClone(await exchange.watchOrders(SYMBOL)));
  }
}

async function until(what, condition) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `no ${what} in ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const status = async () => (await fetch(`${adminBase}/status`)).json();
const updated = (id, wanted) => () => updates.some((order) => order.id === id && order.status === wanted);

async function main() {
  // Asked for by ccxt itself where the environment names a proxy; loopback addresses do not use it.
  await exchange.loadHttpProxyAgent();
  const markets = await exchange.loadMarkets();
  assert.equal(markets[SYMBOL].precision.price, 0.01);
  assert.ok((await exchange.fetchTicker(SYMBOL)).last > 0);

  let book;
  for (let i = 0; i < 10; i++) {
    book = await withinPatience('order book', exchange.watchOrderBook(SYMBOL));
  }
  assert.ok(book.bids[0][0] < book.asks[0][0]);
  const trades = await withinPatience('trade', exchange.watchTrades(SYMBOL));
  assert.ok(trades[0].price > 0);

  collectOrderUpdates().catch((error) => console.error(error));
  await until('user stream', async () => (await status()).userStreams > 0);

  const bought = await exchange.createOrder(SYMBOL, 'market', 'buy', 0.5);
  assert.equal(bought.status, 'closed');
  assert.equal(bought.filled, 0.5);

  const resting = await exchange.createOrder(SYMBOL, 'limit', 'buy', 0.5, 500);
  assert.equal((await exchange.fetchOrder(resting.id, SYMBOL)).status, 'open');
  assert.equal((await exchange.fetchOpenOrders(SYMBOL)).length, 1);
  await exchange.cancelOrder(resting.id, SYMBOL);
  await until('update of the bought order', updated(bought.id, 'closed'));
  await until('update of the cancelled order', updated(resting.id, 'canceled'));
  assert.equal((await exchange.fetchOrder(resting.id, SYMBOL)).status, 'canceled');
  const mine = await exchange.fetchMyTrades(SYMBOL);
  assert.equal(mine.reduce((sum, trade) => sum + trade.amount, 0).toFixed(5), '0.50000');
  assert.equal((await exchange.fetchBalance()).BTC.total, 0.4995);

  const { snapshotRequests } = await status();
  assert.equal(snapshotRequests.BTCUSDT, 1);
  console.log(JSON.stringify({ ok: true, version: ccxt.version, bookLevels: book.bids.length, fills: mine.length, updates: updates.length }));
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
