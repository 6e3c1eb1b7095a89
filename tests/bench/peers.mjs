// The same question asked of other tools: leads, customers, spend, CPL, CAC and win rate per channel, painted.
// Each is warmed up before the files come; the clock runs from the files' arrival to the frame with the table.

const QUESTION = (leads, deals, spend) => `
  WITH l AS (SELECT channel, email FROM ${leads}),
       d AS (SELECT email, status FROM ${deals}),
       s AS (SELECT channel, sum(amount) AS spend FROM ${spend} GROUP BY channel),
       j AS (SELECT l.channel, d.email, d.status FROM d JOIN l ON d.email = l.email),
       o AS (SELECT channel, count(DISTINCT email) FILTER (status = 'won') AS customers,
                    count(*) FILTER (status = 'won') AS won, count(*) FILTER (status = 'lost') AS lost
             FROM j GROUP BY channel),
       n AS (SELECT channel, count(*) AS leads FROM l GROUP BY channel)
  SELECT n.channel, n.leads, o.customers, s.spend, s.spend / n.leads AS cpl,
         s.spend / nullif(o.customers, 0) AS cac, o.won / nullif(o.won + o.lost, 0) AS win_rate
  FROM n LEFT JOIN o USING (channel) LEFT JOIN s USING (channel) ORDER BY cac`;

const types = (names, special) => `{${names.map((name) => `'${name}': '${special[name] ?? "VARCHAR"}'`).join(", ")}}`;
const LEADS =
  "lead_id,email,name,company,phone,city,state,job_title,created_at,channel,source,medium,campaign,segment,stage,owner,conversions,emails_received,emails_opened,notes".split(",");
const told = (columns) => `header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = ${columns}`;

/** What is known beforehand is told: no sniffing, and only text where the question needs no more. */
const READ = {
  leads: `read_csv('leads.csv', ${told(types(LEADS, {}))})`,
  deals: `read_csv('deals.csv', ${told(types(["deal_id", "email", "status", "created_at", "closed_at", "amount"], { amount: "DOUBLE" }))})`,
  spend: `read_csv(['spend-A.csv', 'spend-B.csv'], ${told(types(["date", "channel", "amount"], { amount: "DOUBLE" }))})`,
};

let duck;

async function startDuck() {
  const { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } = await import("@duckdb/duckdb-wasm");
  const db = new AsyncDuckDB(new VoidLogger(), new Worker("./duckdb-browser-eh.worker.js"));
  await db.instantiate(new URL("./duckdb-eh.wasm", location.href).href);
  const connection = await db.connect();
  await connection.query("SELECT 1");
  duck = { db, connection, protocol: DuckDBDataProtocol.BROWSER_FILEREADER };
}

async function register(files) {
  for (const file of files) await duck.db.registerFileHandle(file.name, file, duck.protocol, true);
}

const tools = {
  /** What nobody can beat who needs all bytes on the page. */
  read: {
    run: async (files) => {
      let bytes = 0;
      for (const file of files) bytes += (await file.arrayBuffer()).byteLength;
      return [{ bytes }];
    },
  },
  /** One query over the files, everything known about them told beforehand. */
  "duckdb-query": {
    start: startDuck,
    run: async (files) => {
      await register(files);
      return (await duck.connection.query(QUESTION(READ.leads, READ.deals, READ.spend))).toArray().map((row) => row.toJSON());
    },
  },
  /** What a tool does that lets people go on working with the data: find out the types, load all, then ask. */
  "duckdb-load": {
    start: startDuck,
    run: async (files) => {
      await register(files);
      await duck.connection.query("CREATE TABLE leads AS FROM read_csv('leads.csv')");
      await duck.connection.query("CREATE TABLE deals AS FROM read_csv('deals.csv')");
      await duck.connection.query("CREATE TABLE spend AS FROM read_csv(['spend-A.csv', 'spend-B.csv'])");
      return (await duck.connection.query(QUESTION("leads", "deals", "spend"))).toArray().map((row) => row.toJSON());
    },
  },
  /** Parses on the main thread, as it is mostly used; leads only, counted per channel. */
  papaparse: {
    run: async (files) => {
      const leads = new Map();
      const column = LEADS.indexOf("channel");
      let header = true;
      await new Promise((complete, error) =>
        globalThis.Papa.parse(files.find((file) => file.name === "leads.csv"), {
          skipEmptyLines: true,
          chunk: ({ data }) => {
            for (const row of data) {
              if (header) header = false;
              else leads.set(row[column], (leads.get(row[column]) ?? 0) + 1);
            }
          },
          complete,
          error,
        }),
      );
      return [...leads].map(([channel, count]) => ({ channel, leads: count }));
    },
  },
};

function paint(rows) {
  const table = document.querySelector("table");
  for (const row of rows) {
    const line = table.insertRow();
    for (const value of Object.values(row)) line.insertCell().textContent = String(value);
  }
  return new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 0)));
}

/** Gets a tool ready, then waits for the files. `globalThis.outcome` holds `{ ms, rows }` in the end. */
globalThis.prepare = async (name) => {
  const tool = tools[name];
  await tool.start?.();
  globalThis.outcome = new Promise((resolve, reject) => {
    document.querySelector("input").addEventListener("change", async (event) => {
      const begin = performance.now();
      try {
        const rows = await tool.run([...event.target.files]);
        await paint(rows);
        const plain = rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, typeof v === "bigint" ? Number(v) : v])));
        resolve({ ms: performance.now() - begin, rows: plain });
      } catch (error) {
        reject(error);
      }
    });
  });
};
globalThis.peersReady = true;
