// The page of the failsafe layer in a real browser against the fixture: npm run build && npm run test:browser
import assert from 'node:assert/strict';
import { connection, logIn, runChecks, until } from './checks.mjs';

const TOOK_MILLIS = 4_300;

const checks = [
  [
    'is reached by a link, by keyboard, and the focus goes to its content',
    async ({ page, url }) => {
      await page.goto(url);
      await logIn(page, 'demo', 'demo');
      await connection(page, 'live');
      await page.getByRole('link', { name: 'Failsafe' }).press('Enter');
      await page.getByTestId('failsafe').waitFor();
      assert.equal(await page.title(), 'Failsafe · Holdfast PAPER');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'content');
      assert.equal(await page.getByTestId('ticket').count(), 0);
      await page.evaluate(() => {
        window.neverReloaded = true;
      });
    },
  ],
  [
    'shows who leads, the quorum, and every service on every node by level',
    async ({ page }) => {
      await page.locator('[data-testid=leader][data-leader=node-2]').waitFor();
      await page.locator('[data-testid=quorum][data-quorum=MAJORITY]').waitFor();
      assert.equal(await page.getByTestId('health-row').count(), 18);
      const row = page.locator('[data-testid=health-row][data-service=execution][data-node=node-1]');
      assert.equal(await row.getByRole('img').count(), 3);
      assert.match(
        await row.getByRole('img').first().getAttribute('aria-label'),
        /^100 results: 3 unhealthy$/,
      );
      assert.match(await row.locator('[data-level=Deep]').textContent(), /14 \/ 56/);
    },
  ],
  [
    'shows a fault, its notice and its end as they happen, with the durations',
    async ({ page, fixture }) => {
      const { id } = fixture.market.failsafe.kill('node-3');
      const card = page.locator(`[data-testid=incident][data-id="${id}"]`);
      await card.waitFor();
      assert.equal(await card.getAttribute('data-status'), 'OPEN');
      assert.equal(await card.getByTestId('detected-after').textContent(), '+430 ms');
      assert.match(await card.getByTestId('recovered-after').textContent(), /^\+.* so far$/);
      assert.equal(await page.getByTestId('failsafe-headline').textContent(), 'node-3 is down');
      await page.locator('[data-testid=node][data-node=node-3][data-silent=true]').waitFor();
      await page
        .locator('[data-testid=health-row][data-service=execution][data-node=node-3][data-status=UNHEALTHY]')
        .waitFor();
      await page.locator('[data-testid=recovery][data-node=node-3][data-state=running]').waitFor();
      await page.locator('[data-testid=breaker][data-name="venue.place"][data-state=OPEN]').waitFor();
      await page.locator('[data-testid=chain-away][data-node=node-1][data-tier=backup]').waitFor();
      assert.equal(await page.getByTestId('open-incidents').textContent(), '1 open incident');
      fixture.market.failsafe.revive('node-3', TOOK_MILLIS);
      await page.locator(`[data-id="${id}"][data-status=RESOLVED]`).waitFor();
      assert.equal(await card.getByTestId('recovered-after').textContent(), '+4.3 s');
      assert.equal(Number(await card.getAttribute('data-recovered-millis')), TOOK_MILLIS);
      await page.locator('[data-testid=recovery][data-node=node-3][data-state=recovered]').first().waitFor();
      await page.getByText('All is well.').waitFor();
      assert.equal(await page.getByTestId('open-incidents').count(), 0);
    },
  ],
  [
    'tells what happened in an incident, and who takes it on',
    async ({ page, fixture }) => {
      const { id } = fixture.market.failsafe.kill('node-2');
      const card = page.locator(`[data-testid=incident][data-id="${id}"]`);
      await card.getByTestId('incident-details').press('Enter');
      await card.getByTestId('incident-timeline').getByText('node-2 was last heard').waitFor();
      await card.getByTestId('acknowledge').click();
      await card.getByText('demo works on it').waitFor();
      assert.equal(await card.getByTestId('acknowledge').count(), 0);
      await page.locator('[data-testid=leader][data-leader=node-1]').waitFor();
      await page
        .getByTestId('noise')
        .getByText(/symptoms became \d notices?/)
        .waitFor();
      await page
        .getByTestId('silence')
        .getByText(/^S-1: maintenance of node-down node-2 until/)
        .waitFor();
      fixture.market.failsafe.revive('node-2', TOOK_MILLIS);
      await page.locator(`[data-id="${id}"][data-status=RESOLVED]`).waitFor();
    },
  ],
  [
    'lets an operator hold a breaker open with a reason, and give it back',
    async ({ page }) => {
      const breaker = page.locator('[data-testid=breaker][data-name="risk.assess"][data-node=node-2]');
      await breaker.getByTestId('force').click();
      await breaker.getByLabel('Reason').press('Escape');
      await breaker.getByTestId('force-form').waitFor({ state: 'detached' });
      await breaker.getByTestId('force').click();
      await breaker.getByLabel('Reason').fill('drill');
      await breaker.getByRole('button', { name: 'Confirm' }).click();
      await page
        .locator('[data-testid=breaker][data-name="risk.assess"][data-state=OPEN][data-forced=true]')
        .waitFor();
      await breaker.getByTestId('force').click();
      assert.equal(
        await breaker.getByRole('button', { name: 'Automatic' }).getAttribute('aria-pressed'),
        'true',
      );
      await breaker.getByLabel('Reason').fill('over');
      await breaker.getByLabel('Reason').press('Enter');
      await page
        .locator('[data-testid=breaker][data-name="risk.assess"][data-node=node-2][data-state=CLOSED]')
        .waitFor();
    },
  ],
  [
    'takes a checkpoint on demand and says how one is restored',
    async ({ page }) => {
      const before = await page.getByTestId('checkpoint').count();
      await page.getByTestId('take-checkpoint').click();
      await page.getByTestId('checkpoint-result').getByText('A checkpoint was taken.').waitFor();
      await until(page, async () => (await page.getByTestId('checkpoint').count()) === before + 1);
      await page.getByTestId('checkpoint').first().getByRole('button').click();
      await page.getByText(/checkpoint restore --at 20/).waitFor();
    },
  ],
  [
    'shows only what is not healthy, or one node',
    async ({ page, fixture }) => {
      await page.getByRole('button', { name: 'Not healthy' }).click();
      await page.getByText('Every service is healthy.').waitFor();
      await page.getByRole('group', { name: 'Services shown' }).getByText('node-2').click();
      assert.equal(await page.getByTestId('health-row').count(), 6);
      await page.getByRole('button', { name: 'All', exact: true }).click();
      fixture.market.failsafe.kill('node-3');
      await page.getByRole('button', { name: 'Not healthy' }).click();
      await until(page, async () => (await page.getByTestId('health-row').count()) === 6);
      await page.getByRole('button', { name: 'All', exact: true }).click();
      fixture.market.failsafe.revive('node-3', TOOK_MILLIS);
    },
  ],
  [
    'says so when the failsafe layer does not answer, and goes on when it does',
    async ({ page, fixture }) => {
      fixture.market.failsafe.away = true;
      await page
        .getByTestId('failsafe-error')
        .getByText(/What is shown may be old/)
        .waitFor();
      assert.ok((await page.getByTestId('health-row').count()) > 0);
      fixture.market.failsafe.away = false;
      await page.getByTestId('failsafe-error').waitFor({ state: 'detached' });
    },
  ],
  [
    'never scrolls sideways, from a desk down to a phone, and was never reloaded',
    async ({ page }) => {
      for (const width of [1600, 1280, 1024, 800, 390]) {
        await page.setViewportSize({ width, height: 844 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `at ${width} px the page is ${wide} px wide`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      assert.equal(await page.evaluate(() => window.neverReloaded), true);
    },
  ],
  [
    'offers viewers nothing to press, and stays on this page over a reload',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Log out' }).click();
      await logIn(page, 'viewer', 'viewer');
      await page.getByTestId('failsafe').waitFor();
      await page.reload();
      await page.getByTestId('health-row').first().waitFor();
      for (const action of ['force', 'acknowledge', 'take-checkpoint']) {
        assert.equal(await page.getByTestId(action).count(), 0, action);
      }
      await page.getByRole('link', { name: 'Desk' }).click();
      await page.getByTestId('candle-chart').waitFor();
    },
  ],
];

await runChecks(checks);
