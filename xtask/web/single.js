// Starts the page when all of it is in one file: the workers are texts in it, and become blobs.
const text = (id) => document.getElementById(id).textContent;
const bytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const worker = (name, before) => {
  const start = `\nwasm_bindgen({ module_or_path: Uint8Array.from(atob("${text(`${name}-wasm`)}"), (c) => c.charCodeAt(0)) }).catch(reportError);`;
  return URL.createObjectURL(new Blob([before, text(`${name}-js`), start], { type: "text/javascript" }));
};
try {
  const opener = worker("opener", "");
  document.querySelector("meta[name=worker]").content = worker("engine", `self.garimpoOpener = ${JSON.stringify(opener)};\n`);
  await __wbg_init({ module_or_path: bytes(text("page-wasm")) });
} catch (error) {
  document.body.dataset.state = "error";
  document.getElementById("boot-failed")?.removeAttribute("hidden");
  document.getElementById("boot-wait")?.setAttribute("hidden", "");
  throw error;
}
