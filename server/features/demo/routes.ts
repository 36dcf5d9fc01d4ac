import { Type } from 'typebox';
import { businessDateOf } from '../../../core/dates.ts';
import { readClock } from '../../platform/clock.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { changePace, describeDemo } from './describe-demo.ts';
import { advanceClock } from './move-clock.ts';
import { ClockSchema, DemoSchema } from './schemas.ts';
import { worldRoutes } from './world-routes.ts';

/** The demo's own doors: who may sign in, how fast the simulated partners pay, and the business clock. */
export function demoRoutes(app: App, runtime: Runtime): void {
  worldRoutes(app, runtime);
  app.get(
    '/demo',
    { schema: { response: { 200: DemoSchema } }, config: { permission: 'public' } },
    async (request) => {
      ensure(runtime.config.demo, new AppError('request.not_found', 'not_found'));
      return describeDemo(runtime, `${request.protocol}://${request.host}`);
    },
  );

  app.put(
    '/demo/pace',
    {
      schema: {
        body: Type.Object(
          { pace: Type.Number({ minimum: 0, maximum: 200 }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ pace: Type.Number() }) },
      },
      config: { permission: 'demo.drive' },
    },
    async ({ body }) => {
      ensure(runtime.config.demo, new AppError('request.not_found', 'not_found'));
      changePace(runtime, body.pace);
      return { pace: body.pace };
    },
  );

  app.get(
    '/clock',
    { schema: { response: { 200: ClockSchema } }, config: { permission: 'signed-in' } },
    async () => presentClock(runtime),
  );

  app.post(
    '/clock/advance',
    {
      schema: {
        body: Type.Object({ to: Type.Enum(['day', 'next-due', 'month']) }, { additionalProperties: false }),
        response: { 200: ClockSchema },
      },
      config: { permission: 'demo.drive' },
    },
    async ({ body, staff }) => {
      await advanceClock(runtime, staff.db, body.to);
      return presentClock(runtime);
    },
  );
}

async function presentClock(runtime: Runtime) {
  const clock = await readClock(runtime.platform);
  return {
    businessDate: clock.businessDate,
    realDate: businessDateOf(clock.now),
    offsetDays: clock.offsetDays,
    movable: clock.movable && runtime.config.demo,
  };
}
