// Generated from the OpenAPI document by tools/generate-client.ts. Do not edit.

export type Clock = { businessDate: string; realDate: string; offsetDays: number; movable: boolean };

/** GET /clock */
export type GetClockAnswer = Clock;

/** POST /clock/advance */
export type PostClockAdvanceBody = { to: 'day' | 'next-due' | 'month' };

/** POST /clock/advance */
export type PostClockAdvanceAnswer = Clock;
