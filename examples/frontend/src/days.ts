import type { Client } from "@urql/core";
import { ask } from "./asking.js";
import {
  TwoDaysDocument,
  type TwoDaysQueryVariables,
  type TwoDaysSuppliersFragment,
} from "./generated/operations.js";

type Supplier = TwoDaysSuppliersFragment["nodes"][number];

/** What is believed on the second day only, on the first only, and on both in another way: a line each. */
export async function compareDays(client: Client, question: TwoDaysQueryVariables): Promise<string[]> {
  const { before, after } = await ask(client, TwoDaysDocument, question);
  const earlier = byFact(before);
  const later = byFact(after);
  const gone = before.nodes.filter(({ fact }) => !later.has(fact));
  return [
    `${before.totalCount} suppliers known on ${before.asOf.known}, ${after.totalCount} on ${after.asOf.known}`,
    ...after.nodes.flatMap((supplier) => differenceOf(earlier.get(supplier.fact), supplier)),
    ...gone.map((supplier) => `- gone: ${wordsOf(supplier)}`),
  ];
}

function byFact(page: TwoDaysSuppliersFragment): Map<string, Supplier> {
  return new Map(page.nodes.map((supplier) => [supplier.fact, supplier]));
}

function differenceOf(before: Supplier | undefined, after: Supplier): string[] {
  if (before === undefined) return [`- new: ${wordsOf(after)}`];
  return wordsOf(before) === wordsOf(after) ? [] : [`- changed: ${wordsOf(after)}, before ${before.evidence}`];
}

function wordsOf({ company, evidence, stage }: Supplier): string {
  return `${company.name} (${evidence}, ${stage?.toLowerCase() ?? "no stage"})`;
}
