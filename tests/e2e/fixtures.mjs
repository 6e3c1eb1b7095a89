// Made-up files that look like the real ones, with their truths beside them. Same text every time.

const ORIGINS = {
  // leads and customers in the proportions of a real marketplace's funnel
  "organic search": [230, 27],
  "paid search": [159, 20],
  social: [135, 8],
  unknown: [110, 18],
  "direct traffic": [50, 6],
  email: [49, 2],
  referral: [28, 3],
  other: [15, 1],
  display: [12, 1],
  "other publicities": [7, 0],
  "": [6, 1],
};

function hex(number) {
  // A fixed mixing of the number into 32 hex digits, as export ids look.
  let state = BigInt(number + 1) * 0x9e3779b97f4a7c15n;
  let text = "";
  for (let i = 0; i < 2; i++) {
    state = BigInt.asUintN(64, (state ^ (state >> 29n)) * 0xbf58476d1ce4e5b9n + 0x94d049bb133111ebn);
    text += state.toString(16).padStart(16, "0");
  }
  return text;
}

function day(offset, start = Date.UTC(2017, 5, 14)) {
  return new Date(start + offset * 86_400_000).toISOString().slice(0, 10);
}

/** A marketplace's qualified leads and closed deals: no spend, revenue mostly "not told" (0.0). */
export function marketplace() {
  const leads = ["mql_id,first_contact_date,landing_page_id,origin"];
  const deals = [
    "mql_id,seller_id,sdr_id,sr_id,won_date,business_segment,lead_type,lead_behaviour_profile,has_company,declared_monthly_revenue",
  ];
  const truth = {};
  let number = 0;
  for (const [origin, [count, won]] of Object.entries(ORIGINS)) {
    truth[origin] = { leads: count, customers: won };
    for (let i = 0; i < count; i++, number++) {
      const id = hex(number);
      leads.push(`${id},${day((number * 37) % 350)},${hex(100_000 + (number % 40))},${origin}`);
      if (i < won) {
        const told = number % 19 === 0 ? "20000.0" : "0.0";
        deals.push(
          `${id},${hex(200_000 + number)},${hex(300_000 + (number % 9))},${hex(400_000 + (number % 7))},` +
            `${day(((number * 37) % 350) + 30)} 1${number % 10}:58:54,pet,online_medium,cat,,${told}`,
        );
      }
    }
  }
  return {
    files: [
      { name: "closed_deals.csv", content: `${deals.join("\n")}\n` },
      { name: "qualified_leads.csv", content: `${leads.join("\n")}\n` },
    ],
    truth,
  };
}

/** Daily sums of a shop by campaign and category, in two dialects of the same data. */
export function shop() {
  const campaigns = [
    ["facebook_tier1", "social"],
    ["facebOOK_tier2", "social"],
    ["google_hot", "search"],
    ["google_wide", "search"],
    ["youtube_blogger", "influencer"],
    ["banner_partner", "media"],
  ];
  const head = ["id", "c_date", "campaign_name", "category", "campaign_id", "impressions", "mark_spent", "clicks", "leads", "orders", "revenue"];
  const semicolon = [head.join(";")];
  const us = [head.join(",")];
  const truth = {};
  let id = 0;
  for (let d = 0; d < 28; d++) {
    for (const [at, [campaign, category]] of campaigns.entries()) {
      id += 1;
      const cents = 100_000 + ((id * 7919) % 900_000);
      const [clicks, leads, orders] = [200 + ((id * 31) % 900), 5 + ((id * 17) % 40), (id * 13) % 5];
      const revenue = orders * (900 + at * 150);
      const iso = day(d, Date.UTC(2021, 1, 1));
      const [, month, dayOfMonth] = iso.split("-").map(Number);
      const money = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
      semicolon.push([id, iso, campaign, category, 349043 + at, 148263 + id, money, clicks, leads, orders, `${revenue},0`].join(";"));
      us.push([id, `${month}/${dayOfMonth}/21`, campaign, category, 349043 + at, 148263 + id, Math.round(cents / 100), clicks, leads, orders, revenue].join(","));
      const sum = (truth[category] ??= { rows: 0, cents: 0, leads: 0, customers: 0, revenue: 0 });
      sum.rows += 1;
      sum.cents += cents;
      sum.leads += leads;
      sum.customers += orders;
      sum.revenue += revenue;
    }
  }
  return {
    semicolon: { name: "marketing_ponto_e_virgula.csv", content: `${semicolon.join("\n")}\n` },
    us: { name: "marketing_us.csv", content: `\uFEFF${us.join("\r\n")}\r\n` },
    truth,
  };
}

/** A small Brazilian CRM: leads with origin and status, sales with their own channel, customers, interactions. */
export function crm() {
  const sources = ["Instagram", "Site", "Google Ads", "LinkedIn", "Indicação"];
  const stages = ["Novo", "Contato Feito", "Perdido", "Convertido", "Qualificado"];
  const leads = ["lead_id,nome,origem_lead,score,status_lead,data_entrada"];
  const sales = ["venda_id,cliente_id,produto,valor_venda,quantidade,canal_venda,status_venda,data_venda"];
  const customers = ["cliente_id,nome,email,telefone,cidade,estado,segmento,data_cadastro,status_cliente"];
  const calls = ["interacao_id,cliente_id,tipo_interacao,responsavel,duracao_minutos,satisfacao_cliente,data_interacao"];
  for (let i = 1; i <= 200; i++) {
    leads.push(`${i},Pessoa ${i} da Conceição,${sources[(i * 7) % 5]},${(i * 13) % 100},${stages[(i * 3) % 5]},${day((i * 5) % 700, Date.UTC(2024, 5, 1))}`);
    customers.push(`${i},Cliente ${i},cliente${i}@firma.example,(11) 9${String(10_000_000 + i * 991).slice(0, 8)},Campinas,SP,Varejo,${day((i * 3) % 900, Date.UTC(2023, 2, 1))},Ativo`);
    sales.push(`${i},${1 + ((i * 11) % 200)},CRM Basic,${(1000 + i * 37.31).toFixed(2)},${1 + (i % 5)},${["Site", "WhatsApp", "Inside Sales"][i % 3]},${["Concluída", "Em andamento", "Cancelada"][(i * 7) % 3]},${day((i * 4) % 700, Date.UTC(2024, 6, 1))}`);
    calls.push(`${i},${1 + ((i * 17) % 200)},${["Suporte", "Ligação", "WhatsApp"][i % 3]},Ana Reis,${i % 120},${1 + (i % 5)},${day((i * 2) % 700, Date.UTC(2024, 6, 1))} 1${i % 10}:18:38`);
  }
  const file = (name, lines) => ({ name, content: `${lines.join("\n")}\n` });
  return [file("leads.csv", leads), file("vendas.csv", sales), file("clientes.csv", customers), file("interacoes.csv", calls)];
}

/** A course seller's leads: a nameless last column, "Select" for nothing chosen, two spellings of one source. */
export function courses() {
  const rows = ["Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,Converted,TotalVisits,Country,City,"];
  const sources = ["Google", "Direct Traffic", "Olark Chat", "Organic Search", "Reference"];
  const truth = { google: 0, converted: 0 };
  for (let i = 0; i < 400; i++) {
    const source = i % 97 === 0 ? "google" : i % 41 === 0 ? "" : sources[i % 5];
    const converted = (i * 7) % 13 < 5 ? 1 : 0;
    if (source.toLowerCase() === "google") truth.google += 1;
    truth.converted += converted;
    const id = hex(i).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    rows.push(`${id},${660_000 + i},Landing Page Submission,${source},No,${converted},${i % 9},India,${i % 3 ? "Select" : "Mumbai"},`);
  }
  return { file: { name: "Leads.csv", content: `${rows.join("\n")}\n` }, truth };
}

/** Three small files of one company with everything that a ranking shows. */
export function trio() {
  const leads = ["ID;E-mail;Data de criação;Origem"];
  const deals = ["ID do negócio;E-mail;Situação;Criado em;Fechado em;Valor"];
  const spend = ["Canal;Mês;Valor gasto"];
  const plan = [
    ["Google Ads", 60, 12, "1.200,50"],
    ["Indicação", 40, 10, "0,00"],
    ["Eventos", 30, 0, "9.000,00"],
    ["Parceiros", 6, 1, "300,00"],
    ["Feira", 0, 0, "3.000,00"],
    ["Site", 50, 6, null],
  ];
  let number = 0;
  for (const [channel, count, won, cost] of plan) {
    if (cost !== null) spend.push(`${channel};01/01/2026;${cost}`);
    for (let i = 0; i < count; i++, number++) {
      const email = `pessoa${number}@empresa${number % 30}.example`;
      const created = `${String(13 + (number % 15)).padStart(2, "0")}/0${1 + (number % 3)}/2026`;
      leads.push(`${number + 1};${email};${created};${channel}`);
      if (i < won * 2) {
        const status = i < won ? "Ganho" : "Perdido";
        deals.push(`N${number};${email.toUpperCase()};${status};${created};28/04/2026;${1_000 + (i % 5) * 250},00`);
      }
    }
  }
  const file = (name, lines) => ({ name, content: `${lines.join("\r\n")}\r\n` });
  return [file("leads.csv", leads), file("negocios.csv", deals), file("gastos.csv", spend)];
}

/** Any number of leads, for scrolling and timing. */
export function many(count) {
  const lines = ["lead_id,email,created_at,channel,city"];
  for (let i = 0; i < count; i++) {
    lines.push(`${i},p${i}@x${i % 500}.example,${day(i % 365, Date.UTC(2025, 0, 1))},channel ${i % 12},city ${i % 90}`);
  }
  return { name: "many.csv", content: `${lines.join("\n")}\n` };
}

/** The same text in another encoding. */
export function encoded({ name, content }, encoding) {
  const text = content.replace(/^\uFEFF/, "");
  if (encoding === "utf-16le") return { name, content: Buffer.from(`\uFEFF${text}`, "utf16le") };
  if (encoding === "utf-16be") return { name, content: Buffer.from(`\uFEFF${text}`, "utf16le").swap16() };
  if (encoding === "windows-1252") return { name, content: Buffer.from(text, "latin1") };
  if (encoding === "utf-8-bom") return { name, content: `\uFEFF${text}` };
  return { name, content: text };
}
