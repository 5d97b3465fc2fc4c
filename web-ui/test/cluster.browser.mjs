// The failsafe page of node-1 while node-3 is killed and started: node test/cluster.browser.mjs URL USER PASSWORD
// Prints 'please kill node-3' and 'please start node-3' for whoever runs the nodes.
import assert from 'node:assert/strict';
import { openBrowser } from './browser.mjs';

const DEADLINE_MILLIS = 120_000;
// Over is an incident only when a synthetic transaction is filled again, and there is one a minute.
const OVER_MILLIS = 180_000;
const [url, user, password] = process.argv.slice(2);
const VICTIM = 'node-3';

const { context, close } = await openBrowser({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const pageErrors = [];
page.on('pageerror', (error) => pageErrors.push(error));
page.setDefaultTimeout(DEADLINE_MILLIS);
try {
  await open();
  await page.locator('[data-testid=failsafe-headline][data-open="0"]').waitFor();
  await page.evaluate(() => {
    window.neverReloaded = true;
  });
  await shot('before');
  say('three nodes, no open incident');
  say(`please kill ${VICTIM}`);
  await page.locator(`[data-testid=node][data-node=${VICTIM}][data-silent=true]`).waitFor();
  const card = page.locator(`[data-testid=incident][data-cause="node-down ${VICTIM}"]`).first();
  await card.waitFor();
  assert.equal(await card.getAttribute('data-status'), 'OPEN');
  const detected = Number(await card.getAttribute('data-detected-millis'));
  assert.match(await card.getByTestId('recovered-after').textContent(), /^\+.* so far$/);
  assert.match(await page.getByTestId('open-incidents').textContent(), /^\d+ open incidents?$/);
  await shot('killed');
  say(`an incident, detected ${detected} ms after the fault: ${await card.locator('h3').textContent()}`);
  const id = await card.getAttribute('data-id');
  say(`please start ${VICTIM}`);
  await page.locator(`[data-testid=node][data-node=${VICTIM}][data-silent=false]`).waitFor();
  const over = page.locator(`[data-testid=incident][data-id="${id}"][data-status=RESOLVED]`);
  await over.waitFor({ timeout: OVER_MILLIS });
  const recovered = Number(await over.getAttribute('data-recovered-millis'));
  assert.ok(recovered > detected, `${recovered} ms to recover, ${detected} ms to detect`);
  assert.match(await over.getByTestId('recovered-after').textContent(), /^\+[\d. ]+ (ms|s|m.*)$/);
  await over.getByTestId('incident-details').click();
  assert.ok((await over.getByTestId('incident-timeline').locator('li').count()) >= 2);
  await shot('recovered');
  say(`recovered ${recovered} ms after the fault`);
  assert.equal(await page.evaluate(() => window.neverReloaded), true);
  assert.deepEqual(pageErrors, []);
  say('all steps passed');
} catch (error) {
  await shot('failed');
  const details = page.locator('[data-testid=incident][data-status=OPEN]').getByTestId('incident-details');
  for (const open of await details.all()) await open.click().catch(String);
  console.error(await page.locator('main').innerText().catch(String));
  throw error;
} finally {
  await close();
}

async function open() {
  await page.goto(`${url}/#/failsafe`);
  const form = page.getByTestId('login');
  await form.getByLabel('User').fill(user);
  await form.getByLabel('Password').fill(password);
  await form.getByRole('button').click();
  for (const node of ['node-1', 'node-2', VICTIM]) {
    await page.locator(`[data-testid=node][data-node=${node}][data-silent=false]`).waitFor();
    await page.locator(`[data-testid=health-row][data-node=${node}]`).first().waitFor();
  }
}

async function shot(name) {
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/cluster-${name}.png`, fullPage: true });
}

function say(line) {
  console.log(line);
}
