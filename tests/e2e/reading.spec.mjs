// How a file was read, and what a person does about it: rows out of the table, other separators, the same export again.
import { trio } from "./fixtures.mjs";
import { accessible, assert, channels, confirmAll, download, drop, goTo, load, metric, problems, questions, receipt, sheets, test, total, waitReady } from "./harness.mjs";

const ragged = () => {
  const lines = ["lead_id;email;canal;criado em"];
  for (let i = 1; i <= 30; i++) lines.push(`${i};p${i}@x.example;Site;${String((i % 27) + 1).padStart(2, "0")}/01/2026`);
  lines[10] = "10;p10@x.example;Site;10/01/2026;a mais";
  lines[20] = "20;p20@x.example;Site;20/01/2026;a mais;e mais";
  return { name: "leads.csv", content: `${lines.join("\n")}\n` };
};

test("rows that do not fit wait in a tray: put right, left out, saved", async ({ openPage }) => {
  const page = await openPage();
  await load(page, ragged());
  await goTo(page, "#/data/leads.csv");
  assert.equal((await receipt(page, "leads.csv")).rejected, 2);
  await page.getByRole("link", { name: "Corrigir as linhas de fora" }).click();
  const tray = page.locator("[data-testid=tray][data-count='2']");
  await tray.waitFor();
  await accessible(page);
  const file = await download(page, () => page.getByRole("button", { name: "Baixar estas linhas" }).click());
  assert.match(file.text, /11;5 campos em vez de 4\.;"?10;p10@x\.example;Site;10\/01\/2026;a mais/);
  const first = page.locator("[data-testid=rejected][data-line='11']");
  // Not yet right: said, and nothing changes.
  await first.getByRole("button", { name: "Pôr na tabela" }).click();
  await page.getByText("Ainda são 5 campos").waitFor();
  assert.equal((await receipt(page, "leads.csv")).rejected, 2);
  await first.locator("textarea").fill("10;p10@x.example;Feira;10/01/2026");
  await first.getByRole("button", { name: "Pôr na tabela" }).click();
  await page.locator("[data-testid=tray][data-count='1']").waitFor();
  await page.locator("[data-testid=rejected][data-line='21']").getByRole("button", { name: "Deixar de fora" }).click();
  await page.locator("[data-testid=tray][data-count='0']").waitFor();
  const counts = await receipt(page, "leads.csv");
  assert.deepEqual([counts.read, counts.kept, counts.rejected], [31, 29, 1]);
  assert.equal((await problems(await toTable(page))).count, 0);
  await goTo(page, "#/channels");
  assert.equal((await total(page, "leads")).value, 29);
  assert.equal((await metric(page, "feira", "leads")).value, 1);
});

async function toTable(page) {
  await goTo(page, "#/data/leads.csv");
  await page.locator("[data-testid=problems]").waitFor();
  return page;
}

test("another separator reads the file again, and undo takes it back", async ({ openPage }) => {
  const page = await openPage({ lang: "en" });
  await load(page, { name: "leads.csv", content: "id;email;channel,source\n1;a@x.example;Site,x\n2;b@x.example;Fair,y\n3;c@x.example;Fair,y\n" });
  await goTo(page, "#/reading/leads.csv");
  const columns = (count) => page.waitForFunction((n) => document.querySelectorAll(".reading-table th[data-column]").length === n, count);
  await columns(3);
  await page.getByLabel("Separator").selectOption("comma");
  await columns(2);
  assert.equal((await sheets(await open(page))).length, 1);
  await page.keyboard.press("Control+z");
  await goTo(page, "#/reading/leads.csv");
  await columns(3);
});

async function open(page) {
  await goTo(page, "#/data/leads.csv");
  await page.locator("[role=tab]").first().waitFor();
  return page;
}

test("letters that were taken for others are read again", async ({ openPage }) => {
  const page = await openPage();
  const text = "id;canal\n1;Indicação\n2;Indicação\n3;Site\n";
  await load(page, { name: "leads.csv", content: Buffer.from(text, "latin1") });
  assert.ok((await channels(page)).some(({ name }) => name === "Indicação"));
  await goTo(page, "#/reading/leads.csv");
  await page.getByLabel("Letras").selectOption("utf-8");
  await page.getByText("\\xE7").first().waitFor();
  await page.getByLabel("Letras").selectOption("auto");
  await page.locator("td", { hasText: "Indicação" }).first().waitFor();
});

test("the screen comes by itself only when there is something to ask and nothing else to show", async ({ openPage }) => {
  const page = await openPage();
  await load(page, { name: "gastos.csv", content: "canal;valor\nGoogle Ads;12.400\nEventos;3.100\nFeira;1.250\n" });
  await page.waitForSelector("[data-testid=question]");
  assert.deepEqual(await questions(page), [{ about: "decimal", file: "gastos.csv" }]);
  await page.getByText("12.400").first().waitFor();
  await accessible(page);
  await confirmAll(page);
  await goTo(page, "#/channels");
  assert.equal((await total(page, "spend")).value, 16750);
});

test("the same export next month updates what it repeats, and says so", async ({ openPage }) => {
  const page = await openPage();
  const [leads] = trio();
  const may = { name: "gastos maio.csv", content: "canal;data;valor\nSite;2026-05-01;10,00\nSite;2026-05-02;20,00\n" };
  const june = { name: "gastos junho.csv", content: "canal;data;valor\nSite;2026-05-02;25,00\nSite;2026-06-01;40,00\n" };
  await load(page, [leads, may]);
  assert.equal((await total(page, "spend")).value, 30);
  await load(page, june);
  assert.equal((await total(page, "spend")).value, 75);
  await page.getByText("1 linha de gastos maio.csv veio de novo em gastos junho.csv").waitFor();
});

test("what columns mean is remembered only when wanted", async ({ openPage }) => {
  const page = await openPage();
  const file = (name, month) => ({ name, content: `quando;onde;quanto\n2026-${month}-01;Site;10,00\n2026-${month}-02;Feira;20,00\n` });
  await load(page, file("maio.csv", "05"));
  await goTo(page, "#/reading/maio.csv");
  await page.locator(".reading-table").waitFor();
  await page.getByLabel("O que é esta tabela").selectOption("spend");
  await page.getByLabel("Campo da coluna onde").selectOption("channel");
  await page.getByLabel("Campo da coluna quanto").selectOption("amount");
  assert.equal(await page.evaluate(() => localStorage.getItem("garimpo:exports")), null);
  await page.locator("[data-testid=remember]").check();
  await page.waitForFunction(() => localStorage.getItem("garimpo:exports")?.startsWith("1:"));
  const later = await openPage({ context: page.context() });
  await load(later, file("junho.csv", "06"));
  assert.deepEqual(await questions(later), []);
  assert.equal((await total(later, "spend")).value, 30);
  await goTo(later, "#/reading/junho.csv");
  await later.locator("[data-testid=remember]").uncheck();
  await later.waitForFunction(() => localStorage.getItem("garimpo:exports") === null);
});

for (const theme of ["light", "dark"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`the import screen is accessible and fits: ${theme}, ${viewport.width}`, async ({ openPage }) => {
      const page = await openPage({ theme, viewport, lang: theme === "light" ? "pt-BR" : "en" });
      await drop(page, ragged());
      await waitReady(page);
      await goTo(page, "#/reading/leads.csv");
      await page.locator("[data-testid=tray][data-count='2']").waitFor();
      await accessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `the page scrolls sideways by ${wide}`);
    });
  }
}
