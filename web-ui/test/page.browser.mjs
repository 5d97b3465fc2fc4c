// The page in a real browser against the fixture: npm run build && npm run test:browser
import assert from 'node:assert/strict';
import { connection, logIn, runChecks, until } from './checks.mjs';
import { startFixture } from './fixture-server.mjs';

const checks = [
  [
    'asks for a login and refuses a wrong one',
    async ({ page, url }) => {
      await page.goto(url);
      await logIn(page, 'demo', 'wrong');
      await page.getByText('User or password is wrong.').waitFor();
      await logIn(page, 'demo', 'demo');
      await connection(page, 'live');
    },
  ],
  [
    'fills the top strip',
    async ({ page }) => {
      await page.getByTestId('mode').getByText('PAPER').waitFor();
      assert.equal(await page.getByTestId('trading-state').textContent(), 'Active');
      assert.match(await page.getByTestId('equity').textContent(), /^\d{2,3},\d{3}\.\d{2}$/);
      assert.equal(await page.getByTestId('nodes').textContent(), '3');
      assert.match(await page.getByTestId('data-age').textContent(), /^\d+ ms$/);
    },
  ],
  [
    'draws candles, and they move',
    async ({ page }) => {
      await until(page, async () => Number(await chart(page, 'data-candle-count')) > 500);
      const before = await chart(page, 'data-last-close');
      await until(page, async () => (await chart(page, 'data-last-close')) !== before);
      assert.ok((await page.locator('.candle-chart canvas').count()) > 0);
    },
  ],
  [
    'shows a new fill in the list and on the chart',
    async ({ page, fixture }) => {
      const before = Number(await chart(page, 'data-fill-count'));
      fixture.market.fill(
        fixture.market.submit(
          {
            clOrdId: 'smoke-1',
            account: 'main',
            instrument: 'BTCUSDT',
            side: 'BUY',
            type: 'LIMIT',
            quantity: '0.01',
            limitPrice: '61000.00',
          },
          Date.now(),
        ),
        '0.01',
        Date.now(),
      );
      await page.locator('[data-testid=order-row][data-clordid=smoke-1][data-status=FILLED]').waitFor();
      await until(page, async () => Number(await chart(page, 'data-fill-count')) > before);
      await page.getByRole('button', { name: /^Fills/ }).click();
      await page.locator('[data-testid=fill-row][data-clordid=smoke-1]').waitFor();
      await page.getByRole('button', { name: /^All/ }).click();
    },
  ],
  [
    'keeps the status of every order in its own row',
    async ({ page }) => {
      const strays = await page
        .locator('[data-testid=order-row] .status')
        .evaluateAll((all) =>
          all.filter((one) => getComputedStyle(one).position !== 'static').map((one) => one.textContent),
        );
      assert.deepEqual(strays, []);
    },
  ],
  [
    'opens the history of an order by keyboard',
    async ({ page }) => {
      await page.getByRole('button', { name: 'History of order smoke-1' }).press('Enter');
      await page.getByTestId('order-history').getByText('OrderFilled').waitFor();
    },
  ],
  [
    'shows what is wrong beside the field, then submits',
    async ({ page }) => {
      await page.getByLabel('Quantity').fill('-1');
      await page.getByLabel('Limit price').fill('1000');
      await page.locator('.ticket button[type=submit]').click();
      await page.locator('[data-pointer="/quantity"] [data-testid=field-error]').waitFor();
      await page.getByLabel('Quantity').fill('0.5');
      const clOrdId = await page.getByTestId('ticket').getAttribute('data-clordid');
      await page.locator('.ticket button[type=submit]').click();
      const row = page.locator(`[data-testid=order-row][data-clordid="${clOrdId}"]`);
      await row.waitFor();
      await row.getByTestId('cancel-order').click();
      await page.locator(`[data-clordid="${clOrdId}"][data-status=CANCELED]`).waitFor();
    },
  ],
  [
    'halts after a confirmation and shows it',
    async ({ page }) => {
      await page.getByTestId('step-HALTED').click();
      await page.getByLabel('Reason').fill('smoke test');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.locator('[data-testid=trading-state][data-state=HALTED]').waitFor();
    },
  ],
  [
    'tells the result of a step, and why a node refuses one',
    async ({ page }) => {
      await page
        .getByTestId('verb-result')
        .getByText(/every shard took it at/)
        .waitFor();
      await page.getByTestId('step-FLATTEN').click();
      await page.getByLabel('Reason').fill('smoke test');
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page
        .getByTestId('verb-result')
        .getByText(/trading is halted; resume first/)
        .waitFor();
      await page.getByRole('button', { name: 'Back' }).click();
    },
  ],
  [
    'shows owners and states of the shards, and open differences',
    async ({ page }) => {
      await page.locator('[data-testid=shard-row][data-shard="5"][data-accepting=false]').waitFor();
      await page.getByText('draining to node-1').waitFor();
      assert.equal(await page.getByTestId('shard-row').count(), 16);
      assert.equal(await page.getByTestId('shards-accepting').textContent(), '15 of 16 take orders');
      await page.locator('[data-testid=break-row][data-kind=POSITION]').waitFor();
    },
  ],
  [
    'says why the node takes no orders, until it does again',
    async ({ page, fixture }) => {
      fixture.market.cluster = { quorum: 'MINORITY', refusal: 'it hears 1 of 3 nodes' };
      await page.getByTestId('quorum-banner').getByText('it hears 1 of 3 nodes').waitFor();
      fixture.market.cluster = { quorum: 'MAJORITY' };
      await page.getByTestId('quorum-banner').waitFor({ state: 'detached' });
    },
  ],
  [
    'says that it is disconnected when the server dies, and recovers by itself',
    async (scene) => {
      const { page } = scene;
      await scene.fixture.stop();
      await connection(page, 'lost');
      await page.getByTestId('disconnected-banner').waitFor();
      assert.equal(await page.getByTestId('connection').textContent(), 'Disconnected');
      await page.waitForTimeout(4_000);
      scene.fixture = await startFixture({ port: scene.fixture.port });
      await connection(page, 'live');
      // The new server never heard of the halt or the order: the page must have forgotten both.
      await page.locator('[data-testid=trading-state][data-state=ACTIVE]').waitFor();
      await page.locator('[data-clordid=smoke-1]').waitFor({ state: 'detached' });
      await page.getByTestId('disconnected-banner').waitFor({ state: 'detached' });
      assert.ok(Number(await chart(page, 'data-candle-count')) > 500);
    },
  ],
  [
    'notices a server that stays connected but silent',
    async ({ page, fixture }) => {
      fixture.mute();
      await connection(page, 'lost');
      await connection(page, 'live');
    },
  ],
  [
    'says that the node is cut off from all others',
    async ({ page, fixture }) => {
      fixture.market.isolation = 'it hears nobody';
      fixture.mute();
      await page
        .getByTestId('disconnected-banner')
        .getByText(/cut off from all others: it hears/)
        .waitFor();
      fixture.market.isolation = undefined;
      await connection(page, 'live');
    },
  ],
  [
    'hides trading from viewers',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Log out' }).click();
      await logIn(page, 'viewer', 'viewer');
      await connection(page, 'live');
      await page.getByTestId('order-row').first().waitFor();
      assert.equal(await page.getByTestId('ticket').count(), 0);
      assert.equal(await page.getByTestId('cancel-order').count(), 0);
    },
  ],
  [
    'fits a narrow screen and remembers the theme',
    async ({ page }) => {
      await page.setViewportSize({ width: 400, height: 800 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 400, `the page is ${wide} px wide`);
      await page.getByTestId('theme-toggle').click();
      const theme = await page.evaluate(() => document.documentElement.dataset.theme);
      await page.reload();
      await connection(page, 'live');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
    },
  ],
];

await runChecks(checks);

function chart(page, attribute) {
  return page.getByTestId('candle-chart').getAttribute(attribute);
}
