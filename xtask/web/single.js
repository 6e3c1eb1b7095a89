// Starts the page when all of it is in one file: the workers are texts in it, and become blobs.
const text = (id) => document.getElementById(id).textContent;
const bytes = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const parts = (name, before) => {
  const start = `\nwasm_bindgen({ module_or_path: Uint8Array.from(atob("${text(`${name}-wasm`)}"), (c) => c.charCodeAt(0)) }).catch(reportError);`;
  return [before, text(`${name}-js`), start];
};
const TYPE = '{ type: "text/javascript" }';
try {
  // A worker from a file may not use an address that the page made: the engine makes the opener's itself.
  const opener = `self.garimpoOpener = URL.createObjectURL(new Blob(${JSON.stringify(parts("opener", ""))}, ${TYPE}));\n`;
  const engine = new Blob(parts("engine", opener), { type: "text/javascript" });
  document.querySelector("meta[name=worker]").content = URL.createObjectURL(engine);
  await __wbg_init({ module_or_path: bytes(text("page-wasm")) });
} catch (error) {
  document.body.dataset.state = "error";
  document.getElementById("boot-failed")?.removeAttribute("hidden");
  document.getElementById("boot-wait")?.setAttribute("hidden", "");
  throw error;
}
