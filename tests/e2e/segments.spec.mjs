// Segments: what differs between groups of leads, what sales said about it, and what the machine found.
import { accessible, assert, goTo, load, test, waitReady } from "./harness.mjs";

const day = (offset, start = Date.UTC(2026, 0, 5)) => new Date(start + offset * 86_400_000).toISOString().slice(0, 10);
const file = (name, lines) => ({ name, content: `${lines.join("\n")}\n` });

/** Leads by channel and sector: `[channel, sector, leads, customers]`; won 20 days later, the others lost. */
function company(groups, { header = "Segmento", told = () => true, months = 4 } = {}) {
  const leads = [`lead_id,email,created_at,canal,${header}`];
  const deals = ["deal_id,email,status,created_at,closed_at,amount"];
  let id = 0;
  for (const [channel, sector, count, won] of groups) {
    for (let i = 0; i < count; i++, id++) {
      const at = (i * 29) % (months * 30);
      const hit = i < won;
      leads.push(`${id},p${id}@x.example,${day(at)},${channel},${told(id, hit) ? sector : ""}`);
      deals.push(`d${id},p${id}@x.example,${hit ? "won" : "lost"},${day(at)},${day(at + 20)},${hit ? 1000 : ""}`);
    }
  }
  // So that all of them are old enough.
  deals.push(`last,late@x.example,lost,${day(300)},${day(400)},`);
  return [file("leads.csv", leads), file("deals.csv", deals)];
}

/** Search is better in all, Social within each sector: search has the good sector's leads. */
const REVERSED = [
  ["Search", "Tech", 400, 160],
  ["Search", "Retail", 100, 5],
  ["Social", "Tech", 100, 55],
  ["Social", "Retail", 400, 48],
];
/** Tech buys three times as often, in both channels alike. */
const PLAIN = [
  ["Search", "Tech", 200, 60],
  ["Search", "Retail", 200, 20],
  ["Social", "Tech", 200, 60],
  ["Social", "Retail", 200, 20],
  ["Social", "Health", 6, 1],
];

async function segments(openPage, files, how) {
  const page = await openPage(how);
  await load(page, files);
  await goTo(page, "#/segments");
  await page.waitForSelector("[data-testid=segment-table]");
  return page;
}

const text = (page, id) => page.locator(`[data-testid=${id}]`).first().innerText();
const cell = (page, channel, segment) =>
  page.locator(`[data-testid=segment-table] [data-channel="${channel}"] [data-segment="${segment}"]`).evaluate(({ dataset, textContent }) => ({ ...dataset, textContent }));

test("the table counts each channel and segment, and draws thin cells apart", async ({ openPage }) => {
  const page = await segments(openPage, company(PLAIN), { lang: "en" });
  const good = await cell(page, "search", "tech");
  assert.deepEqual([good.units, good.hits, good.support], ["200", "60", "good"]);
  assert.ok(Math.abs(Number(good.rate) - 0.3) < 0.03, good.rate);
  assert.match(good.textContent, /60 of 200 \(30%\)/);
  const thin = await cell(page, "social", "health");
  assert.deepEqual([thin.units, thin.support], ["6", "thin"]);
  assert.match(thin.textContent, /1 of 6, too few data/);
  assert.doesNotMatch(thin.textContent, /1 of 6 \(/);
  const none = await cell(page, "search", "health");
  assert.equal(none.support, "none");
  assert.ok(Number(none.rate) > 0, "drawn from its row and column");
  const total = page.locator('[data-testid=segment-table] tfoot [data-part="tech"]');
  assert.equal(await total.getAttribute("data-units"), "400");
  assert.ok(Number(await total.getAttribute("data-adjusted")) > 0.2);
  assert.match(await text(page, "segment-answer"), /leads from Tech become customers almost surely more often than those from Retail/);
});

for (const [lang, better, why] of [
  ["en", /Search looks better than Social in all, but within the segments it is .* the other way about/, "See why"],
  ["pt-BR", /Search parece melhor que Social no total, mas dentro dos segmentos é .* o contrário/, "Ver por quê"],
]) {
  test(`a reversal is told and explained with its numbers in ${lang}`, async ({ openPage }) => {
    const page = await segments(openPage, company(REVERSED), { lang });
    assert.match(await text(page, "segment-answer"), better);
    const folded = page.locator("[data-testid=reversal]").first();
    assert.equal(await folded.getAttribute("open"), null);
    await folded.getByText(why).click();
    const inside = await folded.innerText();
    for (const part of [/165 (de|of) 500/, /103 (de|of) 500/, /160 (de|of) 400/, /55 (de|of) 100/, /48 (de|of) 400/, /5 (de|of) 100/, /80%/, /20%/]) {
      assert.match(inside, part);
    }
    await accessible(page);
  });
}

test("the machine's finds say how many comparisons they come from, and one becomes a hypothesis", async ({ openPage }) => {
  const page = await segments(openPage, company(PLAIN), { lang: "pt-BR" });
  await page.waitForSelector("[data-testid=find]");
  const count = page.locator("[data-testid=finds-count]");
  const tests = Number(await count.getAttribute("data-tests"));
  assert.ok(tests > 0);
  assert.match(await count.innerText(), new RegExp(`^${tests} compara`));
  const find = page.locator("[data-testid=find]").first();
  assert.ok((await page.locator("[data-testid=find]").count()) <= 5);
  assert.match(await find.innerText(), /a conferir/);
  assert.match(await find.innerText(), /\d+ de \d+ \(\d+%\), contra \d+ de \d+/);
  await find.getByRole("button", { name: "Transformar em hipótese" }).click();
  const form = page.locator("[data-testid=card-form]");
  await form.waitFor();
  assert.notEqual(await form.locator("#card-claim").inputValue(), "");
  assert.equal(await form.locator("[data-value]:checked").count(), 1);
  await form.locator("[data-testid=keep-card]").click();
  await page.waitForSelector("[data-testid=card]");
  // It is dated by the data: nobody has come since.
  await page.waitForSelector("[data-testid=card][data-verdict=waits]");
  assert.match(await text(page, "card"), /ainda não[\s\S]*Ninguém chegou depois[\s\S]*O que inspirou, e não conta/i);
  await accessible(page);
});

test("a hypothesis is written, judged by later leads only, dropped, and taken back", async ({ openPage }) => {
  const page = await segments(openPage, company(PLAIN), { lang: "en" });
  await page.getByRole("button", { name: "Note a hypothesis" }).click();
  const form = page.locator("[data-testid=card-form]");
  await form.locator("[data-testid=keep-card]").click();
  assert.match(await form.innerText(), /Say of whom/);
  await form.locator("#card-claim").fill("Technology closes more easily");
  await form.locator("[data-value=tech]").check();
  await form.locator("#card-by").fill("Carla");
  await form.locator("[data-testid=card-day]").fill(day(60));
  await accessible(page);
  await form.locator("[data-testid=keep-card]").click();
  await page.waitForSelector("[data-testid=card][data-verdict=good]");
  const card = await text(page, "card");
  assert.match(card, /Technology closes more easily/);
  assert.match(card, /Carla/);
  assert.match(card, /almost surely true/);
  // Of 400 leads from tech, those of the second half.
  const counts = [...card.matchAll(/(\d+) of (\d+) \(/g)].map((match) => Number(match[2]));
  assert.ok(counts[0] > 150 && counts[0] < 250, card);
  assert.match(card, /What inspired it, and does not count/);
  await page.locator("[data-testid=drop-card]").click();
  await page.waitForFunction(() => !document.querySelector("[data-testid=card]"));
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await page.waitForSelector("[data-testid=card][data-verdict=good]");
  assert.equal(await page.locator(".dropped button").count(), 0);
});

test("a column that is filled in for winners only is refused, with the shares", async ({ openPage }) => {
  const told = (id, hit) => hit || id % 5 < 2;
  const page = await segments(openPage, company(PLAIN, { told }), { lang: "pt-BR" });
  assert.match(await text(page, "segment-answer"), /Não dá para comparar por Segmento: está preenchido em 100% dos que viraram cliente e em \d+% dos outros/);
  await page.waitForSelector("[data-testid=refused]");
  assert.match(await text(page, "refused"), /Segmento está preenchido em 100% dos que viraram cliente e em \d+% dos outros leads\./);
  assert.match(await text(page, "finds-count"), /Nenhuma comparação foi feita/);
  assert.equal(await page.locator("[data-testid=find]").count(), 0);
  assert.equal(await page.locator("[data-testid=reversal]").count(), 0);
});

test("without a column to group by, the page says what to do", async ({ openPage }) => {
  const lines = ["lead_id,email,created_at,canal"];
  for (let i = 0; i < 40; i++) lines.push(`${i},p${i}@x.example,${day(i)},${i % 2 ? "Site" : "Feira"}`);
  const page = await openPage({ lang: "pt-BR" });
  await load(page, file("leads.csv", lines));
  await goTo(page, "#/segments");
  await page.getByRole("button", { name: "Abrir os dados" }).click();
  await page.waitForSelector("[role=grid]");
  assert.match(page.url(), /#\/data\/leads\.csv/);
});

test("leads without any outcome are not compared, and the page says what is missing", async ({ openPage }) => {
  const lines = ["lead_id,email,created_at,canal,Setor"];
  for (let i = 0; i < 80; i++) lines.push(`${i},p${i}@x.example,${day(i)},${i % 2 ? "Site" : "Feira"},${i % 3 ? "A" : "B"}`);
  const page = await openPage({ lang: "en" });
  await load(page, file("leads.csv", lines));
  await goTo(page, "#/segments");
  await page.waitForSelector("[data-testid=finds-count][data-tests]");
  assert.match(await text(page, "segment-answer"), /not known yet who bought/);
  assert.equal(await text(page, "finds-count"), "No comparison was made.");
  assert.equal(await page.locator("[data-testid=segment-table]").count(), 0);
});

test("deals alone have segments, small ones together, and any value can be typed into a hypothesis", async ({ openPage }) => {
  const lines = ["deal_id,empresa,status,created_at,closed_at,amount,canal,Setor"];
  for (let i = 0; i < 750; i++) {
    const group = i % 15;
    const won = (i * 7) % 10 < (group === 14 ? 8 : 3);
    lines.push(`${i},Firma ${i},${won ? "won" : "lost"},${day(i % 200)},${day((i % 200) + 20)},${won ? 1000 : ""},${["Busca", "Social"][i % 2]},Grupo ${group}`);
  }
  const page = await segments(openPage, file("deals.csv", lines), { lang: "pt-BR" });
  const heads = await page.locator("[data-testid=segment-table] thead th").allInnerTexts();
  assert.equal(heads.length, 2 + 12 + 1);
  assert.match(heads.at(-1), /3 outros, menores/);
  await page.getByRole("button", { name: "Anotar hipótese" }).click();
  const form = page.locator("[data-testid=card-form]");
  await form.locator("#card-others").fill("GRUPO 14");
  assert.match(await form.locator("#card-claim").getAttribute("placeholder"), /Negócios de GRUPO 14 são ganhos mais vezes/);
  await form.locator("[data-testid=card-day]").fill(day(20));
  await form.locator("[data-testid=keep-card]").click();
  await page.waitForSelector("[data-testid=card][data-verdict=good]");
  assert.match(await text(page, "card"), /Negócios de GRUPO 14 são ganhos mais vezes/);
});

test("another column is one choice away, and can be marked as a segment", async ({ openPage }) => {
  const [leads, deals] = company(PLAIN);
  const lines = leads.content.trim().split("\n").map((line, at) => `${line},${at ? ["Sul", "Norte"][at % 2] : "Praça"}`);
  const page = await segments(openPage, [file("leads.csv", lines), deals], { lang: "pt-BR" });
  await page.locator("[data-testid=segment-column] select").selectOption({ label: "Praça" });
  await page.waitForSelector('[data-testid=segment-table][data-column="praca"]');
  assert.match(await text(page, "segment-answer"), /Em “Praça”, os grupos ainda não se distinguem/);
  await page.getByRole("button", { name: "Marcar como segmento" }).click();
  await page.waitForFunction(() => !document.querySelector(".aside-act button"));
  await goTo(page, "#/channels");
  await page.waitForSelector("[data-testid=ranking]");
  await goTo(page, "#/segments");
  await page.waitForSelector("[data-testid=segment-table]");
});

for (const theme of ["light", "dark"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    test(`the sample's segments are accessible in ${theme} at ${viewport.width}`, async ({ openPage }) => {
      const page = await openPage({ theme, viewport });
      await page.locator("[data-testid=sample]").click();
      assert.equal(await waitReady(page), "ready");
      await goTo(page, "#/segments");
      await page.waitForSelector("[data-testid=segment-table]");
      await page.waitForSelector("[data-testid=finds-count][data-tests]");
      await accessible(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `the page scrolls sideways by ${wide}`);
      const rows = page.locator("[data-testid=segment-table] :is(tbody, tfoot) tr:visible");
      if (viewport.width < 600) {
        // Room for one row: all channels, then the one that is chosen.
        assert.deepEqual(await rows.locator("th.c-ch:visible").allInnerTexts(), ["Todos os canais"]);
        await page.getByLabel("Mostrar").selectOption({ label: "Busca paga" });
        assert.deepEqual(await rows.locator("th.c-ch:visible").allInnerTexts(), ["Busca paga"]);
        await page.getByLabel("Mostrar").selectOption({ label: "Um canal embaixo do outro" });
      }
      assert.equal(await rows.locator("th[scope=row]:visible").count(), 9);
      await page.getByRole("button", { name: "Anotar hipótese" }).click();
      await page.waitForSelector("[data-testid=card-form]");
      await accessible(page);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    });
  }
}

test("the count of a cell opens the leads that it is of, each with the way to its row", async ({ openPage }) => {
  const page = await segments(openPage, company(PLAIN), { lang: "pt-BR" });
  const counts = (channel, segment) => page.locator(`[data-testid=segment-table] [data-channel="${channel}"] [data-segment="${segment}"] .lnk`);
  await counts("social", "health").click();
  const rows = page.locator("[data-testid=cell-rows]");
  await rows.locator("tbody tr").first().waitFor();
  assert.equal(await rows.locator("tbody tr").count(), 6);
  assert.equal(await rows.locator("tbody tr[data-hit=true]").count(), 1);
  assert.match(await rows.locator("h2").innerText(), /Social, Health/);
  assert.equal(await counts("social", "health").getAttribute("aria-expanded"), "true");
  await accessible(page);
  // More than fit on a list are told, never silently cut.
  await counts("search", "tech").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=cell-rows] tbody tr").length === 200);
  await rows.locator("tbody tr .lnk").first().click();
  await page.waitForFunction(() => location.hash.startsWith("#/data/"));
});
