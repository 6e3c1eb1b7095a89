// A link that carries the summary: made, opened, damaged, sealed; and nobody in it.
import { trio } from "./fixtures.mjs";
import { accessible, assert, load, test, waitReady } from "./harness.mjs";

const address = (page) => page.evaluate(() => location.href.split(/[?#]/)[0]);

/** Opens the dialog and answers the link. */
async function shared(page) {
  await page.locator("[data-testid=share-open]").click();
  const field = page.locator("[data-testid=share-link][data-link]");
  await field.waitFor();
  return field.evaluate(({ dataset }) => ({ link: dataset.link, people: Number(dataset.people) }));
}

/** The tiers and numbers of the picture. */
function picture(page) {
  return page.locator("table.rank tbody tr:not(.tier-head)").evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll(".c-ch b, .num-link b")].map((cell) => cell.textContent)),
  );
}

test("the link opens as a page of its own, with the same numbers, read-only", async ({ openPage }) => {
  const page = await openPage();
  await page.locator("[data-testid=sample]").click();
  await waitReady(page);
  await page.waitForSelector("[data-testid=ranking]");
  const mine = await picture(page);
  const { link, people } = await shared(page);
  assert.equal(people, 0);
  assert.ok(link.startsWith(`${await address(page)}#s1.`), link);
  assert.ok(link.length < 1_500, `${link.length} characters`);
  await accessible(page);

  const other = await openPage({ lang: "en", path: link.slice(link.indexOf("#")) });
  await other.waitForSelector("[data-testid=received]");
  assert.equal(await other.evaluate(() => location.hash), "", "the fragment has left the address bar");
  assert.match(await other.locator(".rx-source").textContent(), /Numbers up to .*link made on/);
  const theirs = await picture(other);
  const kept = mine.filter(([name]) => theirs.some(([other]) => other === name));
  assert.ok(kept.length >= 3, JSON.stringify(theirs));
  // Nothing opens, nothing asks for a cost.
  assert.equal(await other.locator("button.num-link, [data-testid=inform-cost]").count(), 0);
  assert.equal(await other.locator("body").getAttribute("data-state"), "empty", "it is not the reader's own data");
  await accessible(other);
  await other.getByRole("button", { name: "Go to my own Garimpo" }).click();
  await other.waitForSelector(".drop");
});

test("a link pasted or opened beside own work leaves the work alone", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  const before = await page.locator("[data-testid=ranking] [data-channel]").count();
  const { link } = await shared(page);
  await page.keyboard.press("Escape");
  await page.evaluate((hash) => (location.hash = hash), link.slice(link.indexOf("#")));
  await page.waitForSelector("[data-testid=received]");
  assert.equal(await page.evaluate(() => location.hash), "");
  await page.getByRole("button", { name: "Ir para o meu Garimpo" }).click();
  await page.waitForSelector("[data-testid=ranking]");
  assert.equal(await page.locator("[data-testid=ranking] [data-channel]").count(), before);
  assert.equal(await page.locator("[data-testid=unsaved]").count(), 0, "opening a link changes nothing");
});

test("a damaged link says what is wrong with it, and a whole message can be pasted", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  const { link } = await shared(page);
  const text = link.slice(link.indexOf("#") + 1);
  for (const [hash, expected] of [
    [`#${text.slice(0, 100)}`, new RegExp(`arrived cut: 100 of ${text.length}`)],
    [`#${text.slice(0, 60)}~${text.slice(61)}`, /arrived changed/],
    [`#s2.${text.slice(3)}`, /newer version/],
  ]) {
    const other = await openPage({ lang: "en", path: hash });
    const told = await other.locator("[data-testid=link-broken] [role=alert]").textContent();
    assert.match(told.replaceAll(",", ""), expected);
    await other.locator("[data-testid=paste-link]").fill(`> see ${link.slice(0, 90)}\n> ${link.slice(90)}).`);
    await other.getByRole("button", { name: "Open the link" }).click();
    await other.waitForSelector("[data-testid=received]");
  }
  const bomb = await openPage({ lang: "en", path: `#s1.zzzz.${"A".repeat(86_976)}.00000000z` });
  await bomb.waitForSelector("[data-testid=link-broken]");
});

test("a link under a passphrase opens with it only", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await shared(page);
  await page.locator("#share-secret").fill("curta");
  assert.ok(await page.getByRole("button", { name: "Pôr senha no link" }).isDisabled());
  const secret = "peneira de ouro é funda";
  await page.locator("#share-secret").fill(secret);
  await page.getByRole("button", { name: "Pôr senha no link" }).click();
  await page.locator("[data-testid=share-sealed]").waitFor();
  const link = await page.locator("[data-testid=share-link]").getAttribute("data-link");
  assert.match(link, /#x1\./);
  const other = await openPage({ path: link.slice(link.indexOf("#")) });
  await other.locator("#link-secret").fill("peneira de prata é funda");
  await other.getByRole("button", { name: "Abrir", exact: true }).click();
  await other.locator(".wrong").waitFor();
  assert.equal(await other.locator("[data-testid=received]").count(), 0);
  // The same letters, typed with a combining accent.
  await other.locator("#link-secret").fill(secret.normalize("NFD"));
  await other.getByRole("button", { name: "Abrir", exact: true }).click();
  await other.waitForSelector("[data-testid=received]");
});

test("settings travel without data", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  await page.locator("input[name=clock]").nth(1).click({ force: true });
  await page.waitForSelector("[data-testid=ranking][data-clock=period]");
  await shared(page);
  await page.locator("input[name=share-what]").nth(1).click({ force: true });
  await page.waitForFunction(() => document.querySelector("[data-testid=share-link]").dataset.link?.includes("#v1."));
  const link = await page.locator("[data-testid=share-link]").getAttribute("data-link");
  const other = await openPage({ path: link.slice(link.indexOf("#")) });
  await other.getByRole("button", { name: "Usar estas configurações" }).click();
  await load(other, trio());
  await other.waitForSelector("[data-testid=ranking][data-clock=period]");
});

test("on a phone the bar holds its buttons, and the dialog fits", async ({ openPage }) => {
  for (const lang of ["pt-BR", "en"]) {
    const page = await openPage({ lang, viewport: { width: 390, height: 844 } });
    await load(page, trio());
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok((await wide()) <= 390, `${lang}: ${await wide()}`);
    await shared(page);
    assert.ok((await wide()) <= 390, `${lang}, dialog: ${await wide()}`);
    await accessible(page);
  }
});
