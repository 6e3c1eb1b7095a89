// Starts the worker. Messages that arrive before the module runs are lost; the page waits for its "ready".
import init from "./engine.js";

await init();
