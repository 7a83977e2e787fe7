/** What the service says of an error besides its message; all but the code only where the asker can mend it. */
export type Reasons = { code: string; argument?: string; value?: string; rule?: string; example?: string };

/** The service has refused. Decide by `reasons.code`; messages may change. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly reasons: Reasons,
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** The refusal that an error of an answer stands for. */
export function refusalOf(message: string, extensions: Readonly<Record<string, unknown>>): Refusal {
  const reasons: Reasons = { code: "INTERNAL" };
  for (const name of ["code", "argument", "value", "rule", "example"] as const) {
    const said = extensions[name];
    if (said !== undefined && said !== null) reasons[name] = String(said);
  }
  return new Refusal(message, reasons);
}

/** What a user should read; a code that is not known here is somebody's new one. */
export function advice({ message, reasons }: Refusal): string {
  switch (reasons.code) {
    case "BAD_USER_INPUT":
      return `${message}; write ${reasons.example ?? reasons.rule ?? "something else"}`;
    case "NOT_FOUND":
      return `${message}; look it up`;
    case "LIMIT_EXCEEDED":
      return `${message}; ask for less at once`;
    case "TIMEOUT":
    case "DATABASE_UNAVAILABLE":
      return `${message}; try again later`;
    default:
      return message;
  }
}
