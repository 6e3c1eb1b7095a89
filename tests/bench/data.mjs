// A made-up company for measuring: the same bytes on every computer and in every run.
//
// leads.csv: 20 columns, about 215 bytes a row, 5 % of all cells quoted, some of them with line breaks.
// deals.csv: one for 8.6 % of the leads, joined by e-mail. spend-A.csv, spend-B.csv: daily cost per channel.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const CHANNELS = [
  ["Google Ads", "google", "cpc"],
  ["Facebook Ads", "facebook", "paid-social"],
  ["LinkedIn Ads", "linkedin", "paid-social"],
  ["Organic search", "google", "organic"],
  ["Newsletter", "newsletter", "email"],
  ["Referral", "partner.example", "referral"],
  ["Direct", "direct", "none"],
  ["Instagram", "instagram", "social"],
  ["Webinar", "webinar", "event"],
  ["Display", "criteo", "display"],
  ["Affiliates", "affiliate", "affiliate"],
  ["Outbound", "sdr", "outbound"],
];
const FIRST = ["Ana", "Bruno", "Carla", "Diego", "Elisa", "Fabio", "Gabriela", "Hugo", "Iris", "Joao", "Karen", "Lucas"];
const LAST = ["Almeida", "Barbosa", "Cardoso", "Dias", "Esteves", "Ferreira", "Gomes", "Henriques", "Lima", "Moraes"];
const CITIES = [["Campinas", "SP"], ["Florianopolis", "SC"], ["Recife", "PE"], ["Curitiba", "PR"], ["Belo Horizonte", "MG"]];
const TITLES = ["Analyst", "Coordinator", "Manager", "Director", "Founder"];
const SEGMENTS = ["Technology", "Retail", "Industry", "Education", "Health"];
const FIRST_DAY = Date.UTC(2025, 0, 1);
const DAYS = 600;

/** xorshift32: enough for made-up people, the same everywhere. */
function dice(seed) {
  let x = seed;
  const next = () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 4294967296;
  };
  return { next, below: (n) => Math.floor(next() * n), of: (list) => list[Math.floor(next() * list.length)] };
}

const day = (n) => new Date(FIRST_DAY + n * 86_400_000).toISOString().slice(0, 10);

/** Texts by file name. */
export function make(rows) {
  const { next, below, of } = dice(20260115);
  const leads = [
    "lead_id,email,name,company,phone,city,state,job_title,created_at,channel,source,medium,campaign,segment,stage,owner,conversions,emails_received,emails_opened,notes",
  ];
  const deals = ["deal_id,email,status,created_at,closed_at,amount"];
  for (let i = 0; i < rows; i++) {
    const first = of(FIRST);
    const last = of(LAST);
    const [city, state] = of(CITIES);
    // The first channels bring more, the last ones fewer.
    const [channel, source, medium] = CHANNELS[Math.floor(next() ** 1.6 * CHANNELS.length)];
    const created = below(DAYS - 60);
    const email = `${first}.${last}.${i}@company${below(20_000)}.example`.toLowerCase();
    const sent = below(30);
    const odd = next();
    const company = odd < 0.03 ? `"${last}, ${of(LAST)} e filhos"` : `${last} ${of(SEGMENTS)} ${below(900)}`;
    const notes = odd < 0.03 ? "" : odd < 0.045 ? '"asked for ""prices"", call later"' : odd < 0.05 ? '"first line\nsecond line"' : "imported";
    leads.push(
      [
        100000 + i, email, `${first} ${last}`, company, `+55 11 9${String(10000000 + below(89999999)).slice(0, 8)}`, city, state,
        of(TITLES), `${day(created)} ${String(below(24)).padStart(2, "0")}:${String(below(60)).padStart(2, "0")}:00`, channel, source, medium,
        `campaign-${below(40)}`, of(SEGMENTS), of(["lead", "mql", "sql"]), of(FIRST), 1 + below(5), sent, below(sent + 1), notes,
      ]
        .map((cell) => (next() < 0.05 && !String(cell).startsWith('"') ? `"${cell}"` : cell))
        .join(","),
    );
    if (next() < 0.086) {
      const status = of(["won", "lost", "lost", "open"]);
      const closed = status === "open" ? "" : day(created + 1 + below(59));
      deals.push([deals.length, email, status, day(created), closed, (500 + below(2_000_000) / 100).toFixed(2)].join(","));
    }
  }
  const spend = { "spend-A.csv": ["date,channel,amount"], "spend-B.csv": ["date,channel,amount"] };
  for (const [i, [channel]] of CHANNELS.entries()) {
    for (let n = 0; n < DAYS; n++) {
      spend[i % 2 ? "spend-B.csv" : "spend-A.csv"].push([day(n), channel, (below(40_000) / 100 + 10).toFixed(2)].join(","));
    }
  }
  const files = { "leads.csv": leads, "deals.csv": deals, ...spend };
  return Object.fromEntries(Object.entries(files).map(([name, lines]) => [name, `${lines.join("\n")}\n`]));
}

/** The files in `folder`, made if they are not there; answers their paths. */
export async function write(folder, rows) {
  const maker = createHash("sha256").update(await readFile(new URL(import.meta.url))).digest("hex").slice(0, 8);
  const here = join(folder, `${rows}-${maker}`);
  const names = ["leads.csv", "deals.csv", "spend-A.csv", "spend-B.csv"];
  if (!existsSync(join(here, "done"))) {
    await mkdir(here, { recursive: true });
    for (const [name, text] of Object.entries(make(rows))) await writeFile(join(here, name), text);
    await writeFile(join(here, "done"), "");
  }
  return names.map((name) => join(here, name));
}
