// Files in, tables out: what a person drops is read, accounted for, and never in the way of the rest.
import { encoded, crm, courses, marketplace, many, shop, trio } from "./fixtures.mjs";
import { assert, cancelAtOnce, cell, channels, confirmAll, dragIn, drop, goTo, load, metric, problems, questions, receipt, sheets, test, total, waitReady } from "./harness.mjs";

const near = (got, want, by, what) => assert.ok(Math.abs(got - want) <= by, `${what}: ${got}, expected ${want} ± ${by}`);

test("three files dropped together become a ranking by themselves", async ({ openPage }) => {
  const page = await openPage();
  await dragIn(page, trio());
  assert.equal(await waitReady(page), "ready");
  assert.deepEqual(await questions(page), []);
  await page.waitForSelector("[data-testid=ranking]");
  assert.match(page.url(), /#\/channels$/);
  assert.equal((await metric(page, "google ads", "leads")).value, 60);
  assert.equal((await metric(page, "google ads", "customers")).value, 12);
  assert.equal((await metric(page, "google ads", "spend")).value, 1200.5);
  assert.equal((await metric(page, "google ads", "win_rate")).value, 0.5);
  assert.equal((await total(page, "spend")).value, 13500.5);
  await goTo(page, "#/data");
  assert.deepEqual(await sheets(page), [
    { sheet: "leads.csv", role: "leads", rows: 186 },
    { sheet: "negocios.csv", role: "deals", rows: 58 },
    { sheet: "gastos.csv", role: "spend", rows: 5 },
  ]);
  for (const [name, kept] of [["leads.csv", 186], ["negocios.csv", 58], ["gastos.csv", 5]]) {
    const { read, header, kept: rows } = await receipt(page, name);
    assert.deepEqual([read, header, rows], [kept + 1, 1, kept], name);
  }
});

for (const encoding of ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"]) {
  test(`accents survive ${encoding}`, async ({ openPage }) => {
    const page = await openPage();
    await load(page, trio().map((file) => encoded(file, encoding)));
    assert.equal((await metric(page, "indicacao", "leads")).value, 40);
    assert.ok((await channels(page)).some(({ name }) => name === "Indicação"));
  });
}

for (const [name, delimiter] of [["comma", ","], ["tab", "\t"], ["pipe", "|"]]) {
  test(`the ${name} separates, too`, async ({ openPage }) => {
    const page = await openPage();
    const files = trio().map(({ name: file, content }) => ({
      name: file,
      // Decimal commas need quotes where the comma separates.
      content: content.split("\r\n").map((line) => line.split(";").map((one) => (delimiter === "," && one.includes(",") ? `"${one}"` : one)).join(delimiter)).join("\n"),
    }));
    await load(page, files);
    assert.equal((await total(page, "leads")).value, 186);
    assert.equal((await total(page, "spend")).value, 13500.5);
  });
}

test("line breaks inside quotes stay in their cell", async ({ openPage }) => {
  const page = await openPage();
  await load(page, { name: "leads.csv", content: 'lead_id,email,channel,note\n1,a@x.example,Site,"two\nlines, and ""quotes"""\n2,b@x.example,Site,plain\n' });
  await goTo(page, "#/data/leads.csv");
  await page.waitForSelector("[role=grid] [aria-rowindex='3']");
  assert.equal(await cell(page, 2, 4), 'two\nlines, and "quotes"');
  assert.equal(await cell(page, 3, 4), "plain");
});

test("a marketplace's leads by origin and its customers, with revenue that was not told", async ({ openPage }) => {
  const { files, truth } = marketplace();
  const page = await openPage({ lang: "en" });
  await load(page, files);
  assert.deepEqual(await questions(page), []);
  for (const [origin, { leads, customers }] of Object.entries(truth)) {
    const id = { "": "blank", "paid search": "paid-search", "organic search": "organic-search" }[origin] ?? origin;
    const row = (await channels(page)).find((channel) => channel.id === id || channel.name === origin);
    assert.ok(row, `no row for ${origin || "blank"}`);
    assert.equal((await metric(page, row.id, "leads")).value, leads, origin);
    assert.equal((await metric(page, row.id, "customers")).value, customers, origin);
  }
  assert.equal((await total(page, "customers")).value, 87);
  // The zeros are no deals of 0: only told values make an average.
  const { value } = await total(page, "average_deal");
  assert.ok(value === null || value === 20000, `average deal ${value}`);
});

test("one set of data in two dialects gives the same sums by category", async ({ openPage }) => {
  const { semicolon, us, truth } = shop();
  for (const file of [semicolon, us]) {
    const page = await openPage();
    await load(page, file);
    assert.deepEqual(await questions(page), [], file.name);
    for (const [category, sums] of Object.entries(truth)) {
      near((await metric(page, category, "spend")).value, sums.cents / 100, file === us ? sums.rows * 0.5 : 0.001, `${file.name} ${category} spend`);
      assert.equal((await metric(page, category, "leads")).value, sums.leads);
      assert.equal((await metric(page, category, "customers")).value, sums.customers);
      near((await metric(page, category, "revenue")).value, sums.revenue, 0.001, `${file.name} ${category} revenue`);
    }
  }
});

test("a CRM's four tables get their roles without a question", async ({ openPage }) => {
  const page = await openPage();
  await load(page, crm());
  assert.deepEqual(await questions(page), []);
  await goTo(page, "#/data");
  const roles = Object.fromEntries((await sheets(page)).map(({ sheet, role }) => [sheet, role]));
  assert.equal(roles["leads.csv"], "leads");
  assert.equal(roles["vendas.csv"], "deals");
  assert.equal(roles["interacoes.csv"], "activities");
  assert.equal(roles["clientes.csv"], "other");
});

test("a course seller's leads: the nameless column, Select, and two spellings of Google", async ({ openPage }) => {
  const { file, truth } = courses();
  const page = await openPage({ lang: "en" });
  await load(page, file);
  assert.deepEqual(await questions(page), []);
  assert.equal((await metric(page, "google", "leads")).value, truth.google);
  assert.equal((await total(page, "customers")).value, truth.converted);
  assert.equal((await total(page, "leads")).value, 400);
});

test("more files later join what is there", async ({ openPage }) => {
  const [leads, deals, spend] = trio();
  const page = await openPage();
  await load(page, leads);
  assert.equal((await metric(page, "google ads", "cpl")).state, "cost-unknown");
  await load(page, spend);
  assert.equal((await metric(page, "google ads", "cpl")).value, 1200.5 / 60);
  await load(page, deals);
  assert.equal((await metric(page, "google ads", "cac")).value, 1200.5 / 12);
});

test("a table pasted into the page is read like a file", async ({ openPage }) => {
  const page = await openPage();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "lead_id\temail\tchannel\n1\ta@x.example\tSite\n2\tb@x.example\tSite\n3\tc@x.example\tFeira\n");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  assert.equal(await waitReady(page), "ready");
  assert.equal((await metric(page, "site", "leads")).value, 2);
});

test("what the values do not decide is asked once, both ways shown, and the rest does not wait", async ({ openPage }) => {
  const page = await openPage();
  const [leads] = trio();
  const spend = { name: "gastos.csv", content: "canal;valor\nGoogle Ads;12.400\nEventos;3.100\nFeira;1.250\n" };
  await load(page, [leads, spend]);
  assert.deepEqual(await questions(page), [{ about: "decimal", file: "gastos.csv" }]);
  assert.equal((await metric(page, "google ads", "leads")).value, 60);
  assert.match(await page.locator("[data-testid=question]").first().innerText(), /12\.400/);
  await confirmAll(page);
  assert.deepEqual(await questions(page), []);
  assert.equal((await metric(page, "google ads", "spend")).value, 12400);
});

for (const [what, file, expected] of [
  ["an empty file", { name: "vazio.csv", content: "" }, /vazio\.csv/],
  ["a header only", { name: "so-cabecalho.csv", content: "id,email,canal\n" }, /so-cabecalho\.csv/],
  ["a picture", { name: "foto.csv", content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3]) }, /foto\.csv/],
  ["three megabytes in one line", { name: "linha.csv", content: "x".repeat(3 << 20) }, /linha\.csv/],
]) {
  test(`${what} gets a sentence, and nothing else changes`, async ({ openPage }) => {
    const page = await openPage();
    await drop(page, file);
    assert.equal(await waitReady(page), "error");
    const error = page.locator(`[data-testid=file-error][data-file="${file.name}"]`);
    assert.match(await error.innerText(), expected);
    await load(page, trio());
    const before = await total(page, "spend");
    await drop(page, file);
    assert.equal(await waitReady(page), "ready");
    await error.waitFor();
    assert.deepEqual(await total(page, "spend"), before);
    await goTo(page, "#/data");
    assert.equal((await sheets(page)).length, 3);
  });
}

test("a stray quote and ragged rows cost at most their own rows, and say their lines", async ({ openPage }) => {
  const page = await openPage();
  const lines = ["lead_id,email,channel"];
  for (let i = 1; i <= 300; i++) lines.push(`${i},p${i}@x.example,Site`);
  lines[100] = '100,p100@x.example,"Site';
  lines[200] = "200,p200@x.example,Site,one too many";
  lines[250] = "250,p250@x.example";
  await load(page, { name: "leads.csv", content: `${lines.join("\n")}\n` });
  await goTo(page, "#/data/leads.csv");
  const counts = await receipt(page, "leads.csv");
  assert.equal(counts.read, 301);
  assert.ok(counts.kept >= 298, `kept ${counts.kept}`);
  const { lines: named } = await problems(page);
  for (const line of [101, 201, 251]) assert.ok(named.includes(line), `line ${line} is named: ${named}`);
});

test("a cancelled import leaves nothing behind", async ({ openPage }) => {
  const page = await openPage();
  await load(page, trio());
  const before = await total(page, "leads");
  await cancelAtOnce(page);
  await drop(page, many(400_000));
  assert.equal(await waitReady(page), "ready");
  assert.deepEqual(await total(page, "leads"), before);
  await goTo(page, "#/data");
  assert.equal((await sheets(page)).length, 3);
});
