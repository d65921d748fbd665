import chromiumBinary from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Nothing but the server under test is to be reached, and nothing is to be asked for in the background. */
const QUIET = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Starts a browser of the kind that the tests use. */
export async function launch(): Promise<Browser> {
  return await chromium.launch(await launchOptions());
}

/** How such a browser is started. */
export async function launchOptions(): Promise<{
  executablePath: string;
  args: string[];
  headless: true;
}> {
  const executablePath = await chromiumBinary.executablePath();
  return { executablePath, args: QUIET, headless: true };
}
