/** The ledger, in memory. */
import type { PastMove } from '../../remediation/ping-pong.ts';
import type { Claim, Filing, Ledger } from '../../remediation/ports.ts';

export class LedgerDouble {
  readonly claims = new Map<string, Claim>();
  readonly moves = new Map<string, PastMove & { execution: string }>();
  readonly filings = new Map<string, Filing>();
  readonly casesOfOurs = new Set<string>();
  readonly tokens = new Map<string, string>();
  updatedAt = 0;
  readonly ledger: Ledger = {
    claimOf: async (alias) => this.claims.get(alias),
    claim: async (alias, claim, instead) => {
      const standing = this.claims.get(alias);
      if (standing && standing.execution !== instead?.execution) return standing;
      this.claims.set(alias, claim);
      return claim;
    },
    recordMove: async (alias, move) => {
      if (this.moves.get(alias)?.execution !== move.execution) this.moves.set(alias, move);
    },
    lastMove: async (alias) => this.moves.get(alias),
    filingOf: async (marker) => this.filings.get(marker),
    intendCase: async (marker, filing, after) => {
      const standing = this.filings.get(marker);
      if (standing && standing.at > after) return standing;
      this.filings.set(marker, filing);
      return undefined;
    },
    caseFiled: async (marker, filed) => {
      const standing = this.filings.get(marker);
      if (standing) this.filings.set(marker, { ...standing, case: filed });
    },
    withdrawCase: async (marker) => void this.filings.delete(marker),
    recordCase: async (caseId) => {
      this.casesOfOurs.add(caseId);
    },
    parkToken: async (caseId, token, seenAt) => {
      if (this.updatedAt > seenAt) return { updatedSince: true };
      this.tokens.set(caseId, token);
      return { updatedSince: false };
    },
    caseUpdated: async (caseId, at) => {
      if (!this.casesOfOurs.has(caseId)) return { ours: false, token: undefined };
      this.updatedAt = at;
      return { ours: true, token: this.tokens.get(caseId) };
    },
  };
}
