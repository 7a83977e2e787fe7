import type { Client } from "@urql/core";
import { ask } from "./asking.js";
import { SearchDocument, type SuppliersQueryVariables } from "./generated/operations.js";
import { advice, Refusal } from "./refusals.js";
import { suppliers } from "./suppliers.js";

/** As `suppliers`; where nothing has the id, what the search suggests instead; of other errors, what to do. */
export async function suppliersOrAdvice(client: Client, question: SuppliersQueryVariables): Promise<string[]> {
  try {
    return await suppliers(client, question);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const told = `${error.reasons.code}: ${advice(error)}`;
    return error.reasons.code === "NOT_FOUND" ? [told, ...(await suggestions(client, question.of))] : [told];
  }
}

async function suggestions(client: Client, text: string): Promise<string[]> {
  const { search } = await ask(client, SearchDocument, { text, kinds: ["COMPANY"], first: 3 });
  return search.nodes.map(({ entity }) => `- did you mean ${entity.name} (${entity.slug})?`);
}
