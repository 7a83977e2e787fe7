// The peer: @neo4j/graphql on graphql-yoga, over the same Neo4j. Types in types.graphql; the two fields by hand run
// the statements of the bare floor. PORT, NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD come from the environment.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const env = process.env;
const beside = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const statement = (name) => beside(`../statements/${name}.cypher`).replace(/^.*\n/, "");

const asked = "of: String!, known: String!, valid: String!, ranks: [Int!]!, first: Int!";
const byHand = `
type Query {
  supplierPage(${asked}): SupplierPage @cypher(columnName: "page", statement: """
    CALL () {
      ${statement("suppliers")}
    }
    RETURN {totalCount: totalCount, nodes: nodes} AS page
  """)
  companyPage(${asked}): CompanyPage @cypher(columnName: "page", statement: """
    CALL () {
      ${statement("company")}
    }
    RETURN {slug: slug, name: name, kind: kind, suppliers: suppliers, customers: customers, investors: investors,
      investments: investments, deals: deals} AS page
  """)
}
`;

const driver = neo4j.driver(env.NEO4J_URI, neo4j.auth.basic(env.NEO4J_USERNAME, env.NEO4J_PASSWORD));
const comparing = { LT: true, LTE: true, GT: true, GTE: true };
const neo4jGraphQL = new Neo4jGraphQL({
  typeDefs: beside("types.graphql") + byHand,
  driver,
  features: { filters: { String: comparing } },
});
const yoga = createYoga({
  schema: await neo4jGraphQL.getSchema(),
  graphiql: false,
  landingPage: false,
  logging: false,
  maskedErrors: false,
});
createServer(yoga).listen(Number(env.PORT), "127.0.0.1", () => console.log("ready"));
