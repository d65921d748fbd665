import { browserDevice } from "../browser.ts";
import { prune } from "../prune.ts";
import { navigate } from "../router.ts";
import { deleteAccount, signOut, signOutEverywhere } from "./account-api.ts";
import { whoAmI } from "./who-am-i.ts";

/** Signs out in this browser. */
export async function leaveHere(): Promise<void> {
  await leave(signOut);
}

/** Signs out in every browser. */
export async function leaveEverywhere(): Promise<void> {
  await leave(signOutEverywhere);
}

/** Deletes the account. */
export async function leaveForGood(password: string): Promise<void> {
  await leave(() => deleteAccount(password));
}

/**
 * Leaves the account, and the page, whose document is closed so. What the device has of the account's
 * documents goes, but for edits that were not sent: they wait for the same person to sign in again.
 */
async function leave(end: () => Promise<void>): Promise<void> {
  const { account } = whoAmI();
  await end();
  whoAmI().signedOut();
  navigate("/");
  if (account !== undefined) await forget(account.id);
}

async function forget(accountId: string): Promise<void> {
  try {
    await prune(browserDevice(accountId), 0);
  } catch {
    // Another person does not come by it all the same: each account has a store of its own.
  }
}
