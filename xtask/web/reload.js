// Only in `cargo xtask serve`: asks the server, again and again, whether a newer build than this one is there.
const build = new URL(import.meta.url).searchParams.get("build");

for (;;) {
  try {
    const answer = await fetch(`/__reload?build=${build}`);
    if (answer.ok && (await answer.text()) !== build) location.reload();
  } catch {
    await new Promise((later) => setTimeout(later, 1000)); // the server is away
  }
}
