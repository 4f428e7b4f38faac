// A browser that tests play on: one JSON array [command, ...arguments] a line comes in, one JSON answer a line goes out.
// There is one page at a time; `open` replaces it by a fresh one without cookies, storage or history.

import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import axe from "axe-core";
import { chromium } from "playwright-core";

const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WAIT_MS = 15_000;
const PATIENCE_MS = 120_000;

const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
let context = null, page = null, heard = null;

const commands = {
  async open(url, { width, height, scheme, scripts, media, slowness }) {
    await context?.close();
    context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: scripts });
    page = await context.newPage();
    heard = { console: [], errors: [], requests: [], refused: [] };
    const { console, errors, requests, refused } = heard;
    page.on("console", message => console.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", error => errors.push(String(error)));
    page.on("request", request => requests.push(request.url()));
    page.on("requestfailed", request => refused.push(`${request.url()}: ${request.failure().errorText}`));
    page.on("dialog", dialog => { errors.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on("popup", other => errors.push(`another window: ${other.url()}`));
    await page.emulateMedia({ media });
    if (slowness > 1) {
      const session = await context.newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
    }
    await page.goto(url);
  },
  heard: () => heard,
  media: media => page.emulateMedia({ media }),
  evaluate: expression => page.evaluate(expression),
  // By hand: page.waitForFunction evaluates inside the page, where its policy forbids that.
  async wait(expression) {
    const until = Date.now() + WAIT_MS;
    const whileItLoads = error => { if (!/context was destroyed|navigation/i.test(error.message)) throw error; };
    while (!(await page.evaluate(expression).catch(whileItLoads))) {
      if (Date.now() > until) throw new Error(`not true after ${WAIT_MS / 1000} s: ${expression}`);
      await sleep(20);
    }
  },
  click: selector => page.click(selector),
  press: keys => page.keyboard.press(keys),
  type: text => page.keyboard.type(text),
  view: path => page.screenshot({ path }).then(() => null),
  screenshot: (path, selector, number) => page.locator(selector).nth(number).screenshot({ path }).then(() => null),
  async axe() {
    await page.evaluate(axe.source);
    const options = { preload: false, resultTypes: ["violations"], runOnly: WCAG_22_AA };
    const { violations } = await page.evaluate(options => globalThis.axe.run(options), options);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target}: ${failureSummary}`));
  },
};

const late = name => new Promise((_, reject) =>
  setTimeout(() => reject(new Error(`${name} took longer than ${PATIENCE_MS / 1000} s`)), PATIENCE_MS).unref());

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...values] = JSON.parse(line);
  const answer = await Promise.race([Promise.resolve().then(() => commands[name](...values)), late(name)])
    .then(result => ({ result: result ?? null }), error => ({ error: String(error) }));
  console.log(JSON.stringify(answer));
}
await browser.close();
