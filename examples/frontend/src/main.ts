import { articles } from "./articles.js";
import { clientOf } from "./asking.js";
import { compareDays } from "./days.js";
import { suppliersOrAdvice } from "./misspelt.js";
import { suppliers } from "./suppliers.js";

const url = process.env["KG_URL"] ?? "http://127.0.0.1:8000/graphql";
const client = clientOf(url);
const inference = { of: "openai", workload: "INFERENCE" } as const;
const known = "2026-02-02";

async function show(heading: string, lines: Promise<string[]>): Promise<void> {
  console.log([`## ${heading}`, ...(await lines), ""].join("\n"));
}

try {
  await show("Who supplies OpenAI inference?", suppliers(client, { ...inference, asOf: { known } }));
  await show(
    "What has been learnt since October?",
    compareDays(client, { ...inference, before: "2025-10-31", after: known, valid: known }),
  );
  await show(
    "What did TrendForce print, in pages of three?",
    articles(client, { publisher: "trendforce", asOf: { known: "2026-07-31" }, first: 3 }),
  );
  await show("Who supplies opneai?", suppliersOrAdvice(client, { of: "opneai" }));
  await show("And 1,000 suppliers at once?", suppliersOrAdvice(client, { of: "openai", first: 1000 }));
} catch (error) {
  console.error(`${url}: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
