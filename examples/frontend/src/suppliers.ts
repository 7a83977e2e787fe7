import type { Client } from "@urql/core";
import { ask } from "./asking.js";
import { SuppliersDocument, type SuppliersQuery, type SuppliersQueryVariables } from "./generated/operations.js";

type Supplier = SuppliersQuery["suppliers"]["nodes"][number];
type Claim = Supplier["claims"]["nodes"][number];

/** Who supplies, how sure that is, how far it has come, and who said so: a line a supplier, a line a claim. */
export async function suppliers(client: Client, question: SuppliersQueryVariables): Promise<string[]> {
  const { suppliers: page } = await ask(client, SuppliersDocument, question);
  const heading = `${page.totalCount} suppliers, as known on ${page.asOf.known}`;
  return [heading, ...page.nodes.flatMap((supplier) => [lineOf(supplier), ...supplier.claims.nodes.map(sourceOf)])];
}

function lineOf({ company, evidence, stage, firstKnown }: Supplier): string {
  return `- ${company.name}: ${evidence}, ${stageOf(stage)}, first known ${firstKnown}`;
}

/** The stage in words. The default branch is for stages that the service learns after this was built. */
function stageOf(stage: Supplier["stage"]): string {
  switch (stage) {
    case null:
      return "nobody says how far it is";
    case "EXPLORING":
      return "in talks";
    case "ACTIVE":
      return "running";
    default:
      return stage.toLowerCase();
  }
}

function sourceOf(claim: Claim): string {
  const { published, publisher, url } = claim.article;
  return `    ${published} ${publisher.name}, said by ${speakerOf(claim)}: ${claim.summary} ${url}`;
}

/** A company or person, else the unnamed source as the article calls it, else the outlet that had it first. */
function speakerOf({ saidBy, unnamed, origin }: Claim): string {
  return saidBy?.name ?? unnamed ?? origin.publisher.name;
}
