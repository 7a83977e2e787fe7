// Runs every audit against the address that is given; prints one JSON object: {"passed": [names], "failed": {name: reason}}.
import { serverAudits } from "graphql-http";

const [url] = process.argv.slice(2);
const passed = [];
const failed = {};

for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const name = `${audit.id} ${audit.name}`;
  const result = await audit.fn();
  if (result.status === "ok") {
    passed.push(name);
  } else {
    failed[name] = result.reason;
  }
  await result.response?.body?.cancel().catch(() => {});
}

console.log(JSON.stringify({ passed, failed }));
