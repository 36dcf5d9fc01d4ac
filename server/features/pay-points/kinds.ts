/** Kinds of places where customers can pay: own counters (bàn thu), points of agents (điểm thu hộ), and others' offices. */
export const pointKinds = ['counter', 'agent', 'bank_branch', 'post_office', 'mobile_money'] as const;
export type PointKind = (typeof pointKinds)[number];
