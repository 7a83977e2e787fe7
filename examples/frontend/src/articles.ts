import type { Client } from "@urql/core";
import { ask } from "./asking.js";
import { ArticlesDocument, type ArticlesQuery, type ArticlesQueryVariables } from "./generated/operations.js";

type Page = ArticlesQuery["articles"];

/** Every page of a publisher's articles, each asked for only when the one before is used up. */
export async function* pagesOfArticles(client: Client, question: ArticlesQueryVariables): AsyncGenerator<Page> {
  let after: string | null = null;
  do {
    const { articles }: ArticlesQuery = await ask(client, ArticlesDocument, { ...question, after });
    yield articles;
    after = articles.pageInfo.hasNextPage ? articles.pageInfo.endCursor : null;
  } while (after !== null);
}

/** A line a page, a line an article. */
export async function articles(client: Client, question: ArticlesQueryVariables): Promise<string[]> {
  const lines: string[] = [];
  let number = 0;
  for await (const { nodes, totalCount } of pagesOfArticles(client, question)) {
    number += 1;
    lines.push(`page ${number}: ${nodes.length} of ${totalCount} articles`);
    lines.push(...nodes.map(({ published, title, url }) => `- ${published} ${title ?? url}`));
  }
  return lines;
}
