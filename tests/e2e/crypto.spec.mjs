// Public test vectors through the functions that seal links and files, and every bit of a sealed link.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { trio } from "./fixtures.mjs";
import { assert, load, test } from "./harness.mjs";

const LONG = process.env.GARIMPO_LONG === "1";

/** The folder of Wycheproof's vectors, if it is there: beside the checkout, or where the environment says. */
function vectors() {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [process.env.GARIMPO_VECTORS, resolve(here, "../../../shared/data/reference/wycheproof")];
  const folder = places.find((place) => place && existsSync(place));
  return folder && join(folder, "testvectors_v1");
}

/** One or many calls of the page's own crypto. */
function tried(page, calls) {
  return page.evaluate(async (calls) => {
    const one = (call) =>
      new Promise((done) => dispatchEvent(new CustomEvent("garimpo:try-crypto", { detail: { ...call, done } })));
    const results = [];
    for (const call of calls) results.push(await one(call));
    return results;
  }, calls);
}

test("Wycheproof's vectors give what they must", async ({ openPage, t }) => {
  const folder = vectors();
  if (!folder) return t.skip("the vectors are not there: set GARIMPO_VECTORS to a folder of Wycheproof's");
  const page = await openPage();
  let count = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const { testGroups, algorithm } = JSON.parse(readFileSync(join(folder, file)));
    for (const group of testGroups) {
      for (const { tcId, result, ...one } of group.tests) {
        if (algorithm === "AES-GCM") {
          // WebCrypto has tags of 128 bits here, and no empty initialization vector.
          if (group.tagSize !== 128 || group.ivSize === 0) continue;
          const call = { key: one.key, iv: one.iv, beside: one.aad };
          const [sealed, opened] = await tried(page, [
            { ...call, what: "seal", bytes: one.msg },
            { ...call, what: "unseal", bytes: one.ct + one.tag },
          ]);
          if (result === "valid" && [128, 256].includes(group.keySize)) {
            assert.equal(sealed, one.ct + one.tag, `${file} ${tcId}`);
            assert.equal(opened, one.msg, `${file} ${tcId}`);
          } else if (result === "invalid") {
            assert.equal(opened, null, `${file} ${tcId}`);
          }
          count++;
        } else if (/PBKDF2.*SHA256/i.test(algorithm)) {
          const [derived] = await tried(page, [
            { what: "derive", secret: one.password, salt: one.salt, rounds: one.iterationCount, len: one.dkLen },
          ]);
          if (result === "valid") assert.equal(derived, one.dk, `${file} ${tcId}`);
          count++;
        }
      }
    }
  }
  t.diagnostic(`${count} vectors`);
  assert.ok(count > 100, `${count} vectors`);
});

test("a sealed link with any bit flipped is refused", async ({ openPage, t }) => {
  const page = await openPage();
  await load(page, trio());
  await page.locator("[data-testid=share-open]").click();
  await page.locator("#share-secret").fill("uma senha bem comprida");
  await page.getByRole("button", { name: "Pôr senha no link" }).click();
  await page.locator("[data-testid=share-sealed]").waitFor();
  const link = await page.locator("[data-testid=share-link]").getAttribute("data-link");
  const payload = Buffer.from(link.split("#x1.")[1].split(".")[1], "base64url");
  const HEAD = 34;
  const head = payload.subarray(0, HEAD).toString("hex");
  const [salt, iv] = [payload.subarray(6, 22), payload.subarray(22, HEAD)].map((part) => part.toString("hex"));
  const secret = Buffer.from("uma senha bem comprida").toString("hex");
  const [key] = await tried(page, [{ what: "derive", secret, salt, rounds: payload.readUInt32LE(2), len: 32 }]);
  assert.ok(payload.readUInt32LE(2) >= 1_000_000);
  const sealed = payload.subarray(HEAD);
  const open = (bytes, beside = head) => ({ what: "unseal", key, iv, beside, bytes: bytes.toString("hex") });
  const flipped = (bytes, bit) => {
    const copy = Buffer.from(bytes);
    copy[bit >> 3] ^= 1 << (bit & 7);
    return copy;
  };
  const calls = [open(sealed)];
  for (let bit = 0; bit < sealed.length * 8; bit++) calls.push(open(flipped(sealed, bit)));
  // The head is authenticated: with the right key, and every bit of it flipped in turn.
  for (let bit = 0; bit < HEAD * 8; bit++) calls.push(open(sealed, flipped(payload.subarray(0, HEAD), bit).toString("hex")));
  const [whole, ...others] = await tried(page, calls);
  assert.equal(whole.slice(0, 2), "73", "a summary");
  assert.equal(others.findIndex((result) => result !== null), -1);
  t.diagnostic(`${others.length} flips refused`);
  // The whole way, with a key made anew each time.
  const whole_way = [];
  for (let bit = 0; bit < payload.length * 8; bit += LONG ? 1 : 331) {
    whole_way.push({ what: "unseal-link", secret, bytes: flipped(payload, bit).toString("hex") });
  }
  const results = await tried(page, whole_way);
  assert.ok(results.every((result) => result === null));
});

test("a key is made from a passphrase; its time is printed", async ({ openPage, t }) => {
  const page = await openPage();
  const tries = process.env.GARIMPO_LONG ? 20 : 3;
  const times = await page.evaluate(async (tries) => {
    const once = () =>
      new Promise((done) =>
        dispatchEvent(
          new CustomEvent("garimpo:try-crypto", {
            detail: { what: "derive", secret: "61".repeat(20), salt: "00".repeat(16), rounds: 1_000_000, len: 32, done },
          }),
        ),
      );
    const times = [];
    for (let nth = 0; nth < tries; nth++) {
      const begun = performance.now();
      await once();
      times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b);
  }, tries);
  t.diagnostic(`key from a passphrase: ${times.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  assert.equal(times.length, tries);
});
