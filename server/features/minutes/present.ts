import type { SignOffRow } from './list-queries.ts';
import type { MinutesRow, StepRow } from './queries.ts';
import type { readReadiness } from './sign-minutes.ts';

export function presentHead(row: MinutesRow) {
  return {
    id: String(row.id),
    number: row.number,
    version: row.version,
    state: row.state,
    hash: row.hash,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    us: presentSignature(row.our_signer, row.our_signed_at),
    partner: presentSignature(row.partner_signer, row.partner_signed_at),
    reopen:
      row.reopen_asked_by === null
        ? null
        : {
            reason: row.reopen_reason ?? '',
            askedBy: row.reopen_asked_by,
            reopenedBy: row.reopened_by,
            reopenedAt: row.reopened_at?.toISOString() ?? null,
          },
  };
}

export function presentMinutes(
  row: MinutesRow,
  beside: {
    readiness: Awaited<ReturnType<typeof readReadiness>> | null;
    versions: readonly MinutesRow[];
    steps: readonly StepRow[];
  },
) {
  const { readiness, versions, steps } = beside;
  return {
    ...presentHead(row),
    content: row.content,
    readiness,
    versions: versions.map(presentHead),
    steps: steps.map(({ recorded_at, ...step }) => ({ at: recorded_at.toISOString(), ...step })),
  };
}

/** As the partner sees them: no names of our staff but the signer's. */
export function presentOffered(row: MinutesRow) {
  const { number, version, state, hash, us, partner } = presentHead(row);
  return { number, version, state, hash, powerCompany: us, partner, content: row.content };
}

export function presentSignOff(row: SignOffRow) {
  return {
    partnerCode: row.partner_code,
    partnerName: row.partner_name,
    day: row.day,
    sessionState: row.session_state,
    collected: row.collected_vnd === null ? null : String(row.collected_vnd),
    expected: row.expected_vnd === null ? null : String(row.expected_vnd),
    days: row.days,
    daysSigned: row.days_signed,
    openDifferences: row.open_differences,
    minutes:
      row.id === null ||
      row.number === null ||
      row.version === null ||
      row.state === null ||
      row.hash === null
        ? null
        : {
            id: String(row.id),
            number: row.number,
            version: row.version,
            state: row.state,
            hash: row.hash,
            us: presentSignature(row.our_signer, row.our_signed_at),
            partner: presentSignature(row.partner_signer, row.partner_signed_at),
          },
  };
}

function presentSignature(signer: string | null, at: Date | null) {
  return signer === null || at === null ? null : { signer, at: at.toISOString() };
}
