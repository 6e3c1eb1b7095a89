// Starts the page. A file of its own because the page's policy allows no inline script.
import init from "./page.js";

try {
  await init();
} catch (error) {
  document.body.dataset.state = "error";
  document.getElementById("boot-failed")?.removeAttribute("hidden");
  document.getElementById("boot-wait")?.setAttribute("hidden", "");
  throw error;
}
