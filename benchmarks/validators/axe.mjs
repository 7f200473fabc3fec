// CHROME=chromium-binary node axe.mjs page.html ...     accessibility check of local pages; exit 1 on any violation
import fs from 'fs';
import { createRequire } from 'module';
import path from 'path';
import { pathToFileURL } from 'url';
import puppeteer from 'puppeteer-core';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const browser = await puppeteer.launch({
  executablePath: process.env.CHROME ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox'],
});
let bad = 0;
for (const file of process.argv.slice(2)) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.evaluate(axe);
  const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), rules);
  bad += violations.length;
  console.log(file, violations.length, 'violations');
  for (const v of violations) console.log('  ', v.impact, v.id, v.nodes.map((n) => n.target.join(' ')).join(', '));
}
await browser.close();
process.exit(bad ? 1 : 0);
