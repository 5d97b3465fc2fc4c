// Serves dist/ and a made-up desk at the gateway's addresses, to develop the page and for its smoke test:
//   node test/fixture-server.mjs [--port 8081] [--dist dist]
// Users: demo/demo may trade, viewer/viewer may look. Its policy headers are the gateway's.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FixtureFailsafe } from './fixture-failsafe.mjs';
import { FixtureMarket } from './fixture-market.mjs';

const ROLES = { demo: 'admin', viewer: 'viewer' };
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const HEADERS = {
  'Content-Security-Policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
  'X-Content-Type-Options': 'nosniff',
};
const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Starts on 127.0.0.1; port 0 takes a free one. `stop()` breaks every connection, as a killed node does. */
export async function startFixture({ port = 0, dist = DIST } = {}) {
  const streams = new Push();
  const emit = (event, payload) => streams.send(event, payload);
  const market = new FixtureMarket(emit);
  market.failsafe = new FixtureFailsafe(emit);
  const server = createServer((request, response) => {
    answer(market, streams, dist, request, response).catch((error) => {
      problem(response, 500, 'Fixture failed', String(error));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const timers = [
    setInterval(() => market.step(), 250),
    setInterval(() => {
      emit('status', market.status());
      market.services().forEach((service) => emit('service', service));
    }, 1_000),
  ];
  return {
    port: server.address().port,
    market,
    /** Silences the stream without closing it, as a hung node does. */
    mute: () => streams.listeners.clear(),
    stop: () =>
      new Promise((resolve) => {
        timers.forEach(clearInterval);
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function answer(market, streams, dist, request, response) {
  const url = new URL(request.url, 'http://localhost');
  Object.entries(HEADERS).forEach(([name, value]) => response.setHeader(name, value));
  if (!url.pathname.startsWith('/api/v1/')) {
    await file(dist, url.pathname, response);
    return;
  }
  if (market.isolation) {
    const problem = { type: '/problems/isolated', title: 'Cut off', status: 503, detail: market.isolation };
    json(response, 503, problem);
    return;
  }
  const path = url.pathname.slice('/api/v1'.length);
  const user = /(?:^|;\s*)session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  if (path === '/session' && request.method === 'POST') {
    await logIn(request, response);
  } else if (!user || !ROLES[user]) {
    problem(response, 401, 'Not logged in');
  } else if (path === '/session') {
    session(request, response, user);
  } else if (path === '/stream') {
    streams.open(request, response);
  } else if (request.method === 'GET') {
    read(market, path, url.searchParams, response);
  } else if (ROLES[user] === 'viewer') {
    problem(response, 403, 'Viewers may not trade');
  } else {
    await command(market, request, path, response, user);
  }
}

async function file(dist, path, response) {
  const name = normalize(path === '/' ? '/index.html' : path);
  try {
    const content = await readFile(join(dist, name));
    response
      .writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' })
      .end(content);
  } catch {
    response.writeHead(404).end();
  }
}

async function logIn(request, response) {
  const { user, password } = await body(request);
  if (!ROLES[user] || user !== password) {
    problem(response, 401, 'User or password is wrong');
    return;
  }
  response.writeHead(204, { 'Set-Cookie': `session=${user}; HttpOnly; SameSite=Strict; Path=/` }).end();
}

function session(request, response, user) {
  if (request.method === 'DELETE') {
    response.writeHead(204, { 'Set-Cookie': 'session=; Max-Age=0; HttpOnly; SameSite=Strict; Path=/' }).end();
  } else {
    json(response, 200, { user, role: ROLES[user] });
  }
}

/** The event stream: resumes within its last events, else sends `reset`, as the gateway does. */
class Push {
  constructor() {
    this.boot = Date.now().toString(36);
    this.listeners = new Set();
    this.recent = [];
    this.next = 1;
  }

  send(event, payload) {
    const id = `${this.boot}-${this.next++}`;
    const text = `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(payload)}\n\n`;
    this.recent.push({ id, text });
    if (this.recent.length > 500) this.recent.shift();
    this.listeners.forEach((response) => response.write(text));
  }

  open(request, response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write('retry: 500\n: hello\n\n');
    const last = request.headers['last-event-id'];
    const at = this.recent.findIndex((event) => event.id === last);
    if (at >= 0) this.recent.slice(at + 1).forEach((event) => response.write(event.text));
    else if (last) response.write('event: reset\ndata: {}\n\n');
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
  }
}

function read(market, path, query, response) {
  const limit = Number(query.get('limit') ?? 200);
  const reads = {
    '/status': () => market.status(),
    '/services': () => ({ items: market.services() }),
    '/orders': () => ({
      items: (query.get('open') === 'true' ? market.openOrders() : market.orders).slice(0, limit),
    }),
    '/fills': () => ({ items: market.fills.slice(0, limit) }),
    '/positions': () => ({ items: market.positions() }),
    '/accounts': () => ({ items: [market.account()] }),
    '/candles': () => ({
      items: (market.candles.get(`${query.get('instrument')} ${query.get('interval')}`) ?? []).slice(-limit),
    }),
    '/equity': () => ({ items: market.equity.slice(-2_000) }),
    '/performance': () => market.performance(),
    '/shards': () => ({ items: market.shards() }),
    '/failsafe': () => market.failsafe.view(),
    '/incidents': () => market.failsafe.quietness(),
    '/breaks': () => ({ items: market.breaks() }),
  };
  if (path === '/failsafe' && market.failsafe.away) {
    problem(response, 503, 'Not available now', 'no node that runs the failsafe role answers');
  } else if (reads[path]) {
    json(response, 200, reads[path]());
  } else {
    problem(response, 404, 'No such resource');
  }
}

async function command(market, request, path, response, user) {
  const now = Date.now();
  const content = await body(request);
  if (path === '/orders' && request.method === 'POST') {
    submit(market, content, now, response);
  } else if (path === '/orders/cancel-all') {
    market.openOrders().forEach((order) => market.end(order, 'CANCELED', 'OrderCanceled', now));
    taken(response);
  } else if (path === '/flatten' && market.state === 'HALTED') {
    problem(response, 409, 'Not possible as things stand', 'trading is halted; resume first');
  } else if (path === '/flatten') {
    market.flattening = true;
    taken(response);
  } else if (path === '/trading-state') {
    market.state = content.state;
    taken(response);
  } else if (market.failsafe.command(path, content, user)) {
    response.writeHead(204).end();
  } else {
    const order = market.orders.find((of) => path === `/orders/${of.clOrdId}`);
    if (order) {
      order.pending = 'CANCEL';
      json(response, 202, order);
    } else {
      problem(response, 404, 'No such order');
    }
  }
}

function taken(response) {
  const items = Array.from({ length: 16 }, (_, shard) => ({ shard, result: 'done' }));
  json(response, 202, { items, at: new Date().toISOString() });
}

function submit(market, order, now, response) {
  const known = market.orders.find((of) => of.clOrdId === order.clOrdId);
  const errors = [];
  if (!/^\d+(\.\d{1,5})?$/.test(order.quantity ?? '') || Number(order.quantity) === 0) {
    errors.push({
      pointer: '/quantity',
      message: 'must be more than 0, in steps of 0.00001',
      allowed: '0.00001 to 9000',
    });
  }
  if (order.type === 'LIMIT' && !(Number(order.limitPrice) > 0)) {
    errors.push({ pointer: '/limitPrice', message: 'must be a price, in ticks of 0.01' });
  }
  if (known) {
    json(response, 200, known);
  } else if (errors.length > 0) {
    problem(response, 400, 'The order is not valid', undefined, errors);
  } else {
    json(response, 201, market.submit(order, now));
  }
}

async function body(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

function json(response, status, payload) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(payload));
}

function problem(response, status, title, detail, errors = []) {
  response
    .writeHead(status, { 'Content-Type': 'application/problem+json' })
    .end(JSON.stringify({ type: `/problems/${status}`, title, status, detail, errors }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name, otherwise) => {
    const at = process.argv.indexOf(`--${name}`);
    return at > 0 ? process.argv[at + 1] : otherwise;
  };
  const { port } = await startFixture({ port: Number(option('port', 8081)), dist: option('dist', DIST) });
  console.log(`http://127.0.0.1:${port}/  demo/demo or viewer/viewer`);
}
