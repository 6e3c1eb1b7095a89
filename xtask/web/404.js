const [page, ...rest] = location.href.split(/%(?:25)*23/i);
if (/^[svx][1-9]\./.test(rest[0] ?? "")) location.replace(`${page}#${rest.join("%23")}`);
