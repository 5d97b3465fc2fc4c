// The page of a real node, over a crash of the node: node test/node.browser.mjs URL USER PASSWORD
// Prints 'please kill the node' and 'please start the node' for whoever runs the node.
import assert from 'node:assert/strict';
import { openBrowser } from './browser.mjs';

const DEADLINE_MILLIS = 60_000;
const [url, user, password] = process.argv.slice(2);

const { context, close } = await openBrowser();
const page = await context.newPage();
const pageErrors = [];
page.on('pageerror', (error) => pageErrors.push(error));
page.setDefaultTimeout(DEADLINE_MILLIS);
try {
  await logIn();
  await connection('live');
  say('logged in, live');
  await chartMoves();
  say('the chart moves');
  await fillAppears();
  say('a fill appeared');
  say('please kill the node');
  await connection('lost');
  await page.getByTestId('disconnected-banner').waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/node-lost.png` });
  say('the page says that the connection is lost');
  say('please start the node');
  await connection('live');
  await chartMoves();
  say('live again without a reload');
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/node-back.png` });
  assert.deepEqual(pageErrors, []);
  say('all steps passed');
} catch (error) {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/node-failed.png` });
  throw error;
} finally {
  await close();
}

async function logIn() {
  await page.goto(url);
  const form = page.getByTestId('login');
  await form.getByLabel('User').fill(user);
  await form.getByLabel('Password').fill(password);
  await form.getByRole('button').click();
}

async function connection(state) {
  await page.locator(`html[data-connection=${state}]`).waitFor();
}

async function chartMoves() {
  await until(async () => Number(await chart('data-candle-count')) > 2);
  const before = await chart('data-last-close');
  await until(async () => (await chart('data-last-close')) !== before);
}

/** Buys at the market by hand, so that the test does not hang on a strategy's mood. */
async function fillAppears() {
  const before = Number(await chart('data-fill-count'));
  const ticket = page.getByTestId('ticket');
  await ticket.getByLabel('Account').selectOption('manual');
  await ticket.getByText('Market', { exact: true }).click();
  await ticket.getByLabel('Quantity').fill('0.5');
  await ticket.getByRole('button', { name: /^Buy / }).click();
  await page.getByTestId('ticket-outcome').waitFor();
  await page.locator('[data-testid=order-row][data-status=FILLED][data-source=MANUAL]').first().waitFor();
  await until(async () => Number(await chart('data-fill-count')) > before);
}

async function chart(attribute) {
  return page.getByTestId('candle-chart').getAttribute(attribute);
}

async function until(condition) {
  const deadline = Date.now() + DEADLINE_MILLIS;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `not so within ${DEADLINE_MILLIS} ms: ${condition}`);
    await page.waitForTimeout(100);
  }
}

function say(line) {
  console.log(line);
}
