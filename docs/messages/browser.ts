/** Takes pictures of pages, in a real browser: the machine's own Chromium. */
import { chromium } from 'playwright-core';
import { fewColours } from './few-colours.ts';
import { WIDTH } from './page.ts';
import type { Programs } from './programs.ts';

/** Sharp enough where a page is shown enlarged, and all pictures together stay below 4 MB. */
const SCALE = 1.25;

/** As high as its content. */
export type TakePicture = (html: string) => Promise<Buffer>;

/** The browser is started before, and ended after. */
export async function inBrowser<Result>(
  programs: Programs,
  use: (take: TakePicture) => Promise<Result>,
): Promise<Result> {
  // Colours at the edges of letters depend on the screen.
  const browser = await chromium.launch({
    executablePath: programs.chromium,
    args: ['--disable-lcd-text'],
  });
  try {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      offline: true,
      viewport: { width: WIDTH, height: 1 },
      deviceScaleFactor: SCALE,
    });
    const page = await context.newPage();
    return await use(async (html) => {
      await page.setContent(html);
      return fewColours(programs.pngquant, await page.screenshot({ fullPage: true }));
    });
  } finally {
    await browser.close();
  }
}
