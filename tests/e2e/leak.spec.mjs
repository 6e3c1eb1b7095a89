// Every way of sending data that a browser has, tried from within the page: what the policy stops, and the two ways
// that it does not.
import { createServer } from "node:http";
import { createSocket } from "node:dgram";
import { trio } from "./fixtures.mjs";
import { assert, load, test } from "./harness.mjs";

const REFUSED = [/Content Security Policy/, /violates the following/, /TrustedScriptURL|Trusted Type/i, /Refused to|blocked/i, /request after loading/, /request failed/, /net::ERR/, /Failed to/, /preload/i];

/** Somebody else's server, and what reaches it. */
async function stranger() {
  const got = [];
  const server = createServer((request, response) => {
    got.push(request.url);
    response.writeHead(200, { "access-control-allow-origin": "*" }).end("ok");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { got, url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => (server.close(done), server.closeAllConnections())) };
}

test("what the page's policy stops", async ({ openPage, t }) => {
  const other = await stranger();
  const page = await openPage({ allow: REFUSED });
  await load(page, trio());
  const before = await page.locator("[data-testid=ranking] [data-channel]").count();
  await page.evaluate(async (url) => {
    const attempt = async (run) => {
      try {
        await Promise.race([run(), new Promise((done) => setTimeout(done, 300))]);
      } catch {
        // Refused.
      }
    };
    const element = (name, properties, parent = document.body) => () => {
      const one = document.createElement(name);
      for (const [key, value] of Object.entries(properties)) one.setAttribute(key, value);
      parent.append(one);
      return new Promise((done) => setTimeout(done, 100));
    };
    const head = document.head;
    const ways = {
      fetch: () => fetch(`${url}/fetch`),
      xhr: () => {
        const request = new XMLHttpRequest();
        request.open("GET", `${url}/xhr`);
        request.send();
      },
      beacon: () => navigator.sendBeacon(`${url}/beacon`, "data"),
      websocket: () => new WebSocket(url.replace("http", "ws") + "/websocket"),
      eventsource: () => new EventSource(`${url}/eventsource`),
      ping: async () => {
        const link = document.createElement("a");
        link.href = "#/channels";
        link.ping = `${url}/ping`;
        document.body.append(link);
        link.click();
      },
      image: () => new Promise((done) => {
        const image = new Image();
        image.onerror = image.onload = done;
        image.src = `${url}/image`;
      }),
      css: async () => {
        document.body.style.backgroundImage = `url(${url}/css)`;
        await new Promise(requestAnimationFrame);
      },
      font: async () => {
        const face = new FontFace("x", `url(${url}/font)`);
        await face.load();
      },
      icon: element("link", { rel: "icon", href: `${url}/icon` }, head),
      preload: element("link", { rel: "preload", as: "image", href: `${url}/preload` }, head),
      prefetch: element("link", { rel: "prefetch", href: `${url}/prefetch` }, head),
      manifest: element("link", { rel: "manifest", href: `${url}/manifest` }, head),
      stylesheet: element("link", { rel: "stylesheet", href: `${url}/stylesheet` }, head),
      iframe: element("iframe", { src: `${url}/iframe` }),
      object: element("object", { data: `${url}/object` }),
      media: element("video", { src: `${url}/media` }),
      script: async () => {
        const script = document.createElement("script");
        script.src = `${url}/script`;
        document.body.append(script);
      },
      worker: () => new Worker(`${url}/worker`),
      blob: () => new Worker(URL.createObjectURL(new Blob([`fetch("${url}/blob")`]))),
      form: async () => {
        const form = document.createElement("form");
        form.action = `${url}/form`;
        document.body.append(form);
        form.submit();
      },
      speculation: async () => {
        const script = document.createElement("script");
        script.type = "speculationrules";
        script.textContent = JSON.stringify({ prefetch: [{ urls: [`${url}/speculation`] }] });
        document.body.append(script);
      },
      html: async () => {
        document.body.insertAdjacentHTML("beforeend", `<img src="${url}/html">`);
      },
      eval: () => Function(`return fetch("${url}/eval")`)(),
    };
    for (const run of Object.values(ways)) await attempt(run);
    await new Promise((done) => setTimeout(done, 1_000));
  }, other.url);
  await other.close();
  assert.deepEqual(other.got, [], "arrived at the stranger");
  assert.equal(await page.locator("[data-testid=ranking] [data-channel]").count(), before);
  // Named, because no policy stops them: going to another address, and WebRTC. The program has neither.
  const socket = createSocket("udp4");
  const packets = await new Promise((done) => {
    let count = 0;
    socket.on("message", () => count++);
    socket.bind(0, "127.0.0.1", async () => {
      const { port } = socket.address();
      await page.evaluate(async (port) => {
        try {
          const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
          peer.createDataChannel("x");
          await peer.setLocalDescription(await peer.createOffer());
          await new Promise((done) => setTimeout(done, 500));
          peer.close();
        } catch {
          // A browser without WebRTC.
        }
      }, port);
      done(count);
    });
  });
  socket.close();
  t.diagnostic(`known exceptions: navigation; WebRTC, ${packets} packets reached a STUN server that the test named`);
});

test("the page's own policy has nothing unsafe in it", async ({ openPage }) => {
  const page = await openPage({ allow: [/TrustedTypePolicy named 'another'/] });
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  const words = policy.split(/[\s;]+/);
  assert.deepEqual(words.filter((word) => /unsafe/.test(word)), ["'wasm-unsafe-eval'"]);
  assert.ok(!words.includes("*") && !/https?:/.test(policy), policy);
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types app$/);
  const policies = await page.evaluate(() => {
    try {
      trustedTypes.createPolicy("another", {});
      return "made";
    } catch {
      return "refused";
    }
  });
  assert.equal(policies, "refused");
});
