// Who gets the credit: made-up journeys whose shares can be counted by hand.
import { accessible, assert, load, test } from "./harness.mjs";

// Path, customers, and people who went the same way and did not buy.
const JOURNEYS = [
  [["Social"], 1, 20],
  [["Social", "Search"], 12, 30],
  [["Social", "Email", "Search"], 6, 10],
  [["Search"], 30, 40],
  [["Direct"], 4, 10],
  [["Email", "Direct"], 7, 10],
];

function company(journeys = JOURNEYS) {
  const leads = ["lead_id,email,created_at,channel"];
  const deals = ["deal_id,email,status,created_at,closed_at,amount"];
  const spend = ["channel,date,amount", "Social,2026-01-31,1000.00", "Search,2026-01-31,3000.00"];
  const touches = ["lead_id,email,at,channel,kind"];
  let number = 0;
  for (const [path, bought, not] of journeys) {
    for (let i = 0; i < bought + not; i++, number++) {
      const email = `p${number}@x.example`;
      leads.push(`${number},${email},2026-01-10,${path[0]}`);
      path.forEach((channel, at) => touches.push(`${number},${email},2026-01-${10 + at * 3} 10:00,${channel},visit`));
      if (i < bought) deals.push(`D${number},${email},won,2026-01-20,2026-02-20,1000.01`);
    }
  }
  for (let i = 0; i < 5; i++) touches.push(`${i},p${i}@x.example,2026-01-12 08:00,Email,email open`);
  for (let i = 0; i < 3; i++) touches.push(`9999${i},nobody${i}@y.example,2026-01-12 08:00,Social,visit`);
  // Bought, and never seen.
  leads.push(`${number},p${number}@x.example,2026-01-10,Search`);
  deals.push(`D${number},p${number}@x.example,won,2026-01-20,2026-02-20,1000.01`);
  const file = (name, lines) => ({ name, content: `${lines.join("\n")}\n` });
  return [file("leads.csv", leads), file("deals.csv", deals), file("spend.csv", spend), file("touches.csv", touches)];
}

async function opened(openPage, how = { lang: "en" }) {
  const page = await openPage(how);
  await load(page, company());
  await page.locator("[data-testid=credit] summary").first().click();
  await page.waitForSelector("[data-testid=models]");
  return page;
}

const credited = (page, model) =>
  page.locator(`[data-testid=models] tbody [data-model="${model}"]`).evaluateAll((all) =>
    Object.fromEntries(all.map((cell) => [cell.parentElement.dataset.channelId, Number(cell.dataset.customers)])),
  );

const sum = (numbers) => Object.values(numbers).reduce((a, b) => a + b, 0);

test("without touches one line says which file would bring the credit", async ({ openPage }) => {
  const page = await openPage({ lang: "pt-BR" });
  await load(page, company().slice(0, 3));
  assert.match(await page.locator("[data-testid=credit-none]").innerText(), /arquivo com os contatos/);
  assert.equal(await page.locator("[data-testid=credit]").count(), 0);
});

for (const lang of ["pt-BR", "en"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`credit by several models, in ${lang} at ${viewport.width}`, async ({ openPage }) => {
      const page = await opened(openPage, { lang, viewport });
      assert.deepEqual(await credited(page, "first"), { direct: 4, email: 7, search: 30, social: 19 });
      assert.deepEqual(await credited(page, "last"), { direct: 11, email: 0, search: 48, social: 1 });
      const linear = await credited(page, "linear");
      assert.ok(Math.abs(linear.social - (1 + 6 + 2)) < 1e-9 && Math.abs(sum(linear) - 60) < 1e-9, JSON.stringify(linear));
      assert.ok(Math.abs(sum(await credited(page, "markov")) - 60) < 1e-6);
      const depends = await page.locator("[data-testid=depends]").innerText();
      assert.match(depends, lang === "en" ? /Social depends on the model: between 1\.7% by last touch and .*% by/ : /Social depende do modelo: de 1,7% pelo último contato a .*% p/);
      assert.equal(await page.locator("[data-testid=markov-gate]").getAttribute("data-open"), "true");
      const counts = await page.locator("[data-testid=credit-counts]").innerText();
      assert.match(counts, lang === "en" ? /5 email opens: shown, not credited/ : /5 aberturas de e-mail: à vista, sem crédito/);
      assert.match(counts, lang === "en" ? /3 touches of people who are in neither/ : /3 contatos de gente que não está/);
      assert.match(counts, lang === "en" ? /1 customer without any touch/ : /1 cliente sem nenhum contato/);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await accessible(page);
    });
  }
}

test("customers, shares and money add up as written", async ({ openPage }) => {
  const page = await opened(openPage);
  const column = async () => {
    const texts = await page.locator("[data-testid=models] tbody [data-model=position] b").allInnerTexts();
    const foot = await page.locator("[data-testid=models] tfoot [data-model=position]").innerText();
    const number = (text) => Math.round(Number(text.replace(/[^\d.-]/g, "")) * 100);
    return [texts.reduce((all, text) => all + number(text), 0), number(foot)];
  };
  const [customers, all] = await column();
  assert.equal(customers, all);
  assert.equal(all, 6000);
  await page.getByRole("radio", { name: "Share" }).check({ force: true });
  assert.deepEqual(await column(), [10000, 10000]);
  await page.getByRole("radio", { name: "Value" }).check({ force: true });
  assert.deepEqual(await column(), [60 * 100001, 60 * 100001]);
});

test("which models are in view is chosen, and the rules change the credit", async ({ openPage }) => {
  const page = await opened(openPage);
  await page.locator("[data-testid=credit-options] summary").click();
  const option = (name) => page.locator(`[data-testid=credit-options] [data-option="${name}"]`);
  await option("markov").uncheck();
  await option("last-non-direct").check();
  assert.equal(await page.locator("[data-testid=models] [data-model=markov]").count(), 0);
  assert.deepEqual(await credited(page, "last-non-direct"), { direct: 4, email: 7, search: 48, social: 1 });
  await option("exclude-direct").check();
  await page.waitForFunction(() => !document.querySelector('[data-testid=models] [data-channel-id=direct]'));
  assert.deepEqual(await credited(page, "last"), { email: 7, search: 48, social: 1 });
  assert.match(await page.locator("[data-testid=credit-counts]").innerText(), /80 of 279 touches are credited, for 56 customers/);
  await option("exclude-direct").uncheck();
  await page.waitForSelector("[data-testid=models] [data-channel-id=direct]");
  await option("lookback").locator("select").selectOption("30");
  // Bought on 20 February: of January's touches none is that close.
  await page.waitForFunction(() => !document.querySelector("[data-testid=models]"));
  await accessible(page);
});

test("with few customers Markov is shown, but compared with nothing", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  // By every rule both channels have half; Markov gives Email more, because all who never saw it left.
  await load(page, company([[["Social", "Email"], 6, 0], [["Email", "Social"], 6, 0], [["Social"], 0, 40]]));
  await page.locator("[data-testid=credit] summary").first().click();
  await page.waitForSelector("[data-testid=models]");
  const gate = page.locator("[data-testid=markov-gate]");
  assert.equal(await gate.getAttribute("data-open"), "false");
  assert.match(await gate.innerText(), /12 of 50/);
  assert.match(await page.locator("[data-testid=depends]").innerText(), /^No channel depends much/);
  assert.ok((await credited(page, "markov")).email > 0);
  assert.deepEqual(await credited(page, "first"), { email: 6, social: 6 });
});

test("nothing is computed before the section is opened, and it follows the document", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await load(page, company());
  assert.equal(await page.locator("[data-testid=models]").count(), 0);
  await page.locator("[data-testid=credit] summary").first().click();
  await page.waitForSelector("[data-testid=models]");
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByRole("radio", { name: "Period" }).click({ force: true });
  await page.waitForSelector("[data-testid=ranking][data-clock=period]");
  await page.locator("[data-testid=period-to]").fill("2026-01-31");
  await page.locator("[data-testid=period-to]").blur();
  // Nobody bought in January.
  await page.waitForFunction(() => !document.querySelector("[data-testid=models]"));
});
