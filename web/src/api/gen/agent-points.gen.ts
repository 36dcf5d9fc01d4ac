// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type AgentPoint = {
  partner: { code: string; name: string };
  code: string;
  /** Empty for a point that the agent named and nobody has registered */
  name: string;
  registered: boolean;
  commune: { code: string; name: string } | null;
  address: string;
  limit: string | null;
  open: boolean;
  todayCount: number;
  /** Whole VND, decimal digits */
  todayAmount: string;
  /** Collected on days of its partner that are not closed; whole VND */
  used: string;
  overLimit: boolean;
};

/** GET /agent-points */
export type GetAgentPointsQuery = { partner?: string };

/** GET /agent-points */
export type GetAgentPointsAnswer = { rows: AgentPoint[] };

/** PUT /agent-points/{partner}/{code} */
export type PutAgentPointsPartnerCodeBody = {
  name: string;
  commune?: string | null;
  address?: string;
  limit?: string | null;
  open: boolean;
};

/** PUT /agent-points/{partner}/{code} */
export type PutAgentPointsPartnerCodeAnswer = AgentPoint;
