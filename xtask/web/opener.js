// Starts the opener of workbooks and archives, when the worker asks for it. It waits for its "ready"; without the
// network at the first time, it hears of the error instead.
import("./workbook.js").then(({ default: init }) => init()).catch(reportError);
