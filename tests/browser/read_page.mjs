// Opens a page of `townsquare report` in Chromium as a reader would, from the disk, and prints what is found as JSON.
//   node read_page.mjs FOLDER_OF_NODE_MODULES PAGE [FOLDER_FOR_PICTURES]
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , modules, page, pictures] = process.argv;
const require = createRequire(pathToFileURL(`${modules}/package.json`));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const patience = 120_000;  // milliseconds: a machine may be busy with other things

// light and dark on a desk, a small telephone, and paper
const looks = [
  { name: "light", colorScheme: "light", viewport: { width: 1000, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1000, height: 900 } },
  { name: "narrow", colorScheme: "light", viewport: { width: 320, height: 640 } },
];

function figuresOf() {
  return [...document.querySelectorAll("figure")].map((figure) => ({
    heading: figure.querySelector("h3")?.textContent ?? "",
    sentence: figure.querySelector("figcaption p")?.textContent ?? "",
    id: figure.querySelector(".chart")?.id ?? "",
    marks: figure.querySelectorAll(".chart svg path, .chart svg line").length,
    rows: figure.querySelectorAll("details tbody tr").length,
    columns: figure.querySelectorAll("details thead th, details thead td").length,
  }));
}

async function look(browser, { name, ...options }) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  tab.setDefaultTimeout(patience);
  const found = { name, said: [], asked: [] };
  tab.on("console", (message) => found.said.push(`${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => found.said.push(`error: ${error.message}`));
  tab.on("request", (request) => request.url().startsWith("file:") || found.asked.push(request.url()));
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForSelector("html[data-drawn=yes]", { timeout: patience });
  found.title = await tab.title();
  found.sections = await tab.$$eval("section h2", (all) => all.map((each) => each.textContent));
  found.figures = await tab.evaluate(figuresOf);
  found.overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (pictures) await tab.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  // by keyboard: the first stop leads past the contents, and a table opens with Enter
  await tab.keyboard.press("Tab");
  found.firstStop = await tab.evaluate(() => document.activeElement?.textContent ?? "");
  await tab.focus("details summary");
  await tab.keyboard.press("Enter");
  found.opensByKey = await tab.evaluate(() => document.querySelector("details")?.open ?? false);
  await context.close();
  // rules of accessibility need a script from outside, which the page itself forbids
  const free = await browser.newContext({ ...options, bypassCSP: true });
  const judged = await free.newPage();
  judged.setDefaultTimeout(patience);
  await judged.goto(pathToFileURL(page).href);
  await judged.waitForSelector("html[data-drawn=yes]");
  await judged.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
  await judged.evaluate(axe);
  const result = await judged.evaluate(() => window.axe.run());
  found.violations = result.violations.map((each) => `${each.id}: ${each.nodes.length} × ${each.help}: ${each.nodes[0].html.slice(0, 120)}`);
  await free.close();
  return found;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const found = [];
for (const each of looks) found.push(await look(browser, each));
const paper = await (await browser.newContext()).newPage();
paper.setDefaultTimeout(patience);
await paper.goto(pathToFileURL(page).href);
await paper.waitForSelector("html[data-drawn=yes]");
const pages = await paper.pdf();
await browser.close();
console.log(JSON.stringify({ looks: found, bytes_on_paper: pages.length }));
