// Below the numbers: two channels compared, a number month by month, and why the cost per lead changed.
import { accessible, assert, load, test, waitReady } from "./harness.mjs";

const day = (offset) => new Date(Date.UTC(2025, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);

/** Twelve months: a steady channel, and one that gets dearer. In the tenth month the leads are threefold. */
function year() {
  const leads = ["lead_id,channel,created_at,customer_at"];
  const spend = ["channel,date,amount"];
  let id = 0;
  for (let month = 0; month < 12; month++) {
    const start = Math.round(month * 30.4) + 1;
    for (let i = 0; i < (month === 9 ? 60 : 20); i++) {
      leads.push(`${++id},Site,${day(start + (i % 27))},${i % 4 === 0 ? day(start + (i % 27) + 10) : ""}`);
    }
    for (let i = 0; i < 10; i++) {
      leads.push(`${++id},Fair,${day(start + i)},${i % 5 === 0 ? day(start + i + 12) : ""}`);
    }
    spend.push(`Site,${day(start)},${month === 9 ? 600 : 200}.10`, `Fair,${day(start)},${month < 6 ? 300 : 600}.25`);
  }
  return [
    { name: "leads.csv", content: `${leads.join("\n")}\n` },
    { name: "spend.csv", content: `${spend.join("\n")}\n` },
  ];
}

async function opened(openPage, how, fold) {
  const page = await openPage(how);
  await load(page, year());
  await page.waitForSelector("[data-testid=ranking]");
  if (fold) await page.locator(`#${fold} button`).click();
  return page;
}

for (const [lang, sure, settle] of [
  ["pt-BR", /Site é quase certamente mais barato que Fair/, /Já dá para dizer/],
  ["en", /Site is almost surely cheaper than Fair/, /told already/],
]) {
  test(`two channels are compared in words and numbers, in ${lang}`, async ({ openPage }) => {
    const page = await opened(openPage, { lang }, "compare");
    const comparison = page.locator("[data-testid=comparison]");
    await comparison.waitFor();
    assert.match(await comparison.innerText(), sure);
    assert.match(await comparison.innerText(), settle);
    await accessible(page);
    // Nothing is told of money where no deal tells any.
    assert.match(await comparison.innerText(), lang === "en" ? /fewer than 5 won deals/ : /menos de 5 negócios ganhos/);
  });
}

test("what cannot be told apart says what would settle it, or that nothing would", async ({ openPage }) => {
  const page = await openPage({ lang: "pt-BR" });
  await page.locator("[data-testid=sample]").click();
  await waitReady(page);
  await page.waitForSelector("[data-testid=ranking]");
  await page.locator("#compare button").click();
  const comparison = page.locator("[data-testid=comparison]");
  await comparison.waitFor();
  assert.match(await comparison.innerText(), /Ainda não dá para separar: em \d+ de 100 mundos plausíveis/);
  assert.match(await comparison.innerText(), /O que decidiria: mais uns? \d+ clientes? de .*leads/);
  const [first, second] = [page.locator("#compare-body select").first(), page.locator("#compare-body select").last()];
  await second.selectOption(await first.inputValue());
  assert.match(await page.locator("#compare-body").innerText(), /dois canais diferentes/);
  await second.selectOption({ label: "E-mail" });
  await comparison.waitFor();
  assert.match(await comparison.innerText(), /E-mail: custo não informado/);
});

test("a month out of its limits is named, all others are noise, and noise has no arrow", async ({ openPage }) => {
  const page = await opened(openPage, { lang: "en" }, "trend");
  const line = page.locator("[data-testid=trend-line]");
  await line.waitFor();
  assert.match(await line.innerText(), /Out of normal variation.*October 2025 \(above normal\)/s);
  const words = await line.locator("tbody tr").evaluateAll((all) => all.map((row) => row.children[2].innerText));
  assert.ok(words.filter((word) => word === "normal").length >= 9, `${words}`);
  assert.ok(!/[↑↓▲▼]/.test(await line.innerText()));
  await page.locator("#trend-body select").last().selectOption({ label: "Fair" });
  await page.waitForFunction(() => /Within normal variation/.test(document.querySelector("[data-testid=trend-line]").innerText));
  await accessible(page);
});

test("few months have no limits, and nothing is called a rise", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await page.locator("[data-testid=sample]").click();
  await waitReady(page);
  await page.waitForSelector("[data-testid=ranking]");
  await page.locator("#trend button").click();
  await page.locator("[data-testid=trend-line]").waitFor();
  assert.match(await page.locator("[data-testid=trend-line]").innerText(), /fewer than 8 whole months/);
});

test("the parts of a change of the cost per lead add up to the cent", async ({ openPage }) => {
  const page = await opened(openPage, { lang: "en" }, "why");
  const table = page.locator("[data-testid=why-told] table");
  await table.waitFor();
  const check = async () => {
    const { total, rows, foot } = await table.evaluate((one) => {
      const cents = (text) => Math.round(Number(text.replace("−", "-").replace(/[^\d.-]/g, "")) * 100);
      const cells = (row) => [...row.querySelectorAll("td")].slice(2).map((cell) => cents(cell.innerText));
      return {
        total: Number(one.dataset.cents),
        rows: [...one.querySelectorAll("tbody tr")].map(cells),
        foot: cells(one.querySelector("tfoot tr")),
      };
    });
    const sum = (list) => list.reduce((a, b) => a + b, 0);
    assert.equal(sum(rows.map((row) => row.at(-1))), total);
    for (const row of rows) assert.equal(sum(row.slice(0, -1)), row.at(-1));
    assert.deepEqual(foot, rows[0].map((_, i) => sum(rows.map((row) => row[i]))));
    return total;
  };
  const halves = await check();
  assert.ok(halves > 0, "Fair got dearer");
  assert.match(await page.locator("[data-testid=why-told]").innerText(), /by the channels’ own cost.*by the mix/s);
  await accessible(page);
  await page.locator("#why-body select").first().selectOption({ label: "September 2025" });
  await page.locator("#why-body select").last().selectOption({ label: "October 2025" });
  await page.waitForFunction((was) => Number(document.querySelector("[data-testid=why-told] table").dataset.cents) !== was, halves);
  assert.ok((await check()) < 0, "more leads of the cheap channel");
});

test("the folds fit on a phone", async ({ openPage }) => {
  const page = await opened(openPage, { lang: "pt-BR", viewport: { width: 390, height: 844 } }, "compare");
  for (const fold of ["trend", "why"]) await page.locator(`#${fold} button`).click();
  await page.locator("[data-testid=why-told] table").waitFor();
  await page.locator("[data-testid=trend-line]").waitFor();
  await accessible(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `the page scrolls sideways by ${wide}`);
});

test("who nobody beats is told with its chance, and what beats the others by name", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await page.locator("[data-testid=sample]").click();
  await page.waitForSelector("[data-testid=ranking]");
  await page.locator("#frontier button").click();
  const found = page.locator("[data-testid=frontier-found]");
  await found.waitFor();
  const rows = await found.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => ({ ...row.dataset, text: row.innerText, number: Number(row.dataset.probability) })),
  );
  const numbers = async (id) => {
    const cell = (metric) => page.locator(`[data-testid=ranking] [data-channel-id="${id}"] [data-metric=${metric}]`).first();
    return Promise.all(["cpl", "value_per_lead"].map(async (metric) => Number(await cell(metric).getAttribute("data-value"))));
  };
  const points = await Promise.all(rows.map((row) => numbers(row.channelId)));
  const beaten = (i) => points.some(([cost, value], j) => j !== i && cost <= points[i][0] && value >= points[i][1] && (cost < points[i][0] || value > points[i][1]));
  assert.ok(rows.length > 3);
  for (const [i, row] of rows.entries()) {
    assert.equal(row.on, String(!beaten(i)), row.text);
    assert.match(row.text, beaten(i) ? /beaten by/ : /not beaten/);
    assert.ok(row.number >= 0 && row.number <= 1 && (i === 0 || row.number <= rows[i - 1].number), "surest first");
  }
  // A sentence only of those that are probable.
  const named = await found.locator(".verdict").innerText();
  for (const row of rows) {
    const name = row.text.split("\t")[0].trim();
    assert.equal(named.includes(name), row.number >= 0.8, `${name}: ${named}`);
  }
  await accessible(page);
  await page.locator("#frontier-body [data-option=cycle]").click();
  await found.getByRole("columnheader", { name: "Days to a win" }).waitFor();
});

test("weights order the channels, and it is told how much hangs on them", async ({ openPage }) => {
  const page = await openPage({ lang: "pt-BR" });
  await page.locator("[data-testid=sample]").click();
  await page.waitForSelector("[data-testid=ranking]");
  await page.locator("#weigh button").click();
  const weighed = page.locator("[data-testid=weighed]");
  const rows = () =>
    weighed.locator("tbody tr").evaluateAll((rows) => rows.map(({ dataset }) => [dataset.channelId, Number(dataset.score), Number(dataset.robustness)]));
  await weighed.waitFor();
  const first = await rows();
  assert.ok(first.every(([, score], i) => i === 0 || score <= first[i - 1][1]), "best first");
  assert.ok(Math.abs(first.reduce((sum, [, , share]) => sum + share, 0) - 1) < 1e-9, "the shares of all weights");
  await accessible(page);
  // Only the return counts: its order, and no other weight to be had.
  await page.locator("[data-criterion=cycle_days] input[type=range]").fill("0");
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=weighed] thead th").length === 4);
  const alone = await rows();
  assert.deepEqual([alone[0][2], alone.slice(1).every(([, , share]) => share === 0)], [1, true]);
  // Two that count the same thing are called out.
  await page.locator("[data-criterion=lead_to_customer] input[type=range]").fill("2");
  await page.waitForFunction(() => /pesa duas vezes/.test(document.querySelector("[data-testid=weighed]").innerText));
  // A target that is no scale changes nothing, and says so.
  const worst = page.locator("#weigh-return-worst");
  await worst.fill("10");
  await worst.blur();
  await page.locator("#weigh-return-worst-wrong").waitFor();
  assert.match(await page.locator("#weigh-return-worst-wrong").innerText(), /precisam ser diferentes. Nada mudou/);
  for (const name of ["return_per_unit", "lead_to_customer"]) await page.locator(`[data-criterion=${name}] input[type=range]`).fill("0");
  await page.waitForFunction(() => /Dê peso/.test(document.getElementById("weigh-body").innerText));
});
