/**
 * Who is who: an access key tells the account and the principal. Nothing here is secret, and no signature is ever verified:
 * the sandbox listens on loopback only, and whoever can reach it may be whoever they like.
 */
import { randomInt } from 'node:crypto';

/** The account of every access key that does not name one; AWS's own documentation uses it for examples. */
export const DEFAULT_ACCOUNT = '111122223333';

export interface Principal {
  account: string;
  arn: string;
}

/** The access keys that parts of the sandbox hand out: to Lambda functions for their role, by STS for an assumed role. */
export class Identities {
  readonly #issued = new Map<string, Principal>();

  /** A new access key id that stands for the principal. */
  issue(arn: string, account: string): string {
    const accessKeyId = temporaryAccessKeyId();
    this.#issued.set(accessKeyId, { account, arn });
    return accessKeyId;
  }

  /** Keys from outside are users: of the account they spell when they are twelve digits, of the default account otherwise. */
  resolve(accessKeyId: string): Principal {
    const issued = this.#issued.get(accessKeyId);
    if (issued) return issued;
    const account = /^\d{12}$/.test(accessKeyId) ? accessKeyId : DEFAULT_ACCOUNT;
    return { account, arn: `arn:aws:iam::${account}:user/operator` };
  }
}

/** State that every account has for itself, made when the account first shows up. */
export class PerAccount<State> {
  readonly #states = new Map<string, State>();
  readonly #create: (account: string) => State;

  constructor(create: (account: string) => State) {
    this.#create = create;
  }

  of(account: string): State {
    const known = this.#states.get(account);
    if (known !== undefined) return known;
    const created = this.#create(account);
    this.#states.set(account, created);
    return created;
  }

  all(): IterableIterator<State> {
    return this.#states.values();
  }
}

/** `ASIA` marks temporary credentials; base32 follows (IAM User Guide, "IAM identifiers", unique identifiers). */
function temporaryAccessKeyId(): string {
  const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `ASIA${Array.from({ length: 16 }, () => base32[randomInt(base32.length)]).join('')}`;
}
