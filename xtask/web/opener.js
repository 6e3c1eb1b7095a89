// Starts the opener of workbooks and archives, when the worker asks for it. It waits for its "ready".
import init from "./workbook.js";

await init();
