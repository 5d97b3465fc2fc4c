// Runs checks one after the other in one page against the fixture, and stops at the first that fails.
import assert from 'node:assert/strict';
import { CHROMIUM, hasChromium, openBrowser } from './browser.mjs';
import { startFixture } from './fixture-server.mjs';

const DEADLINE_MILLIS = 15_000;

/** @param checks [name, check]: a check gets { page, url, fixture } */
export async function runChecks(checks) {
  if (!hasChromium()) {
    console.error(
      `No Chromium at ${CHROMIUM}: the browser test is ${process.env.CI ? 'an error' : 'skipped'}.` +
        ' Fix: apt-get install chromium, or set CHROMIUM.',
    );
    process.exitCode = process.env.CI ? 1 : 0;
    return;
  }
  const scene = { fixture: await startFixture() };
  scene.url = `http://127.0.0.1:${scene.fixture.port}/`;
  const browser = await openBrowser();
  try {
    process.exitCode = (await allPass(checks, scene, browser)) ? 0 : 1;
  } finally {
    await browser.close();
    await scene.fixture.stop();
  }
}

async function allPass(checks, scene, browser) {
  scene.page = await browser.context.newPage();
  scene.page.setDefaultTimeout(DEADLINE_MILLIS);
  const violations = [];
  scene.page.on('pageerror', (error) => violations.push(error.message));
  scene.page.on(
    'console',
    (message) => /Content Security|Refused to/.test(message.text()) && violations.push(message.text()),
  );
  for (const [name, check] of checks) {
    try {
      await check(scene);
      console.log(`ok    ${name}`);
    } catch (error) {
      console.error(`FAIL  ${name}\n${error.stack}`);
      return false;
    }
  }
  if (violations.length > 0) {
    console.error(`FAIL  errors in the page:\n${violations.join('\n')}`);
  }
  return violations.length === 0;
}

export async function logIn(page, user, password) {
  await page.getByLabel('User').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

export async function connection(page, state) {
  await page.locator(`html[data-connection=${state}]`).waitFor();
}

export async function until(page, condition) {
  const deadline = Date.now() + DEADLINE_MILLIS;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `not within ${DEADLINE_MILLIS} ms: ${condition}`);
    await page.waitForTimeout(50);
  }
}
